// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest b1e7010bb2b9d125

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 4860)
import Chapter2
import Chapter4
import Exercise4
import ExerciseTesting
import Histories
import Simulation
import Testing

private typealias Server = ChainServer<KeyValueStore>
private typealias Message = ChainMessage<KeyValueStore>

private let master = NodeID(0)
private let one = NodeID(1)
private let two = NodeID(2)
private let three = NodeID(3)
private let ann = NodeID(4)
private let names: Roster = ["master", "1", "2", "3", "Ann", "Bob"]

private let calls = ["a", "b", "c", "d"].enumerated().map { index, letter in
  let id = CallID(client: ClientID(10 + index), sequence: 1)
  return Call(id, KeyValueStore.Operation.append("log", letter))
}

private let read = Call(
  CallID(client: ClientID(20), sequence: 1), KeyValueStore.Operation.get("log"))

private func update(_ index: Int, _ number: Int) -> Message {
  .update(ChainUpdate(number, calls[index], of: ann))
}

private func reply(_ index: Int, _ value: String) -> Message {
  .reply(calls[index].id, .value(value))
}

extension Bench<Server> {
  fileprivate static func at(
    _ id: NodeID, before: NodeID?, after: NodeID?
  ) -> Bench {
    var bench = Bench(Server(KeyValueStore()), as: id, in: names)
    bench.hear(.neighbours(before: before, after: after), from: master)
    _ = bench.takeSent()
    return bench
  }

  fileprivate static var head: Bench { at(one, before: nil, after: two) }
  fileprivate static var middle: Bench { at(two, before: one, after: three) }
  fileprivate static var tail: Bench { at(three, before: two, after: nil) }

  fileprivate var log: String { node.table.application.values["log"] ?? "" }

  fileprivate mutating func said(to receiver: NodeID) -> [Message] {
    takeSent().filter { $0.receiver == receiver }.map(\.message)
  }

  fileprivate mutating func hearUpdates(_ indices: [Int], from sender: NodeID) {
    for index in indices { hear(update(index, index + 1), from: sender) }
  }
}

