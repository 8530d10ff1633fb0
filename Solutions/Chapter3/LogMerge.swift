// Generated from Solutions/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest a04da9fe0b21eb61

#sourceLocation(file: "Solutions/03-lamport-clocks.md", line: 112)
public import Chapter3
internal import ExerciseSupport
public import Simulation

/// One line of a process's log.
public struct LogEntry: Hashable, Sendable {
  public var stamp: Timestamp
  /// What the machine's clock showed.
  public var wallClock: Instant
  public var text: String

  public init(stamp: Timestamp, wallClock: Instant, text: String) {
    (self.stamp, self.wallClock, self.text) = (stamp, wallClock, text)
  }
}

/// What two timestamps tell about happened before.
public enum Answer: Hashable, Sendable { case yes, no, unknown }

/// All entries of all logs in one total order that extends happened before.
public func merge(_ logs: [[LogEntry]]) -> [LogEntry] {
  logs.flatMap { $0 }.sorted { $0.stamp < $1.stamp }
}

/// Whether the event with the first timestamp happened before the other: yes
/// or no where the timestamps settle it in every run, else unknown.
public func happenedBefore(_ first: Timestamp, _ second: Timestamp) -> Answer {
  guard first.time < second.time else { return .no }
  return first.process == second.process ? .yes : .unknown
}
#sourceLocation()
