// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest e8ee4dcccde3e7cb

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1240)
public import Chapter3

/// How many events of each process are inside.
public struct Cut: Hashable, Sendable {
  public var counts: [Int]

  public init(_ counts: [Int]) { self.counts = counts }
}

extension Execution {
  /// Whether an event is inside of a cut.
  public func contains(_ event: Int, in cut: Cut) -> Bool {
    let process = events[event].process
    let earlier = events[..<event].count { $0.process == process }
    return earlier < cut.counts[process]
  }

  /// Whether a cut has no effect without its cause.
  public func isConsistent(_ cut: Cut) -> Bool {
    events.indices.allSatisfy { event in
      guard let source = events[event].source, contains(event, in: cut) else {
        return true
      }
      return contains(source, in: cut)
    }
  }
}
#sourceLocation()
