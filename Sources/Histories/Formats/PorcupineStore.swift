public import Simulation

/// A key-value store as Porcupine's logs tell of it: no key is ever absent, but holds the empty text at
/// first, and an append answers no value.
public struct PorcupineStore: StateMachine {
  public typealias Operation = KeyValueStore.Operation
  public typealias Response = KeyValueStore.Response

  private var store = KeyValueStore()

  public init() {}

  public mutating func apply(_ operation: Operation) -> Response {
    Self.told(operation, store.apply(operation))
  }

  /// What the client hears of it.
  private static func told(_ operation: Operation, _ response: Response) -> Response {
    switch (operation, response) {
    case (.append, _): .done
    case (_, .value(nil)): .value("")
    default: response
    }
  }

  /// One key of the store.
  public struct Part: StateMachine {
    private var part: KeyValueStore.Part

    fileprivate init(_ part: KeyValueStore.Part) { self.part = part }

    public mutating func apply(_ operation: Operation) -> Response {
      PorcupineStore.told(operation, part.apply(operation))
    }

    public static func isObservation(_ operation: Operation, answered response: Response?) -> Bool {
      KeyValueStore.isObservation(operation, answered: response)
    }
  }

  public func part(of key: String) -> Part { Part(store.part(of: key)) }

  public static func key(of operation: Operation) -> String? { operation.key }

  public static func isObservation(_ operation: Operation, answered response: Response?) -> Bool {
    KeyValueStore.isObservation(operation, answered: response)
  }

  public static func access(
    _ operation: Operation, answered response: Response?
  ) -> RegisterAccess<String>? {
    switch KeyValueStore.access(operation, answered: response) {
    case .read(let value): .read(value ?? "")
    case .write(let value): .write(value ?? "")
    case .unansweredRead: .unansweredRead
    case nil: nil
    }
  }

  public func value(of key: String?) -> String? { key.flatMap { store.values[$0] } ?? "" }
}
