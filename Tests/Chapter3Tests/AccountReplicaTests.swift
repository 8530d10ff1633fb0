// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest a0e15b2f76bf10be

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1755)
import Simulation
import Testing

@testable import Chapter3

@Suite struct AccountReplicaTests {
  private func system(copies: Int, commandsEach: Int) -> System<
    AccountReplica.Message
  > {
    var system = System(messages: AccountReplica.Message.self)
    system.links.standard = .reliable
    for copy in 0..<copies {
      let commands: [AccountCommand] = (1...commandsEach).map {
        $0 % 2 == copy % 2 ? .deposit(10 * $0) : .addInterest(percent: $0)
      }
      system.add(
        "replica\(copy)", AccountReplica(balance: 10_000),
        work: .closedLoop(commands))
    }
    return system
  }

  @Test(
    "all copies execute the same commands in the same order",
    arguments: 0..<50 as Range<UInt64>)
  func agreement(seed: UInt64) {
    let world = World(system(copies: 4, commandsEach: 5), seed: seed)
    world.run()
    let first = world[NodeID(0), as: AccountReplica.self].executed
    #expect(first.count == 20)
    for node in world.roster.nodes {
      #expect(world[node, as: AccountReplica.self].executed == first)
    }
  }

  @Test(
    "one crash stops all, and no two copies disagree",
    arguments: 0..<20 as Range<UInt64>)
  func crash(seed: UInt64) {
    let world = World(
      system(copies: 3, commandsEach: 10), seed: seed,
      faults: [.crash(NodeID(2), at: .milliseconds(20))])
    world.run()
    #expect(!world.history(of: AccountReplica.self).pending.isEmpty)
    let logs = world.roster.nodes.map {
      world[$0, as: AccountReplica.self].executed
    }
    for log in logs {
      let common = min(log.count, logs[0].count)
      #expect(log.prefix(common) == logs[0].prefix(common))
    }
  }
}
#sourceLocation()
