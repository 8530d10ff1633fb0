// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 3b9723e4f27344f8

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 704)
import Figures
import Simulation
import Testing

@testable import Chapter3

@Suite struct LamportClockTests {
  @Test(
    "what happened before has a smaller time",
    arguments: 0..<100 as Range<UInt64>)
  func clockCondition(seed: UInt64) {
    let run = Execution.random(processes: 4, events: 40, seed: seed)
    let times = run.lamportTimes()
    for (a, b) in run.pairs where run.happenedBefore(a, b) {
      #expect(times[a] < times[b])
    }
  }

  @Test(
    "a clock that takes the larger without adding one is caught by the oracle")
  func missingIncrement() {
    let isCaught = (0..<20 as Range<UInt64>).contains { seed in
      let run = Execution.random(processes: 3, events: 30, seed: seed)
      var last: [Int: Int] = [:]
      var times: [Int] = []
      for event in run.events {
        let own = last[event.process, default: 0]
        times.append(event.source.map { max(own, times[$0]) } ?? own + 1)
        last[event.process] = times.last
      }
      return run.pairs.contains {
        run.happenedBefore($0, $1) && times[$0] >= times[$1]
      }
    }
    #expect(isCaught)
  }

  @Test(
    "each tick line is a consistent cut", arguments: 0..<20 as Range<UInt64>)
  func tickLines(seed: UInt64) {
    let run = Execution.random(processes: 3, events: 20, seed: seed)
    let diagram = run.diagram(
      titled: "", lanes: ["A", "B", "C"], ticks: [1, 2, 3, 4])
    for cut in diagram.cuts { #expect(diagram.violations(of: cut).isEmpty) }
  }

  @Test("by counters, the removal stands before the post")
  func party() {
    #expect(!SurpriseParty(clock: LamportClock()).isReadByBob)
    #expect(SurpriseParty(clock: WallClock()).isReadByBob)
  }
}
#sourceLocation()
