public import Simulation

/// A transaction over named lists: it appends numbers and reads whole lists.
///
/// Lists that only grow are the friendliest objects to a checker: what a read returns tells the whole
/// history of its key (Kingsbury and Alvaro, "Elle: Inferring Isolation Anomalies from Experimental
/// Observations", 2020).
public struct Transaction: Hashable, Sendable {
  /// Elements are numbers; what isn't one is a name that the history gives to a number, see
  /// ``TransactionHistory/names``.
  public enum Operation: Hashable, Sendable {
    /// No element is appended twice to one key.
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
  /// The elements that aren't numbers, such as texts: the first of them stands for `Int.min`, the next
  /// for the next.
  public let names: [String]
  /// False if nobody wrote down when transactions began, so that real time can't be told.
  public let isTimed: Bool

  public init(_ transactions: [Transaction], names: [String] = [], isTimed: Bool = true) {
    self.transactions = transactions.indices
      .sorted { (transactions[$0].invoked, $0) < (transactions[$1].invoked, $1) }
      .map { transactions[$0] }
    self.names = names
    self.isTimed = isTimed
  }

  /// Each transaction is over before the next begins.
  public init(oneAfterTheOther transactions: [(client: Int, operations: [Transaction.Operation])]) {
    self.init(
      transactions.enumerated().map { index, transaction in
        Transaction(
          client: NodeID(transaction.client), operations: transaction.operations,
          invoked: 2 * index, completed: 2 * index + 1)
      })
  }

  public subscript(id: TransactionID) -> Transaction { transactions[id.index] }
}

extension TransactionHistory {
  /// The element as it is called.
  func name(_ element: Int) -> String {
    let place = element &- Int.min
    return names.indices.contains(place) ? names[place] : "\(element)"
  }

  /// A list as a person reads it: long ones without their middle.
  func words(_ list: ArraySlice<Int>) -> String {
    let names =
      list.count > 8 ? list.prefix(2).map(name) + ["…"] + list.suffix(3).map(name) : list.map(name)
    return "[\(names.joined(separator: " "))]"
  }

  func words(_ operation: Transaction.Operation) -> String {
    switch operation {
    case .append(let key, let element): "append \(key) \(name(element))"
    case .read(let key, nil): "read \(key)"
    case .read(let key, let list?): "read \(key) \(words(list[...]))"
    }
  }
}

extension Transaction.Operation: CustomStringConvertible {
  /// As in a history in which all elements are numbers.
  public var description: String { TransactionHistory([]).words(self) }
}
