import Simulation
import Testing

/// What a handler must not do is told with the node, the event and the way out.
@Suite("Misuse")
struct MisuseTests {
  struct Clumsy: Node {
    enum Slip: CaseIterable { case unknownReceiver, negativeDelay, twice, unasked, foreign }
    typealias Message = String
    typealias Operation = String
    typealias Response = Int
    enum Timer: Hashable, Sendable { case later }

    let slip: Slip

    func invoke(_ operation: String, as id: OperationID, _ context: inout Context<Self>) {
      switch slip {
      case .unknownReceiver: context.send("hello", to: NodeID(9))
      case .negativeDelay: context.set(.later, after: .milliseconds(-1))
      case .twice:
        context.respond(1, to: id)
        context.respond(2, to: id)
      case .unasked: context.respond(1, to: OperationID(client: context.id, number: 77))
      case .foreign: context.respond(1, to: OperationID(client: NodeID(1), number: 1))
      }
    }
  }

  @Test(
    "a slip ends the run as a failure that says what to do",
    arguments: zip(
      Clumsy.Slip.allCases,
      [
        "sent hello to n9, which is no node", "a delay can't be negative", "a second time",
        "which it was never asked for", "which it was never asked for",
      ]))
  func slips(slip: Clumsy.Slip, words: String) throws {
    var system = System<String>()
    system.add("ann", Clumsy(slip: slip), work: ["go"])
    system.add("bob", Silent())
    let failure = try #require(Scenario("clumsy", system).check(seeds: 0..<1).failure)
    #expect(failure.violation.property == Violation.correctUse)
    #expect(failure.violation.message.hasPrefix("ann, handling the operation go, "))
    #expect(failure.violation.message.contains(words))
  }

  @Test("a run without end is stopped at its limit and says so")
  func endless() throws {
    let system = pingPong(rounds: .max, link: .reliable)
    let scenario = Scenario("endless", system, eventLimit: 1_000)
    let violation = try #require(scenario.run(seed: 0).violation)
    #expect(violation.property == "the run ends")
    #expect(violation.message.contains("more than 1000 events"))
  }

  struct Reckless: Node {
    typealias Message = Int
    @TaskLocal static var world: (@Sendable () -> Void)?
    func start(_ context: inout Context<Self>) { Self.world?() }
  }

  @Test("a handler that runs its own world is stopped")
  func reentrance() async {
    await #expect(processExitsWith: .failure) {
      var system = System<Int>()
      system.add("A", Reckless())
      nonisolated(unsafe) let world = World(system, seed: 0)
      Reckless.$world.withValue({ world.run() }) { _ = world.run() }
    }
  }

  @Test("two nodes of one name, and a view of the wrong type, are stopped")
  func wrongSystems() async {
    await #expect(processExitsWith: .failure) {
      var system = System<Int>()
      system.add("A", Silent())
      system.add("A", Silent())
    }
    await #expect(processExitsWith: .failure) {
      let world = World(pingPong(rounds: 1), seed: 0)
      _ = world[NodeID(0), as: Ponger.self]
    }
  }
}
