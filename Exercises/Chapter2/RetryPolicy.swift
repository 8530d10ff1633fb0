public import Chapter2
internal import ExerciseSupport
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
    unimplemented("RetryPolicy.nextDelay", returning: nil)
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
    unimplemented("RetryingCall.decide", returning: .giveUp)
  }
}
