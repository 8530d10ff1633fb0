/// Text by name: the state machine that the whole course serves.
///
/// Each key is a part of its own.
public struct KeyValueStore: StateMachine {
  public enum Operation: Hashable, Sendable {
    case get(String)
    case put(String, String)
    /// Adds to the end of the value; an absent one counts as empty.
    case append(String, String)
    /// Replaces the value if it is the expected one; nil means absent.
    case compareAndSet(String, expected: String?, new: String)
    case delete(String)
  }

  public enum Response: Hashable, Sendable {
    /// What the key holds, nil where it is absent: answers `get`, and `append` with the new value.
    case value(String?)
    case done
    /// The key held another value than the expected one, and still does.
    case conflict
  }

  public private(set) var values: [String: String]

  public init(_ values: [String: String] = [:]) { self.values = values }

  public mutating func apply(_ operation: Operation) -> Response {
    if case .get(let key) = operation { return .value(values[key]) }
    return Self.apply(operation, to: &values[operation.key])
  }

  private static func apply(_ operation: Operation, to value: inout String?) -> Response {
    switch operation {
    case .get: return .value(value)
    case .put(_, let new): value = new
    case .append(_, let suffix):
      value = (value ?? "") + suffix
      return .value(value)
    case .compareAndSet(_, let expected, let new):
      guard value == expected else { return .conflict }
      value = new
    case .delete: value = nil
    }
    return .done
  }
}

// MARK: - What may be taken for granted of it

extension KeyValueStore {
  /// One key of the store.
  public struct Part: StateMachine {
    private var value: String?

    fileprivate init(_ value: String?) { self.value = value }

    public mutating func apply(_ operation: Operation) -> Response {
      KeyValueStore.apply(operation, to: &value)
    }

    public static func isObservation(_ operation: Operation, answered response: Response?) -> Bool {
      KeyValueStore.isObservation(operation, answered: response)
    }
  }

  public func part(of key: String) -> Part { Part(values[key]) }

  public static func key(of operation: Operation) -> String? { operation.key }

  public static func isObservation(_ operation: Operation, answered response: Response?) -> Bool {
    if case .get = operation { return true }
    return response == .conflict
  }

  public static func access(
    _ operation: Operation, answered response: Response?
  ) -> RegisterAccess<String?>? {
    switch (operation, response) {
    case (.get, .value(let value)): .read(value)
    case (.get, nil): .unansweredRead
    case (.put(_, let value), .done), (.put(_, let value), nil): .write(value)
    default: nil
    }
  }

  public func value(of key: String?) -> String?? { .some(key.flatMap { values[$0] }) }
}

extension KeyValueStore.Operation {
  /// Each operation touches one key.
  public var key: String {
    switch self {
    case .get(let key), .put(let key, _), .append(let key, _), .delete(let key): key
    case .compareAndSet(let key, _, _): key
    }
  }
}

// MARK: - As text

extension KeyValueStore.Operation: CustomStringConvertible {
  public var description: String {
    switch self {
    case .get(let key): "get(\(quoted(key)))"
    case .put(let key, let value): "put(\(quoted(key)), \(quoted(value)))"
    case .append(let key, let suffix): "append(\(quoted(key)), \(quoted(suffix)))"
    case .compareAndSet(let key, let expected, let new):
      "compareAndSet(\(quoted(key)), expected: \(expected.map(quoted) ?? "nil"), new: \(quoted(new)))"
    case .delete(let key): "delete(\(quoted(key)))"
    }
  }
}

extension KeyValueStore.Response: CustomStringConvertible {
  public var description: String {
    switch self {
    case .value(let value): value.map(quoted) ?? "nothing"
    case .done: "done"
    case .conflict: "conflict"
    }
  }
}

private func quoted(_ text: String) -> String { text.debugDescription }
