public import Chapter7
internal import ExerciseSupport
public import Simulation

/// Decides when a proposer tries again, so that duels end.
///
/// Waits are between zero and `longest`, and begin with `shortest` or less.
///
/// Our solution has 6 lines.
public struct DuelBreaker: Hashable, Sendable {
  private let proposer: NodeID
  private let shortest: Duration
  private let longest: Duration

  public init(proposer: NodeID, shortest: Duration, longest: Duration) {
    self.proposer = proposer
    self.shortest = shortest
    self.longest = longest
  }

  /// This proposer's ballot has come to nothing, because acceptors have
  /// promised `ballot`. Asked once for each ballot of this proposer.
  ///
  /// `now` is the proposer's own clock, and `random` a stream of its own.
  public mutating func preempted(
    by ballot: Ballot, at now: Instant, random: inout SplitMix64
  ) -> NextAttempt {
    unimplemented(
      "DuelBreaker.preempted", returning: NextAttempt(ballot, after: .zero))
  }
}
