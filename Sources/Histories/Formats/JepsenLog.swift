public import Simulation

/// Jepsen's log of a compare-and-set register, as of its tests of etcd:
/// `INFO  jepsen.util - 3  :invoke  :cas  [0 3]`, or as it is laid out today,
/// `2024-05-01 12:00:00,000{GMT}  INFO  [jepsen worker 3] jepsen.util: 3  :invoke  :cas  [0 3]`.
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
    let lines = TextLines(text)
    var builder = HistoryBuilder<Object.Operation, Object.Response>()
    var questions = Questions()
    for (index, range) in lines.ranges.enumerated() {
      do throws(LineError) {
        guard let event = try event(in: lines, range, line: index + 1, &builder.omissions) else {
          continue
        }
        try add(event, to: &builder, &questions)
      } catch {
        throw error.at(index + 1, in: file)
      }
    }
    return try builder.finish(file: file)
  }

  /// The event that a line tells of; nil where it is passed over.
  private static func event(
    in lines: TextLines, _ range: Range<Int>, line: Int, _ omissions: inout Omissions
  ) throws(LineError) -> LoggedEvent? {
    let words = lines.words(of: range)
    guard !words.isEmpty else { return nil }
    guard let logger = words.firstIndex(where: { isLogger(lines[$0]) }) else {
      omissions.add("of other loggers than jepsen.util", line: line)
      return nil
    }
    var rest = words[(logger + 1)...]
    if let first = rest.first, lines[first] == "-" { rest.removeFirst() }
    guard let first = rest.first, let byte = lines[first].utf8.first,
      byte == UInt8(ascii: ":") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    else {
      omissions.add("of jepsen.util, but no events", line: line)
      return nil
    }
    return try event(
      EDNReader(lines.bytes, in: first.lowerBound..<range.upperBound, line: line), &omissions)
  }

  private static func isLogger(_ word: String) -> Bool {
    word == "jepsen.util" || word == "jepsen.util:"
  }

  private static func event(
    _ reader: EDNReader, _ omissions: inout Omissions
  ) throws(LineError) -> LoggedEvent? {
    var reader = reader
    let line = reader.line
    guard
      let client = try LoggedEvent.client(
        reader.next()?.value, reader.next()?.value, line: line, &omissions)
    else { return nil }
    guard let function = try reader.next()?.value.keyword else {
      throw LineError("a line says: PROCESS :invoke|:ok|:fail|:info :read|:write|:cas VALUE")
    }
    let event = LoggedEvent(
      line: line, process: client.process, kind: client.kind, function: function,
      value: try reader.next()?.value)
    let isWhole = event.kind == .invoke || event.kind == .ok
    // Behind what failed stands why.
    guard !isWhole || event.value != nil else {
      throw LineError("behind :\(function) a VALUE is missing, if only nil")
    }
    if isWhole, let further = try reader.next() {
      throw LineError("'\(further.value.label)' stands behind the end of the event")
    }
    return event
  }

  private static func add(
    _ event: LoggedEvent, to builder: inout HistoryBuilder<Object.Operation, Object.Response>,
    _ questions: inout Questions
  ) throws(LineError) {
    guard event.kind != .invoke else {
      let operation = try KnossosLog.registerOperation(event)
      try builder.invoke(operation, by: event.process, at: 0, line: event.line)
      questions.ask(event)
      return
    }
    let open = try builder.close(event.process, ":" + event.kind.rawValue, line: event.line)
    try questions.check(event, answering: ["read"])
    switch (event.kind, open.operation) {
    case (.ok, let operation):
      builder.respond(
        try KnossosLog.registerResponse(event, operation), to: open, at: 0)
    case (.fail, .compareAndSet) where event.value?.keyword != "timed-out":
      builder.respond(.conflict, to: open, at: 0)
    default: break
    }
  }
}

extension JepsenLog {
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
        if case .value(let found) = entry.response { told = EDN.notation(of: found) }
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
    case .write(let value): (":write", EDN.notation(of: value))
    case .compareAndSet(let expected, let new):
      (":cas", "[\(EDN.notation(of: expected)) \(EDN.notation(of: new))]")
    }
  }
}
