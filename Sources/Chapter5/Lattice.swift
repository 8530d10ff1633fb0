// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 67c3b1fd770438bf

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1373)
public import Chapter3

/// All consistent cuts of a run, by how many events are inside.
public struct Lattice: Hashable, Sendable {
  public let execution: Execution
  public private(set) var levels: [[Cut]]

  public init(of execution: Execution, processes: Int) {
    self.execution = execution
    levels = [[Cut(Array(repeating: 0, count: processes))]]
    for _ in execution.events {
      var next: [Cut] = []
      for cut in levels[levels.count - 1].flatMap(execution.successors)
      where !next.contains(cut) {
        next.append(cut)
      }
      levels.append(next)
    }
  }

  public var count: Int { levels.map(\.count).sum }
}

extension Execution {
  /// The consistent cuts with one event more.
  public func successors(of cut: Cut) -> [Cut] {
    cut.counts.indices.compactMap { process in
      let own = events.indices.filter { events[$0].process == process }
      guard cut.counts[process] < own.count else { return nil }
      var next = cut
      next.counts[process] += 1
      return isConsistent(next) ? next : nil
    }
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1413)
extension Lattice {
  /// How many paths lead from the first cut to the last.
  public var runs: Int {
    var paths = [levels[0][0]: 1]
    for level in levels.dropLast() {
      var next: [Cut: Int] = [:]
      for cut in level {
        for successor in execution.successors(of: cut) {
          next[successor, default: 0] += paths[cut] ?? 0
        }
      }
      paths = next
    }
    return paths.values.reduce(0, +)
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1434)
extension Lattice {
  /// Every path, cut by cut.
  public func paths() -> [[Cut]] {
    var paths = [levels[0]]
    for _ in execution.events {
      paths = paths.flatMap { path in
        execution.successors(of: path[path.count - 1]).map { path + [$0] }
      }
    }
    return paths
  }
}

extension Execution {
  /// Two processes with three events and a message each.
  public static var smallExample: Execution {
    var run = Execution()
    run.append(to: 0)
    run.append(to: 1)
    run.append(to: 0)
    run.append(to: 1, receivingFrom: 0)
    run.append(to: 0, receivingFrom: 1)
    run.append(to: 1)
    return run
  }
}
#sourceLocation()
