import Figures
import Simulation
import Testing

@Suite("Traces")
struct TraceTests {
  private func roundTrips(_ trace: Trace) throws {
    let copy = try Trace(trace.text)
    #expect(copy == trace)
    #expect(copy.text.utf8.elementsEqual(trace.text.utf8))
  }

  @Test("a run's trace reads as it always did")
  func golden() {
    let world = World(
      pingPong(rounds: 1, link: Link(delay: .constant(.milliseconds(5)))), seed: 1,
      faults: [.pause(NodeID(1), at: .milliseconds(2), for: .milliseconds(10))],
      scenario: "golden")
    #expect(world.run() == .idle)
    #expect(
      world.trace.text == """
        trace 1
        scenario golden
        seed 1
        node A
        node B
        0ms A starts
        0ms A sends m1 to B ping(1)
        0ms A sets 50ms retry
        0ms B starts
        2ms B pauses
        12ms B resumes
        12ms B receives m1 from A ping(1)
        12ms B sends m2 to A pong(1)
        17ms A receives m2 from B pong(1)
        17ms A cancels retry

        """)
  }

  @Test("random runs with every fault survive the round trip", arguments: 0..<20)
  func runs(seed: UInt64) throws {
    let budget = FaultBudget(
      crashes: 2, partitions: 1, cuts: 1, pauses: 1, wrongClocks: 1, window: .milliseconds(400))
    let scenario = Scenario(
      "all faults", counter(link: Link(loss: 0.1, duplication: 0.1)), for: .seconds(1)
    ).faults(budget, against: [NodeID(0), NodeID(1), NodeID(2)])
    let trace = scenario.run(seed: seed).trace
    #expect(trace.events.count > 50)
    try roundTrips(trace)
  }

  static let awkward = [
    "", " ", "  two  spaces  ", "line\nfeed", "\r\n", "tab\t", "\"quoted\"", "back\\slash", "\\n",
    "*",
    "\u{0}", "\u{2028}", "\u{2029}", "\u{7F}", "\u{85}", "e\u{301}", "é", "👩‍👩‍👧", "ends with space ",
    "\\u{41}", "m1", "to", "نص", "\u{FEFF}bom",
  ]

  @Test("awkward texts survive everywhere", arguments: awkward)
  func awkwardTexts(text: String) throws {
    let node = NodeID(0)
    var trace = Trace(scenario: text, seed: .max, nodes: [text, "other"])
    let kinds: [Trace.What] = [
      .starts, .sends(message: 1, to: NodeID(1), text: text),
      .copies(message: 1, to: node, text: text), .loses(message: 2, to: node, text: text),
      .receives(message: 1, from: node, text: text), .misses(message: 1, from: node, text: text),
      .sets(timer: text, after: .nanoseconds(1)), .cancels(timer: text), .fires(timer: text),
      .invokes(operation: 1, text: text), .returns(operation: 1, text: text), .appends(text),
      .rewrites(text), .syncs, .notes(text), .crashes(losing: 3, torn: true),
      .crashes(losing: 0, torn: false), .restarts, .pauses, .resumes, .cuts(node), .heals(node),
      .clock(ClockError(offset: .nanoseconds(-1_500_001), partsPerMillion: -20)),
    ]
    trace.events = kinds.map { .init(time: Instant(nanoseconds: 1_234_567), node: node, what: $0) }
    trace.events.append(
      .init(
        time: Instant(nanoseconds: .max), node: nil,
        what: .violates(property: text, message: text)))
    try roundTrips(trace)
  }

  @Test("two names that differ only in their normal form stay apart")
  func normalForms() throws {
    var trace = Trace(scenario: "", seed: 0, nodes: ["e\u{301}", "x"])
    trace.events = [.init(time: .start, node: NodeID(0), what: .starts)]
    try roundTrips(trace)
  }

  @Test(
    "a broken text is refused with its line",
    arguments: [
      ("trace 2\n", 1), ("trace 1\nscenario\n", 2), ("trace 1\nscenario x\nseed y\n", 3),
      ("trace 1\nscenario x\nseed 1\nnode A\n1ms B starts\n", 5),
      ("trace 1\nscenario x\nseed 1\nnode A\n1ms A dances\n", 5),
      ("trace 1\nscenario x\nseed 1\nnode A\n1 A starts\n", 5),
      ("trace 1\nscenario x\nseed 1\nnode A\n1ms A starts twice\n", 5),
      ("trace 1\nscenario x\nseed 1\nnode A\n1ms A notes a\\q\n", 5),
      ("trace 1\nscenario x\nseed 1\nnode A\n1ms A notes \\u{110000}\n", 5),
      ("trace 1\nscenario x\nseed 1\nnode A\n1ms \"A starts\n", 5),
      ("trace 1\nscenario x\nseed 1\nnode A\n1ms A sends 1 to A x\n", 5),
      ("trace 1\nscenario x\nseed 1\nnode A\n1ms A clock 0ms -1000000\n", 5), ("", 1),
    ])
  func refused(text: String, line: Int) {
    let error = #expect(throws: TraceError.self) { try Trace(text) }
    #expect(error?.line == line)
  }

  @Test("sets and dictionaries are shown in sorted order, nodes by their names")
  func canonicalText() {
    struct Shower: Node {
      struct Message: Hashable, Sendable {
        var set: Set<Int>
        var map: [String: NodeID]
        var maybe: Int?
        var pair: [OperationID]
      }
      func start(_ context: inout Context<Self>) {
        let message = Message(
          set: Set(1...5), map: ["b": context.id, "a": context.id], maybe: 3,
          pair: [OperationID(client: context.id, number: 2)])
        context.send(message, to: context.id)
      }
    }
    var system = System<Shower.Message>()
    system.add("ann", Shower())
    let world = World(system, seed: 0)
    world.run()
    #expect(
      world.trace.text.contains(
        #"Message(set: [1, 2, 3, 4, 5], map: ["a": ann, "b": ann], maybe: 3, pair: [ann#2])"#))
  }

  @Test("a diagram shows messages with their fates, crashes, pauses, partitions and operations")
  func diagram() {
    let (server, client) = (NodeID(0), NodeID(1))
    let world = World(
      counter(clients: 1, operations: 2, link: Link(delay: .constant(.milliseconds(5)))), seed: 1,
      faults: [
        .crash(server, at: .milliseconds(32), for: .milliseconds(20)),
        .pause(client, at: .milliseconds(55), for: .milliseconds(7)),
        .partition([server], [client], at: .milliseconds(72), for: .milliseconds(10)),
        .cut(from: [client], to: [server], at: .milliseconds(90), for: .milliseconds(1)),
      ])
    world.run()
    let diagram = world.trace.diagram
    #expect(diagram.lanes == ["server", "client1"])
    #expect(diagram.spans.map(\.kind) == [.down, .paused])
    #expect(diagram.spans.allSatisfy { $0.end != nil })
    #expect(diagram.partitions.map(\.groups) == [[[0], [1]], []])
    #expect(diagram.partitions.last?.label == "client1 ↛ server")
    #expect(diagram.partitions.allSatisfy { $0.end != nil })
    #expect(diagram.messages.contains { if case .lost = $0.fate { true } else { false } })
    #expect(diagram.messages.contains { if case .received = $0.fate { true } else { false } })
    #expect(diagram.marks.contains { $0.label == "→ increment" })
    #expect(diagram.svg.hasPrefix("<"))
    #expect(diagram.text.contains("server"))
  }
}
