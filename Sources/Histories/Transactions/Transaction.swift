public import Simulation

/// A transaction over named lists: it appends numbers and reads whole lists.
///
/// Lists that only grow are the friendliest objects to a checker: what a read returns tells the whole
/// history of its key (Kingsbury and Alvaro, "Elle: Inferring Isolation Anomalies from Experimental
/// Observations", 2020).
public struct Transaction: Hashable, Sendable {
  public enum Operation: Hashable, Sendable {
    /// No number is appended twice to one key.
    case append(String, Int)
    /// The list as it was found; nil if the client was never told.
    case read(String, [Int]?)
  }

  public enum Outcome: Hashable, Sendable {
    case committed
    case aborted
    /// Nobody told the client: it may have committed or not, or may still do so.
    case unknown
  }

  public var client: NodeID
  public var operations: [Operation]
  public var outcome: Outcome
  /// Where the invocation stands among all invocations and responses.
  public var invoked: Int
  /// The same of the response; nil if there was none.
  public var completed: Int?

  public init(
    client: NodeID, operations: [Operation], outcome: Outcome = .committed, invoked: Int,
    completed: Int?
  ) {
    self.client = client
    self.operations = operations
    self.outcome = outcome
    self.invoked = invoked
    self.completed = outcome == .unknown ? nil : completed
  }
}

/// Names a transaction by its place in the order of invocations, counted from zero and printed from one.
public struct TransactionID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let index: Int

  public init(_ index: Int) { self.index = index }

  public static func < (left: TransactionID, right: TransactionID) -> Bool {
    left.index < right.index
  }

  public var description: String { "T\(index + 1)" }
}

/// What clients asked of a transactional store, and what they were told.
public struct TransactionHistory: Hashable, Sendable {
  /// In the order of their invocations.
  public let transactions: [Transaction]

  public init(_ transactions: [Transaction]) {
    self.transactions = transactions.sorted { $0.invoked < $1.invoked }
  }

  /// Each transaction is over before the next begins.
  public init(oneAfterTheOther transactions: [(client: Int, operations: [Transaction.Operation])]) {
    self.transactions = transactions.enumerated().map { index, transaction in
      Transaction(
        client: NodeID(transaction.client), operations: transaction.operations,
        invoked: 2 * index, completed: 2 * index + 1)
    }
  }

  public subscript(id: TransactionID) -> Transaction { transactions[id.index] }
}

extension Transaction.Operation: CustomStringConvertible {
  public var description: String {
    switch self {
    case .append(let key, let value): "append \(key) \(value)"
    case .read(let key, nil): "read \(key)"
    case .read(let key, let list?): "read \(key) \(Transaction.text(of: list[...]))"
    }
  }
}

extension Transaction {
  /// A list as a person reads it: long ones without their middle.
  static func text(of list: ArraySlice<Int>) -> String {
    let numbers = list.map(String.init)
    guard numbers.count > 8 else { return "[\(numbers.joined(separator: " "))]" }
    let ends = numbers.prefix(2) + ["…"] + numbers.suffix(3)
    return "[\(ends.joined(separator: " "))]"
  }
}
