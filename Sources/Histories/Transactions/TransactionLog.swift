internal import Simulation

/// Builds a history from its events, whatever they were written in.
struct TransactionLog {
  enum Event { case invoke, ok, fail, info }

  private struct Open {
    var place: Int
    var line: Int
  }

  private(set) var transactions: [Transaction] = []
  private var open: [Int: Open] = [:]
  private var position = 0

  var history: TransactionHistory { TransactionHistory(transactions) }

  /// Adds one event. An end must have the operations of its beginning, with the reads filled in; an empty
  /// list of operations stands for those of the beginning.
  mutating func add(
    _ event: Event, client: Int, _ operations: [Transaction.Operation], line: Int
  ) throws(LineError) {
    guard event == .invoke else { return try end(event, client, operations, line) }
    guard (0...Int(UInt16.max)).contains(client) else {
      throw LineError(
        "client \(client) is not between 0 and \(UInt16.max)")
    }
    if let earlier = open[client] {
      throw LineError(
        "client \(client) is still in the transaction of line \(earlier.line): end that "
          + "with ok, fail or info first")
    }
    open[client] = Open(place: transactions.count, line: line)
    transactions.append(
      Transaction(
        client: NodeID(client), operations: operations.map(\.asked), outcome: .unknown,
        invoked: position, completed: nil))
    position += 1
  }

  private mutating func end(
    _ event: Event, _ client: Int, _ operations: [Transaction.Operation], _ line: Int
  ) throws(LineError) {
    guard let begun = open.removeValue(forKey: client) else {
      throw LineError(
        "client \(client) ends a transaction that it never began")
    }
    let asked = transactions[begun.place].operations
    guard operations.isEmpty || operations.map(\.asked) == asked else {
      throw LineError(
        "the operations are not those of line \(begun.line), with what was read")
    }
    if event == .ok {
      if !operations.isEmpty { transactions[begun.place].operations = operations }
      transactions[begun.place].outcome = .committed
    } else if event == .fail {
      transactions[begun.place].outcome = .aborted
    }
    if event != .info { transactions[begun.place].completed = position }
    position += 1
  }
}

extension Transaction.Operation {
  /// The operation as it was asked for, before anything was read.
  var asked: Transaction.Operation {
    switch self {
    case .append: self
    case .read(let key, _): .read(key, nil)
    }
  }
}
