// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 31193c8079c25aad

#sourceLocation(file: "Chapters/07-paxos.md", line: 2615)
import Simulation
import Testing

@testable import Chapter7

@Suite struct RuleTests {
  @Test("leaving any rule out breaks an invariant", arguments: PaxosRule.allCases)
  func omission(rule: PaxosRule) throws {
    let run = try #require(rule.counterexample, "\(rule.rawValue)")
    #expect(run.length > 5 && !run.message.isEmpty)
  }

  @Test(
    "with nothing left out the same searches find nothing",
    arguments: PaxosRule.allCases)
  func nothingOmitted(rule: PaxosRule) {
    var options = SearchOptions()
    options.stateBudget = 100_000
    let report = PaxosRule.search(without: nil, like: rule).run(options)
    #expect(report.counterexample == nil, "\(report)")
  }

  @Test("a schedule is as long with acceptors told apart as without")
  func symmetry() throws {
    for rule in [PaxosRule.rememberAccepted, .ownBallots, .refuseLowerPrepare] {
      var apart = paxosSearch(
        { quorums, _ in
          FlawedProposer(quorums, without: rule, retries: false)
        }, FlawedAcceptor(without: rule), work: [["x"], ["y"]])
      apart.skipsIdleDeliveries = true
      let length = try #require(apart.run().counterexample).length
      #expect(rule.counterexample?.length == length)
    }
  }
}
#sourceLocation()
