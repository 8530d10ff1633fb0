/// What a client is asked to do, and when.
public struct Workload<Operation: Hashable & Sendable>: Hashable, Sendable {
  public enum Pace: Hashable, Sendable {
    /// The next operation follows the response to the one before, after a pause.
    case closedLoop(pause: Duration)
    /// Each operation comes at its own time, whatever became of the others.
    case scheduled([Instant])
  }

  public var operations: [Operation]
  public var pace: Pace

  /// One operation after the other, each `pause` after the response to the one before.
  public static func closedLoop(_ operations: [Operation], pause: Duration = .zero) -> Workload {
    Workload(operations: operations, pace: .closedLoop(pause: pause))
  }

  /// Operations at given times after the start of the run.
  public static func scheduled(_ operations: [(Duration, Operation)]) -> Workload {
    Workload(
      operations: operations.map(\.1), pace: .scheduled(operations.map { Instant($0.0) }))
  }
}

extension Workload: ExpressibleByArrayLiteral {
  /// A closed loop without pauses.
  public init(arrayLiteral operations: Operation...) { self = .closedLoop(operations) }
}
