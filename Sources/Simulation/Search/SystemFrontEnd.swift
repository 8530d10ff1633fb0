internal import SearchEngine

/// Runs a system of nodes for the engine.
///
/// A state is a row: each node, each node's inbox, then what is left of the budget, the history of the
/// clients, and the first misuse. An event at a node is a rule of the node alone; what it does to others
/// are calls of their rules. So a handler runs once for each pair of node state and event.
final class SystemFrontEnd<Message: Hashable & Sendable>: ReadableFrontEnd {
  let search: SystemSearch<Message>
  let roster: Roster
  let describer: Describer
  let envelopes = Interner<Envelope<Message>>()
  private(set) var cells: [SearchCell<Message>] = []
  let inboxes = Interner<Inbox>()
  let budgets = Interner<SearchBudget>()
  let histories = Interner<SearchHistory>()
  let misuses = Interner<String>()
  let events = Interner<SearchEvent>()
  /// What happened before each first state.
  var beginnings: [[UInt32]: [SearchEvent]] = [:]
  private let consequences = Interner<NodeConsequence>()
  private let steps = Interner<HandledStep>()
  let places: Places
  /// Of the interchangeable nodes: for each permutation, which node's place each node takes.
  let permutations: [[Int]]
  /// In the order of the engine's predicates.
  var predicates: [(SearchedState<Message>) -> String?] = []

  struct NodeConsequence: Hashable {
    var node: Int
    var consequence: Consequence
  }

  init(_ search: SystemSearch<Message>) {
    self.search = search
    roster = search.system.roster
    describer = Describer(roster: roster)
    places = Places(nodes: roster.nodes.count)
    permutations = search.symmetry?.permutations(count: roster.nodes.count) ?? []
    for (id, member) in zip(roster.nodes, search.system.members) { add(member, id) }
    _ = misuses.intern("")
  }

  private func add<M: SystemMember<Message>>(_ member: M, _ id: NodeID) {
    cells.append(
      TypedSearchCell(
        Member(node: member.node, work: member.work), id: id, roster: roster,
        envelopes: envelopes, crashesWithin: search.mayCrash(id),
        invokesAtOnce: search.pacing == .atOnce))
  }

  /// The rules in the order of their numbers.
  var rules: [Program.RuleKind] {
    var kinds: [Program.RuleKind] = []
    for cell in cells {
      for rule in NodeRule.allCases {
        kinds.append(
          Program.RuleKind(isInitial: isInitial(rule, cell), takesArgument: rule.takesArgument))
      }
    }
    return kinds
      + SystemRule.allCases.map { _ in
        Program.RuleKind(isInitial: false, takesArgument: true)
      }
  }

  private func isInitial(_ rule: NodeRule, _ cell: SearchCell<Message>) -> Bool {
    switch rule {
    case .deliver: true
    case .receive, .enqueue, .forget: false
    case .fire: cell.hasTimers
    case .invoke: cell.operations > 0 && (search.pacing == .anyTime || !cell.isClosedLoop)
    case .crash, .restart: search.mayCrash(cell.id)
    case .lose: search.budget.losses > 0
    case .duplicate: search.budget.duplications > 0
    }
  }

  // MARK: Rules

  func evaluate(rule: Int, argument: UInt32, _ state: Evaluation) {
    let (node, number) = rule.quotientAndRemainder(dividingBy: NodeRule.allCases.count)
    guard node < cells.count else {
      let global = rule - cells.count * NodeRule.allCases.count
      return evaluate(SystemRule.allCases[global], argument, state)
    }
    switch NodeRule.allCases[number] {
    case .deliver: deliver(node, state)
    case .receive: receive(node, argument, state)
    case .enqueue: enqueue(node, argument, state)
    case .fire: fire(node, state)
    case .invoke: invoke(node, state)
    case .crash: crash(node, state)
    case .restart: restart(node, state)
    case .lose: lose(node, state)
    case .duplicate: duplicate(node, state)
    case .forget: forget(node, state)
    }
  }

  private func deliver(_ node: Int, _ state: Evaluation) {
    let inbox = inboxes[state[places.inbox(node)]]
    for index in candidates(inbox, node) {
      let item = inbox.items[index]
      if search.network == .multiset || Int(item.sender.index) == node {
        state[places.inbox(node)] = inboxes.intern(inbox.removing(index))
      }
      state.call(number(.receive, of: node), argument: item.envelope)
      state.take(label: events.intern(.deliver(item.envelope)))
    }
  }

  private func receive(_ node: Int, _ argument: UInt32, _ state: Evaluation) {
    let envelope = envelopes[argument]
    let image = state[places.node(node)]
    for handled in cells[node].receive(envelope.message, from: envelope.sender, image) {
      let isIdle = handled.image == image && handled.effects.isEmpty && !handled.isMissed
      if isIdle, search.skipsIdleDeliveries { continue }
      adopt(handled, node, state)
      state.take(label: steps.intern(HandledStep(handled)))
    }
  }

  private func enqueue(_ node: Int, _ argument: UInt32, _ state: Evaluation) {
    state[places.inbox(node)] = adding(argument, to: state[places.inbox(node)])
    state.take(label: 0)
  }

  private func fire(_ node: Int, _ state: Evaluation) {
    let image = state[places.node(node)]
    guard cells[node].isUp(image) else { return }
    for timer in cells[node].timers(image) {
      for handled in cells[node].fire(timer, image) {
        adopt(handled, node, state)
        if search.budget.timers != nil { spend(.timer, state) }
        take(.fire(node, timer), handled, state)
      }
    }
  }

