// Generated from Solutions/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 0e71b90e434d234e

#sourceLocation(file: "Solutions/07-paxos.md", line: 920)
public import Chapter7
internal import ExerciseSupport

/// Whether a legal run of Paxos ends with these last acceptances; nil: this
/// acceptor has accepted nothing. A majority of the acceptors is a quorum.
public func isReachable(_ acceptors: [LastAcceptance?]) -> Bool {
  let shown = acceptors.compactMap { $0 }
  var states: Set<[LastAcceptance?]> = [acceptors.map { _ in nil }]
  var fresh = states
  for ballot in 1..<(shown.map(\.ballot).max() ?? 0) + 1 {
    let values = Set(shown.filter { $0.ballot == ballot }.map(\.value))
    if values.count > 1 { return false }
    if let value = values.first {
      let voters = acceptors.indices.filter { acceptors[$0]?.ballot == ballot }
      states = Set(states.compactMap { after($0, voters, accept: value) })
      fresh = states
    } else {
      fresh = Set(fresh.flatMap { unseenBallot(ballot, after: $0, on: acceptors) })
      fresh.subtract(states)
      states.formUnion(fresh)
    }
  }
  return !states.isEmpty
}

/// What a ballot that nobody shows can make of a state.
private func unseenBallot(
  _ ballot: Int, after state: [LastAcceptance?], on acceptors: [LastAcceptance?]
) -> [[LastAcceptance?]] {
  let voters = acceptors.indices.filter { acceptors[$0]?.ballot ?? 0 > ballot }
  return Set(acceptors.compactMap { $0?.value }).flatMap { value in
    voters.compactMap { after(state, [$0], accept: value) }
  }
}

/// The state after a ballot, its numbers replaced by their ranks; nil if the
/// state before doesn't permit it.
private func after(_ state: [LastAcceptance?], _ voters: [Int], accept value: String) -> [LastAcceptance?]? {
  guard reports(state).contains(where: { ($0?.value ?? value) == value }) else { return nil }
  var next = state
  for voter in voters { next[voter] = LastAcceptance(.max, value) }
  let order = Set(next.compactMap { $0?.ballot }).sorted()
  return next.map { last in
    last.flatMap { last in
      order.firstIndex(of: last.ballot).map { LastAcceptance($0 + 1, last.value) }
    }
  }
}

/// The highest acceptance of each majority.
private func reports(_ acceptors: [LastAcceptance?]) -> Set<LastAcceptance?> {
  let majority = acceptors.count / 2 + 1
  return Set(
    acceptors.filter { candidate in
      acceptors.filter { $0?.ballot ?? 0 <= candidate?.ballot ?? 0 }.count >= majority
    })
}

/// How many different values can be put to the acceptors in phase 2 of the
/// next so many ballots, if the state (a reachable one) is this; at most.
public func mostValues(
  inNext ballots: Int, after acceptors: [LastAcceptance?]
) -> Int {
  let reported = reports(acceptors)
  let values = Set(reported.compactMap { $0?.value })
  return reported.contains(nil) ? ballots : min(ballots, values.count)
}
#sourceLocation()
