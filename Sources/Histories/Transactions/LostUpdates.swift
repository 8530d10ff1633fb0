/// Committed transactions that read one version of a list and all appended to it.
///
/// Whatever the order of their appends, one of them overwrote what it had not seen. The cycles show this
/// only once somebody has read the appends.
struct LostUpdates {
  private struct Version: Hashable {
    var key: Int
    var length: Int
  }

  private(set) var anomalies: [Anomaly] = []

  init(_ orders: VersionOrders) {
    var first: [Version: Int] = [:]
    var groups: [(version: Version, transactions: [TransactionID])] = []
    for read in orders.reads where orders.lists[read.key].isOrdered {
      let transaction = TransactionID(read.transaction)
      guard Self.appends(transaction, to: read.key, orders) else { continue }
      let version = Version(key: read.key, length: read.length)
      if let group = first[version] {
        groups[group].transactions.append(transaction)
      } else {
        first[version] = groups.count
        groups.append((version, [transaction]))
      }
    }
    for (version, transactions) in groups where transactions.count > 1 {
      report(version, transactions, orders)
    }
  }

  private static func appends(
    _ transaction: TransactionID, to key: Int, _ orders: VersionOrders
  ) -> Bool {
    let name = orders.index.keys[key]
    return orders.history[transaction].operations.contains {
      if case .append(name, _) = $0 { true } else { false }
    }
  }

  private mutating func report(
    _ version: Version, _ transactions: [TransactionID], _ orders: VersionOrders
  ) {
    let words = orders.words(
      version.key, orders.lists[version.key].longest.prefix(version.length))
    let names = transactions.map(\.description).joined(separator: ", ")
    anomalies.append(
      Anomaly(
        kind: .lostUpdate, order: .data, transactions: transactions,
        explanation: [
          "each of \(names) read \(words), and appended to it without seeing the others"
        ]
      ))
  }
}
