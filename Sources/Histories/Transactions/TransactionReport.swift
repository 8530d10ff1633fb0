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
  /// Levels that nothing seen contradicts, but that aren't proved either, and why.
  private var unproved: [IsolationLevel: String] = [:]

  /// - Parameter unproved: by level why it can't be told whether it is kept, though nothing contradicts it.
  init(_ found: [Anomaly], unproved: [IsolationLevel: String], obstacle: String? = nil) {
    anomalies = found.indices.sorted {
      (found[$0].order, found[$0].kind, $0) < (found[$1].order, found[$1].kind, $1)
    }.map { found[$0] }
    self.unproved = unproved
    self.obstacle = obstacle
  }

  init(_ history: TransactionHistory) {
    let orders = VersionOrders(history)
    if let repeated = orders.index.repeated {
      let transaction = TransactionID(Int(repeated.transaction))
      let obstacle =
        "\(transaction) appends \(history.name(repeated.value)) to \(orders.index.keys[Int(repeated.key)]), "
        + "which was appended before: reads don't tell which of the two they found"
      self.init([], unproved: [:], obstacle: obstacle)
      return
    }
    self.init(
      orders.anomalies + LostUpdates(orders).anomalies + CycleAnomalies(orders).anomalies,
      unproved: [:])
    for level in findUnproved(orders) { unproved[level] = Self.unsettled(level) }
    if !history.isTimed { unproved.merge(Self.untimed) { $1 } }
  }

  private static func unsettled(_ level: IsolationLevel) -> String {
    "nothing contradicts \(level), but several transactions appended to one list what no read found, "
      + "and the order of these appends that was tried doesn't explain the history"
  }

  /// What can't be told where the beginnings of transactions weren't written down.
  static var untimed: [IsolationLevel: String] {
    let timed = IsolationLevel.allCases.filter { $0.order == .realTime }
    return Dictionary(
      uniqueKeysWithValues: timed.map {
        ($0, "nothing contradicts \($0), but the file doesn't say when transactions began")
      })
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
    return unproved[level].map { .unknown($0) } ?? .accepted
  }

  /// The levels of which it isn't known whether they are kept.
  public var unknown: [IsolationLevel] {
    IsolationLevel.allCases.filter { if case .unknown = verdict($0) { true } else { false } }
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
      + (unknown.isEmpty ? [] : ["unknown: \(names(unknown))"])
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
