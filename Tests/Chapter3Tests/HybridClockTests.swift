// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 060dbe20c2b92c3c

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2636)
import Simulation
import Testing

@testable import Chapter3

@Suite struct HybridClockTests {
  /// Event k happens at k milliseconds of true time; clocks are off by these.
  private let skews: [Duration] = [.zero, .milliseconds(7), .milliseconds(-9)]

  private func stamps(of run: Execution) -> [(
    stamp: HybridTimestamp, physical: Instant
  )] {
    var clocks = skews.map { _ in HybridClock() }
    var stamps: [(stamp: HybridTimestamp, physical: Instant)] = []
    for (index, event) in run.events.enumerated() {
      let physical = Instant(.milliseconds(100 + index)).advanced(
        by: skews[event.process])
      let stamp =
        event.source.map {
          clocks[event.process].stamp(receiving: stamps[$0].stamp, at: physical)
        } ?? clocks[event.process].stamp(at: physical)
      stamps.append((stamp, physical))
    }
    return stamps
  }

  @Test(
    "what happened before has a smaller stamp, near physical time",
    arguments: 0..<40 as Range<UInt64>)
  func bothHalves(seed: UInt64) {
    let run = Execution.random(processes: 3, events: 40, seed: seed)
    let stamps = stamps(of: run)
    for (a, b) in run.pairs where run.happenedBefore(a, b) {
      #expect(stamps[a].stamp < stamps[b].stamp)
    }
    for (stamp, physical) in stamps {
      let lead = physical.duration(to: stamp.physical)
      #expect(lead >= .zero && lead <= .milliseconds(16))
    }
  }

  @Test("the party is ordered, and its stamps are within the skew")
  func party() {
    let log = SurpriseParty(clock: HybridClock()).mergedLog
    #expect(log.map(\.command) == ["remove Bob", "post invitation"])
  }

  @Test("a liar that overlaps one honest source can win with it")
  func liar() throws {
    let honest = [(0, 10), (8, 20)]  // True time is 9.
    let sources = (honest + [(0, 5)]).map {
      ClockInterval(
        earliest: Instant(.milliseconds($0.0)),
        latest: Instant(.milliseconds($0.1)))
    }
    let found = try #require(ClockInterval.agreement(of: sources))
    #expect(found.count == 2)
    #expect(found.interval.latest == Instant(.milliseconds(5)))
  }

  @Test("most sources win, and a liar apart from them is outvoted")
  func agreement() throws {
    let sources = [(10, 5), (12, 4), (90, 1)].map {
      ClockInterval(
        Instant(.milliseconds($0.0)), uncertainty: .milliseconds($0.1))
    }
    let found = try #require(ClockInterval.agreement(of: sources))
    #expect(found.count == 2)
    #expect(found.interval.earliest == Instant(.milliseconds(8)))
    #expect(found.interval.latest == Instant(.milliseconds(15)))
    #expect(ClockInterval.agreement(of: []) == nil)
  }

  @Test("48 bits hold the milliseconds, 16 the counter, and larger is later")
  func packing() {
    let stamp = PackedTime(rawValue: 1_234_567 << 16 | 89)
    #expect(stamp.milliseconds == 1_234_567 && stamp.counter == 89)
    #expect(PackedTime(rawValue: 1 << 16 | 65_535) < PackedTime(rawValue: 2 << 16))
    #expect(PackedTime(rawValue: 2 << 16 | 3) < PackedTime(rawValue: 2 << 16 | 4))
  }

  @Test("overlapping intervals are not ordered")
  func order() {
    let first = ClockInterval(
      Instant(.milliseconds(10)), uncertainty: .milliseconds(3))
    let second = ClockInterval(
      Instant(.milliseconds(15)), uncertainty: .milliseconds(3))
    #expect(!first.isBefore(second) && !second.isBefore(first))
    #expect(
      first.isBefore(
        ClockInterval(Instant(.milliseconds(17)), uncertainty: .milliseconds(3))
      ))
  }
}
#sourceLocation()
