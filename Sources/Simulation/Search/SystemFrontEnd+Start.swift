/// A first state in the making: its row, and how it came about.
private struct Beginning {
  var ids: [UInt32]
  var events: [SearchEvent] = []
}

extension SystemFrontEnd {
  /// The states after every node has started, in the order of the nodes; several if they choose or may
  /// crash. Where operations follow at once, the first ones have begun.
  func initialStates() -> [[UInt32]] {
    var states = [Beginning(ids: emptyRow)]
    for node in cells.indices {
      states = states.flatMap { state in
        cells[node].started().flatMap { apply($0, .start(node), node, to: state) }
      }
    }
    if search.pacing == .atOnce {
      for node in cells.indices where cells[node].isClosedLoop {
        states = states.flatMap { invoked(node, $0) }
      }
    }
    for state in states where beginnings[state.ids] == nil { beginnings[state.ids] = state.events }
    return states.map(\.ids)
  }

  private var emptyRow: [UInt32] {
    var row = Array(repeating: UInt32(0), count: places.count)
    for node in cells.indices { row[places.inbox(node)] = inboxes.intern(Inbox()) }
    row[places.budget] = budgets.intern(search.budget)
    row[places.history] = histories.intern(
      SearchHistory(clients: cells.count, keepsOrder: !search.historyInvariants.isEmpty))
    return row
  }

  private func invoked(_ node: Int, _ state: Beginning) -> [Beginning] {
    let image = state.ids[places.node(node)]
    guard let operation = cells[node].nextOperation(image) else { return [state] }
    return cells[node].invoke(image).flatMap {
      apply($0, .invoke(node, operation), node, to: state)
    }
  }

  /// Carries out at once what `adopt` leaves to calls; nothing if the budget has no crash left.
  private func apply(
    _ handled: Handled, _ event: SearchEvent, _ node: Int, to state: Beginning
  ) -> [Beginning] {
    var state = state
    state.events.append(event.handled(HandledStep(handled)))
    state.ids[places.node(node)] = handled.image
    for effect in handled.effects { apply(effect, node, &state.ids) }
    if handled.crash != nil {
      guard let left = budgets[state.ids[places.budget]].spending(.crash) else { return [] }
      state.ids[places.budget] = budgets.intern(left)
      let inbox = inboxes[state.ids[places.inbox(node)]]
      state.ids[places.inbox(node)] = inboxes.intern(inbox.removing(from: NodeID(node)))
    }
    return handled.isNextDue ? invoked(node, state) : [state]
  }

  private func apply(_ effect: Consequence, _ node: Int, _ row: inout [UInt32]) {
    var history = histories[row[places.history]]
    switch effect {
    case .send(let envelope):
      let inbox = places.inbox(Int(envelopes[envelope].receiver.index))
      row[inbox] = adding(envelope, to: row[inbox])
    case .invoked(let operation): history.invoke(operation, by: node)
    case .returned(let operation, let response):
      history.respond(response, to: operation, by: node)
    case .misused(let misuse): row[places.misuse] = misuses.intern(misuse.description)
    }
    row[places.history] = histories.intern(history)
  }
}
