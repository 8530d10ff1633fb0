public import Simulation

/// Which server is killed or started again when: drawn from a seed before anything runs.
public struct KillSchedule: Sendable {
  public struct Event: Equatable, Sendable {
    public var server: NodeID
    /// Whether it is started; else it is killed.
    public var isStart: Bool
    /// How many messages the round's clients must have heard: a place in the protocol and not a time,
    /// so that it doesn't depend on how fast the machine is. 0: before the clients begin.
    public var answers = 0
  }

  public struct Round: Equatable, Sendable {
    /// In the order of their answers.
    public var events: [Event] = []
    /// Which clients ask in it, all at once.
    public var clients: [NodeID]
    /// Who is up at its end.
    public var survivors: [NodeID] = []
  }

  public private(set) var rounds: [Round] = []
  private let servers: [NodeID]
  private var up: [NodeID]
  private var random: SplitMix64

  /// A first round with one server alone, then `count` rounds of a storm, then one in which every
  /// server has been killed, is started from its file and stays up. All are up before the first.
  public init(seed: UInt64, storm count: Int, servers: [NodeID], clients: [NodeID]) {
    self.servers = servers
    up = servers
    random = SplitMix64(seed: seed)
    let alone = pick(servers)
    add(servers.filter { $0 != alone }.map { .init(server: $0, isStart: false) }, clients)
    for _ in 0..<count {
      let absent = pick(clients)
      add(drawEvents(), clients.filter { $0 != absent })
    }
    let kills = up.map { Event(server: $0, isStart: false) }
    add(kills + servers.map { .init(server: $0, isStart: true) }, clients)
  }

  private mutating func add(_ events: [Event], _ clients: [NodeID]) {
    up = events.reduce(up, after)
    rounds.append(Round(events: events, clients: clients, survivors: up))
  }

  /// Up to three servers change sides. The last one that is up stays: without it nobody would hear
  /// answers, and no later event would come.
  private mutating func drawEvents() -> [Event] {
    var (events, up, answers) = ([Event](), up, 0)
    for _ in 0..<random.next(below: 4) {
      let server = pick(servers)
      answers += Int(random.next(below: 4))
      guard up != [server] else { continue }
      events.append(Event(server: server, isStart: !up.contains(server), answers: answers))
      up = after(up, events[events.count - 1])
    }
    return events
  }

  private func after(_ up: [NodeID], _ event: Event) -> [NodeID] {
    servers.filter { $0 == event.server ? event.isStart : up.contains($0) }
  }

  private mutating func pick(_ nodes: [NodeID]) -> NodeID {
    nodes[Int(random.next(below: UInt64(nodes.count)))]
  }
}
