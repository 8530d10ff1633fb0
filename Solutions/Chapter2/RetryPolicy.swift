// Generated from Solutions/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest bfbb3729873a1d04

#sourceLocation(file: "Solutions/02-rpc.md", line: 614)
public import Chapter2
public import Simulation

/// How long to wait between attempts.
public struct RetryPolicy: Hashable, Sendable {
  public let first: Duration
  public let limit: Duration

  public init(first: Duration, limit: Duration) {
    self.first = first
    self.limit = limit
  }

  /// The wait after that many attempts (1 or more), drawn evenly between
  /// half of its ceiling and the ceiling; nil if the next attempt would not
  /// begin before the remaining time is over.
  ///
  /// Our solution has 8 lines.
  public func nextDelay(
    after attempts: Int, remaining: Duration, using random: inout SplitMix64
  ) -> Duration? {
    var ceiling = min(first, limit)
    for _ in 1..<min(attempts, 64) where ceiling < limit {
      ceiling = min(ceiling * 2, limit)
    }
    let half = ceiling.wholeNanoseconds / 2
    let extra = random.next(below: UInt64(ceiling.wholeNanoseconds - half) + 1)
    let delay = Duration.nanoseconds(half + Int64(extra))
    return delay < remaining ? delay : nil
  }
}

/// One call with its attempts. Our solution has 7 lines.
public struct RetryingCall: Sendable {
  public let id: CallID
  public let deadline: Instant
  public let policy: RetryPolicy
  /// How many attempts were made; the first is made by whoever creates this.
  public private(set) var attempts = 1

  public init(_ id: CallID, deadline: Instant, policy: RetryPolicy) {
    self.id = id
    self.deadline = deadline
    self.policy = policy
  }

  /// Decides what to do after an attempt has failed.
  public mutating func decide(
    after failure: AttemptFailure, at now: Instant, budget: inout RetryBudget,
    using random: inout SplitMix64
  ) -> RetryDecision {
    let remaining = now.duration(to: deadline)
    guard failure != .rejected,
      let delay = policy.nextDelay(after: attempts, remaining: remaining, using: &random),
      budget.takeRetry()
    else { return .giveUp }
    attempts += 1
    return .retry(id, after: delay, remaining: remaining - delay)
  }
}
#sourceLocation()
