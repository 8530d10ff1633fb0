/// An object as it is when nobody is in its way: one operation after the other.
///
/// The value is its state. A checker asks whether what concurrent clients were told can be explained by
/// such an object, with the operations in some order.
public protocol SequentialObject<Operation, Response>: Hashable, Sendable {
  associatedtype Operation: Hashable & Sendable
  associatedtype Response: Hashable & Sendable
  /// What tells apart the parts of the object that have nothing to do with each other.
  associatedtype Key: Hashable & Comparable & Sendable = Never
  /// What the object holds, if it can be read and overwritten as a whole.
  associatedtype Value: Hashable & Sendable = Never
  /// The object as the operations of one key see it.
  associatedtype Part: SequentialObject<Operation, Response> = Self

  /// Runs one operation: must be a function of state and operation alone.
  mutating func apply(_ operation: Operation) -> Response

  /// The part that the operation touches; nil if it may touch all.
  ///
  /// Operations of different keys must not see each other. Linearizability is local (Herlihy and Wing,
  /// "Linearizability: A Correctness Condition for Concurrent Objects", 1990, theorem 1), so that a
  /// history all of whose operations have keys is checked key by key.
  static func key(of operation: Operation) -> Key?

  /// What the operations of this key see of the object: the object itself, or a smaller one, which is
  /// faster to copy and to compare.
  func part(of key: Key) -> Part

  /// Whether the operation, answered like this, leaves the state as it was, whatever the state.
  ///
  /// For a pending operation the response is nil, and the answer must hold for all responses. The search
  /// takes such an operation as early as it fits, and stops the program where the claim is false.
  static func isObservation(_ operation: Operation, answered response: Response?) -> Bool

  /// What the operation does to the register of its key; nil if it does anything but read it whole or
  /// overwrite it whole.
  ///
  /// A history of such operations that never write a value twice is checked in O(n log n).
  static func access(_ operation: Operation, answered response: Response?) -> RegisterAccess<Value>?

  /// What a read of the key finds in this state; nil if there are no registers here.
  func value(of key: Key?) -> Value?
}

/// An operation as a register sees it.
public enum RegisterAccess<Value: Hashable & Sendable>: Hashable, Sendable {
  case read(Value)
  case write(Value)
  /// A read that nobody answered: it says nothing.
  case unansweredRead
}

extension SequentialObject {
  public static func isObservation(_: Operation, answered _: Response?) -> Bool { false }
}

extension SequentialObject where Part == Self {
  public func part(of _: Key) -> Self { self }
}

extension SequentialObject where Key == Never {
  public static func key(of _: Operation) -> Never? { nil }
}

extension SequentialObject where Value == Never {
  public static func access(_: Operation, answered _: Response?) -> RegisterAccess<Never>? { nil }
  public func value(of _: Key?) -> Never? { nil }
}

/// An object whose parts are not told apart, so that it is checked as one.
public struct Undivided<Object: SequentialObject>: SequentialObject {
  public var object: Object

  public init(_ object: Object) { self.object = object }

  public mutating func apply(_ operation: Object.Operation) -> Object.Response {
    object.apply(operation)
  }

  public static func isObservation(
    _ operation: Object.Operation, answered response: Object.Response?
  ) -> Bool {
    Object.isObservation(operation, answered: response)
  }
}
