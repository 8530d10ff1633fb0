/// Whether a history keeps an isolation level.
public enum IsolationVerdict: Hashable, Sendable {
  /// Nothing that the level forbids can be seen in it.
  case accepted
  /// What the level forbids.
  case rejected([Anomaly])
  /// The history can't be judged, and why.
  case unknown(String)

  public var isAccepted: Bool { self == .accepted }

  public var isRejected: Bool {
    if case .rejected = self { true } else { false }
  }
}

/// All that can be told of a history of transactions.
public struct TransactionReport: Hashable, Sendable {
  /// In the order of their gravity.
  public let anomalies: [Anomaly]
  /// Why the history can't be judged; nil if it can.
  public let obstacle: String?

  init(_ history: TransactionHistory) {
    let orders = VersionOrders(history)
    if let repeated = orders.index.repeated {
      let transaction = TransactionID(Int(repeated.transaction))
      obstacle =
        "\(transaction) appends \(repeated.value) to \(orders.index.keys[Int(repeated.key)]), "
        + "which was appended before: reads don't tell which of the two they found"
      anomalies = []
      return
    }
    obstacle = nil
    let found = orders.anomalies + LostUpdates(orders).anomalies + CycleAnomalies(orders).anomalies
    let ranks = found.indices.sorted {
      (found[$0].order, found[$0].kind, $0) < (found[$1].order, found[$1].kind, $1)
    }
    anomalies = ranks.map { found[$0] }
  }

  public func verdict(_ level: IsolationLevel) -> IsolationVerdict {
    if let obstacle { return .unknown(obstacle) }
    let forbidden = anomalies.filter { level.forbids($0.kind, $0.order) }
    return forbidden.isEmpty ? .accepted : .rejected(forbidden)
  }

  /// The accepted levels that no other accepted level implies.
  public var strongest: [IsolationLevel] {
    let accepted = IsolationLevel.allCases.filter { verdict($0).isAccepted }
    return accepted.filter { level in
      !accepted.contains { $0 != level && level.isImplied(by: $0) }
    }
  }

  /// The rejected levels that imply no other rejected level.
  public var weakestViolated: [IsolationLevel] {
    let rejected = IsolationLevel.allCases.filter { verdict($0).isRejected }
    return rejected.filter { level in
      !rejected.contains { $0 != level && $0.isImplied(by: level) }
    }
  }
}

extension TransactionReport: CustomStringConvertible {
  public var description: String {
    if let obstacle { return "unknown: \(obstacle)" }
    let names = { (levels: [IsolationLevel]) in
      levels.isEmpty ? "none" : levels.map(\.description).joined(separator: ", ")
    }
    let lines = ["keeps: \(names(strongest))", "violates: \(names(weakestViolated))"]
    return (lines + anomalies.map(\.description)).joined(separator: "\n")
  }
}

extension TransactionHistory {
  /// Recovers what each transaction depends on, and judges it; see ``IsolationLevel``.
  ///
  /// Nearly linear in the length of all lists read, unless anomalies abound. *Accepted* is exact for read
  /// uncommitted, read committed and the kinds of serializability: an order of the transactions explains
  /// the history. For the kinds of snapshot isolation it is so where each list has at most one appending
  /// transaction that no read found; otherwise there is no anomaly to be seen.
  public func report() -> TransactionReport { TransactionReport(self) }

  public func anomalies() -> [Anomaly] { report().anomalies }

  public func check(_ level: IsolationLevel) -> IsolationVerdict { report().verdict(level) }
}
