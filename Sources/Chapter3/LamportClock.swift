// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 659f461c82a7c85c

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 446)
/// A logical clock: a counter that each message carries along.
///
/// "Time, Clocks, and the Ordering of Events in a Distributed System",
/// rules IR1 and IR2.
public struct LamportClock: Hashable, Sendable {
  /// The time of the last event; 0 before the first.
  public private(set) var time = 0

  public init() {}

  /// The time of an event that receives nothing.
  @discardableResult
  public mutating func tick() -> Int {
    time += 1
    return time
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 471)
extension LamportClock {
  /// The time of the receipt of a message that was sent at `sent`.
  @discardableResult
  public mutating func tick(receiving sent: Int) -> Int {
    time = max(time, sent) + 1
    return time
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 489)
extension Execution {
  /// The time that its process's Lamport clock gives to each event.
  public func lamportTimes() -> [Int] {
    var clocks: [Int: LamportClock] = [:]
    var times: [Int] = []
    for event in events {
      let sent = event.source.map { times[$0] }
      var clock = clocks[event.process] ?? LamportClock()
      times.append(sent.map { clock.tick(receiving: $0) } ?? clock.tick())
      clocks[event.process] = clock
    }
    return times
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 690)
public import Simulation

extension LamportClock: EventClock {
  public mutating func stamp(at now: Instant) -> Int { tick() }
  public mutating func stamp(receiving stamp: Int, at now: Instant) -> Int {
    tick(receiving: stamp)
  }
}
#sourceLocation()