  private func invoke(_ node: Int, _ state: Evaluation) {
    let image = state[places.node(node)]
    guard let operation = cells[node].nextOperation(image) else { return }
    for handled in cells[node].invoke(image) {
      adopt(handled, node, state)
      take(.invoke(node, operation), handled, state)
    }
  }

  private func crash(_ node: Int, _ state: Evaluation) {
    let image = state[places.node(node)]
    guard cells[node].isUp(image) else { return }
    for crash in cells[node].crashed(image) {
      state[places.node(node)] = crash.image
      pay(for: crash.crash, node, state)
      let event = SearchEvent.crash(
        node, losing: crash.crash.losing, tearing: crash.crash.tearing)
      state.take(label: events.intern(event))
    }
  }

  private func restart(_ node: Int, _ state: Evaluation) {
    let image = state[places.node(node)]
    guard !cells[node].isUp(image) else { return }
    for handled in cells[node].restart(image) {
      adopt(handled, node, state)
      take(.restart(node), handled, state)
    }
  }

  private func lose(_ node: Int, _ state: Evaluation) {
    let inbox = inboxes[state[places.inbox(node)]]
    for index in faultCandidates(inbox, node) {
      state[places.inbox(node)] = inboxes.intern(inbox.removing(index))
      spend(.loss, state)
      state.take(label: events.intern(.lose(inbox.items[index].envelope)))
    }
  }

  private func duplicate(_ node: Int, _ state: Evaluation) {
    let id = state[places.inbox(node)]
    let inbox = inboxes[id]
    for index in faultCandidates(inbox, node) {
      state[places.inbox(node)] = adding(inbox.items[index].envelope, to: id)
      spend(.duplication, state)
      state.take(label: events.intern(.duplicate(inbox.items[index].envelope)))
    }
  }

  /// What a node has sent itself is gone when it crashes.
  private func forget(_ node: Int, _ state: Evaluation) {
    let inbox = inboxes[state[places.inbox(node)]]
    state[places.inbox(node)] = inboxes.intern(inbox.removing(from: NodeID(node)))
    state.take(label: 0)
  }

  // MARK: Rules of the whole system

  private func evaluate(_ rule: SystemRule, _ argument: UInt32, _ state: Evaluation) {
    switch rule {
    case .spend:
      guard let item = SearchBudget.Item(rawValue: argument),
        let left = budgets[state[places.budget]].spending(item)
      else { return }
      state[places.budget] = budgets.intern(left)
    case .record: record(consequences[argument], state)
    case .misuse: state[places.misuse] = argument
    }
    state.take(label: 0)
  }

  private func record(_ entry: NodeConsequence, _ state: Evaluation) {
    var history = histories[state[places.history]]
    switch entry.consequence {
    case .invoked(let operation): history.invoke(operation, by: entry.node)
    case .returned(let operation, let response):
      history.respond(response, to: operation, by: entry.node)
    case .send, .misused: return
    }
    state[places.history] = histories.intern(history)
  }

  // MARK: What an event does

  private func take(_ event: SearchEvent, _ handled: Handled, _ state: Evaluation) {
    state.take(label: events.intern(event.handled(HandledStep(handled))))
  }

  /// Writes the node's state, and calls the rules of what else happens.
  private func adopt(_ handled: Handled, _ node: Int, _ state: Evaluation) {
    state[places.node(node)] = handled.image
    for effect in handled.effects {
      switch effect {
      case .send(let envelope):
        let receiver = Int(envelopes[envelope].receiver.index)
        state.call(number(.enqueue, of: receiver), argument: envelope)
      case .invoked, .returned:
        let entry = consequences.intern(NodeConsequence(node: node, consequence: effect))
        state.call(number(.record), argument: entry)
      case .misused(let misuse):
        state.call(number(.misuse), argument: misuses.intern(misuse.description))
      }
    }
    if handled.isNextDue { state.call(number(.invoke, of: node)) }
    if let crash = handled.crash { pay(for: crash, node, state) }
  }

  private func pay(for crash: Crash, _ node: Int, _ state: Evaluation) {
    spend(.crash, state)
    state.call(number(.forget, of: node))
  }

  private func spend(_ item: SearchBudget.Item, _ state: Evaluation) {
    state.call(number(.spend), argument: item.rawValue)
  }

  private func number(_ rule: NodeRule, of node: Int) -> Int {
    node * NodeRule.allCases.count + rule.rawValue
  }

  private func number(_ rule: SystemRule) -> Int {
    cells.count * NodeRule.allCases.count + rule.rawValue
  }

  func handledStep(_ label: UInt32) -> HandledStep { steps[label] }

  // MARK: Predicates

  func holds(predicate: Int, _ evaluation: Evaluation) -> Bool {
    predicates[predicate](SearchedState(self) { evaluation[$0] }) == nil
  }

  func explain(predicate: Int, _ ids: [UInt32]) -> String {
    predicates[predicate](SearchedState(self) { ids[$0] }) ?? ""
  }

  func fairness(ofLabel label: UInt32) -> UInt32? {
    let event = events[label].event
    switch event {
    case .deliver, .fire, .invoke, .restart: return events.intern(event)
    case .crash, .lose, .duplicate, .start, .handled: return nil
    }
  }
}
