/// What happened in a run, in numbers: shows whether the adversary did what it was meant to do.
public struct Statistics: Hashable, Sendable {
  public var sent = 0
  public var delivered = 0
  public var lost = 0
  public var duplicated = 0
  /// Arrived at a node that was down, or over a link that was cut.
  public var missed = 0
  /// Timers.
  public var fired = 0
  /// Operations.
  public var invoked = 0
  public var crashes = 0
  /// Faults that began, of any kind.
  public var faults = 0

  public init() {}

  public static func + (left: Statistics, right: Statistics) -> Statistics {
    var sum = left
    sum.sent += right.sent
    sum.delivered += right.delivered
    sum.lost += right.lost
    sum.duplicated += right.duplicated
    sum.missed += right.missed
    sum.fired += right.fired
    sum.invoked += right.invoked
    sum.crashes += right.crashes
    sum.faults += right.faults
    return sum
  }
}

/// A property that fell, and how.
public struct Violation: Error, Hashable, Sendable, CustomStringConvertible {
  public var property: String
  public var message: String

  public init(property: String, message: String) {
    self.property = property
    self.message = message
  }

  /// The property that a ``Misuse`` violates.
  public static let correctUse = "nodes use their context correctly"

  public var description: String { "\(property): \(message)" }
}
