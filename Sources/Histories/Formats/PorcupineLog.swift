public import Simulation

/// Porcupine's log of a key-value store: `{:process 3, :type :invoke, :f :get, :key "5", :value nil}`.
///
/// Who appends is not told the new value. A key that was never put is found as empty text. What is never
/// answered is pending for ever.
public enum PorcupineLog {
  public typealias Object = PorcupineStore

  /// Reads a log; errors name the line.
  ///
  /// - Throws: `FormatError` at the first line that can't be read.
  public static func parse(
    _ text: String, file: String
  ) throws(FormatError) -> RecordedHistory<Object.Operation, Object.Response> {
    let dialect = EDNLog.Dialect(answering: ["get"], operation: operation, response: response)
    return try EDNLog.history(in: text, file: file, dialect)
  }

  private static func operation(_ event: LoggedEvent) throws(LineError) -> Object.Operation {
    guard case .text(let key)? = event.key else { throw LineError(":key must be a text") }
    switch (event.function, event.value) {
    case ("get", _): return .get(key)
    case ("put", .text(let value)?): return .put(key, value)
    case ("append", .text(let suffix)?): return .append(key, suffix)
    default:
      throw LineError(
        "a store knows :f :get, and :f :put and :f :append with a text as :value, "
          + "but not \(event.words)")
    }
  }

  private static func response(
    _ event: LoggedEvent, _ operation: Object.Operation
  ) throws(LineError) -> Object.Response {
    guard case .get = operation else { return .done }
    guard case .text(let found) = try event.found() else {
      throw LineError("a :get that is :ok needs as :value the text it found")
    }
    return .value(found)
  }

  /// Writes a history as such a log; compare-and-sets and deletions can't be told in it and are left out.
  public static func print(
    _ recorded: RecordedHistory<Object.Operation, Object.Response>
  ) -> String {
    var lines: [String] = []
    for event in recorded.history.events {
      let entry = recorded.history.entries[event.entry]
      guard let (name, key, given) = words(of: entry.operation) else { continue }
      var told = given
      if event.isResponse, case .value(let found) = entry.response { told = found ?? "" }
      let value = EDN.notation(of: told.map(EDN.quoted))
      lines.append(
        "{:process \(recorded.name(entry.client)), :type \(event.isResponse ? ":ok" : ":invoke"), "
          + ":f :\(name), :key \(EDN.notation(of: EDN.quoted(key))), :value \(value)}\n")
    }
    return lines.joined()
  }

  private static func words(
    of operation: Object.Operation
  ) -> (name: String, key: String, value: String?)? {
    switch operation {
    case .get(let key): ("get", key, nil)
    case .put(let key, let value): ("put", key, value)
    case .append(let key, let suffix): ("append", key, suffix)
    case .compareAndSet, .delete: nil
    }
  }
}
