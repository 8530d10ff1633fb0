// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 84aab38dd3e389f4

#sourceLocation(file: "Chapters/07-paxos.md", line: 1608)
import Chapter2
import Histories
import Simulation
import Testing

@testable import Chapter7

private let patient = ProposerOptions(
  retry: .exponential(
    from: .milliseconds(30), upTo: .seconds(1), hasJitter: true))

@Suite struct SafetyTests {
  @Test("two ballots hold under any loss and duplication: 54152 states")
  func twoBallots() {
    let report = twoProposers().run()
    #expect(report.holds, "\(report)")
    #expect(report.states == 54152)
  }

  @Test("refusals change nothing but the number of states")
  func refusals() {
    let report = twoProposers(refuses: true, network: .multiset).run()
    #expect(report.holds, "\(report)")
  }

  @Test("a proposer that crashes never uses a ballot twice")
  func proposerCrashes() {
    var search = paxosSearch(
      { quorums, _ in ProposerNode<String>(quorums) },
      AcceptorNode<String>(refuses: false), work: [["x", "z"]])
    search.budget = SearchBudget(crashes: 1, timers: 0)
    search.crashable = [NodeID(0)]
    let report = search.run()
    #expect(report.holds, "\(report)")
  }

  @Test("runs with loss, duplicates and crashes agree, and end decided")
  func manyRuns() {
    let system = paxosSystem(
      work: [["x"], ["y"], ["z"]], acceptors: 5, options: patient,
      link: Link(loss: 0.1, duplication: 0.1))
    let acceptors = Array(system.roster.nodes.suffix(5))
    let scenario = Scenario(
      "paxos", system,
      invariants: paxosInvariants(
        proposers: Array(system.roster.nodes.prefix(3)),
        of: ProposerNode<String>.self, acceptors: AcceptorNode<String>.self,
        .majorities(of: acceptors)),
      checks: [
        .safety("clients see a write-once register") { world in
          let history = world.history(of: ProposerNode<String>.self)
          let verdict = history.linearizability(of: WriteOnce<String>())
          return verdict.isAccepted ? nil : "\(verdict)"
        },
        .progress("everybody decides") { world in
          let history = world.history(of: ProposerNode<String>.self)
          return history.pending.isEmpty ? nil : "\(history.pending.count) wait"
        },
      ], for: .seconds(60)
    ).faults(FaultBudget(crashes: 4, partitions: 1, down: 2), against: acceptors)
    let report = scenario.check(seeds: 0..<1000)
    #expect(report.failure == nil, "\(report)")
    #expect(report.statistics.crashes > 1000 && report.statistics.lost > 1000)
  }

  @Test("a history with two decisions is no write-once register")
  func rejection() {
    var history = History<ConsensusOperation<String>, String>()
    for (number, value) in ["x", "y"].enumerated() {
      let id = OperationID(client: NodeID(number), number: 1)
      history.invoke(.propose(value), as: id, at: .start)
      try? history.respond(value, to: id, at: .start)
    }
    #expect(history.linearizability(of: WriteOnce<String>()).isRejected)
    #expect(judge(history).verdict.hasPrefix("not linearizable"))
  }

  @Test("what was chosen before a crash of everybody is chosen after it")
  func everybodyCrashes() {
    var system = paxosSystem(work: [["x"]], options: patient)
    let acceptors = Array(system.roster.nodes.suffix(3))
    let late = system.add(
      "late", ProposerNode<String>(.majorities(of: acceptors), options: patient),
      work: .scheduled([(.seconds(2), .propose("y"))]))
    let crashes = acceptors.map {
      Fault.crash($0, at: .seconds(1), for: .milliseconds(100), storage: .losingAll)
    }
    let world = World(system, seed: 3, faults: crashes)
    world.run()
    let history = world.history(of: ProposerNode<String>.self)
    let answer = history.entries.first { $0.client == late }?.response
    #expect(answer == "x")
  }
}
#sourceLocation()
