/// A number that is added to.
public struct Counter: StateMachine {
  public enum Operation: Hashable, Sendable {
    case read
    case add(Int)
  }

  public enum Response: Hashable, Sendable {
    case value(Int)
    case done
  }

  public private(set) var count: Int

  public init(_ count: Int = 0) { self.count = count }

  /// Sums that leave the range of `Int` wrap around.
  public mutating func apply(_ operation: Operation) -> Response {
    switch operation {
    case .read: return .value(count)
    case .add(let difference):
      count &+= difference
      return .done
    }
  }

  public static func isObservation(_ operation: Operation, answered _: Response?) -> Bool {
    operation == .read
  }
}

extension Counter.Operation: CustomStringConvertible {
  public var description: String {
    switch self {
    case .read: "read"
    case .add(let difference): "add \(difference)"
    }
  }
}

extension Counter.Response: CustomStringConvertible {
  public var description: String {
    switch self {
    case .value(let value): "\(value)"
    case .done: "done"
    }
  }
}
