// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest a641e63070888ca0

#sourceLocation(file: "Chapters/02-rpc.md", line: 737)
import Simulation
import Testing

@testable import Chapter2

private func call(
  _ client: Int, _ sequence: Int, _ letter: String
) -> Call<KeyValueStore.Operation> {
  let id = CallID(client: ClientID(client), sequence: sequence)
  return Call(id, .append("log", letter))
}

private func refusal<Value: WireValue>(_ type: Value.Type, _ bytes: [UInt8])
  -> WireError?
{
  do {
    _ = try type.init(decoding: bytes)
    return nil
  } catch {
    return error
  }
}

@Suite struct WireTests {
  @Test("numbers take seven bits a byte, the least significant first")
  func numbers() throws {
    let samples: [(UInt64, [UInt8])] = [
      (0, [0]), (127, [0x7F]), (128, [0x80, 0x01]), (300, [0xAC, 0x02]),
      (.max, Array(repeating: 0xFF, count: 9) + [0x01]),
    ]
    for (number, bytes) in samples {
      var writer = WireWriter()
      writer.write(number)
      #expect(writer.bytes == bytes)
      var reader = WireReader(bytes)
      #expect(try reader.readNumber() == number)
    }
    #expect((-2...2).map { $0.encoded() } == [[3], [1], [0], [2], [4]])
    for extreme in [Int.min, .max] {
      #expect(try Int(decoding: extreme.encoded()) == extreme)
    }
  }

  @Test("what no writer writes, no reader accepts")
  func refusals() {
    #expect(refusal(Int.self, [0x80, 0x00]) == .malformedNumber)
    #expect(
      refusal(Int.self, Array(repeating: 0xFF, count: 9) + [2])
        == .malformedNumber)
    #expect(refusal(Int.self, [0x80]) == .truncated)
    #expect(refusal(Int.self, [0x02, 0x02]) == .trailingBytes(1))
    #expect(
      refusal(String.self, [0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x61]) == .truncated)
    #expect(refusal(String.self, [0x02, 0xC3, 0x28]) == .malformedText)
    #expect(refusal(Int?.self, [2]) == .unknownCase(2, of: "optional"))
    #expect(refusal([Int: Int].self, [2, 4, 0, 2, 0]) == .unorderedKeys)
    #expect(
      refusal(KeyValueStore.Operation.self, [9, 0])
        == .unknownCase(9, of: "operation"))
  }

  @Test("every operation and every response comes back as it was")
  func roundTrip() throws {
    let operations: [KeyValueStore.Operation] = [
      .get("a"), .put("", "ü"), .append("k", "v"), .delete("k"),
      .compareAndSet("k", expected: nil, new: "v"),
      .compareAndSet("k", expected: "u", new: "v"),
    ]
    let responses: [KeyValueStore.Response] = [
      .value(nil), .value("v"), .done, .conflict,
    ]
    let id = CallID(client: ClientID(3), incarnation: 4, sequence: 500)
    for message in operations.map({ StoreMessage.request(Call(id, $0)) })
      + responses.map({ StoreMessage.reply(id, $0) })
    {
      #expect(try StoreMessage(decoding: message.encoded()) == message)
    }
  }

  @Test("stores of the same texts have the same bytes, however they came about")
  func canonical() {
    let keys = (0..<50).map { "key \($0)" }
    var (one, other) = (KeyValueStore(), KeyValueStore())
    for key in keys { _ = one.apply(.put(key, "v")) }
    for key in keys.reversed() { _ = other.apply(.put(key, "v")) }
    #expect(one.encoded() == other.encoded())
  }

  @Test("frames may be cut anywhere")
  func frames() throws {
    let bodies: [[UInt8]] = [[], [1, 2, 3], Array(repeating: 7, count: 300)]
    let stream = bodies.flatMap(FrameDecoder.frame)
    for size in [1, 2, 7, 1000] {
      var decoder = FrameDecoder()
      var received: [[UInt8]] = []
      for start in stride(from: 0, to: stream.count, by: size) {
        decoder.feed(stream[start..<min(start + size, stream.count)])
        while let body = try decoder.next() { received.append(body) }
      }
      #expect(received == bodies)
      #expect(!decoder.isInsideFrame)
    }
  }

  @Test("a frame beyond the limit is refused while only its length is there")
  func longFrame() {
    var decoder = FrameDecoder(limit: 100)
    decoder.feed([101])
    #expect(throws: WireError.frameTooLong(101, limit: 100)) {
      try decoder.next()
    }
    decoder = FrameDecoder(limit: 100)
    decoder.feed([100])
    #expect(throws: Never.self) { try decoder.next() }
    #expect(decoder.isInsideFrame)
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1221)
@Suite struct AtMostOnceTests {
  @Test("equal operations under two names run twice, one name runs once")
  func names() {
    var table = AtMostOnce(KeyValueStore())
    #expect(table.apply(call(1, 1, "a")) == .value("a"))
    #expect(table.apply(call(1, 1, "a")) == .value("a"))
    #expect(table.apply(call(1, 2, "a")) == .value("aa"))
    #expect(table.application.values == ["log": "aa"])
  }

