internal import Simulation

/// The parts of a history on trial together: the cheap ones first, then all others in rounds, so that
/// what one costs is not another's verdict. One part that is rejected decides.
struct Trial<Object: StateMachine> {
  typealias Part = (judge: Judge, subject: Subject<Object.Operation, Object.Response>)

  enum Verdict {
    case accepted([(entry: Int32, point: Int32)])
    case rejected
    /// All parts can be explained before this position.
    case unknown(explainedBefore: Int32)
  }

  private(set) var parts: [Part]
  private var failing: (part: Int, stuckAt: Int32)?
  private var found: [[(entry: Int32, point: Int32)]?]

  init(_ parts: [Part]) {
    self.parts = parts
    found = parts.map { _ in nil }
  }

  mutating func run(limit: Int) -> Verdict {
    let isCheap = parts.map { if case .uniqueWrites = $0.judge.method { true } else { false } }
    for part in parts.indices where isCheap[part] {
      guard judge(part, limit: 0) == nil, failing == nil else { return .rejected }
    }
    return runSearches(parts.indices.filter { !isCheap[$0] }, limit: limit)
  }

  /// In each round every part may go on for as many states, and at last to its share of what those that are
  /// decided have left. So the part that decides waits for no more of the others than it takes itself.
  private mutating func runSearches(_ searches: [Int], limit: Int) -> Verdict {
    // The short ones first, in each round.
    var open = searches.sorted { (parts[$0].judge.size, $0) < (parts[$1].judge.size, $1) }
    var left = limit
    let round = 1024
    var allowed = round
    while !open.isEmpty {
      let share = left / open.count
      var next: [Int] = []
      var explained = Int32.max
      for part in open {
        if let before = judge(part, limit: min(allowed, share)) {
          next.append(part)
          explained = min(explained, before)
        } else if failing != nil {
          return .rejected
        } else {
          left -= min(left, parts[part].judge.states)
        }
      }
      let isOver = allowed >= share && next.count == open.count
      if isOver { return .unknown(explainedBefore: explained) }
      open = next
      allowed += round
    }
    return .accepted(found.compactMap { $0 }.flatMap { $0 })
  }

  /// Lets one part go on; gives how far it is explained if it is still open.
  private mutating func judge(_ part: Int, limit: Int) -> Int32? {
    switch parts[part].judge.run(limit: limit) {
    case .found(let placed): found[part] = placed
    case .none(let stuckAt): failing = (part, stuckAt)
    case .limit(let before): return before
    }
    return nil
  }

  /// The rejected part, or one that is found to be rejected earlier.
  func failingPart() -> FailingPart<Object.Operation, Object.Response> {
    guard let failing else { preconditionFailure("no part is rejected") }
    let (judge, subject) = parts[failing.part]
    var result = FailingPart(judge: judge, subject: subject, stuckAt: failing.stuckAt)
    for part in parts.indices where part != failing.part && found[part] == nil {
      result = result.compared(to: parts[part].judge, parts[part].subject)
    }
    return result
  }
}

extension Judge {
  /// How many calls there are to judge.
  var size: Int {
    switch method {
    case .uniqueWrites(let registers): registers.calls.count
    case .search(let calls, _): calls.count
    }
  }
}
