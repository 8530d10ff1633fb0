// Generated from Solutions/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 2f5c3ca6507fb34c

#sourceLocation(file: "Solutions/07-paxos.md", line: 1402)
public import Chapter7
internal import ExerciseSupport
public import Simulation

/// Decides when a proposer tries again, so that duels end.
public struct DuelBreaker: Hashable, Sendable {
  private let proposer: NodeID
  private let longest: Duration
  /// The next wait is drawn from zero to this.
  private var ceiling: Duration

  public init(proposer: NodeID, shortest: Duration, longest: Duration) {
    self.proposer = proposer
    self.longest = longest
    ceiling = min(shortest, longest)
  }

  /// This proposer's ballot has come to nothing, because acceptors have
  /// promised `ballot`. Asked once for each ballot of this proposer.
  ///
  /// `now` is the proposer's own clock, and `random` a stream of its own.
  public mutating func preempted(
    by ballot: Ballot, at now: Instant, random: inout SplitMix64
  ) -> NextAttempt {
    let width = UInt64(ceiling.wholeNanoseconds) + 1
    let wait = Duration.nanoseconds(Int64(random.next(below: width)))
    ceiling = min(ceiling * 2, longest)
    return NextAttempt(Ballot(round: ballot.round + 1, proposer: proposer), after: wait)
  }
}
#sourceLocation()
