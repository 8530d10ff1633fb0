// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 2c2cd3b85db6809a

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2419)
import Chapter2
import Histories
import Simulation
import Testing

@testable import Chapter4

@Suite struct SafetyTests {
  @Test("within each rule's budget nothing falls if no rule is left out",
    arguments: ReplicaRule.allCases)
  func control(rule: ReplicaRule) {
    let report = rule.report(without: nil, states: 60_000)
    #expect(report.counterexample == nil, "\(report)")
  }

  @Test("a server that comes back without its memory must not be believed")
  func comesBack() {
    let report = pairSearch(
      "a crash and a timer", work: [[.append("log", "a")]], timers: 1,
      crashes: 1
    ).run()
    #expect(report.holds, "\(report)")
  }

  @Test("under loss, duplicates, crashes and cuts, one store answers once each")
  func manyRuns() {
    let clients = ["Ann", "Bob", "Cid"].map { name in
      (
        name,
        Workload.closedLoop(
          (1...4).flatMap { number -> [KeyValueStore.Operation] in
            [.append("log", "\(name)\(number) "), .get("log")]
          })
      )
    }
    let system = replicaSystem(
      servers: 3, clients: clients, link: Link(loss: 0.1, duplication: 0.1))
    let servers = (1...3).map { NodeID($0) }
    let scenario = Scenario(
      "primary-backup", system,
      invariants: [oneEffectivePrimary(StoreReplicaNode.self)],
      checks: [
        .safety("one store") { world in
          contradiction(in: world.history(of: ReplicaStoreClient.self))
        }
      ], for: .seconds(4)
    ).faults(
      FaultBudget(crashes: 1, partitions: 1, cuts: 1, pauses: 2),
      against: servers)
    let report = scenario.check(seeds: 0..<1000)
    #expect(report.failure == nil, "\(report)")
    #expect(report.statistics.crashes > 500 && report.statistics.lost > 1000)
  }

  @Test("if no server fails for good, everyone is answered in the end")
  func progress() {
    let system = replicaSystem(
      servers: 2,
      clients: [("Ann", [.append("log", "a"), .append("log", "b")])],
      link: Link(loss: 0.2, duplication: 0.1))
    let scenario = Scenario(
      "primary-backup", system,
      checks: [
        .progress("all answered") { world in
          let pending = world.history(of: ReplicaStoreClient.self).pending
          return pending.isEmpty ? nil : "\(pending.count) calls wait"
        }
      ], for: .seconds(10)
    ).faults(
      FaultBudget(partitions: 2, pauses: 2), against: [NodeID(1), NodeID(2)])
    let report = scenario.check(seeds: 0..<200)
    #expect(report.failure == nil, "\(report)")
  }

  @Test("the checker of histories rejects two rivals, and the invariant sees them")
  func rejection() {
    let world = twoPrimaries()
    world.run(for: .milliseconds(700))
    #expect(contradiction(in: world.history(of: ReplicaStoreClient.self)) != nil)
    #expect(
      ReplicaRule.awaitAcknowledgement.report(without: .awaitAcknowledgement)
        .counterexample?.property == "one effective primary")
  }
}
#sourceLocation()
