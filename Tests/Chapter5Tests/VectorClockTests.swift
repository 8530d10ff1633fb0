// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest b75eefa99cf658bc

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 605)
import Chapter3
import Testing

@testable import Chapter5

@Suite struct VectorClockTests {
  @Test(
    "a vector is before another exactly if its event happened before",
    arguments: 0..<40 as Range<UInt64>)
  func bothDirections(seed: UInt64) {
    let run = Execution.random(processes: 4, events: 40, seed: seed)
    let times = run.vectorTimes()
    for (a, b) in run.pairs {
      let isOrdered = run.happenedBefore(a, b)
      let process = run.events[a].process
      #expect(times[a].isBefore(times[b]) == isOrdered)
      #expect((times[a][process] <= times[b][process]) == isOrdered)
      #expect(times[a].isConcurrent(with: times[b]) == run.areConcurrent(a, b))
    }
  }

  @Test("an event is neither before itself nor concurrent with itself")
  func itself() {
    let time = VectorClock([1, 0, 2])
    #expect(!time.isBefore(time) && !time.isConcurrent(with: time))
  }

  @Test("the oracle catches a clock that doesn't count receipts")
  func uncountedReceipts() {
    let isCaught = (0..<20 as Range<UInt64>).contains { seed in
      let run = Execution.random(processes: 3, events: 30, seed: seed)
      var clocks = Array(repeating: VectorClock(processes: 3), count: 3)
      let times = run.events.indices.reduce(into: [VectorClock]()) { times, index in
        let event = run.events[index]
        if let source = event.source {
          clocks[event.process].join(times[source])
        } else {
          clocks[event.process].tick(event.process)
        }
        times.append(clocks[event.process])
      }
      return run.pairs.contains {
        run.happenedBefore($0, $1) != times[$0].isBefore(times[$1])
      }
    }
    #expect(isCaught)
  }
}
#sourceLocation()
