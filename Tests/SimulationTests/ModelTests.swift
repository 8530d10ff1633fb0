import Simulation
import Testing

@Suite("The model")
struct ModelTests {
  @Test(
    "instants are printed exactly and read back",
    arguments: [
      (Int64(0), "0ms"), (1, "0.000001ms"), (12_500_000, "12.5ms"), (-1_000_000, "-1ms"),
      (.max, "9223372036854.775807ms"), (.min, "-9223372036854.775808ms"),
    ])
  func instants(nanoseconds: Int64, text: String) {
    #expect("\(Instant(nanoseconds: nanoseconds))" == text)
    #expect(Instant(text) == Instant(nanoseconds: nanoseconds))
  }

  @Test(
    "what isn't an instant isn't read as one",
    arguments: [
      "", "ms", "1", "1.ms", ".5ms", "1.0000001ms", "+1ms", "1e3ms", "9223372036855ms", "--1ms",
    ])
  func notInstants(text: String) { #expect(Instant(text) == nil) }

  @Test("time that would leave its range stops at the end")
  func saturation() {
    #expect(Instant.distantFuture.advanced(by: .seconds(1)) == .distantFuture)
    #expect(Instant(.seconds(Int64.max)) == .distantFuture)
  }

  @Test("a crash can leave each prefix of the unsynced writes, with or without a torn slot")
  func outcomes() {
    var storage = StableStorage<Int>()
    storage.append(1)
    storage.sync()
    storage.append(2)
    storage.append(3)
    #expect(
      storage.crashOutcomes.map(\.slots) == [
        [.whole(1)], [.whole(1), .torn], [.whole(1), .whole(2)], [.whole(1), .whole(2), .torn],
        [.whole(1), .whole(2), .whole(3)],
      ])
    storage.rewrite([9])
    #expect(storage.crashOutcomes.count == 6)
  }

  @Test("records behind a torn slot aren't trusted")
  func torn() {
    let log = StableLog<Int>(slots: [.whole(1), .torn, .whole(2)])
    #expect(log.records == [1])
    #expect(log.isTorn)
  }

  @Test("peers are the others of one kind; a Byzantine stand-in keeps its place among them")
  func peers() {
    var system = counter(clients: 3)
    #expect(system.roster.peers(of: NodeID(1)) == [NodeID(2), NodeID(3)])
    system.replace(NodeID(2), with: Silent())
    #expect(system.roster.peers(of: NodeID(1)) == [NodeID(2), NodeID(3)])
    #expect(system.roster.id(named: "client3") == NodeID(3))
  }

  @Test("effects are values, in the order in which they were asked for")
  func effects() {
    var system = pingPong(rounds: 1)
    system.add("C", Ponger())
    var context = Context<Pinger>(id: NodeID(0), roster: system.roster, random: SplitMix64(seed: 0))
    let pinger = Pinger(partner: NodeID(1), rounds: 1)
    pinger.start(&context)
    #expect(
      context.effects == [.send(.ping(1), to: NodeID(1)), .set(.retry, after: .milliseconds(50))])
    #expect(context.takeEffects().count == 2)
    #expect(context.effects.isEmpty)
    context.broadcast(.ping(7))
    #expect(context.effects == [.send(.ping(7), to: NodeID(1)), .send(.ping(7), to: NodeID(2))])
  }

  @Test("a history refuses answers to what nobody asked, and second answers")
  func history() throws {
    var history = History<String, Int>()
    let id = OperationID(client: NodeID(0), number: 1)
    #expect(throws: Misuse.Kind.unknownOperation(id)) { try history.respond(1, to: id, at: .start) }
    history.invoke("x", as: id, at: .start)
    try history.respond(1, to: id, at: .start)
    #expect(throws: Misuse.Kind.answeredTwice(id)) { try history.respond(1, to: id, at: .start) }
    #expect(history[id]?.response == 1)
  }
}
