/// A part that is rejected, and the response with which it is so for the first time.
struct FailingPart<Operation: Hashable & Sendable, Response: Hashable & Sendable> {
  let judge: Judge
  let subject: Subject<Operation, Response>
  /// The most states for each look at a prefix: rejecting a shorter one may take more than rejecting
  /// the whole did, but explaining must not take for ever where judging took no time.
  let budget: Int
  /// The position of the response that ends the shortest rejected prefix.
  private(set) var last = Call.never
  /// False if a look at some prefix came to its limit, so that a shorter one may be rejected too.
  private(set) var isShortest = true

  /// Finds the shortest rejected prefix of a part that is rejected, known not to end before `stuckAt`.
  init(judge: Judge, subject: Subject<Operation, Response>, stuckAt: Int32) {
    self.judge = judge
    self.subject = subject
    budget = max(20_000, 2 * judge.states)
    switch judge.method {
    case .uniqueWrites(let registers): shorten(registers)
    case .search(let calls, let kept): shorten(calls, kept, from: stuckAt)
    }
  }

  /// Each contradiction ends somewhere, and any that ends earlier must be found before that. The first to be
  /// found is nearly always the first of all; a history made to be otherwise is not followed for ever.
  private mutating func shorten(_ registers: UniqueWrites) {
    var looks = 0
    while let calls = registers.contradiction(through: last - 1) {
      last = registers.end(of: calls, by: last - 1)
      looks += 1
      guard looks < 100 else {
        isShortest = false
        return
      }
    }
  }

  /// Each prefix of an accepted history is accepted, so the rejected ones are all from some length on. That
  /// is looked for at distances 1, 2, 4... from the lower bound, then by halving.
  private mutating func shorten(_ calls: [Call], _ kept: KeptOrder, from stuckAt: Int32) {
    let returns = calls.returns
    var low = returns.firstPlace { $0 >= stuckAt }
    var high = returns.count - 1
    var (step, isBracketed) = (0, false)
    while low < high {
      let probe = isBracketed ? (low + high) / 2 : min(low + step, high - 1)
      switch isRejected(calls, kept, through: returns[probe]) {
      case false?: low = probe + 1
      case true?: (high, isBracketed) = (probe, true)
      case nil: (low, isShortest) = (high, false)
      }
      step = max(1, 2 * step)
    }
    last = returns[high]
  }

  private func isRejected(
    _ calls: [Call], _ kept: KeptOrder, through position: Int32
  ) -> Bool? {
    let prefix = calls.prefix(through: position)
    return switch Judge.search(prefix, kept, judge.outcomes, budget).0 {
    case .found: false
    case .none: true
    case .limit: nil
    }
  }

  /// Takes another part into account, of which it isn't known whether it is rejected: a response of it that
  /// comes before, and with which it is, takes the place of `last`.
  ///
  /// - Returns: the other part if it is rejected earlier; else this one.
  func compared(
    to other: Judge, _ subject: Subject<Operation, Response>
  ) -> FailingPart {
    guard case .search(let calls, let kept) = other.method else {
      let part = FailingPart(judge: other, subject: subject, stuckAt: -1)
      return part.last < last ? part : self
    }
    var result = self
    guard let bound = calls.returns.last(where: { $0 < last }) else { return self }
    let prefix = calls.prefix(through: bound)
    switch Judge.search(prefix, kept, other.outcomes, budget).0 {
    case .found: return self
    case .limit:
      result.isShortest = false
      return result
    case .none(let stuckAt, _):
      let part = Judge(.search(prefix, kept), other.outcomes)
      result = FailingPart(judge: part, subject: subject, stuckAt: stuckAt)
      result.isShortest = result.isShortest && isShortest
      return result
    }
  }
}
