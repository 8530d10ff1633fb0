/// An order of the appends that no read found, such that snapshot isolation explains the history.
///
/// One order is tried: that of the dependencies, as far as they have one; within what is entangled, that of
/// what must be seen (Cerone and Gotsman's relation of dependencies, each with at most one antidependency
/// after it). If it doesn't do, another may.
struct SnapshotSettlement {
  private let orders: VersionOrders
  private let unsettled: [VersionOrders.Unsettled]
  /// The known dependencies; and of two that append to one list, the one that has read it comes first.
  private let graph: DependencyGraph

  init(_ orders: VersionOrders, _ unsettled: [VersionOrders.Unsettled]) {
    self.orders = orders
    self.unsettled = unsettled
    let forced = unsettled.flatMap { list in
      list.readers.flatMap { reader in list.writers.map { (reader, $0) } }
    }
    graph = DependencyGraph(orders, overwrites: forced)
  }

  /// Whether the order that is tried explains the history together with this order of transactions.
  func explains(_ order: Anomaly.Order) -> Bool {
    let kinds = DependencySet.data.union(order.dependencies)
    let whole = StrongComponents(of: graph, by: kinds)
    let apart = StrongComponents(of: graph, by: kinds, isSeparating: true)
    // Components are numbered from the last to the first.
    let rank = { (writer: Int) in
      (-whole.component[writer], -apart.component[2 * writer + 1], writer)
    }
    let overwrites = unsettled.flatMap { list in
      let sorted = list.writers.sorted { rank($0) < rank($1) }
      return Array(zip(sorted, sorted.dropFirst()))
    }
    let settled = DependencyGraph(orders, overwrites: overwrites)
    return Region(of: settled, by: kinds, isSeparating: true).members.isEmpty
  }
}
