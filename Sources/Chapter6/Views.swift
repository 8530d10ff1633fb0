// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 3c77cd7d4e73f19c

#sourceLocation(file: "Chapters/06-consistency.md", line: 1607)
internal import Histories
public import Simulation

extension StoreHistory {
  /// What one client did, and what the others wrote.
  func view(of client: NodeID) -> StoreHistory {
    filter { entry in
      guard case .get = entry.operation else { return true }
      return entry.client == client
    }
  }

  /// PRAM: each client's view has an order that keeps all program orders.
  public var isPRAM: Bool {
    Set(entries.map(\.client)).allSatisfy { client in
      var search = OrderSearch<KeyValueStore>(view(of: client))
      search.order = .program
      return search.isExplained(by: KeyValueStore())
    }
  }
}
#sourceLocation()
