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
    try EDNReader.history(in: text, file: file, reading: read)
  }

  private static func read(
    _ map: [String: EDN], _ process: String, line: Int,
    _ builder: inout HistoryBuilder<Object.Operation, Object.Response>
  ) throws(LineError) {
    switch map["type"] {
    case .keyword("invoke"):
      try builder.invoke(try operation(map), by: process, at: 0, line: line)
    case .keyword("ok"):
      let open = try builder.close(process)
      guard case .get = open.operation else { return builder.respond(.done, to: open, at: 0) }
      guard let value = map["value"]?.word else {
        throw LineError("a :get that is :ok needs the :value it found")
      }
      builder.respond(.value(value.text), to: open, at: 0)
    case .keyword("fail"): builder.undo(try builder.close(process))
    case .keyword("info"): _ = try builder.close(process)
    default: throw LineError(":type must be :invoke, :ok, :fail or :info")
    }
  }

  private static func operation(_ map: [String: EDN]) throws(LineError) -> Object.Operation {
    guard case .text(let key)? = map["key"] else { throw LineError(":key must be a text") }
    switch (map["f"], map["value"]) {
    case (.keyword("get"), _): return .get(key)
    case (.keyword("put"), .text(let value)): return .put(key, value)
    case (.keyword("append"), .text(let suffix)): return .append(key, suffix)
    default: throw LineError("here must stand :f :get, or :f :put or :append with a text as :value")
    }
  }

  /// Writes a history as such a log; compare-and-sets and deletions can't be told in it and are left out.
  public static func print(
    _ recorded: RecordedHistory<Object.Operation, Object.Response>
  ) -> String {
    var lines: [String] = []
    for event in recorded.history.events {
      let entry = recorded.history.entries[event.entry]
      guard let (name, key, value) = words(of: entry.operation) else { continue }
      var told = value
      if event.isResponse, case .value(let found) = entry.response { told = found ?? "" }
      lines.append(
        "{:process \(recorded.name(entry.client)), :type \(event.isResponse ? ":ok" : ":invoke"), "
          + ":f :\(name), :key \"\(key)\", :value \(told.map { "\"\($0)\"" } ?? "nil")}\n")
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
