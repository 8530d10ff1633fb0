// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest d505366baa615b5b

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 323)
/// How many events of each process are in an event's past, itself included.
///
/// Fidge, "Timestamps in Message-Passing Systems That Preserve the Partial
/// Ordering", 1988; Mattern, "Virtual Time and Global States of Distributed
/// Systems", 1988.
public struct VectorClock: Hashable, Sendable {
  public private(set) var entries: [Int]

  /// The clock of a process that knows of no event yet.
  public init(processes: Int) {
    entries = Array(repeating: 0, count: processes)
  }

  public init(_ entries: [Int]) { self.entries = entries }

  public subscript(process: Int) -> Int { entries[process] }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 348)
extension VectorClock {
  /// An event of a process: one more of its events is in the past.
  public mutating func tick(_ process: Int) { entries[process] += 1 }

  /// Takes in another past: entry by entry, the larger number.
  public mutating func join(_ other: VectorClock) {
    entries = zip(entries, other.entries).map { max($0, $1) }
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 363)
extension VectorClock {
  /// Whether no entry is larger than the other's.
  public static func <= (left: VectorClock, right: VectorClock) -> Bool {
    zip(left.entries, right.entries).allSatisfy { $0 <= $1 }
  }

  public func isBefore(_ other: VectorClock) -> Bool {
    self <= other && self != other
  }

  public func isConcurrent(with other: VectorClock) -> Bool {
    !(self <= other) && !(other <= self)
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 384)
public import Chapter3

extension Execution {
  /// The number of processes, counted up to the last that has an event.
  public var processes: Int { (events.map(\.process).max() ?? -1) + 1 }

  /// The vector that its process's clock gives to each event.
  public func vectorTimes() -> [VectorClock] {
    var clocks = Array(
      repeating: VectorClock(processes: processes), count: processes)
    var times: [VectorClock] = []
    for event in events {
      if let source = event.source { clocks[event.process].join(times[source]) }
      clocks[event.process].tick(event.process)
      times.append(clocks[event.process])
    }
    return times
  }
}
#sourceLocation()
