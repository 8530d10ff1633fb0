// Generated from Solutions/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 7ae8f07769f240aa

#sourceLocation(file: "Solutions/03-lamport-clocks.md", line: 837)
public import Chapter3
internal import ExerciseSupport
public import Simulation

/// A hybrid logical clock that stays near physical time.
public struct PackedHybridClock: Hashable, Sendable {
  private let maximumLead: Int
  /// The last stamp given; nil before the first.
  private var latest: PackedTime?

  /// Stamps more than `maximumLead` milliseconds ahead are refused.
  public init(maximumLead: Int) { self.maximumLead = maximumLead }

  /// The stamp of an event that receives nothing.
  public mutating func now(_ physical: Instant) -> PackedTime {
    advance(beyond: latest, at: milliseconds(physical))
  }

  /// The stamp of the receipt of `stamp`. A refused one changes nothing.
  public mutating func receive(
    _ stamp: PackedTime, at physical: Instant
  ) throws(TooFarAhead) -> PackedTime {
    let lead = stamp.milliseconds - milliseconds(physical)
    guard lead <= maximumLead else { throw TooFarAhead(milliseconds: lead) }
    return advance(beyond: latest.map { max($0, stamp) } ?? stamp, at: milliseconds(physical))
  }

  private func milliseconds(_ physical: Instant) -> Int {
    physical.elapsed.wholeMilliseconds
  }

  private mutating func advance(beyond newest: PackedTime?, at milliseconds: Int) -> PackedTime {
    let fresh = PackedTime(rawValue: UInt64(milliseconds) << 16)
    let next = newest.map { max(fresh, PackedTime(rawValue: $0.rawValue + 1)) } ?? fresh
    latest = next
    return next
  }
}
#sourceLocation()
