public import Simulation

/// Jepsen's log of a compare-and-set register, as of its tests of etcd:
/// `INFO  jepsen.util - 3  :invoke  :cas  [0 3]`.
///
/// The fine print, as Porcupine's tests read these logs: a compare-and-set that *fails* is an observation
/// (the register was asked, and held another value); a read that fails says nothing; what ends in `:info` is
/// pending for ever. A write that fails may have happened or not. Lines of other loggers and of processes
/// that are no clients, as the nemesis, are passed over.
public enum JepsenLog {
  public typealias Object = Register<String?>

  /// Reads a log; errors name the line.
  ///
  /// - Throws: `FormatError` at the first line that can't be read.
  public static func parse(
    _ text: String, file: String
  ) throws(FormatError) -> RecordedHistory<Object.Operation, Object.Response> {
    var builder = HistoryBuilder<Object.Operation, Object.Response>()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let fields = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }
      guard fields.contains("jepsen.util"), let dash = fields.firstIndex(of: "-"),
        fields.count > dash + 1, UInt64(fields[dash + 1]) != nil
      else { continue }
      do throws(LineError) {
        try read(fields[(dash + 1)...].map(String.init), &builder, line: index + 1)
      } catch {
        throw error.at(index + 1, in: file)
      }
    }
    return builder.finish()
  }

  private static func read(
    _ fields: [String], _ builder: inout HistoryBuilder<Object.Operation, Object.Response>,
    line: Int
  ) throws(LineError) {
    guard fields.count >= 4 else {
      throw LineError("a line says: PROCESS :invoke|:ok|:fail|:info :read|:write|:cas VALUE")
    }
    let value = fields[3...].joined(separator: " ")
    switch fields[1] {
    case ":invoke":
      let operation = try operation(fields[2], value)
      try builder.invoke(operation, by: fields[0], at: 0, line: line)
    case ":ok":
      let open = try builder.close(fields[0])
      let response = open.operation == .read ? Object.Response.value(word(value)) : .done
      builder.respond(response, to: open, at: 0)
    case ":fail":
      let open = try builder.close(fields[0])
      if case .compareAndSet = open.operation, value != ":timed-out" {
        builder.respond(.conflict, to: open, at: 0)
      }
    case ":info": _ = try builder.close(fields[0])
    default: throw LineError("'\(fields[1])' is none of :invoke, :ok, :fail and :info")
    }
  }

  private static func operation(
    _ name: String, _ value: String
  ) throws(LineError) -> Object.Operation {
    switch name {
    case ":read": return .read
    case ":write": return .write(word(value))
    case ":cas":
      let pair = value.split { "[] ,".contains($0) }.map { word(String($0)) }
      guard pair.count == 2 else { throw LineError("':cas' takes [EXPECTED NEW], not '\(value)'") }
      return .compareAndSet(expected: pair[0], new: pair[1])
    default: throw LineError("'\(name)' is none of :read, :write and :cas")
    }
  }

  private static func word(_ text: String) -> String? { text == "nil" ? nil : text }

  /// Writes a history as such a log; times are lost.
  public static func print(
    _ recorded: RecordedHistory<Object.Operation, Object.Response>
  ) -> String {
    var lines: [String] = []
    for event in recorded.history.events {
      let entry = recorded.history.entries[event.entry]
      let (name, value) = words(of: entry.operation)
      var (kind, told) = (":invoke", value)
      if event.isResponse {
        kind = entry.response == .conflict ? ":fail" : ":ok"
        if case .value(let found) = entry.response { told = found ?? "nil" }
      }
      let process = recorded.name(entry.client)
      lines.append("INFO  jepsen.util - \(process)\t\(kind)\t\(name)\t\(told)\n")
      if entry.isPending {
        lines.append("INFO  jepsen.util - \(process)\t:info\t\(name)\t:timed-out\n")
      }
    }
    return lines.joined()
  }

  private static func words(of operation: Object.Operation) -> (name: String, value: String) {
    switch operation {
    case .read: (":read", "nil")
    case .write(let value): (":write", value ?? "nil")
    case .compareAndSet(let expected, let new):
      (":cas", "[\(expected ?? "nil") \(new ?? "nil")]")
    }
  }
}
