// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 59d120e20f6787e6

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2987)
import Chapter3
import Exercise3
import ExerciseTesting
import Simulation
import Testing

@Suite("3.2 One log out of many", .exercise) struct LogMergeTests {
  /// A run's entries; entry k is event k. The wall clocks count backwards.
  private func entries(of run: Execution) -> [StampedEntry] {
    zip(run.events, run.lamportTimes()).enumerated().map { index, event in
      StampedEntry(
        stamp: Timestamp(event.1, NodeID(event.0.process)),
        wallClock: Instant(.milliseconds(1_000 - index)), text: "\(index)")
    }
  }

  private func logs(_ entries: [StampedEntry]) -> [[StampedEntry]] {
    (0..<4).map { process in
      entries.filter { $0.stamp.process == NodeID(process) }
    }
  }

  @Test(
    "causes stand before their effects, and nothing is left out",
    arguments: 0..<30 as Range<UInt64>)
  func extendsHappenedBefore(seed: UInt64) throws {
    let run = Execution.random(processes: 4, events: 30, seed: seed)
    let entries = entries(of: run)
    let merged = merge(logs(entries))
    try #require(Set(merged) == Set(entries) && merged.count == entries.count)
    let position = entries.map { entry in merged.firstIndex(of: entry) ?? 0 }
    for (a, b) in run.pairs where run.happenedBefore(a, b) {
      #expect(position[a] < position[b])
    }
  }

  @Test(
    "the order of the logs doesn't matter", arguments: 0..<10 as Range<UInt64>)
  func independent(seed: UInt64) {
    let logs = logs(entries(of: .random(processes: 4, events: 40, seed: seed)))
    let merged = merge(logs)
    #expect(merged.count == 40)
    #expect(merge(logs.reversed()) == merged)
    #expect(merge([logs[2], logs[0], [], logs[3], logs[1]]) == merged)
  }

  @Test("equal times stand in the order of their processes")
  func ties() {
    let entries = [2, 0, 1].map {
      StampedEntry(
        stamp: Timestamp(7, NodeID($0)), wallClock: .start, text: "\($0)")
    }
    #expect(merge(entries.map { [$0] }).map(\.text) == ["0", "1", "2"])
  }

  @Test("no answer is wrong in any run", arguments: 0..<30 as Range<UInt64>)
  func neverWrong(seed: UInt64) {
    let run = Execution.random(processes: 4, events: 30, seed: seed)
    let entries = entries(of: run)
    var sure = 0
    for (a, b) in run.pairs {
      let answer = happenedBefore(entries[a].stamp, entries[b].stamp)
      if answer == .yes { #expect(run.happenedBefore(a, b)) }
      if answer == .no { #expect(!run.happenedBefore(a, b)) }
      if answer != .unknown { sure += 1 }
    }
    #expect(sure > 0, "some pair's answer is certain")
  }

  @Test("what timestamps do settle is answered")
  func settled() {
    let (a, b) = (NodeID(0), NodeID(1))
    #expect(happenedBefore(Timestamp(3, a), Timestamp(5, a)) == .yes)
    #expect(happenedBefore(Timestamp(5, a), Timestamp(3, a)) == .no)
    #expect(happenedBefore(Timestamp(5, a), Timestamp(3, b)) == .no)
    #expect(happenedBefore(Timestamp(4, a), Timestamp(4, b)) == .no)
    #expect(happenedBefore(Timestamp(4, a), Timestamp(4, a)) == .no)
    #expect(happenedBefore(Timestamp(3, a), Timestamp(5, b)) == .unknown)
  }
}
#sourceLocation()