  @Test("a call that was overtaken by a newer one is neither run nor answered")
  func overtaken() {
    var table = AtMostOnce(KeyValueStore())
    #expect(table.apply(call(1, 2, "b")) == .value("b"))
    #expect(table.apply(call(1, 1, "a")) == nil)
    #expect(table.application.values == ["log": "b"])
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1244)
extension AtMostOnceTests {
  @Test("numbers of one client say nothing about another's")
  func clients() {
    var table = AtMostOnce(KeyValueStore())
    for client in 1...50 { _ = table.apply(call(client, 1, "x")) }
    for client in 1...50 {
      let length = table.apply(call(client, 1, "x"))
      #expect(length == .value(String(repeating: "x", count: client)))
    }
    #expect(table.clientCount == 50)
  }

  @Test("a client's earlier life can't act after its next one has begun")
  func incarnations() {
    var table = AtMostOnce(KeyValueStore())
    func name(_ life: Int, _ number: Int) -> CallID {
      CallID(client: ClientID(1), incarnation: life, sequence: number)
    }
    _ = table.apply(Call(name(1, 9), .append("log", "a")))
    #expect(table.apply(Call(name(2, 1), .append("log", "b"))) == .value("ab"))
    #expect(table.apply(Call(name(1, 10), .append("log", "c"))) == nil)
  }

  @Test(
    "a snapshot carries the table, so a restored machine knows duplicates"
  )
  func snapshot() throws {
    var table = AtMostOnce(KeyValueStore())
    _ = table.apply(call(1, 1, "a"))
    var restored = try AtMostOnce<KeyValueStore>(decoding: table.encoded())
    #expect(restored == table)
    #expect(restored.apply(call(1, 1, "a")) == .value("a"))
    #expect(restored.application.values == ["log": "a"])
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 2571)
@Suite struct ClientTests {
  private func run(
    _ options: CallOptions, work: Workload<KeyValueStore.Operation>,
    faults: [Fault] = [],
    link: Link = Link(delay: .constant(.milliseconds(10)))
  ) -> World<StoreMessage> {
    var system = System<StoreMessage>()
    system.links.standard = link
    system.add("server", StoreServer())
    system.add(
      "client", StoreClient(server: NodeID(0), options: options), work: work)
    let world = World(system, seed: 2, faults: faults)
    world.run()
    return world
  }

  @Test("silence ends as unknown at the deadline, and not before")
  func silence() {
    let world = run(
      CallOptions(
        deadline: .milliseconds(70), retry: .fixed(.milliseconds(20))),
      work: [.get("x")], link: Link(loss: 1))
    let entry = world.history(of: StoreClient.self).entries[0]
    #expect(entry.response == .unknown)
    #expect(entry.completed?.moment.time == Instant(.milliseconds(70)))
    #expect(world.statistics.sent == 4)
  }

  @Test("a late reply to an earlier call isn't taken for an answer to this one")
  func lateReply() {
    let slow = Link(delay: .constant(.milliseconds(55)))
    let world = run(
      CallOptions(deadline: .milliseconds(50)),
      work: .scheduled([
        (.zero, .append("x", "a")), (.milliseconds(55), .get("x")),
      ]),
      faults: [
        .link(
          from: NodeID(0), to: NodeID(1), slow, at: .zero,
          for: .milliseconds(20))
      ])
    let responses = world.history(of: StoreClient.self).entries.map(\.response)
    #expect(responses == [.unknown, .reply(.value("a"))])
  }

