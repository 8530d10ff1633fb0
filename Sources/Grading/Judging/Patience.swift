/// How long an exercise's tests are waited for, all of them together.
///
/// A submission that hangs hangs in most of its tests, and nobody learns more from the tenth. So
/// the first two that time out have all of their time; the tests after them have a quarter; after
/// two more no other is asked. A test that waits without computing is no matter of time: after two
/// of them no other is asked either. Tests that pass use up nothing.
struct Patience {
  private let full: Limits
  private var timeouts = 0
  private var stuck = 0

  init(_ limits: Limits) { full = limits }

  /// For the next test; nil if it is not to be asked.
  var limits: Limits? {
    guard stuck < 2, timeouts < 4 else { return nil }
    return timeouts < 2 ? full : full.quarter
  }

  mutating func note(_ verdict: Verdict, isStuck: Bool) {
    if verdict == .timedOut { timeouts += 1 }
    if isStuck { stuck += 1 }
  }

  /// What there is to say about a test that is not asked.
  func result(of test: TestCase) -> TestResult {
    let before =
      stuck < 2 ? "\(timeouts) tests before it timed out" : "two tests before it got stuck"
    return TestResult(
      test: test, verdict: .timedOut,
      findings: [Finding(place: test.place, message: "not run: \(before)")])
  }
}

extension Limits {
  /// The same in a quarter of the time.
  fileprivate var quarter: Limits {
    var limits = self
    limits.processorSeconds = max(1, processorSeconds / 4)
    limits.wallSeconds = max(1, wallSeconds / 4)
    return limits
  }
}
