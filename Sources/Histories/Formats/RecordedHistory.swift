public import Simulation

/// A history as it stood in a file.
public struct RecordedHistory<Operation: Hashable & Sendable, Response: Hashable & Sendable>:
  Hashable, Sendable
{
  public var history: History<Operation, Response>
  /// What the file calls the clients, by their indices.
  public var clients: [String]

  public init(_ history: History<Operation, Response>, clients: [String]) {
    self.history = history
    self.clients = clients
  }

  /// What the file calls a client.
  public func name(_ client: NodeID) -> String {
    clients.indices.contains(Int(client.index)) ? clients[Int(client.index)] : "\(client)"
  }
}

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
  private var numbers: [String: Int] = [:]
  private var operationCounts: [Int] = []
  private var events: [(id: OperationID, event: Event, time: Int64)] = []
  /// What each client is waiting for; a client with tags may wait for several.
  private var open: [String: Open] = [:]
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
  mutating func close(_ client: String, tag: String? = nil) throws(LineError) -> Open {
    let label = Self.label(client, tag)
    guard let closed = open.removeValue(forKey: label) else {
      throw LineError("client \(label) has no open operation: its 'invoke' must come first")
    }
    return closed
  }

  mutating func respond(_ response: Response, to operation: Open, at time: Int64) {
    events.append((operation.id, .response(response), time))
  }

  /// The operation never happened.
  mutating func undo(_ operation: Open) { undone.insert(operation.id) }

  func finish() -> RecordedHistory<Operation, Response> {
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
    return RecordedHistory(history, clients: clients)
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
