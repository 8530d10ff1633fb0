// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 7ffcccebdc136f32

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2941)
public import Simulation

/// One line of a process's log.
public struct StampedEntry: Hashable, Sendable {
  public var stamp: Timestamp
  /// What the machine's clock showed.
  public var wallClock: Instant
  public var text: String

  public init(stamp: Timestamp, wallClock: Instant, text: String) {
    (self.stamp, self.wallClock, self.text) = (stamp, wallClock, text)
  }
}

/// What two timestamps tell about happened before.
public enum OrderAnswer: Hashable, Sendable { case yes, no, unknown }
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 3452)
/// What a process wants the resource for.
public enum AccessMode: Hashable, Sendable { case read, write }

public enum SharedLockOperation: Hashable, Sendable {
  case acquire(AccessMode)
  case release
}

public enum SharedLockMessage: Hashable, Sendable {
  case request(AccessMode, at: Int)
  case reply
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 3659)
/// A hybrid timestamp in 64 bits; a later one is larger.
public struct PackedTime: Hashable, Comparable, Sendable {
  public let rawValue: UInt64

  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// Whole milliseconds of physical time since the start: 48 bits.
  public var milliseconds: Int { Int(rawValue >> 16) }

  /// Tells apart the stamps of one millisecond: 16 bits, from zero.
  public var counter: Int { Int(rawValue & 0xFFFF) }

  public static func < (left: PackedTime, right: PackedTime) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A stamp was refused, because it is this much ahead of physical time.
public struct TooFarAhead: Error, Hashable, Sendable {
  public var milliseconds: Int

  public init(milliseconds: Int) { self.milliseconds = milliseconds }
}
#sourceLocation()
