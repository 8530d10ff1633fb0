import RealNodes
import Simulation
import Testing

@Suite struct KillScheduleTests {
  private let clients = (0..<3).map { NodeID($0) }
  private let servers = (3..<6).map { NodeID($0) }

  private func schedule(_ seed: UInt64) -> KillSchedule {
    KillSchedule(seed: seed, storm: 7, servers: servers, clients: clients)
  }

  @Test("the same seed gives the same schedule, another one another")
  func seeds() {
    #expect(schedule(1).rounds == schedule(1).rounds)
    #expect(schedule(1).rounds != schedule(2).rounds)
  }

  @Test("only who is up is killed, who is down started, and in a storm somebody is always up")
  func consistent() {
    for seed in UInt64(0)..<200 {
      var up = Set(servers)
      let rounds = schedule(seed).rounds
      for (number, round) in rounds.enumerated() {
        #expect(round.events.map(\.answers) == round.events.map(\.answers).sorted())
        for event in round.events {
          #expect(up.contains(event.server) != event.isStart)
          if event.isStart { up.insert(event.server) } else { up.remove(event.server) }
          #expect(!up.isEmpty || number == rounds.count - 1)
        }
        #expect(Set(round.survivors) == up)
      }
      #expect(up == Set(servers))
    }
  }
}
