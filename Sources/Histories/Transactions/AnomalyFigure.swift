public import Figures
public import Simulation

extension Anomaly {
  /// The transactions concerned as bars in time, a row for each client; the summary says what happened.
  ///
  /// Time is counted in events of the whole history, and drawn in order, not to scale.
  public func figure(
    of history: TransactionHistory, names: (NodeID) -> String = { "\($0)" }
  ) -> OperationHistory {
    figure(names: names) { id in
      let transaction = history[id]
      return Bar(
        client: transaction.client, words: transaction.operations.map(history.words),
        invoked: transaction.invoked, completed: transaction.completed)
    }
  }

  /// The same of registers.
  public func figure(
    of history: RegisterTransactionHistory, names: (NodeID) -> String = { "\($0)" }
  ) -> OperationHistory {
    figure(names: names) { id in
      let transaction = history[id]
      return Bar(
        client: transaction.client, words: transaction.operations.map(\.description),
        invoked: transaction.invoked, completed: transaction.completed)
    }
  }

  /// A transaction as it is drawn.
  private struct Bar {
    var client: NodeID
    var words: [String]
    var invoked: Int
    var completed: Int?
  }

  private func figure(
    names: (NodeID) -> String, _ bar: (TransactionID) -> Bar
  ) -> OperationHistory {
    let concerned = Set(transactions).sorted().map { ($0, bar($0)) }
    let clients = Set(concerned.map(\.1.client)).sorted()
    let operations = concerned.map { id, bar in
      OperationHistory.Operation(
        "\(id): \(bar.words.joined(separator: ", "))",
        client: clients.firstIndex(of: bar.client) ?? 0, invoked: Int64(bar.invoked),
        returned: bar.completed.map(Int64.init))
    }
    return OperationHistory(
      title: name, summary: explanation.joined(separator: "; "), clients: clients.map(names),
      operations: operations, spacing: .logical, timeUnit: .ticks)
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