@Suite("4.4 A chain that heals", .exercise)
struct ChainServerTests {
  @Test("the head numbers calls, passes them on and answers nobody")
  func head() {
    var bench = Bench.head
    bench.hear(.request(calls[0]), from: ann)
    bench.hear(.request(calls[1]), from: ann)
    #expect(
      bench.takeSent() == [Sent(update(0, 1), to: two), Sent(update(1, 2), to: two)],
      "\(bench)")
    #expect(bench.log == "ab")
  }

  @Test("a server in the middle passes updates on and answers nobody")
  func middle() {
    var bench = Bench.middle
    bench.hear(.request(read), from: ann)
    bench.hear(.request(calls[3]), from: ann)
    #expect(bench.takeSent().isEmpty, "requests aren't for the middle\n\(bench)")
    bench.hear(update(0, 1), from: one)
    #expect(bench.takeSent() == [Sent(update(0, 1), to: three)], "\(bench)")
  }

  @Test("the tail answers the client, and tells its predecessor")
  func tail() {
    var bench = Bench.tail
    bench.hear(update(0, 1), from: two)
    let sent = bench.takeSent()
    #expect(
      Set(sent) == [
        Sent(reply(0, "a"), to: ann), Sent(.stored(through: 1), to: two),
      ], "\(bench)")
  }

  @Test("updates run in the order of their numbers, and wait for those missing")
  func gaps() {
    var bench = Bench.middle
    bench.hear(update(1, 2), from: one)
    bench.hear(update(2, 3), from: one)
    #expect(bench.takeSent().isEmpty && bench.log.isEmpty, "1 is missing\n\(bench)")
    bench.hear(update(0, 1), from: one)
    #expect(bench.log == "abc", "\(bench)")
    #expect(
      bench.said(to: three) == [update(0, 1), update(1, 2), update(2, 3)],
      "\(bench)")
  }

  @Test("a doubled update is neither run nor passed on again")
  func doubled() {
    var bench = Bench.middle
    bench.hearUpdates([0, 1], from: one)
    _ = bench.takeSent()
    bench.hear(update(0, 1), from: one)
    #expect(bench.log == "ab")
    #expect(bench.said(to: three).isEmpty, "\(bench)")
  }

  @Test("the news that updates are stored goes on to the predecessor")
  func stored() {
    var bench = Bench.middle
    bench.hearUpdates([0, 1], from: one)
    _ = bench.takeSent()
    bench.hear(.stored(through: 2), from: three)
    #expect(bench.said(to: one).contains(.stored(through: 2)), "\(bench)")
  }

  @Test("a new successor gets what isn't stored, in order, and nothing else")
  func resend() {
    var bench = Bench.head
    for call in calls.prefix(3) { bench.hear(.request(call), from: ann) }
    bench.hear(.stored(through: 1), from: two)
    _ = bench.takeSent()
    bench.hear(.neighbours(before: nil, after: three), from: master)
    #expect(
      bench.said(to: three) == [update(1, 2), update(2, 3)],
      "2 died, and 3 may lack what isn't known to be stored\n\(bench)")
  }

  @Test("a new tail answers what it keeps, and tells its predecessor")
  func newTail() {
    var bench = Bench.middle
    bench.hearUpdates([0, 1, 2], from: one)
    bench.hear(.stored(through: 1), from: three)
    _ = bench.takeSent()
    bench.hear(.neighbours(before: one, after: nil), from: master)
    let sent = bench.takeSent()
    #expect(
      sent.filter { $0.receiver == ann }.map(\.message)
        == [reply(1, "ab"), reply(2, "abc")],
      "the old tail can't answer any more\n\(bench)")
    #expect(sent.contains(Sent(.stored(through: 3), to: one)), "\(bench)")
  }

  @Test("a new head goes on where its own updates end")
  func newHead() {
    var bench = Bench.middle
    bench.hearUpdates([0, 1], from: one)
    bench.hear(.neighbours(before: nil, after: three), from: master)
    _ = bench.takeSent()
    bench.hear(update(2, 3), from: one)
    #expect(bench.log == "ab", "a head takes no updates\n\(bench)")
    bench.hear(.request(calls[3]), from: ann)
    #expect(bench.said(to: three) == [update(3, 3)], "\(bench)")
  }

  @Test("reads are answered by the tail alone, and change nothing")
  func reads() {
    var tail = Bench.tail
    tail.hear(update(0, 1), from: two)
    _ = tail.takeSent()
    let before = tail.node
    tail.hear(.request(read), from: ann)
    #expect(
      tail.takeSent() == [Sent(.reply(read.id, .value("a")), to: ann)], "\(tail)")
    #expect(tail.node == before, "a read leaves everything as it was")
    tail.hear(.request(calls[3]), from: ann)
    #expect(tail.takeSent().isEmpty && tail.log == "a", "a write\n\(tail)")
    var head = Bench.head
    head.hear(.request(read), from: ann)
    #expect(
      head.takeSent()
        == [Sent(.update(ChainUpdate(1, read, of: ann)), to: two)],
      "the head doesn't know what is stored\n\(head)")
  }

  @Test("a repeated call gets no second number, and its answer once it is stored")
  func repeated() {
    var bench = Bench.head
    bench.hear(.request(calls[0]), from: ann)
    _ = bench.takeSent()
    bench.hear(.request(calls[0]), from: ann)
    #expect(
      !bench.takeSent().contains { $0.receiver == ann },
      "the tail may not have it\n\(bench)")
    bench.hear(.stored(through: 1), from: two)
    _ = bench.takeSent()
    bench.hear(.request(calls[0]), from: ann)
    #expect(bench.takeSent() == [Sent(reply(0, "a"), to: ann)], "\(bench)")
    bench.hear(.request(calls[1]), from: ann)
    #expect(bench.said(to: two) == [update(1, 2)], "\(bench)")
  }

  @Test("a server that is alone answers everything")
  func alone() {
    var bench = Bench.at(one, before: nil, after: nil)
    bench.hear(.request(calls[0]), from: ann)
    #expect(bench.said(to: ann) == [reply(0, "a")], "\(bench)")
    bench.hear(.request(read), from: ann)
    #expect(bench.said(to: ann) == [.reply(read.id, .value("a"))], "\(bench)")
  }

  @Test("before it has a place, a server does nothing")
  func unplaced() {
    var bench = Bench(Server(KeyValueStore()), as: two, in: names)
    bench.hear(.request(calls[0]), from: ann)
    #expect(bench.takeSent().isEmpty && bench.log.isEmpty, "\(bench)")
    bench.hear(.neighbours(before: nil, after: nil), from: master)
    bench.hear(.request(calls[0]), from: ann)
    #expect(bench.said(to: ann) == [reply(0, "a")], "\(bench)")
  }

  @Test(
    "whichever server dies at whatever moment, the chain heals and one store answers",
    arguments: [one, two, three])
  func deaths(victim: NodeID) throws {
    for time in 1...50 {
      for effects in 0...2 {
        let world = chainWorld(victim: victim, time: time, effects: effects)
        world.run(for: .seconds(5))
        let story = "\(names.name(of: victim)) dies at \(time) ms, after \(effects) effects"
        if let violation = world.violation {
          Issue.record("\(story): \(violation)")
          return
        }
        let history = world.history(of: Caller.self)
        try #require(history.pending.isEmpty, "\(story): a call has no answer")
        try #require(
          history.linearizability(of: KeyValueStore()).isAccepted,
          "\(story): no single store could have answered \(history.completed)")
      }
    }
  }

  /// Three servers, of which one dies, a master, and two clients.
  private func chainWorld(
    victim: NodeID, time: Int, effects: Int
  ) -> World<Message> {
    let whole = [one, two, three]
    let rest = whole.filter { $0 != victim }
    let repair = Duration.milliseconds(time + 30)
    var system = System<Message>()
    system.links.standard = Link(duplication: 0.3)
    system.add("master", Master(whole: whole, rest: rest, repair: repair))
    for name in ["1", "2", "3"] { system.add(name, Server(KeyValueStore())) }
    for name in ["a", "b"] {
      let work = (1...3).flatMap { number -> [KeyValueStore.Operation] in
        [.append("log", "\(name)\(number) "), .get("log")]
      }
      system.add(
        name, Caller(chain: whole, rest: rest, repair: repair),
        work: .closedLoop(work))
    }
    let ordered = Invariant<Message>("what is behind is a prefix of what is before") {
      view in
      let logs = whole.filter(view.isUp).map {
        view[$0, as: Server.self].table.application.values["log"] ?? ""
      }
      let isOrdered = zip(logs, logs.dropFirst()).allSatisfy { $0.hasPrefix($1) }
      return isOrdered ? nil : "\(logs)"
    }
    return World(
      system, seed: UInt64(time),
      faults: [
        .crash(victim, afterEffects: effects, at: .milliseconds(time)),
        // If nothing happens to it until then.
        .crash(victim, at: .milliseconds(time + 15)),
      ], invariants: [ordered], isTracing: false)
  }
}