  @Test("a client that restarts makes calls that no table takes for old ones")
  func restart() {
    let world = run(
      CallOptions(retry: .fixed(.milliseconds(30))),
      work: .scheduled([
        (.zero, .append("x", "a")), (.milliseconds(200), .append("x", "b")),
      ]),
      faults: [
        .crash(NodeID(1), at: .milliseconds(100), for: .milliseconds(10))
      ])
    #expect(
      world[NodeID(0), as: StoreServer.self].application.values == ["x": "ab"])
  }
}

@Suite struct DurabilityTests {
  private let outcomes: [CrashOutcome] = [
    .losingAll, .losingNone, .losing(.max, tearing: true),
  ]

  @Test("an append runs once, at whatever effect its server crashes")
  func durable() {
    for effects in 0...5 {
      for outcome in outcomes {
        let server = DurableStoreServer(KeyValueStore())
        #expect(executions(on: server, crashAfter: effects, outcome) == 1)
      }
    }
  }

  @Test("the enumeration catches a reply before the sync, and records apart")
  func careless() {
    #expect(
      executions(on: CarelessServer(.repliesFirst), crashAfter: 1, .losingAll)
        == 0)
    #expect(
      executions(on: CarelessServer(.recordsApart), crashAfter: 2, .losingAll)
        == 2)
  }

  @Test(
    "at most once under loss, duplication and reordering",
    arguments: [0.1, 0.3, 0.5])
  func atMostOnce(loss: Double) {
    let options = CallOptions(
      deadline: .milliseconds(150), retry: .fixed(.milliseconds(20)))
    for seed in 0..<20 as Range<UInt64> {
      let times = executions(of: 20, loss: loss, .suppress, options, seed: seed)
      #expect(times.allSatisfy { $0 <= 1 })
    }
  }
}

@Suite struct SearchTests {
  @Test("the durable server keeps all claims in the whole space")
  func durable() {
    #expect(search(DurableStoreServer(KeyValueStore()), crashes: 1).run().holds)
  }

  @Test("the search finds what is wrong with the other servers")
  func careless() {
    let found = [
      search(StoreServer(.execute), crashes: 0).run(),
      search(CarelessServer(.repliesFirst), crashes: 1).run(),
      search(CarelessServer(.recordsApart), crashes: 1).run(),
    ]
    #expect(
      found.map { $0.counterexample?.property } == [
        "run once", "answers fit one order", "run once",
      ])
  }

  @Test("under random loss, duplication and crashes no claim falls either")
  func random() {
    var system = System<StoreMessage>()
    system.links.standard = Link(loss: 0.2, duplication: 0.2)
    system.add("server", DurableStoreServer(KeyValueStore()))
    let options = CallOptions(
      deadline: .milliseconds(200), retry: .fixed(.milliseconds(30)))
    system.add(
      "client", StoreClient(server: NodeID(0), options: options),
      work: .closedLoop((1...12).map { .append("log", "\($0),") }))
    let scenario = Scenario(
      "one client", system,
      checks: [
        .safety("answers fit one order") { world in
          firstContradiction(
            in: world.history(of: StoreClient.self), from: KeyValueStore()
          ).map { "no order explains the answer to call \($0.number)" }
        }
      ])
    let report = scenario.faults(
      FaultBudget(crashes: 3), against: [NodeID(0)]
    ).check(seeds: 0..<300)
    #expect(report.failure == nil, "\(report)")
  }
}

@Suite struct CheckerTests {
  private func history(
    _ entries: [(KeyValueStore.Operation, Outcome<KeyValueStore.Response>)]
  ) throws -> History<KeyValueStore.Operation, Outcome<KeyValueStore.Response>> {
    var history = History<KeyValueStore.Operation, Outcome<KeyValueStore.Response>>()
    for (number, (operation, outcome)) in entries.enumerated() {
      let id = OperationID(client: NodeID(0), number: number + 1)
      history.invoke(operation, as: id, at: .start)
      try history.respond(outcome, to: id, at: .start)
    }
    return history
  }

