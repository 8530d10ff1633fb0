import Simulation
import Testing

/// Tells itself what it is told, tosses a coin for it, and can be made to go wrong.
private struct Echo: Node {
  typealias Message = Int
  typealias Timer = Int
  typealias Operation = Int
  typealias Response = Int

  var heard: [Int] = []
  var tosses: [Int] = []

  func start(_ context: inout Context<Self>) { context.send(0, to: NodeID(1)) }

  mutating func receive(_ message: Int, from sender: NodeID, _ context: inout Context<Self>) {
    heard.append(message)
    tosses.append(context.choose(from: 2))
    if message < 0 { context.send(message, to: context.id) }
    if sender != context.id, message > 0 {
      for number in 1...message { context.send(number, to: context.id) }
    }
  }

  func invoke(_ operation: Int, as id: OperationID, _ context: inout Context<Self>) {
    for _ in 0..<operation { context.respond(operation, to: id) }
    context.set(9, after: .seconds(1))
  }

  func fire(_ timer: Int, _ context: inout Context<Self>) { context.set(timer, after: .zero) }
}

@Suite("The bench: what it tells")
struct BenchStoryTests {
  private func bench() -> Bench<Echo> { Bench(Echo(), in: ["A", "B"]) }
  private let b = NodeID(1)

  @Test("it starts when it is told to, or else before anything else, once")
  func start() {
    var bench = bench()
    #expect(bench.sent.isEmpty)
    bench.start()
    #expect(bench.takeSent() == [Sent(0, to: b)])
    bench.start()
    bench.hear(0, from: b)
    #expect(bench.sent.isEmpty)
    var other = self.bench()
    other.hear(0, from: b)
    #expect(other.sent == [Sent(0, to: b)])
    let crashes = self.bench().everyCrash { $0.start() }
    #expect(crashes.map(\.sent.count) == [0, 1])
  }

  @Test("what a node sends itself it hears after the event, in order, and not after a crash in it")
  func loopback() {
    var bench = bench()
    bench.hear(2, from: b)
    #expect(bench.node.heard == [2, 1, 2])
    #expect(bench.takeSent() == [Sent(0, to: b)])
    bench.crash(afterEffects: 1) { $0.hear(2, from: b) }
    #expect(bench.node.heard == [2, 1, 2, 2] && !bench.isUp)
  }

  @Test("the test tosses the coins; when there are none left, each is the first possibility")
  func choices() {
    var bench = bench()
    bench.choices = [1, 0, 1]
    bench.hear(1, from: b)
    #expect(bench.node.tosses == [1, 0] && bench.choices == [1])
    bench.hear(1, from: b)
    #expect(bench.node.tosses == [1, 0, 1, 0])
  }

  @Test("after misuse nothing happens any more, and it is told with the event and the way out")
  func misuse() {
    var bench = bench()
    bench.ask(2)
    #expect(bench.misuse?.kind == .answeredTwice(OperationID(client: NodeID(0), number: 1)))
    #expect("\(bench)".contains("A, handling the operation 2, answered n0#1 a second time"))
    #expect(bench.responses == [2] && bench.timers.isEmpty)
    bench.hear(1, from: b)
    bench.pass(.seconds(5))
    #expect(bench.node.heard.isEmpty)
  }

  @Test("a node that never comes to rest is stopped, and it is told")
  func endless() {
    var bench = bench()
    bench.ask(1)
    bench.pass(.seconds(2))
    #expect(bench.broken == "timers come to rest: not within 2.0 seconds")
    var other = self.bench()
    other.hear(-1, from: b)
    #expect(other.broken == "what it sends itself comes to an end: not after 10000 messages")
  }

  @Test("it tells what has happened, line by line")
  func story() {
    var bench = Bench(Asker(keepers: [NodeID(1)]), in: ["P", "A"])
    #expect("\(bench)" == "on the bench of P, nothing has happened")
    bench.ask("x")
    bench.elapse()
    bench.crash(afterEffects: 0) { $0.hear(.promise(1), from: NodeID(1)) }
    bench.hear(.promise(1), from: NodeID(1))
    bench.ask("y")
    bench.restart()
    let story = """
      on the bench of P:
        0ms P starts
        0ms P invokes 1 x
        0ms P notes asks for x
        0ms P appends 1
        0ms P syncs
        0ms P sends m1 to A prepare(1)
        0ms P sets 50ms patience
        50ms P fires patience
        50ms P sends m2 to A prepare(1)
        50ms P sets 50ms patience
        50ms P receives m3 from A promise(1)
        50ms P crashes losing 0
        50ms P misses m4 from A promise(1)
        50ms P notes misses the operation y
        50ms P restarts
      """
    #expect("\(bench)" == story)
    #expect(bench.trace.events.count == 15)
    bench.keepsStory = false
    bench.elapse()
    #expect("\(bench)" == story)
  }

  @Test("how a bench came where it is doesn't count")
  func equality() {
    var (one, other) = (bench(), bench())
    one.hear(0, from: b)
    other.hear(0, from: b)
    one.crash(losing: 3)
    other.crash()
    #expect(one == other && one.hashValue == other.hashValue)
    other.restart()
    #expect(one != other)
  }
}
