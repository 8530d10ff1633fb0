import Figures
import Simulation
import Testing

@Suite("First runs")
struct FirstRunsTests {
  @Test("a ping is answered, and the trace says so")
  func pingIsAnswered() {
    let world = World(pingPong(rounds: 2, link: Link(loss: 0.3, duplication: 0.3)), seed: 3)
    #expect(world.run() == .idle)
    #expect(world[NodeID(0), as: Pinger.self].answered == 2)
    print(world.trace)
    print(world.trace.diagram.text)
  }

  @Test("a wrong counter's run is shortened and replayed")
  func wrongCounter() throws {
    let scenario = Scenario(
      "counter", counter(flaw: .answersBeforeSync), checks: [countsEachOnce],
      faults: [], for: .seconds(5)
    ).faults(FaultBudget(crashes: 3), against: [NodeID(0)])
    let report = scenario.check(seeds: 0..<200)
    let failure = try #require(report.failure)
    print(failure)
    let world = try scenario.replay(ReplayToken(failure.token.text))
    #expect(world.trace.text == failure.trace.text)
  }
}