  @Test("a reply that no order explains is found")
  func contradiction() throws {
    let wrong = try history([
      (.append("x", "a"), .reply(.value("a"))),
      (.get("x"), .reply(.value("aa"))),
    ])
    #expect(firstContradiction(in: wrong, from: KeyValueStore())?.number == 2)
  }

  @Test("an unknown call may have run or not, but not both")
  func unknown() throws {
    for seen in ["a", "ab"] {
      let fine = try history([
        (.append("x", "a"), .reply(.value("a"))), (.append("x", "b"), .unknown),
        (.get("x"), .reply(.value(seen))), (.get("x"), .reply(.value(seen))),
      ])
      #expect(firstContradiction(in: fine, from: KeyValueStore()) == nil)
    }
    let wavering = try history([
      (.append("x", "b"), .unknown), (.get("x"), .reply(.value("b"))),
      (.get("x"), .reply(.value(nil))),
    ])
    #expect(
      firstContradiction(in: wavering, from: KeyValueStore())?.number == 3)
  }
}

@Suite struct RetryTests {
  @Test("a wait doubles up to its limit, after however many attempts")
  func ceilings() {
    let backoff = Backoff.exponential(
      from: .milliseconds(100), upTo: .seconds(1), hasJitter: false)
    let waits = [1, 2, 3, 4, 5, 64, .max].map { backoff.ceiling(after: $0) }
    #expect(
      waits == [100, 200, 400, 800, 1000, 1000, 1000].map { .milliseconds($0) })
  }

  @Test("a budget allows its burst and then a tenth")
  func budget() {
    var budget = RetryBudget(burst: 5)
    let retries = (0..<1000).count { _ in
      budget.recordCall()
      return budget.takeRetry()
    }
    #expect((100...105).contains(retries))
  }
}

@Suite struct KnowledgeTests {
  @Test("all agents know at level k exactly if k + 1 messages arrived")
  func levels() {
    let model = KnowledgeModel(
      worlds: Array(0...9), agents: [1, 0], view: { ($1 + $0) / 2 })
    var fact = Set(1...9)
    for level in 1...8 {
      fact = model.everyoneKnows(fact)
      #expect(fact == Set((level + 1)...9))
    }
    #expect(model.commonKnowledge(of: Set(1...9)).isEmpty)
  }

  @Test("what is true in every world is common knowledge")
  func trivial() {
    let model = KnowledgeModel(
      worlds: [0, 1], agents: [0], view: { _, _ in 0 })
    #expect(model.commonKnowledge(of: [0, 1]) == [0, 1])
    #expect(model.commonKnowledge(of: [1]).isEmpty)
  }
}

@Suite struct MapReduceTests {
  @Test("a key's partition is the same in every process")
  func partitions() {
    #expect(
      ["cat", "king", "bird"].map { partition(of: $0, among: 1000) } == [
        631, 494, 874,
      ])
  }

  @Test(
    "the result is that of a run without faults, whoever dies",
    arguments: 0..<60)
  func deaths(seed: UInt64) {
    let calm = index(hasBackups: true)[NodeID(0), as: Coordinator.self].output
    let budget = FaultBudget(
      crashes: 3, down: 3, window: .seconds(6), longest: .seconds(4))
    let world = index(hasBackups: seed % 2 == 0, slowest: .seconds(3)) {
      budget.faults(against: $0, seed: seed)
    }
    #expect(calm?.isEmpty == false)
    #expect(world[NodeID(0), as: Coordinator.self].output == calm)
  }

  @Test("a backup task makes a straggler harmless")
  func straggler() {
    func end(_ hasBackups: Bool) -> Instant? {
      let world = index(hasBackups: hasBackups, slowest: .seconds(9))
      return world[NodeID(0), as: Coordinator.self].attempts.filter(\.isUsed)
        .compactMap(\.ended).max()
    }
    #expect(end(false) ?? .start > Instant(.seconds(9)))
    #expect(end(true) ?? .distantFuture < Instant(.seconds(9)))
  }
}
#sourceLocation()
