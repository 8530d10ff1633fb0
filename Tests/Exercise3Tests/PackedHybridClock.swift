// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 5f113e43ec38f01c

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 3725)
import Chapter3
import Exercise3
import ExerciseTesting
import Simulation
import Testing

@Suite("3.6 A hybrid clock in 64 bits", .exercise) struct PackedHybridClockTests
{
  private func time(_ milliseconds: Int) -> Instant {
    Instant(.milliseconds(milliseconds))
  }

  private func stamp(_ milliseconds: Int, _ counter: Int = 0) -> PackedTime {
    PackedTime(rawValue: UInt64(milliseconds) << 16 | UInt64(counter))
  }

  @Test(
    "what happened before has a smaller stamp, near physical time",
    arguments: 0..<30 as Range<UInt64>)
  func randomRuns(seed: UInt64) throws {
    let skews = [0, 6, -8]
    let run = Execution.random(processes: 3, events: 40, seed: seed)
    var clocks = skews.map { _ in PackedHybridClock(maximumLead: 100) }
    var stamps: [PackedTime] = []
    for (index, event) in run.events.enumerated() {
      let milliseconds = 100 + index / 2 + skews[event.process]
      let physical = time(milliseconds)
      if let source = event.source {
        stamps.append(
          try clocks[event.process].receive(stamps[source], at: physical))
      } else {
        stamps.append(clocks[event.process].now(physical))
      }
      let lead = stamps[index].milliseconds - milliseconds
      try #require(
        (0...14).contains(lead), "event \(index) is \(lead) ms ahead")
    }
    for (a, b) in run.pairs where run.happenedBefore(a, b) {
      try #require(stamps[a] < stamps[b])
    }
  }

  @Test("the counter starts again with each millisecond")
  func reset() throws {
    var clock = PackedHybridClock(maximumLead: 100)
    #expect(clock.now(time(10)) == stamp(10, 0))
    #expect(clock.now(time(10)) == stamp(10, 1))
    #expect(clock.now(time(12)) == stamp(12, 0))
    #expect(try clock.receive(stamp(12, 7), at: time(12)) == stamp(12, 8))
    #expect(try clock.receive(stamp(12, 3), at: time(12)) == stamp(12, 9))
    #expect(try clock.receive(stamp(15, 4), at: time(13)) == stamp(15, 5))
    #expect(try clock.receive(stamp(11, 9), at: time(16)) == stamp(16, 0))
  }

  @Test("stamps go on when physical time goes back")
  func backwards() {
    var clock = PackedHybridClock(maximumLead: 100)
    #expect(clock.now(time(50)) == stamp(50, 0))
    #expect(clock.now(time(20)) == stamp(50, 1))
    #expect(clock.now(time(51)) == stamp(51, 0))
  }

  @Test("after the counter's last value comes the next millisecond")
  func carry() {
    var clock = PackedHybridClock(maximumLead: 100)
    var last = clock.now(time(5))
    var isGrowing = true
    for _ in 0..<70_000 {
      let next = clock.now(time(5))
      isGrowing = isGrowing && last < next
      last = next
    }
    #expect(isGrowing)
    #expect(last == stamp(6, 70_000 - 65_536))
  }

  @Test("a stamp too far ahead is refused and changes nothing")
  func refusal() throws {
    var clock = PackedHybridClock(maximumLead: 10)
    #expect(clock.now(time(100)) == stamp(100, 0))
    #expect(throws: TooFarAhead(milliseconds: 11)) {
      try clock.receive(stamp(112), at: time(101))
    }
    #expect(clock.now(time(101)) == stamp(101, 0))
    #expect(try clock.receive(stamp(111), at: time(101)) == stamp(111, 1))
  }

  @Test("no peer drags the clock along in small steps")
  func creeping() {
    var clock = PackedHybridClock(maximumLead: 10)
    var ahead = clock.now(time(100)).milliseconds
    #expect(ahead == 100)
    for _ in 0..<20 {
      ahead += 5
      let received = try? clock.receive(stamp(ahead), at: time(100))
      if let received { #expect(received.milliseconds <= 110) }
    }
    #expect(clock.now(time(100)).milliseconds <= 110)
  }
}
#sourceLocation()
