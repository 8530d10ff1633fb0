internal import Simulation

/// Puts a history together, event by event, as a log tells it.
struct HistoryBuilder<Operation: Hashable & Sendable, Response: Hashable & Sendable> {
  private enum Event {
    case invocation(Operation)
    case response(Response)
  }

  struct Open {
    var id: OperationID
    var operation: Operation
    var line: Int
  }

  private(set) var clients: [String] = []
  var omissions = Omissions()
  private var numbers: [String: Int] = [:]
  private var operationCounts: [Int] = []
  private var events: [(id: OperationID, event: Event, time: Int64)] = []
  /// What each client is waiting for; a client with tags may wait for several.
  private var open: [String: Open] = [:]
  private var endings = Endings()
  private var undone: Set<OperationID> = []

  mutating func invoke(
    _ operation: Operation, by client: String, tag: String? = nil, at time: Int64, line: Int
  ) throws(LineError) {
    let label = Self.label(client, tag)
    if let earlier = open[label] {
      throw LineError(
        "client \(label) invokes '\(operation)' while its '\(earlier.operation)' of line "
          + "\(earlier.line) is open: say first how that ended (ok, fail or info)")
    }
    let id = try nextID(of: client)
    open[label] = Open(id: id, operation: operation, line: line)
    events.append((id, .invocation(operation), time))
  }

  /// The operation that a client waits for, which is then no longer open.
  ///
  /// - Parameter how: the word of the event: ok, fail or info.
  mutating func close(
    _ client: String, tag: String? = nil, _ how: String, line: Int
  ) throws(LineError) -> Open {
    let label = Self.label(client, tag)
    guard let closed = open.removeValue(forKey: label) else {
      throw endings.objection(to: how, of: label)
    }
    endings.note(label, begun: closed.line, ended: line, how)
    return closed
  }

  mutating func respond(_ response: Response, to operation: Open, at time: Int64) {
    events.append((operation.id, .response(response), time))
  }

  /// The operation never happened.
  mutating func undo(_ operation: Open) { undone.insert(operation.id) }

  /// - Throws: where there is nothing to judge, because the file has no operations, or because none of them
  ///   was answered.
  func finish(file: String) throws(FormatError) -> RecordedHistory<Operation, Response> {
    guard !events.isEmpty else { throw omissions.emptiness(of: file) }
    var history = History<Operation, Response>()
    for (id, event, time) in events where !undone.contains(id) {
      switch event {
      case .invocation(let operation):
        history.invoke(operation, as: id, at: Instant(nanoseconds: time))
      case .response(let response):
        // The operation was open, and is closed once.
        try? history.respond(response, to: id, at: Instant(nanoseconds: time))
      }
    }
    guard !history.completed.isEmpty else {
      throw FormatError(
        file: file, line: 1,
        message: "none of the \(operationCounts.reduce(0, +)) operations was answered, so that "
          + "there is nothing to judge")
    }
    return RecordedHistory(history, clients: clients, omissions: omissions.all)
  }

  private static func label(_ client: String, _ tag: String?) -> String {
    tag.map { "\(client)#\($0)" } ?? client
  }

  private mutating func nextID(of client: String) throws(LineError) -> OperationID {
    if numbers[client] == nil {
      guard clients.count < Int(UInt16.max) else {
        throw LineError("there are more than \(UInt16.max) clients: split the history")
      }
      numbers[client] = clients.count
      clients.append(client)
      operationCounts.append(0)
    }
    let index = numbers[client] ?? 0
    operationCounts[index] += 1
    return OperationID(client: NodeID(index), number: operationCounts[index])
  }
}

/// How the last operation of each client ended, for those who end it once more.
struct Endings {
  private struct Ending {
    var begun: Int
    var ended: Int
    var how: String
  }

  private var last: [String: Ending] = [:]

  mutating func note(_ client: String, begun: Int, ended: Int, _ how: String) {
    last[client] = Ending(begun: begun, ended: ended, how: how)
  }

  /// Why a client without an open operation can't say that one ended.
  func objection(to how: String, of client: String) -> LineError {
    guard let earlier = last[client] else {
      return LineError("client \(client) has no open operation: its 'invoke' must come first")
    }
    let hint =
      earlier.how.hasSuffix("info")
      ? ". If the answer came after all, leave the info out: it says that none was heard" : ""
    return LineError(
      "client \(client) says \(how), but its operation of line \(earlier.begun) ended in "
        + "\(earlier.how) on line \(earlier.ended), and an operation ends once\(hint)")
  }
}
