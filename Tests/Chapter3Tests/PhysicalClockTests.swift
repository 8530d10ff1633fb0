// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 143feb55290bf811

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2310)
import Simulation
import Testing

@testable import Chapter3

@Suite struct PhysicalClockTests {
  @Test(
    "one exchange is wrong by half the asymmetry, never by more than half the delay",
    arguments: [(0, 20), (5, 15), (10, 10), (20, 0), (1, 100)])
  func exchangeError(there: Int, back: Int) throws {
    let truth = Duration.milliseconds(-40)
    let sample = try #require(
      exchange(
        there: .milliseconds(there), back: .milliseconds(back), offset: truth))
    #expect(sample.offset - truth == .milliseconds(there - back) / 2)
    #expect(sample.delay == .milliseconds(there + back))
  }

  @Test(
    "the skew stays below Lamport's bound", arguments: 0..<20 as Range<UInt64>)
  func bound(seed: UInt64) {
    for shape in [ClockNetwork.Shape.complete, .ring] {
      var network = ClockNetwork()
      network.shape = shape
      network.period = .seconds(1)
      let skews = network.skews(
        for: .seconds(20), every: .milliseconds(5), seed: seed)
      #expect(skews.allSatisfy { $0.skew <= network.bound })
    }
  }

  @Test("clocks that nobody sets leave the bound")
  func unsynchronised() {
    var network = ClockNetwork()
    network.isSynchronised = false
    let skews = network.skews(for: .seconds(60), every: .seconds(1), seed: 1)
    #expect(skews.contains { $0.skew > network.bound })
  }

  @Test("a clock only ever jumps forward", arguments: 0..<5 as Range<UInt64>)
  func forward(seed: UInt64) {
    var system = System(messages: Instant.self)
    for process in 0..<2 {
      let node = SynchronisedClock(
        period: .seconds(1), minimumDelay: .milliseconds(1),
        neighbours: [NodeID(1 - process)])
      system.add("clock\(process)", node)
    }
    system.clocks[NodeID(1)] = ClockError(
      offset: .seconds(5), partsPerMillion: -100)
    let world = World(system, seed: seed, isTracing: false)
    var last = Duration.zero
    for _ in 0..<50 {
      world.run(for: .milliseconds(100))
      let correction = world[NodeID(0), as: SynchronisedClock.self].correction
      #expect(correction >= last)
      last = correction
    }
    #expect(last >= .seconds(4))
  }
}
#sourceLocation()
