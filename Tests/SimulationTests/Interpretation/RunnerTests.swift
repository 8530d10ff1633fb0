import Simulation
import Testing

/// What a real process does with the interpretation, but for its sockets, its clock and its file.
private struct Runner<N: Node> {
  struct Stopped: Error, CustomStringConvertible { var description: String }

  private var node: DrivenNode<N>
  private let id: NodeID
  private let roster: Roster
  private var random = SplitMix64(seed: 7)
  private(set) var outbox: [Sent<N.Message>] = []
  private(set) var timers: [N.Timer] = []
  private(set) var file: [N.Record] = []
  private(set) var synced = 0
  private(set) var told: [OperationID: N.Response] = [:]
  private(set) var memory = 0

  init(_ value: N, as id: NodeID, in roster: Roster) {
    node = DrivenNode(value)
    self.id = id
    self.roster = roster
  }

  mutating func handle(_ event: NodeEvent<N>) throws {
    var events = [event]
    while !events.isEmpty {
      let event = events.removeFirst()
      var context = Context<N>(id: id, roster: roster, random: random)
      let turn = node.handle(event, &context)
      random = context.random
      // The records are in the file: a copy in memory would only grow.
      node.storage = StableStorage()
      for effect in turn.effects { carryOut(effect, &events) }
      if let kind = turn.misuse {
        throw Stopped(description: "\(Misuse(kind, handling: event, by: id, in: roster))")
      }
    }
  }

  private mutating func carryOut(_ effect: Effect<N>, _ events: inout [NodeEvent<N>]) {
    switch effect {
    case .send(let message, id): events.append(.receive(message, from: id))
    case .send(let message, let receiver): outbox.append(Sent(message, to: receiver))
    case .set(let timer, _): timers = timers.filter { $0 != timer } + [timer]
    case .cancel(let timer): timers.removeAll { $0 == timer }
    case .append(let record): file.append(record)
    case .rewrite(let records): file = records
    case .sync: synced += 1
    case .respond(let response, let operation): told[operation] = response
    case .note: break
    }
  }
}

@Suite("A runner of real processes")
struct RunnerTests {
  private let roster: Roster = ["P", "A", "B"]
  private let p = NodeID(0)
  private let a = NodeID(1)
  private let b = NodeID(2)

  @Test("it carries out what the interpretation hands it")
  func effects() throws {
    var runner = Runner(Asker(keepers: [p, a, b]), as: p, in: roster)
    try runner.handle(.start)
    try runner.handle(.invoke("x"))
    #expect(runner.outbox.map(\.receiver) == [a, b])
    #expect(runner.file == [1] && runner.synced == 1 && runner.timers == [.patience])
    try runner.handle(.receive(.promise(1), from: a))
    try runner.handle(.receive(.promise(1), from: b))
    #expect(runner.told == [OperationID(client: p, number: 1): 1] && runner.timers.isEmpty)
  }

  private struct Clumsy: Node {
    typealias Message = Int
    typealias Timer = Int
    typealias Operation = Int
    typealias Response = Int
    func invoke(_ operation: Int, as id: OperationID, _ context: inout Context<Self>) {
      context.send(1, to: NodeID(1))
      for answer in 0..<operation { context.respond(answer, to: id) }
      if operation == 0 { context.set(1, after: .seconds(-1)) }
    }
  }

  @Test("misuse stops it, in the words of the world and the search", arguments: [0, 2])
  func misuse(operation: Int) throws {
    var system = System<Int>()
    system.add("P", Clumsy(), work: [operation])
    for name in ["A", "B"] { system.add(name, Clumsy()) }
    let world = World(system, seed: 1)
    world.run()
    let search = try #require(SystemSearch("clumsy", system).run().counterexample)
    var runner = Runner(Clumsy(), as: p, in: roster)
    let stopped = #expect(throws: Runner<Clumsy>.Stopped.self) {
      try runner.handle(.invoke(operation))
    }
    let words = try #require(world.violation?.message)
    #expect(stopped?.description == words && search.message == words)
    // What came before a wrong answer has happened; a wrong call takes all with it.
    #expect(runner.outbox.count == (operation == 0 ? 0 : 1))
  }
}
