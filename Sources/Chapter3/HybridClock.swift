// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest fae135591f3fb0d1

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2386)
public import Simulation

/// A time that respects happened before and stays close to physical time.
public struct HybridTimestamp: Hashable, Comparable, Sendable {
  /// The largest physical time heard of.
  public var physical: Instant
  /// Orders events that share it.
  public var counter: Int

  public static func < (left: HybridTimestamp, right: HybridTimestamp) -> Bool {
    (left.physical, left.counter) < (right.physical, right.counter)
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2408)
/// A hybrid logical clock ("Logical Physical Clocks", OPODIS 2014).
public struct HybridClock: EventClock {
  private var latest = HybridTimestamp(physical: .start, counter: 0)

  public init() {}

  public mutating func stamp(at now: Instant) -> HybridTimestamp {
    stamp(receiving: latest, at: now)
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2423)
extension HybridClock {
  public mutating func stamp(
    receiving stamp: HybridTimestamp, at now: Instant
  ) -> HybridTimestamp {
    let newest = max(latest, stamp)
    latest =
      now > newest.physical
      ? HybridTimestamp(physical: now, counter: 0)
      : HybridTimestamp(physical: newest.physical, counter: newest.counter + 1)
    return latest
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2628)
extension HybridTimestamp: CustomStringConvertible {
  public var description: String { "\(physical)+\(counter)" }
}
#sourceLocation()
