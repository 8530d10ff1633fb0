internal import Simulation

/// Who is killed when: drawn from a seed, so that it can be looked at before it is carried out.
struct KillSchedule {
  struct Kill: Equatable {
    var server: NodeID
    /// How many messages the clients must have heard in this round: a place in the protocol, and
    /// not a time, so that it is the same on a slow machine.
    var answers: Int
  }

  struct Round: Equatable {
    /// Who is started again before it.
    var starts: [NodeID] = []
    /// Who is up when it begins.
    var up: [NodeID]
    /// Which clients ask in it, all at once.
    var clients: [NodeID]
    var kills: [Kill] = []

    /// Who is up when it ends.
    var survivors: [NodeID] { up.filter { server in !kills.contains { $0.server == server } } }
  }

  private(set) var rounds: [Round] = []

  /// Rounds with kills, then one in which every server stays up and every client asks.
  init(seed: UInt64, kills count: Int, servers: [NodeID], clients: [NodeID]) {
    var random = SplitMix64(seed: seed)
    var up = servers
    for _ in 0..<count {
      let down = servers.filter { !up.contains($0) }
      // One that is up at least, or the round would show nothing.
      let needed = up.isEmpty ? down[Int(random.next(below: UInt64(down.count)))] : nil
      let starts = down.filter { $0 == needed || random.next(below: 2) == 0 }
      up = servers.filter { up.contains($0) || starts.contains($0) }
      var round = Round(starts: starts, up: up, clients: clients)
      round.clients.remove(at: Int(random.next(below: UInt64(clients.count))))
      round.kills = Self.kills(among: up, &random)
      rounds.append(round)
      up = round.survivors
    }
    let starts = servers.filter { !up.contains($0) }
    rounds.append(Round(starts: starts, up: servers, clients: clients))
  }

  /// None, one or two, the later ones after more answers.
  private static func kills(among up: [NodeID], _ random: inout SplitMix64) -> [Kill] {
    var victims = up
    var answers = 0
    var kills: [Kill] = []
    for _ in 0..<min(up.count, Int(random.next(below: 3))) {
      let victim = victims.remove(at: Int(random.next(below: UInt64(victims.count))))
      answers += 1 + Int(random.next(below: 4))
      kills.append(Kill(server: victim, answers: answers))
    }
    return kills
  }
}
