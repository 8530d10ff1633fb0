public import Chapter7
internal import ExerciseSupport

/// Whether a legal run of Paxos ends with these last acceptances; nil: this
/// acceptor has accepted nothing. A majority of the acceptors is a quorum.
///
/// Fast enough for five acceptors and twenty ballots.
///
/// Our solution has 46 lines, for both functions.
public func isReachable(_ acceptors: [LastAcceptance?]) -> Bool {
  unimplemented("isReachable", returning: false)
}

/// How many different values can be put to the acceptors in phase 2 of the
/// next so many ballots, if the state (a reachable one) is this; at most.
public func mostValues(
  inNext ballots: Int, after acceptors: [LastAcceptance?]
) -> Int {
  unimplemented("mostValues", returning: 0)
}
