public import Figures
public import Simulation

extension Anomaly {
  /// The transactions concerned as bars in time, a row for each client; the summary says what happened.
  ///
  /// Time is counted in events of the whole history, and drawn in order, not to scale.
  public func figure(
    of history: TransactionHistory, names: (NodeID) -> String = { "\($0)" }
  ) -> OperationHistory {
    let concerned = Set(transactions).sorted()
    let clients = Set(concerned.map { history[$0].client }).sorted()
    let bars = concerned.map { id in
      let transaction = history[id]
      let words = transaction.operations.map(\.description).joined(separator: ", ")
      return OperationHistory.Operation(
        "\(id): \(words)", client: clients.firstIndex(of: transaction.client) ?? 0,
        invoked: Int64(transaction.invoked), returned: transaction.completed.map(Int64.init))
    }
    return OperationHistory(
      title: name, summary: explanation.joined(separator: "; "), clients: clients.map(names),
      operations: bars, spacing: .logical, timeUnit: .ticks)
  }

  /// The cycle as a graph: who comes before whom, and why.
  public var graph: StateGraph {
    let states = transactions.map { StateGraph.State("\($0)") }
    let arrows = edges.indices.map { place in
      StateGraph.Edge(place, (place + 1) % states.count, edges[place])
    }
    return StateGraph(
      title: name, summary: explanation.joined(separator: "; "), states: states, edges: arrows)
  }
}
