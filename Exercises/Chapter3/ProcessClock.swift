public import Chapter3
internal import ExerciseSupport
public import Simulation

/// The clock of one process: rules IR1 and IR2, with timestamps that no other
/// process gives.
///
/// Each call is one event. Its time is the smallest that the rules allow; the
/// first event of a process that has received nothing has time 1.
///
/// Our solution has 6 lines.
public struct ProcessClock: Hashable, Sendable {
  private let process: NodeID

  public init(process: NodeID) { self.process = process }

  /// An event inside of the process.
  public mutating func tick() -> Timestamp {
    unimplemented("ProcessClock.tick", returning: Timestamp(0, process))
  }

  /// The sending of a message. The message carries the event's own timestamp.
  public mutating func send() -> Timestamp {
    unimplemented("ProcessClock.send", returning: Timestamp(0, process))
  }

  /// The receipt of a message that carries `sent`.
  public mutating func receive(_ sent: Timestamp) -> Timestamp {
    unimplemented("ProcessClock.receive", returning: Timestamp(0, process))
  }
}
