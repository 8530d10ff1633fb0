extension SystemFrontEnd {
  /// The states after every node has started, in the order of the nodes; several if they choose.
  func initialStates() -> [[UInt32]] {
    var empty = Array(repeating: UInt32(0), count: places.count)
    for node in cells.indices { empty[places.inbox(node)] = inboxes.intern(Inbox()) }
    empty[places.budget] = budgets.intern(search.budget)
    empty[places.history] = histories.intern(
      SearchHistory(clients: cells.count, keepsOrder: !search.historyInvariants.isEmpty))
    var states = [empty]
    for node in cells.indices {
      states = states.flatMap { state in cells[node].started().map { apply($0, node, to: state) } }
    }
    guard search.pacing == .atOnce else { return states }
    for node in cells.indices { states = states.flatMap { invoked(node, $0) } }
    return states
  }

  private func invoked(_ node: Int, _ state: [UInt32]) -> [[UInt32]] {
    let image = state[places.node(node)]
    guard cells[node].nextOperation(image) != nil else { return [state] }
    return cells[node].invoke(image).map { apply($0, node, to: state) }
  }

  /// Carries out at once what `evaluate` leaves to calls. A crash within the start is left out.
  private func apply(_ handled: Handled, _ node: Int, to state: [UInt32]) -> [UInt32] {
    var state = state
    state[places.node(node)] = handled.image
    for effect in handled.effects {
      switch effect {
      case .send(let envelope):
        let inbox = places.inbox(Int(envelopes[envelope].receiver.index))
        state[inbox] = adding(envelope, to: state[inbox])
      case .invoked(let operation):
        var history = histories[state[places.history]]
        history.invoke(operation, by: node)
        state[places.history] = histories.intern(history)
      case .returned(let operation, let response):
        var history = histories[state[places.history]]
        _ = history.respond(response, to: operation, by: node)
        state[places.history] = histories.intern(history)
      case .invokesNext: break
      case .misused(let kind):
        state[places.misuse] = misuses.intern("\(roster.name(of: NodeID(node))) \(kind.sentence)")
      }
    }
    return state
  }
}
