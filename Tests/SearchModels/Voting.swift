public import Simulation

/// A vote for a value in a ballot.
private struct Vote: Hashable, Sendable {
  var ballot: Int
  var value: Int
}

/// Majorities of three acceptors.
private let quorums = [[0, 1], [0, 2], [1, 2]]

/// Consensus by votes, as `Voting.tla` of the TLA+ examples specifies it, for three acceptors, two
/// values and two ballots (`MCVoting.cfg`), up to the names of acceptors and values.
public func voting() -> Specification {
  var spec = Specification("voting")
  let acceptors = 0..<3
  let values = 0..<2
  let ballots = 0..<2
  let votes = spec.variables("votes", count: 3, initially: [Vote]())
  let maximum = spec.variables("maxBal", count: 3, initially: -1)

  /// Whether the quorum shows that no other value can be chosen before the ballot, its last vote
  /// having been cast in ballot `last` by `voter` (-1: none was).
  @Sendable func shows(
    _ quorum: [Int], last: Int, by voter: Int, _ state: StateReader, _ ballot: Int, _ value: Int
  ) -> Bool {
    quorum.allSatisfy { state[maximum[$0]] >= ballot }
      && (last == -1 || state[votes[voter]].contains(Vote(ballot: last, value: value)))
      && quorum.allSatisfy { acceptor in
        !state[votes[acceptor]].contains { $0.ballot > last && $0.ballot < ballot }
      }
  }

  for acceptor in acceptors {
    for ballot in ballots {
      spec.action("IncreaseMaxBal(\(acceptor), \(ballot))") { state in
        ballot > state[maximum[acceptor]]
      } then: { state in
        state[maximum[acceptor]] = ballot
      }
      // TLC counts a successor for each witness of an existential: one action for each.
      for (value, quorum) in values.flatMap({ value in quorums.map { (value, $0) } }) {
        let lasts = [(-1, 0)] + (0..<ballot).flatMap { last in quorum.map { (last, $0) } }
        for (last, voter) in lasts {
          spec.action("VoteFor(\(acceptor), \(ballot), \(value))") { state in
            state[maximum[acceptor]] <= ballot
              && !state[votes[acceptor]].contains { $0.ballot == ballot }
              && acceptors.allSatisfy { other in
                other == acceptor
                  || !state[votes[other]].contains { $0.ballot == ballot && $0.value != value }
              }
              && shows(quorum, last: last, by: voter, state, ballot, value)
          } then: { state in
            let all = state[votes[acceptor]] + [Vote(ballot: ballot, value: value)]
            state[votes[acceptor]] = all.sorted { ($0.ballot, $0.value) < ($1.ballot, $1.value) }
            state[maximum[acceptor]] = ballot
          }
        }
      }
    }
  }
  spec.invariant("one value is chosen at most") { state in
    let chosen = values.filter { value in
      ballots.contains { ballot in
        quorums.contains { quorum in
          quorum.allSatisfy { state[votes[$0]].contains(Vote(ballot: ballot, value: value)) }
        }
      }
    }
    return chosen.count < 2
  }
  spec.symmetric(
    under: permutations(of: Array(0..<3)).flatMap { order in
      permutations(of: [0, 1]).map { names in
        var permutation = Permutation()
        for acceptor in acceptors {
          permutation.map(maximum[acceptor], from: maximum[order[acceptor]])
          permutation.map(votes[acceptor], from: votes[order[acceptor]]) { all in
            all.map { Vote(ballot: $0.ballot, value: names[$0.value]) }
              .sorted { ($0.ballot, $0.value) < ($1.ballot, $1.value) }
          }
        }
        return permutation
      }
    })
  return spec
}
