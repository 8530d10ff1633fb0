internal import ExerciseSupport
public import Simulation

/// A hybrid timestamp in 64 bits; a later one is larger.
public struct PackedTime: Hashable, Comparable, Sendable {
  public let rawValue: UInt64

  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// Whole milliseconds of physical time since the start: 48 bits.
  public var milliseconds: Int {
    unimplemented("PackedTime.milliseconds", returning: 0)
  }

  /// Tells apart the stamps of one millisecond: 16 bits, from zero.
  public var counter: Int {
    unimplemented("PackedTime.counter", returning: 0)
  }

  public static func < (left: PackedTime, right: PackedTime) -> Bool {
    unimplemented("PackedTime.<", returning: false)
  }
}

/// A stamp was refused, because it is this much ahead of physical time.
public struct TooFarAhead: Error, Hashable, Sendable {
  public var milliseconds: Int

  public init(milliseconds: Int) { self.milliseconds = milliseconds }
}

/// A hybrid logical clock that stays near physical time.
///
/// Physical times are cut down to whole milliseconds and never negative, but
/// they may go back. The first stamp in a millisecond that is new to the clock
/// has counter zero. After the counter's last value time goes on to the next
/// millisecond.
///
/// Our solution has 37 lines.
public struct PackedHybridClock: Hashable, Sendable {
  private let maximumLead: Int

  /// Stamps more than `maximumLead` milliseconds ahead are refused.
  public init(maximumLead: Int) { self.maximumLead = maximumLead }

  /// The stamp of an event that receives nothing.
  public mutating func now(_ physical: Instant) -> PackedTime {
    unimplemented("PackedHybridClock.now", returning: PackedTime(rawValue: 0))
  }

  /// The stamp of the receipt of `stamp`. A refused one changes nothing.
  public mutating func receive(
    _ stamp: PackedTime, at physical: Instant
  ) throws(TooFarAhead) -> PackedTime {
    unimplemented(
      "PackedHybridClock.receive", returning: PackedTime(rawValue: 0))
  }
}
