// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 4f7ed76fd790141a

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 3398)
import Chapter3
import Chapter5
import Exercise5
import ExerciseTesting
import Simulation
import Testing

@Suite("5.2 The rules of a process", .exercise) struct ProcessVectorTests {
  /// Event by event, what the clocks say, as numbers for each process.
  private func stamps(of run: Execution) -> [[Int]] {
    var clocks = (0..<run.processes).map { ProcessVector(process: $0) }
    let sendings = Set(run.events.compactMap(\.source))
    var stamps: [SparseVector] = []
    for (index, event) in run.events.enumerated() {
      if let source = event.source {
        stamps.append(clocks[event.process].receive(stamps[source]))
      } else if sendings.contains(index) {
        stamps.append(clocks[event.process].send())
      } else {
        stamps.append(clocks[event.process].local())
      }
    }
    return stamps.map { stamp in (0..<run.processes).map { stamp[$0] } }
  }

  @Test(
    "on a thousand runs, each stamp counts the events in the past",
    arguments: 0..<10 as Range<UInt64>)
  func exact(block: UInt64) throws {
    for seed in 100 * block..<100 * (block + 1) {
      let run = Execution.random(processes: 4, events: 30, seed: seed)
      let expected = run.vectorTimes().map(\.entries)
      for (event, stamp) in stamps(of: run).enumerated() {
        try #require(
          stamp == expected[event],
          "seed \(seed), event \(event): \(stamp), not \(expected[event])")
      }
    }
  }

  @Test(
    "a stamp is before another exactly if its event happened before",
    arguments: 0..<20 as Range<UInt64>)
  func bothDirections(seed: UInt64) throws {
    let run = Execution.random(processes: 3, events: 25, seed: seed)
    let stamps = stamps(of: run).map { VectorClock($0) }
    for (a, b) in run.pairs {
      try #require(stamps[a].isBefore(stamps[b]) == run.happenedBefore(a, b))
    }
  }

  @Test("a small run has the stamps that one finds by hand")
  func byHand() {
    var a = ProcessVector(process: 3)
    var b = ProcessVector(process: 90)
    let first = a.local()
    #expect(first[3] == 1 && first[90] == 0)
    let message = a.send()
    #expect(message[3] == 2)
    let own = b.send()
    #expect(own[90] == 1 && own[3] == 0)
    let receipt = b.receive(message)
    #expect(receipt[3] == 2 && receipt[90] == 2)
    let answer = b.send()
    #expect(answer[3] == 2 && answer[90] == 3)
    let last = a.receive(answer)
    #expect(last[3] == 3 && last[90] == 3)
  }

  @Test("an old message takes nothing back")
  func oldMessage() {
    var a = ProcessVector(process: 0)
    var b = ProcessVector(process: 1)
    let old = a.send()
    let new = a.send()
    #expect(b.receive(new)[0] == 2)
    let late = b.receive(old)
    #expect(late[0] == 2 && late[1] == 2)
  }
}
#sourceLocation()
