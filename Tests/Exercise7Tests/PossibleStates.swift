// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest ceca6318922319bd

#sourceLocation(file: "Chapters/07-paxos.md", line: 4417)
import Chapter7
import Exercise7
import ExerciseTesting
import Simulation
import Testing

private func x(_ ballot: Int) -> LastAcceptance { LastAcceptance(ballot, "x") }
private func y(_ ballot: Int) -> LastAcceptance { LastAcceptance(ballot, "y") }

@Suite("7.3 Possible states", .exercise) struct PossibleStatesTests {
  @Test("the state that the chapter opens with is reachable")
  func opening() {
    #expect(isReachable([x(20), nil, y(22), x(20), x(18)]))
    #expect(isReachable([x(3), nil, y(5), x(3), x(1)]))
    #expect(!isReachable([x(3), x(3), y(5), x(3), x(1)]))
  }

  @Test("without room for a ballot that nobody remembers, it isn't")
  func noRoom() {
    #expect(!isReachable([x(2), nil, y(3), x(2), x(1)]))
    #expect(!isReachable([x(19), nil, y(20), x(19), x(18)]))
    #expect(isReachable([x(1), x(3), y(4)]))
    #expect(!isReachable([x(1), x(2), y(3)]))
  }

  @Test("an acceptor that was not asked need not agree with the others")
  func disagreement() {
    #expect(isReachable([x(1), y(2), nil]))
    #expect(isReachable([x(7), y(5), nil]))
    #expect(isReachable([nil, nil, nil]))
    #expect(!isReachable([x(1), x(1), y(2)]), "it would have to be asked")
  }

  @Test("one ballot has one value")
  func oneValue() {
    #expect(isReachable([x(2), x(2), nil]))
    #expect(!isReachable([x(2), y(2), nil]))
    #expect(!isReachable([x(2), y(2), nil, nil, nil]))
  }

  @Test("after a choice there is no other value")
  func chosen() {
    #expect(!isReachable([x(1), x(1), y(2)]))
    #expect(!isReachable([x(1), x(1), y(9)]))
    #expect(isReachable([x(1), x(1), x(9)]))
    #expect(!isReachable([x(4), x(4), y(6), x(4), nil]))
  }

  @Test("half of four acceptors are no quorum")
  func four() {
    #expect(!isReachable([x(1), x(1), y(2), y(2)]))
    #expect(isReachable([x(1), y(2), nil, nil]))
    #expect(!isReachable([x(1), x(1), y(2), nil]))
  }

  @Test(
    "three real acceptors and three overlapping ballots reach these states and no others"
  )
  func overlapping() {
    let reached = reachedByRealAcceptors()
    for state in states(of: 3, ballots: 3) {
      guard isReachable(state) == reached.contains("\(state)") else {
        Issue.record("\(state): \(reached.contains("\(state)"))")
        return
      }
    }
  }

  @Test(
    "brute force agrees about every state of n acceptors and b ballots",
    arguments: [(3, 5), (5, 3), (4, 3)])
  func bruteForce(acceptors: Int, ballots: Int) {
    let reached = reachedByBruteForce(acceptors: acceptors, ballots: ballots)
    for state in states(of: acceptors, ballots: ballots) {
      guard isReachable(state) == reached.contains(state) else {
        Issue.record("\(state): \(reached.contains(state))")
        return
      }
    }
  }

  @Test("where nobody has accepted, each ballot may bring a new value")
  func unbounded() {
    #expect(mostValues(inNext: 0, after: [nil, nil, nil]) == 0)
    #expect(mostValues(inNext: 100, after: [nil, nil, nil]) == 100)
    #expect(mostValues(inNext: 7, after: [nil, x(2), nil]) == 7)
    #expect(mostValues(inNext: 9, after: [y(3), nil, nil, x(2), nil]) == 9)
    #expect(mostValues(inNext: 9, after: [y(3), y(3), nil]) == 1)
  }

  @Test(
    "without a silent majority, later ballots carry what some majority reports")
  func reported() {
    let mixed = [x(1), y(2), LastAcceptance(3, "z"), nil, nil]
    #expect(mostValues(inNext: 5, after: mixed) == 3)
    #expect(mostValues(inNext: 2, after: mixed) == 2)
    #expect(mostValues(inNext: 5, after: [x(1), y(2), nil]) == 2)
    #expect(mostValues(inNext: 5, after: [x(1), x(3), y(4)]) == 2)
    #expect(mostValues(inNext: 5, after: [x(1), x(1), nil]) == 1)
    #expect(mostValues(inNext: 5, after: [x(1), x(1), x(2)]) == 1)
  }

  @Test("brute force finds as many values in the next two ballots")
  func valuesByBruteForce() {
    for state in reachedByBruteForce(acceptors: 3, ballots: 4) {
      let most = mostCarried(2, state, [])
      guard mostValues(inNext: 2, after: state) == most else {
        Issue.record("\(state): \(most)")
        return
      }
    }
  }
}

