// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 25419ca98c7ff9a6

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 243)
/// The events of a run, in some order in which they may have happened.
public struct Execution: Hashable, Sendable {
  public struct Event: Hashable, Sendable {
    public var process: Int
    /// The event that sent what this one receives; nil if it receives nothing.
    public var source: Int?
  }

  public private(set) var events: [Event] = []

  public init() {}
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 260)
extension Execution {
  /// Adds an event to a process, and returns its number in the run.
  @discardableResult
  public mutating func append(
    to process: Int, receivingFrom source: Int? = nil
  ) -> Int {
    precondition(
      source.map(events.indices.contains) ?? true, "nothing was sent there")
    events.append(Event(process: process, source: source))
    return events.count - 1
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 295)
extension Execution {
  /// The events right before an event, by the first two rules.
  func predecessors(of event: Int) -> [Int] {
    let process = events[event].process
    let previous = events[..<event].lastIndex { $0.process == process }
    return [previous, events[event].source].compactMap { $0 }
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 309)
extension Execution {
  /// Whether one event happened before another: whether the second can be
  /// reached from the first. O(events²).
  public func happenedBefore(_ first: Int, _ second: Int) -> Bool {
    var unexplored = predecessors(of: second)
    var known = Set(unexplored)
    while let event = unexplored.popLast() {
      if event == first { return true }
      unexplored += predecessors(of: event).filter { known.insert($0).inserted }
    }
    return false
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 327)
extension Execution {
  public func areConcurrent(_ first: Int, _ second: Int) -> Bool {
    first != second && !happenedBefore(first, second)
      && !happenedBefore(second, first)
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 343)
internal import Simulation

extension Execution {
  /// A run in which each event is drawn, evenly, to be a mere step, to send a
  /// message, or to receive one; with none on its way, that is a mere step too.
  public static func random(
    processes: Int, events: Int, seed: UInt64
  ) -> Execution {
    var random = SplitMix64(seed: seed)
    var execution = Execution()
    var waiting: [[Int]] = Array(repeating: [], count: processes)
    for _ in 0..<events {
      let process = Int(random.next(below: UInt64(processes)))
      let kind = random.next(below: 3)
      guard kind == 2, !waiting[process].isEmpty else {
        let event = execution.append(to: process)
        let receiver = Int(random.next(below: UInt64(processes)))
        if kind == 1, receiver != process { waiting[receiver].append(event) }
        continue
      }
      let position = Int(random.next(below: UInt64(waiting[process].count)))
      execution.append(
        to: process, receivingFrom: waiting[process].remove(at: position))
    }
    return execution
  }

  /// Every pair of different events.
  public var pairs: [(Int, Int)] {
    events.indices.flatMap { first in
      events.indices.filter { $0 != first }.map { (first, $0) }
    }
  }
}
#sourceLocation()
