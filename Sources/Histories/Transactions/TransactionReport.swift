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
  /// Levels that nothing seen contradicts, but that aren't proved either.
  private var unproved: Set<IsolationLevel> = []

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
    unproved = findUnproved(orders)
  }

  /// The kinds of snapshot isolation need an order of all versions. Where reads leave it open, one is tried:
  /// if it does, the level is kept.
  private func findUnproved(_ orders: VersionOrders) -> Set<IsolationLevel> {
    let levels: [(IsolationLevel, stronger: IsolationLevel)] = [
      (.strongSnapshotIsolation, .strictSerializable),
      (.strongSessionSnapshotIsolation, .strongSessionSerializable),
      (.snapshotIsolation, .serializable),
    ]
    let open = levels.filter { verdict($0.0).isAccepted && !verdict($0.stronger).isAccepted }
    let unsettled = open.isEmpty ? [] : orders.unsettled
    guard !unsettled.isEmpty else { return [] }
    let settlement = SnapshotSettlement(orders, unsettled)
    // What keeps more order keeps less.
    let proved = open.firstIndex { settlement.explains($0.0.order) } ?? open.count
    return Set(open[..<proved].map(\.0))
  }

  public func verdict(_ level: IsolationLevel) -> IsolationVerdict {
    if let obstacle { return .unknown(obstacle) }
    let forbidden = anomalies.filter { level.forbids($0.kind, $0.order) }
    if !forbidden.isEmpty { return .rejected(forbidden) }
    guard unproved.contains(level) else { return .accepted }
    return .unknown(
      "nothing contradicts \(level), but several transactions appended to one list what no read found, "
        + "and the order of these appends that was tried doesn't explain the history")
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
    let lines =
      ["keeps: \(names(strongest))", "violates: \(names(weakestViolated))"]
      + (unproved.isEmpty ? [] : ["unknown: \(names(unproved.sorted { "\($0)" < "\($1)" }))"])
    return (lines + anomalies.map(\.description)).joined(separator: "\n")
  }
}

extension TransactionHistory {
  /// Recovers what each transaction depends on, and judges it; see ``IsolationLevel``.
  ///
  /// Nearly linear in the length of all lists read. *Accepted* and *rejected* are exact: there is an order of
  /// the transactions, or of the versions, that explains the history, or there is none. *Unknown* is said of
  /// a history in which one number is appended twice to a list; and of the kinds of snapshot isolation where
  /// several transactions appended to a list what no read found, and no order of these was found that does.
  public func report() -> TransactionReport { TransactionReport(self) }

  public func anomalies() -> [Anomaly] { report().anomalies }

  public func check(_ level: IsolationLevel) -> IsolationVerdict { report().verdict(level) }
}
