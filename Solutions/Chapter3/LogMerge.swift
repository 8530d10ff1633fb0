// Generated from Solutions/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest d6b038205cfe6413

#sourceLocation(file: "Solutions/03-lamport-clocks.md", line: 135)
public import Chapter3
internal import ExerciseSupport

/// All entries of all logs in one total order that extends happened before.
public func merge(_ logs: [[StampedEntry]]) -> [StampedEntry] {
  logs.flatMap { $0 }.sorted { $0.stamp < $1.stamp }
}

/// Whether the event with the first timestamp happened before the other: yes
/// or no where the timestamps settle it in every run, else unknown.
public func happenedBefore(_ first: Timestamp, _ second: Timestamp) -> OrderAnswer {
  guard first.time < second.time else { return .no }
  return first.process == second.process ? .yes : .unknown
}
#sourceLocation()
