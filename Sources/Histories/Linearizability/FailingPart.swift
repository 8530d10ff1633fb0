/// A part that is rejected, and the response with which it is so for the first time.
struct FailingPart<Operation: Hashable & Sendable, Response: Hashable & Sendable> {
  var judge: Judge
  let subject: Subject<Operation, Response>
  /// The most states for each further look.
  let budget: Int
  /// The position of the response that ends the shortest rejected prefix.
  private(set) var last = Call.never
  /// False if a look at some prefix came to its limit, so that a shorter one may be rejected too.
  var isShortest = true

  init(judge: Judge, subject: Subject<Operation, Response>, budget: Int) {
    self.judge = judge
    self.subject = subject
    self.budget = budget
  }

  /// Finds the shortest rejected prefix, known not to end before `stuckAt`; `last` stays at its beginning if
  /// none is shorter than the one that ends at `bound`.
  ///
  /// Each prefix of an accepted history is accepted, so the rejected ones are all from some length on. That
  /// is looked for at distances 1, 2, 4... from the lower bound, then by halving.
  func shortened(from stuckAt: Int32, before bound: Int32) -> FailingPart {
    var part = self
    let returns = judge.returns
    guard var high = returns.lastIndex(where: { $0 < bound }) else { return part }
    if high < returns.count - 1 {
      switch part.judge.run(through: returns[high], limit: budget) {
      case .found: return part
      case .none: break
      case .limit:
        part.isShortest = false
        return part
      }
    }
    var low = returns.firstIndex { $0 >= stuckAt } ?? 0
    var (step, isBracketed) = (0, false)
    while low < high {
      let probe = isBracketed ? (low + high) / 2 : min(low + step, high - 1)
      switch part.judge.run(through: returns[probe], limit: budget) {
      case .found: low = probe + 1
      case .none: (high, isBracketed) = (probe, true)
      case .limit: (low, part.isShortest) = (high, false)
      }
      step = max(1, 2 * step)
    }
    part.last = returns[high]
    return part
  }

  /// The one that is rejected earlier.
  func earlier(_ other: FailingPart?) -> FailingPart {
    guard let other else { return self }
    var result = last < other.last ? self : other
    result.isShortest = isShortest && other.isShortest
    return result
  }
}

extension Judge {
  /// The positions of all responses, in order.
  var returns: [Int32] {
    switch method {
    case .uniqueWrites(let registers):
      registers.calls.map(\.returned).filter { $0 != Call.never }.sorted()
    case .search(let calls, _): calls.returns
    }
  }
}
