// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 2b18b23c19711d70

#sourceLocation(file: "Chapters/07-paxos.md", line: 540)
import Simulation
import Testing

@testable import Chapter7

private func ballot(_ round: Int, _ proposer: Int = 0) -> Ballot {
  Ballot(round: round, proposer: NodeID(proposer))
}

@Suite struct AcceptorTests {
  @Test("a promise is refused to lower ballots and repeated to an equal one")
  func prepare() {
    var acceptor = Acceptor<String>()
    #expect(acceptor.prepare(ballot(2)) == Promise(ballot(2), accepted: nil))
    #expect(acceptor.prepare(ballot(1)) == nil)
    #expect(acceptor.prepare(ballot(1, 9)) == nil)
    #expect(acceptor.prepare(ballot(2)) == Promise(ballot(2), accepted: nil))
    #expect(acceptor.prepare(ballot(2, 1)) != nil)
    #expect(acceptor.promised == ballot(2, 1))
  }

  @Test("it accepts what is not below its promise, and reports the highest")
  func accept() {
    var acceptor = Acceptor<String>()
    _ = acceptor.prepare(ballot(3))
    let refused = acceptor.accept(Proposal(ballot(2), "x"))
    #expect(!refused && acceptor.accepted == nil)
    for (round, value) in [(3, "y"), (5, "z"), (5, "z")] {
      let isAccepted = acceptor.accept(Proposal(ballot(round), value))
      #expect(isAccepted)
    }
    let report = acceptor.prepare(ballot(6))?.accepted
    #expect(report == Proposal(ballot(5), "z"))
  }

  @Test("accepting without a promise raises the promise")
  func unprepared() {
    var acceptor = Acceptor<String>()
    let isAccepted = acceptor.accept(Proposal(ballot(4), "x"))
    #expect(isAccepted && acceptor.promised == ballot(4))
    #expect(acceptor.prepare(ballot(3)) == nil)
  }

  @Test("ballots are ordered by round, then by proposer, and never shared")
  func order() {
    #expect(ballot(1, 0) < ballot(1, 1) && ballot(1, 1) < ballot(2, 0))
    #expect(Ballot.zero < ballot(1))
    #expect(ballot(1, 0) != ballot(1, 1))
  }

  @Test("the council's state is the one that is called impossible")
  func impossible() {
    var council = Council(acceptors: 5)
    _ = council.ballot(18, own: "x", promises: [1, 2, 5], acceptances: [5])
    _ = council.ballot(19, own: "y", promises: [1, 2, 4], acceptances: [3])
    _ = council.ballot(20, own: "z", promises: [1, 4, 5], acceptances: [1, 4])
    #expect(council.chosen == [])
    _ = council.ballot(22, own: "w", promises: [2, 3, 5], acceptances: [3])
    let held = council.acceptors.map { $0.accepted?.ballot.round }
    #expect(held == [20, nil, 22, 20, 18])
    #expect(council.acceptors.map { $0.accepted?.value } == ["x", nil, "y", "x", "x"])
    #expect(council.chosen == [])
  }

  @Test("a council of one ballot chooses, and no later ballot can differ")
  func choosing() {
    var council = Council(acceptors: 3)
    _ = council.ballot(1, own: "x", promises: [1, 2], acceptances: [1, 2])
    #expect(council.chosen.map(\.value) == ["x"])
    _ = council.ballot(2, own: "y", promises: [2, 3], acceptances: [2, 3])
    #expect(council.chosen.map(\.value) == ["x", "x"])
    let late = council.ballot(1, own: "z", promises: [2, 3], acceptances: [])
    #expect(late == "1: too few promises")
  }
}
#sourceLocation()
