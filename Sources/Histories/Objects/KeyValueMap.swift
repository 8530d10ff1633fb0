/// Text by name; each key is a part of its own.
public struct KeyValueMap: SequentialObject {
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
    /// What the key holds; nil where it is absent.
    case value(String?)
    case done
    /// The key held another value than the expected one, and still does.
    case conflict
  }

  public private(set) var values: [String: String]
  /// What a `get` of an absent key answers.
  public let absent: String?

  public init(_ values: [String: String] = [:], absent: String? = nil) {
    self.values = values
    self.absent = absent
  }

  public mutating func apply(_ operation: Operation) -> Response {
    if case .get(let key) = operation { return .value(values[key] ?? absent) }
    return Self.apply(operation, to: &values[operation.key], absent: absent)
  }

  private static func apply(
    _ operation: Operation, to value: inout String?, absent: String?
  ) -> Response {
    switch operation {
    case .get: return .value(value ?? absent)
    case .put(_, let new): value = new
    case .append(_, let suffix): if value?.append(suffix) == nil { value = suffix }
    case .compareAndSet(_, let expected, let new):
      guard value == expected else { return .conflict }
      value = new
    case .delete: value = nil
    }
    return .done
  }

  /// One key of a map.
  public struct Part: SequentialObject {
    private var value: String?
    private let absent: String?

    fileprivate init(_ value: String?, absent: String?) {
      self.value = value
      self.absent = absent
    }

    public mutating func apply(_ operation: Operation) -> Response {
      KeyValueMap.apply(operation, to: &value, absent: absent)
    }

    /// All states of a check have the same `absent`.
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }

    public static func isObservation(_ operation: Operation, answered response: Response?) -> Bool {
      KeyValueMap.isObservation(operation, answered: response)
    }
  }

  public func part(of key: String) -> Part { Part(values[key], absent: absent) }

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

  public func value(of key: String?) -> String?? { .some(key.flatMap { values[$0] } ?? absent) }
}

extension KeyValueMap.Operation {
  fileprivate var key: String {
    switch self {
    case .get(let key), .put(let key, _), .append(let key, _), .delete(let key): key
    case .compareAndSet(let key, _, _): key
    }
  }
}

extension KeyValueMap.Operation: CustomStringConvertible {
  public var description: String {
    switch self {
    case .get(let key): "get \(key)"
    case .put(let key, let value): "put \(key) \(value)"
    case .append(let key, let suffix): "append \(key) \(suffix)"
    case .compareAndSet(let key, let expected, let new):
      "compare-and-set \(key) \(expected ?? "nil") \(new)"
    case .delete(let key): "delete \(key)"
    }
  }
}

extension KeyValueMap.Response: CustomStringConvertible {
  public var description: String {
    switch self {
    case .value(let value): value ?? "nil"
    case .done: "done"
    case .conflict: "conflict"
    }
  }
}
