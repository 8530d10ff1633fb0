// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 1ab2b81498719174

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 833)
import Chapter3
import Simulation
import Testing

@testable import Chapter5

@Suite struct CausalityTests {
  private func trace(_ events: [(Int, Trace.What)]) -> Trace {
    Trace(
      scenario: "", seed: 0, nodes: ["client one", "B\"2"],
      events: events.map {
        .init(time: .start, node: NodeID($0.0), what: $0.1)
      })
  }

  @Test("a receipt comes after its sending, also of a second copy")
  func copies() {
    let causality = Causality(
      of: trace([
        (0, .sends(message: 1, to: NodeID(1), text: "m")),
        (0, .copies(message: 1, to: NodeID(1), text: "m")),
        (0, .notes("later")),
        (1, .receives(message: 1, from: NodeID(0), text: "m")),
        (1, .receives(message: 1, from: NodeID(0), text: "m")),
      ]))
    let run = causality.execution
    #expect(run.events.count == 4)
    #expect(run.happenedBefore(0, 2) && run.happenedBefore(0, 3))
    #expect(run.areConcurrent(1, 3))
  }

  @Test("the export has a line of text and a line of JSON for each event")
  func export() {
    let log = Causality(
      of: trace([
        (0, .sends(message: 1, to: NodeID(1), text: "a\nb")),
        (1, .receives(message: 1, from: NodeID(0), text: "a\nb")),
      ])
    ).shiViz
    #expect(
      log == #"""
        (?<event>.*)\n(?<host>\S*) (?<clock>{.*})

        sends a b
        client_one {"client_one":1}
        receives a b
        B"2 {"client_one":1,"B\"2":1}

        """#)
  }

  @Test("a process's own entry counts its events", arguments: 0..<10 as Range<UInt64>)
  func ownEntries(seed: UInt64) {
    let world = World(
      mutexSystem(LamportMutex(), processes: 3, entries: [2, 1, 1]), seed: seed)
    world.run()
    let run = Causality(of: world.trace).execution
    var counts = [0, 0, 0]
    for (event, time) in zip(run.events, run.vectorTimes()) {
      counts[event.process] += 1
      #expect(time[event.process] == counts[event.process])
    }
  }
}
#sourceLocation()
