import Chapter7
import Foundation
import RealNodes
import Simulation
import Testing

@testable import cluster_7

@Suite(.timeLimit(.minutes(5))) struct OneValueTests {
  /// Proposals one after the other; nil: never answered.
  private func history(_ told: [(value: String, answer: String?)]) throws -> OneValue.Proposals {
    var history = OneValue.Proposals()
    for (number, proposal) in told.enumerated() {
      let name = OperationID(client: NodeID(number), number: 1)
      history.invoke(.propose(proposal.value), as: name, at: Instant(nanoseconds: 0))
      guard let answer = proposal.answer else { continue }
      try history.respond(answer, to: name, at: Instant(nanoseconds: 0))
    }
    return history
  }

  @Test("one value for all is accepted, also that of a proposal that was never answered")
  func accepted() throws {
    try OneValue.checkWrittenOnce(history([("x", nil), ("y", "x"), ("z", "x"), ("w", nil)]))
  }

  @Test("two decisions, a value that nobody proposed and one from the future are rejected")
  func rejected() throws {
    for told in [[("x", "x"), ("y", "y")], [("x", "q")], [("x", "y"), ("y", "y")]] {
      let history = try history(told.map { ($0.0, $0.1) })
      #expect(throws: Wrong.self) { try OneValue.checkWrittenOnce(history) }
    }
  }

  @Test("files that show two choices, no choice or another than was told are rejected")
  func files() throws {
    let (one, two, three) = (OneValue.acceptors[0], OneValue.acceptors[1], OneValue.acceptors[2])
    let x = Proposal(Ballot(round: 1, proposer: NodeID(0)), "x")
    let y = Proposal(Ballot(round: 2, proposer: NodeID(1)), "y")
    let quorums = OneValue.quorums
    #expect(try OneValue.checkFiles([one: [x], two: [x], three: [y]], quorums, told: "x") == [x])
    let wrong = [
      [one: [x, y], two: [x], three: [y]], [one: [x], two: [y]], [one: [y], two: [y]],
    ]
    for votes in wrong {
      #expect(throws: Wrong.self) { try OneValue.checkFiles(votes, quorums, told: "x") }
    }
  }

  @Test("acceptors are killed and started again, and whoever is told a value is told the same")
  func demonstration() throws {
    let lines = try output(of: "cluster-7")
    #expect(lines.count == OneValue.schedule.rounds.count + 6)
    #expect(lines.last?.hasSuffix("linearizable as a write-once register") == true)
  }

  @Test("the schedule that runs has rounds with a majority and without, and kills everybody")
  func course() {
    let rounds = OneValue.schedule.rounds
    let majorities = rounds.map { OneValue.quorums.isPhase1(Set($0.survivors)) }
    #expect(majorities.count(where: { $0 }) >= 3 && majorities.count(where: { !$0 }) >= 3)
    let duringBallots = rounds.flatMap(\.events).filter { $0.answers > 0 }
    for isStart in [false, true] {
      let servers = duringBallots.filter { $0.isStart == isStart }.map(\.server)
      #expect(Set(servers).count >= 2)
    }
    #expect(Set(rounds.flatMap(\.events).filter { !$0.isStart }.map(\.server)).count == 3)
  }
}
