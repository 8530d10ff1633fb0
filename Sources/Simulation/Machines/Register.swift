/// A cell that holds one value.
public struct Register<Value: Hashable & Sendable>: StateMachine {
  // Equality is written out, and may be inlined, because checkers compare operations by the million: what the
  // compiler derives for any value looks up types at each comparison.
  public enum Operation: Hashable, Sendable {
    case read
    case write(Value)
    /// Writes the new value if the register holds the expected one.
    case compareAndSet(expected: Value, new: Value)

    @inlinable
    public static func == (left: Operation, right: Operation) -> Bool {
      switch (left, right) {
      case (.read, .read): true
      case (.write(let one), .write(let other)): one == other
      case (.compareAndSet(let expected, let new), .compareAndSet(let otherExpected, let otherNew)):
        expected == otherExpected && new == otherNew
      default: false
      }
    }
  }

  public enum Response: Hashable, Sendable {
    /// What a read found.
    case value(Value)
    case done
    /// The register held another value than the expected one, and still does.
    case conflict

    @inlinable
    public static func == (left: Response, right: Response) -> Bool {
      switch (left, right) {
      case (.value(let one), .value(let other)): one == other
      case (.done, .done), (.conflict, .conflict): true
      default: false
      }
    }
  }

  public private(set) var value: Value

  public init(_ value: Value) { self.value = value }

  public mutating func apply(_ operation: Operation) -> Response {
    switch operation {
    case .read:
      return .value(value)
    case .write(let new):
      value = new
      return .done
    case .compareAndSet(let expected, let new):
      guard value == expected else { return .conflict }
      value = new
      return .done
    }
  }

  public static func key(of _: Operation) -> Never? { nil }

  @inlinable
  public static func isObservation(_ operation: Operation, answered response: Response?) -> Bool {
    switch (operation, response) {
    case (.read, _), (_, .conflict): true
    default: false
    }
  }

  @inlinable
  public static func access(
    _ operation: Operation, answered response: Response?
  ) -> RegisterAccess<Value>? {
    switch (operation, response) {
    case (.read, .value(let value)): .read(value)
    case (.read, nil): .unansweredRead
    case (.write(let value), .done), (.write(let value), nil): .write(value)
    default: nil
    }
  }

  public func value(of _: Never?) -> Value? { value }
}

extension Register.Operation: CustomStringConvertible {
  public var description: String {
    switch self {
    case .read: "read"
    case .write(let value): "write \(Text.of(value))"
    case .compareAndSet(let expected, let new):
      "compare-and-set \(Text.of(expected)) \(Text.of(new))"
    }
  }
}

extension Register.Response: CustomStringConvertible {
  public var description: String {
    switch self {
    case .value(let value): Text.of(value)
    case .done: "done"
    case .conflict: "conflict"
    }
  }
}
