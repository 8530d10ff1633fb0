// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 46182c7c03bf74ee

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 395)
import Testing

@testable import Chapter3

@Suite struct ExecutionTests {
  @Test(
    "happened before is irreflexive and transitive",
    arguments: 0..<20 as Range<UInt64>)
  func partialOrder(seed: UInt64) {
    let run = Execution.random(processes: 3, events: 30, seed: seed)
    for (a, b) in run.pairs where run.happenedBefore(a, b) {
      #expect(!run.happenedBefore(b, a))
      for c in run.events.indices where run.happenedBefore(b, c) {
        #expect(run.happenedBefore(a, c))
      }
    }
    for event in run.events.indices {
      #expect(!run.happenedBefore(event, event))
    }
  }

  @Test("events without a chain of messages between them are concurrent")
  func concurrent() {
    var run = Execution()
    let sending = run.append(to: 0)
    let receipt = run.append(to: 1, receivingFrom: sending)
    let alone = run.append(to: 2)
    #expect(run.happenedBefore(sending, receipt))
    #expect(
      run.areConcurrent(alone, sending) && run.areConcurrent(alone, receipt))
  }
}
#sourceLocation()
