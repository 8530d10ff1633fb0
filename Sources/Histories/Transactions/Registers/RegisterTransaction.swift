public import Simulation

/// A transaction over named registers: it overwrites whole values, and reads them.
///
/// The other of Elle's two workloads. A read tells which write it found, if no value is written twice;
/// in which order the writes came it doesn't tell, so less can be said than of lists.
public struct RegisterTransaction: Hashable, Sendable {
  public enum Operation: Hashable, Sendable {
    /// No value is written twice to one key.
    case write(String, String)
    /// The value that was found, nil for the one that nobody wrote.
    case read(String, String?)
    /// A read of which the client was never told.
    case unansweredRead(String)
  }

  public var client: NodeID
  public var operations: [Operation]
  public var outcome: Transaction.Outcome
  /// Where the invocation stands among all invocations and responses.
  public var invoked: Int
  /// The same of the response; nil if there was none.
  public var completed: Int?

  public init(
    client: NodeID, operations: [Operation], outcome: Transaction.Outcome = .committed,
    invoked: Int, completed: Int?
  ) {
    self.client = client
    self.operations = operations
    self.outcome = outcome
    self.invoked = invoked
    self.completed = outcome == .unknown ? nil : completed
  }
}

extension RegisterTransaction.Operation: CustomStringConvertible {
  public var description: String {
    switch self {
    case .write(let key, let value): "write \(key) \(value)"
    case .read(let key, let value): "read \(key) \(value ?? "nil")"
    case .unansweredRead(let key): "read \(key)"
    }
  }

  var key: String {
    switch self {
    case .write(let key, _), .read(let key, _), .unansweredRead(let key): key
    }
  }
}

/// What clients asked of registers in transactions, and what they were told.
public struct RegisterTransactionHistory: Hashable, Sendable {
  /// In the order of their invocations.
  public let transactions: [RegisterTransaction]
  /// False if nobody wrote down when transactions began, so that real time can't be told.
  public let isTimed: Bool

  public init(_ transactions: [RegisterTransaction], isTimed: Bool = true) {
    self.transactions = transactions.indices
      .sorted { (transactions[$0].invoked, $0) < (transactions[$1].invoked, $1) }
      .map { transactions[$0] }
    self.isTimed = isTimed
  }

  public subscript(id: TransactionID) -> RegisterTransaction { transactions[id.index] }
}

extension RegisterTransactionHistory {
  /// Judges all levels; see ``IsolationLevel``.
  ///
  /// *Accepted* and *rejected* are exact: some order of the writes explains the history, or none does.
  /// Whether there is one is NP-complete (Papadimitriou, "The Serializability of Concurrent Database
  /// Updates", 1979); what the reads force is followed to its end, what they leave open is tried, and
  /// *unknown* is said where that would take too long, or where a value was written twice.
  public func report() -> TransactionReport { RegisterJudge(self).report() }

  public func check(_ level: IsolationLevel) -> IsolationVerdict { report().verdict(level) }
}
