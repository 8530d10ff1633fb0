internal import Simulation

/// A log with one map for each event, alone or together in a vector:
/// `{:process 0, :type :invoke, :f :cas, :value [0 3]}`.
enum EDNLog {
  /// What operations are called, and what answers mean.
  struct Dialect<Operation: Hashable & Sendable, Response: Hashable & Sendable> {
    /// The functions whose value is found, not given.
    var answering: Set<String>
    var operation: (LoggedEvent) throws(LineError) -> Operation
    /// The answer of an operation that was `:ok`.
    var response: (LoggedEvent, Operation) throws(LineError) -> Response
  }

  /// The events of clients, and what is passed over.
  static func events(
    in text: String, file: String
  ) throws(FormatError) -> (events: [LoggedEvent], omissions: Omissions) {
    var events: [LoggedEvent] = []
    var omissions = Omissions()
    for (line, map) in try maps(in: text, file: file) {
      do throws(LineError) {
        if let event = try LoggedEvent(map, line: line, &omissions) { events.append(event) }
      } catch {
        throw error.at(line, in: file)
      }
    }
    return (events, omissions)
  }

  /// A history of single operations.
  static func history<Operation, Response>(
    in text: String, file: String, _ dialect: Dialect<Operation, Response>
  ) throws(FormatError) -> RecordedHistory<Operation, Response> {
    let (events, omissions) = try events(in: text, file: file)
    var builder = HistoryBuilder<Operation, Response>()
    builder.omissions = omissions
    var questions = Questions()
    for event in events {
      do throws(LineError) {
        try builder.add(event, &questions, dialect)
      } catch {
        throw error.at(event.line, in: file)
      }
    }
    return try builder.finish(file: file)
  }

  private static func maps(
    in text: String, file: String
  ) throws(FormatError) -> [(line: Int, map: EDN.Map)] {
    var reader = EDNReader(TextLines.bytes(of: text))
    var values: [(line: Int, value: EDN)] = []
    do throws(LineError) {
      while true {
        if let elements = try reader.elements() {
          values += elements
        } else if let next = try reader.next() {
          values.append(next)
        } else {
          break
        }
      }
    } catch {
      throw error.at(reader.line, in: file)
    }
    var maps: [(line: Int, map: EDN.Map)] = []
    for (line, value) in values {
      guard case .map(let map) = value.untagged else {
        throw FormatError(
          file: file, line: line,
          message:
            "here should be a map, as {:process 0, :type :invoke, ...}, and not \(value.kind)")
      }
      maps.append((line, map))
    }
    return maps
  }
}

extension HistoryBuilder {
  fileprivate mutating func add(
    _ event: LoggedEvent, _ questions: inout Questions,
    _ dialect: EDNLog.Dialect<Operation, Response>
  ) throws(LineError) {
    guard event.kind != .invoke else {
      try invoke(
        try dialect.operation(event), by: event.process, at: event.time, line: event.line)
      questions.ask(event)
      return
    }
    let open = try close(event.process, ":" + event.kind.rawValue, line: event.line)
    try questions.check(event, answering: dialect.answering)
    switch event.kind {
    case .ok: respond(try dialect.response(event, open.operation), to: open, at: event.time)
    case .fail: undo(open)
    case .info, .invoke: break
    }
  }
}
