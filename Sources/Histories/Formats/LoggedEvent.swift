/// One event of a client in a log of Jepsen's kind.
struct LoggedEvent {
  enum Kind: String {
    case invoke
    case ok
    case fail
    case info
  }

  var line: Int
  /// The process, as the log writes it.
  var process: String
  var kind: Kind
  /// What was asked for, without the colon; nil where the event doesn't say.
  var function: String?
  /// nil where the event says nothing of it, not even `nil`.
  var value: EDN?
  var key: EDN?
  var time: Int64 = 0
}

extension LoggedEvent {
  /// Reads the process and the kind of an event; nil where the process is no client, which is noted.
  static func client(
    _ process: EDN?, _ type: EDN?, line: Int, _ omissions: inout Omissions
  ) throws(LineError) -> (process: String, kind: Kind)? {
    guard let process else { throw LineError("the event has no :process") }
    guard let kind = type?.keyword.flatMap(Kind.init) else {
      throw LineError(":type must be :invoke, :ok, :fail or :info")
    }
    switch process {
    case .integer(let number): return (number, kind)
    case .keyword(let name) where kind == .info:
      omissions.add("events of :\(name)", line: line)
      return nil
    default:
      throw LineError(
        "the process \(process.label) is not a number, so that :\(kind.rawValue) can't be a client's"
      )
    }
  }

  /// - Returns: nil where the process is no client, which is noted.
  init?(_ map: EDN.Map, line: Int, _ omissions: inout Omissions) throws(LineError) {
    guard
      let client = try Self.client(map["process"], map["type"], line: line, &omissions)
    else { return nil }
    let function = map["f"] ?? .missing
    guard function.keyword != nil || function.held == nil else {
      throw LineError(":f must be a keyword, as :read, and not \(function.kind)")
    }
    self.init(
      line: line, process: client.process, kind: client.kind, function: function.keyword,
      value: map["value"], key: map["key"])
    if case .integer(let digits)? = map["time"] { time = Int64(digits) ?? 0 }
  }
}

/// What the processes of a log have asked and not yet heard of.
///
/// An answer must belong to its question: with the same `:f`, and with the same key and the same value
/// but where the value is the answer.
struct Questions {
  private var asked: [String: LoggedEvent] = [:]

  mutating func ask(_ event: LoggedEvent) { asked[event.process] = event }

  /// - Parameter answering: the functions whose value is found, not given.
  func check(_ event: LoggedEvent, answering: Set<String>) throws(LineError) {
    guard let question = asked[event.process] else { return }
    if let function = event.function, function != question.function {
      throw objection(event, question, ":f :\(function)", ":f :\(question.function ?? "nil")")
    }
    if let key = event.key, key.label != question.key?.label {
      throw objection(event, question, ":key \(key.label)", ":key \(question.key?.label ?? "nil")")
    }
    guard event.kind == .ok, !answering.contains(question.function ?? ""),
      let value = event.value, value.label != question.value?.label
    else { return }
    throw objection(
      event, question, ":value \(value.label)", ":value \(question.value?.label ?? "nil")")
  }

  private func objection(
    _ event: LoggedEvent, _ question: LoggedEvent, _ said: String, _ asked: String
  ) -> LineError {
    LineError(
      "process \(event.process) says :\(event.kind.rawValue) to \(said), but on line "
        + "\(question.line) it asked with \(asked)")
  }
}
