// Generated from Solutions/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 2fc7805345ff24f4

#sourceLocation(file: "Solutions/03-lamport-clocks.md", line: 12)
public import Chapter3
internal import ExerciseSupport
public import Simulation

/// The clock of one process: rules IR1 and IR2, with timestamps that no other
/// process gives.
public struct ProcessClock: Hashable, Sendable {
  private let process: NodeID
  /// The time of the last event.
  private var time = 0

  public init(process: NodeID) { self.process = process }

  /// An event inside of the process.
  public mutating func tick() -> Timestamp {
    time += 1
    return Timestamp(time, process)
  }

  /// The sending of a message. The message carries the event's own timestamp.
  public mutating func send() -> Timestamp {
    tick()
  }

  /// The receipt of a message that carries `sent`.
  public mutating func receive(_ sent: Timestamp) -> Timestamp {
    time = max(time, sent.time)
    return tick()
  }
}
#sourceLocation()
