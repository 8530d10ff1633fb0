import Simulation
import Testing

@Suite("Determinism")
struct DeterminismTests {
  /// Speaks in the order of whatever it is told to.
  struct Speaker: Node {
    typealias Message = Int
    enum Flaw { case none, setOrder, systemRandomness, wallClock }

    let flaw: Flaw
    var heard: Set<Int> = []
    var seen = 0.0

    func start(_ context: inout Context<Self>) {
      for number in 0..<12 { context.send(number, to: NodeID(1)) }
    }

    mutating func receive(_ message: Int, from sender: NodeID, _ context: inout Context<Self>) {
      heard.insert(message)
      guard context.id == NodeID(1), heard.count == 12 else { return }
      switch flaw {
      case .none: for number in heard.sorted() { context.send(number, to: NodeID(0)) }
      case .setOrder: for number in heard { context.send(number, to: NodeID(0)) }
      case .systemRandomness: context.send(Int.random(in: 0..<1_000_000), to: NodeID(0))
      case .wallClock:
        let reading = "\(ContinuousClock.now)"
        seen = reading.utf8.reduce(0) { ($0 * 31 + Double($1)).remainder(dividingBy: 1e9) }
      }
    }
  }

  private func speaking(_ flaw: Speaker.Flaw) -> Scenario<Int> {
    var system = System<Int>()
    system.add("A", Speaker(flaw: .none))
    system.add("B", Speaker(flaw: flaw))
    return Scenario("speaking", system, for: .milliseconds(200))
  }

  @Test("a deterministic node passes")
  func passes() { #expect(speaking(.none).nondeterminism(seeds: 0..<5) == nil) }

  @Test(
    "the order of a set, randomness and the wall clock are found, with node and event",
    arguments: [Speaker.Flaw.setOrder, .systemRandomness, .wallClock])
  func found(flaw: Speaker.Flaw) throws {
    let difference = try #require(speaking(flaw).nondeterminism(seeds: 0..<20))
    #expect(difference.node == "B")
    #expect(difference.event.contains("B receives m"))
    #expect("\(difference)".contains("isn't deterministic"))
  }

  /// Its equality leaves out what its hash uses.
  struct Careless: Node {
    typealias Message = Int
    var scratch = 0

    static func == (left: Careless, right: Careless) -> Bool { true }
    func hash(into hasher: inout Hasher) { hasher.combine(scratch) }

    mutating func start(_ context: inout Context<Self>) { scratch = Int.random(in: 0 ... .max) }
  }

  @Test("a node whose == and hash disagree is reported")
  func carelessHash() throws {
    var system = System<Int>()
    system.add("A", Careless())
    let difference = try #require(Scenario("careless", system).nondeterminism(seeds: 0..<1))
    guard case .hash = difference.kind else {
      Issue.record("\(difference)")
      return
    }
  }

  struct Stubborn: Node {
    typealias Message = Int
    var level = Double.nan
  }

  @Test("a node that isn't equal to itself is reported")
  func notEqualToItself() throws {
    var system = System<Int>()
    system.add("A", Stubborn())
    let difference = try #require(Scenario("stubborn", system).nondeterminism(seeds: 0..<1))
    guard case .equality = difference.kind else {
      Issue.record("\(difference)")
      return
    }
  }
}