/// Every state, in one order of the acceptors.
private func states(of acceptors: Int, ballots: Int) -> [[LastAcceptance?]] {
  let all = [nil] + (1...ballots).flatMap { [x($0), y($0)] }
  var states: [[Int]] = [[]]
  for _ in 0..<acceptors {
    states = states.flatMap { state in
      ((state.last ?? 0)..<all.count).map { state + [$0] }
    }
  }
  return states.map { $0.map { all[$0] } }
}

private func inOrder(_ state: [LastAcceptance?]) -> [LastAcceptance?] {
  state.sorted {
    ($0?.ballot ?? 0, $0?.value ?? "") < ($1?.ballot ?? 0, $1?.value ?? "")
  }
}

/// The highest acceptance of each majority.
private func reports(_ state: [LastAcceptance?]) -> Set<LastAcceptance?> {
  var found: Set<LastAcceptance?> = []
  for mask in 0..<(1 << state.count)
  where 2 * mask.nonzeroBitCount > state.count {
    let members = state.indices.filter { mask >> $0 & 1 == 1 }
    found.insert(
      members.compactMap { state[$0] }.max { $0.ballot < $1.ballot })
  }
  return found
}

/// Runs every ballot in every way, one ballot after the other.
private func reachedByBruteForce(acceptors: Int, ballots: Int) -> Set<
  [LastAcceptance?]
> {
  var reached: Set<[LastAcceptance?]> = [Array(repeating: nil, count: acceptors)]
  for ballot in 1...ballots {
    for state in reached {
      let reports = reports(state)
      for vote in [x(ballot), y(ballot)]
      where reports.contains(where: { ($0?.value ?? vote.value) == vote.value })
      {
        for mask in 1..<(1 << acceptors) {
          reached.insert(
            inOrder(
              state.indices.map { mask >> $0 & 1 == 1 ? vote : state[$0] })
          )
        }
      }
    }
  }
  return reached
}

private func mostCarried(
  _ ballots: Int, _ state: [LastAcceptance?], _ carried: Set<String>
) -> Int {
  guard ballots > 0 else { return carried.count }
  let next = (state.compactMap { $0?.ballot }.max() ?? 0) + 1
  var most = carried.count
  for report in reports(state) {
    let value = report?.value ?? "new in \(next) with \(ballots) to go"
    for mask in 0..<(1 << state.count) {
      let after = state.indices.map {
        mask >> $0 & 1 == 1 ? LastAcceptance(next, value) : state[$0]
      }
      most = max(most, mostCarried(ballots - 1, after, carried.union([value])))
    }
  }
  return most
}

/// The texts of the states that the chapter's acceptors get into, in every
/// order of messages.
private func reachedByRealAcceptors() -> Set<String> {
  var model = Specification("acceptors")
  let acceptors = model.variables(
    "acceptor", count: 3, initially: Acceptor<String>())
  let attempts = (1...3).map {
    model.variable(
      "ballot \($0)", initiallyAnyOf: [Attempt($0, "x"), Attempt($0, "y")])
  }
  for attempt in attempts {
    for (index, acceptor) in acceptors.enumerated() {
      model.action("\(attempt.name), phase 1 at \(index)") { state in
        var (one, other) = (state[attempt], state[acceptor])
        one.prepare(&other, at: index)
        (state[attempt], state[acceptor]) = (one, other)
      }
      model.action("\(attempt.name), phase 2 at \(index)") { state in
        guard let proposal = state[attempt].proposal else { return }
        _ = state[acceptor].accept(proposal)
      }
    }
  }
  for state in states(of: 3, ballots: 3) {
    model.goal("\(state)") { reader in
      let last = acceptors.map { reader[$0].accepted }
      return state
        == inOrder(last.map { $0.map { LastAcceptance($0.ballot.round, $0.value) } })
    }
  }
  return Set(model.search().witnesses.map(\.goal))
}

/// A ballot's proposer up to its proposal. Whether a promise is heard makes no
/// difference once there are two.
private struct Attempt: Hashable {
  let ballot: Ballot
  let own: String
  private var highest: Proposal<String>?
  private var promised: Set<Int> = []

  init(_ round: Int, _ own: String) {
    ballot = Ballot(round: round, proposer: NodeID(9))
    self.own = own
  }

  var proposal: Proposal<String>? {
    promised.count < 2 ? nil : Proposal(ballot, highest?.value ?? own)
  }

  mutating func prepare(_ acceptor: inout Acceptor<String>, at index: Int) {
    guard let promise = acceptor.prepare(ballot), promised.count < 2 else {
      return
    }
    promised.insert(index)
    if let last = promise.accepted, last.ballot > highest?.ballot ?? .zero {
      highest = last
    }
  }
}
#sourceLocation()
