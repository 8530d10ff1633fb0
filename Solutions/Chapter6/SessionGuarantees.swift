// Generated from Solutions/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest f361ec8e9f072c39

#sourceLocation(file: "Solutions/06-consistency.md", line: 659)
public import Chapter6


/// Where a trace breaks a guarantee; nil if it keeps it.
///
/// - Parameter trace: the operations in the order in which they were answered;
///   a session's operations stand in its own order, and a write stands before
///   all reads whose server had applied it. Our solution has 41 lines.
public func violation(
  of guarantee: SessionPromise, in trace: [SessionEvent]
) -> SessionWitness? {
  for (index, event) in trace.enumerated() {
    guard case .read(let applied) = event.action else { continue }
    let write =
      switch guarantee {
      case .readYourWrites:
        trace.writes(before: index).first { !applied.contains($0) }
      case .monotonicReads:
        trace.seen(before: index).first { !applied.contains($0) }
      case .monotonicWrites: misplaced(in: applied, trace.writes(before:))
      case .writesFollowReads: misplaced(in: applied, trace.seen(before:))
      }
    if let write { return SessionWitness(read: index, write: write) }
  }
  return nil

  /// A write that another one in the list needs to stand before it.
  func misplaced(in applied: [Int], _ needed: (Int) -> [Int]) -> Int? {
    for (place, write) in applied.enumerated() {
      guard let index = trace.index(ofWrite: write) else { continue }
      let missing = needed(index).first { !applied[..<place].contains($0) }
      if let missing { return missing }
    }
    return nil
  }
}

extension [SessionEvent] {
  fileprivate func index(ofWrite write: Int) -> Int? {
    firstIndex { $0.action == .write(write) }
  }

  /// The earlier writes of the session of that event.
  fileprivate func writes(before index: Int) -> [Int] {
    self[..<index].filter { $0.session == self[index].session }.compactMap {
      if case .write(let write) = $0.action { write } else { nil }
    }
  }

  /// What mattered to the earlier reads of the session of that event.
  fileprivate func seen(before index: Int) -> [Int] {
    self[..<index].filter { $0.session == self[index].session }.flatMap {
      earlier -> [Int] in
      guard case .read(let applied) = earlier.action else { return [] }
      return applied.filter { write in
        self.index(ofWrite: write).map { self[$0].key } == earlier.key
      }
    }
  }
}
#sourceLocation()
