/// A service as a deterministic value: the same operations, in the same order, give the same responses and
/// the same state, on every machine and at every time.
///
/// Nothing in it may depend on the clock, on chance or on the order of a hash table. Everything that serves
/// an application serves one of these: a server on one node, a log that many replicate, and a checker, which
/// asks whether what concurrent clients were told can be explained by the machine alone (its *sequential
/// specification*).
///
/// A snapshot is a copy of the value, and restoring it an assignment. A message that carries one transfers
/// the whole state; what the copy is in bytes is a codec's matter.
///
/// `apply` is all that a machine must have. The rest says what checkers, and servers that divide the state,
/// may take for granted of it, and has defaults that say nothing.
public protocol StateMachine<Operation, Response>: Hashable, Sendable {
  associatedtype Operation: Hashable & Sendable
  associatedtype Response: Hashable & Sendable
  /// What tells apart the parts of the state that have nothing to do with each other.
  associatedtype Key: Hashable & Comparable & Sendable = Never
  /// What a part holds, if it can be read and overwritten as a whole.
  associatedtype Value: Hashable & Sendable = Never
  /// The machine as the operations of one key see it.
  associatedtype Part: StateMachine<Operation, Response> = Self

  /// Runs one operation: must be a function of state and operation alone.
  ///
  /// Every operation has a response; failing is one too.
  mutating func apply(_ operation: Operation) -> Response

  /// The part that the operation touches; nil if it may touch all.
  ///
  /// Operations of different keys must not see each other. Linearizability is local (Herlihy and Wing,
  /// "Linearizability: A Correctness Condition for Concurrent Objects", 1990, theorem 1), so that a
  /// history all of whose operations have keys is checked key by key.
  static func key(of operation: Operation) -> Key?

  /// What the operations of this key see of the state: the machine itself, or a smaller one, which is
  /// faster to copy and to compare.
  func part(of key: Key) -> Part

  /// Whether the operation, answered like this, leaves the state as it was, whatever the state.
  ///
  /// For a pending operation the response is nil, and the answer must hold for all responses. A search
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

extension StateMachine {
  public static func isObservation(_: Operation, answered _: Response?) -> Bool { false }
}

extension StateMachine where Part == Self {
  public func part(of _: Key) -> Self { self }
}

extension StateMachine where Key == Never {
  public static func key(of _: Operation) -> Never? { nil }
}

extension StateMachine where Value == Never {
  public static func access(_: Operation, answered _: Response?) -> RegisterAccess<Never>? { nil }
  public func value(of _: Key?) -> Never? { nil }
}
