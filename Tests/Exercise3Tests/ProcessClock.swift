// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 3babc20aac46f11a

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2842)
import Chapter3
import Exercise3
import ExerciseTesting
import Simulation
import Testing

@Suite("3.1 The clock", .exercise) struct ProcessClockTests {
  /// The stamps of a run; an event that somebody receives from is a sending.
  private func stamps(of run: Execution) -> [Timestamp] {
    var clocks = (0..<4).map { ProcessClock(process: NodeID($0)) }
    let sendings = Set(run.events.compactMap(\.source))
    var stamps: [Timestamp] = []
    for (index, event) in run.events.enumerated() {
      let process = event.process
      if let source = event.source {
        stamps.append(clocks[process].receive(stamps[source]))
      } else if sendings.contains(index) {
        stamps.append(clocks[process].send())
      } else {
        stamps.append(clocks[process].tick())
      }
    }
    return stamps
  }

  @Test(
    "what happened before has a smaller timestamp",
    arguments: 0..<40 as Range<UInt64>)
  func clockCondition(seed: UInt64) {
    let run = Execution.random(processes: 4, events: 30, seed: seed)
    let stamps = stamps(of: run)
    for (a, b) in run.pairs where run.happenedBefore(a, b) {
      #expect(stamps[a] < stamps[b])
    }
  }

  @Test(
    "no time is larger than the rules demand",
    arguments: 0..<40 as Range<UInt64>)
  func smallest(seed: UInt64) {
    let run = Execution.random(processes: 4, events: 30, seed: seed)
    #expect(stamps(of: run).map(\.time) == run.lamportTimes())
  }

  @Test("a small run has the times that one finds by hand")
  func byHand() {
    var a = ProcessClock(process: NodeID(0))
    var b = ProcessClock(process: NodeID(1))
    #expect(a.tick() == Timestamp(1, NodeID(0)))
    let first = a.send()
    #expect(first == Timestamp(2, NodeID(0)))
    #expect(b.receive(first) == Timestamp(3, NodeID(1)))
    let second = b.send()
    #expect(second == Timestamp(4, NodeID(1)))
    #expect(a.receive(second) == Timestamp(5, NodeID(0)))
    #expect(b.receive(first) == Timestamp(5, NodeID(1)))
  }

  @Test(
    "no two events have the same timestamp", arguments: 0..<10 as Range<UInt64>)
  func unique(seed: UInt64) {
    let stamps = stamps(of: .random(processes: 4, events: 60, seed: seed))
    #expect(Set(stamps).count == stamps.count)
  }
}
#sourceLocation()