/// Places the servers at the start, and again when one has died.
private struct Master: Node {
  typealias Message = ChainMessage<KeyValueStore>
  enum Timer: Hashable, Sendable { case repair }

  let whole: [NodeID]
  let rest: [NodeID]
  let repair: Duration

  mutating func start(_ context: inout Context<Self>) {
    place(whole, &context)
    context.set(.repair, after: repair)
  }

  mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    place(rest, &context)
  }

  private func place(_ chain: [NodeID], _ context: inout Context<Self>) {
    for (index, server) in chain.enumerated() {
      context.send(
        .neighbours(
          before: index > 0 ? chain[index - 1] : nil,
          after: index + 1 < chain.count ? chain[index + 1] : nil), to: server)
    }
  }
}

/// Sends writes to the head and reads to the tail until it has an answer.
private struct Caller: Node {
  typealias Message = ChainMessage<KeyValueStore>
  typealias Operation = KeyValueStore.Operation
  typealias Response = KeyValueStore.Response
  enum Timer: Hashable, Sendable { case repair, retry }

  var chain: [NodeID]
  let rest: [NodeID]
  let repair: Duration
  var asked: OperationID?
  var operation: Operation?

  init(chain: [NodeID], rest: [NodeID], repair: Duration) {
    (self.chain, self.rest, self.repair) = (chain, rest, repair)
  }

  mutating func start(_ context: inout Context<Self>) {
    context.set(.repair, after: repair)
  }

  mutating func invoke(
    _ operation: Operation, as id: OperationID, _ context: inout Context<Self>
  ) {
    (asked, self.operation) = (id, operation)
    fire(.retry, &context)
  }

  mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    guard timer == .retry else { return chain = rest }
    guard let operation, let asked else { return }
    let isRead = KeyValueStore.isObservation(operation, answered: nil)
    let name = CallID(client: ClientID(context.id), sequence: asked.number)
    let server = isRead ? chain[chain.count - 1] : chain[0]
    context.send(.request(Call(name, operation)), to: server)
    context.set(.retry, after: .milliseconds(60))
  }

  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    guard case .reply(let id, let reply) = message, let asked,
      id.sequence == asked.number, operation != nil
    else { return }
    operation = nil
    context.cancel(.retry)
    context.respond(reply, to: asked)
  }
}
#sourceLocation()
