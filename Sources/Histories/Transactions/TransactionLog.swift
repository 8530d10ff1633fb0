internal import Simulation

/// An operation of a transaction, as logs tell of it: first what was asked for, later what was found.
protocol LoggedOperation: Equatable {
  /// The operation as it was asked for, before anything was read.
  var asked: Self { get }
}

/// Puts transactions together from their events, whatever they were written in.
struct TransactionLog<Operation: LoggedOperation> {
  typealias Event = LoggedEvent.Kind

  /// A transaction from its beginning to its end.
  struct Span {
    var client: NodeID
    var operations: [Operation]
    var outcome: Transaction.Outcome
    var invoked: Int
    var completed: Int?
  }

  private struct Open {
    var place: Int
    var line: Int
  }

  private(set) var spans: [Span] = []
  var omissions = Omissions()
  /// False if only ends are told of.
  private(set) var isTimed = true
  private var open: [Int: Open] = [:]
  private var endings = Endings()
  private var position = 0
  /// For each client where its last transaction ended, if no beginnings are told of.
  private var lastEnds: [Int: Int] = [:]

  /// - Throws: where there is nothing to judge, because the file has no transactions, or because none of them
  ///   committed.
  func finish(file: String) throws(FormatError) -> [Span] {
    guard !spans.isEmpty else { throw omissions.emptiness(of: file) }
    guard spans.contains(where: { $0.outcome == .committed }) else {
      throw FormatError(
        file: file, line: 1,
        message: "none of the \(spans.count) transactions committed, so that there is nothing "
          + "to judge")
    }
    return spans
  }

  /// Adds one event. An end must have the operations of its beginning, with the reads filled in; an empty
  /// list of operations stands for those of the beginning.
  mutating func add(
    _ event: Event, client: Int, _ operations: [Operation], line: Int
  ) throws(LineError) {
    guard event == .invoke else { return try end(event, client, operations, line) }
    try checkClient(client)
    if let earlier = open[client] {
      throw LineError(
        "client \(client) is still in the transaction of line \(earlier.line): end that "
          + "with ok, fail or info first")
    }
    open[client] = Open(place: spans.count, line: line)
    spans.append(
      Span(
        client: NodeID(client), operations: operations.map(\.asked), outcome: .unknown,
        invoked: position))
    position += 1
  }

  private func checkClient(_ client: Int) throws(LineError) {
    guard (0...Int(UInt16.max)).contains(client) else {
      throw LineError("client \(client) is not between 0 and \(UInt16.max)")
    }
  }

  private mutating func end(
    _ event: Event, _ client: Int, _ operations: [Operation], _ line: Int
  ) throws(LineError) {
    guard let begun = open.removeValue(forKey: client) else {
      throw endings.objection(to: event.rawValue, of: "\(client)")
    }
    endings.note("\(client)", begun: begun.line, ended: line, event.rawValue)
    let asked = spans[begun.place].operations
    guard operations.isEmpty || operations.map(\.asked) == asked else {
      throw LineError(
        "the operations are not those of line \(begun.line), with what was read")
    }
    if event == .ok, !operations.isEmpty { spans[begun.place].operations = operations }
    spans[begun.place].outcome = event.outcome
    if event != .info { spans[begun.place].completed = position }
    position += 1
  }

  /// Adds a transaction of which only the end is told: it began at any time after the one before it of its
  /// client.
  mutating func addEnd(
    _ event: Event, client: Int, _ operations: [Operation]
  ) throws(LineError) {
    try checkClient(client)
    isTimed = false
    spans.append(
      Span(
        client: NodeID(client), operations: event == .ok ? operations : operations.map(\.asked),
        outcome: event.outcome, invoked: lastEnds[client] ?? 0,
        completed: event == .info ? nil : position + 1))
    position += 2
    lastEnds[client] = position
  }
}

extension LoggedEvent.Kind {
  fileprivate var outcome: Transaction.Outcome {
    switch self {
    case .ok: .committed
    case .fail: .aborted
    case .invoke, .info: .unknown
    }
  }
}

extension TransactionLog {
  /// Reads the events of Elle's notation.
  mutating func add(
    _ events: [LoggedEvent], file: String,
    reading read: (LoggedEvent) throws(LineError) -> [Operation]
  ) throws(FormatError) {
    var clients: [String: Int] = [:]
    let hasBeginnings = events.contains { $0.kind == .invoke }
    for event in events {
      let client = clients[event.process] ?? clients.count
      clients[event.process] = client
      do throws(LineError) {
        let operations = try read(event)
        if hasBeginnings {
          try add(event.kind, client: client, operations, line: event.line)
        } else {
          try addEnd(event.kind, client: client, operations)
        }
      } catch {
        throw error.at(event.line, in: file)
      }
    }
  }
}
