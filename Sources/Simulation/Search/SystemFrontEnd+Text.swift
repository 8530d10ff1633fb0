internal import SearchEngine

extension SystemFrontEnd {
  func describe(_ state: TraceState, after earlier: [UInt32]?) -> SearchStep {
    let action =
      earlier == nil
      ? (beginnings[state.ids] ?? []).filter { $0.step != HandledStep() }.map { ", " + text($0) }
        .joined()
      : events(of: state).map(text).joined(separator: ", then ")
    return SearchStep(action: action, changes: changes(state.ids, earlier))
  }

  /// The event that led to a state, and the operations that began in the same step.
  func events(of state: TraceState) -> [SearchEvent] {
    guard let first = state.steps.first else { return [] }
    var event = events[first.label]
    // How a message was handled is noted with the call that received it.
    if case .deliver = event, state.steps.count > 1 {
      event = event.handled(handledStep(state.steps[1].label))
    }
    let invocations = state.steps.dropFirst().filter { isInvocation($0.rule) }
    return [event] + invocations.map { events[$0.label] }
  }

  private func isInvocation(_ rule: Int) -> Bool {
    let (node, number) = rule.quotientAndRemainder(dividingBy: NodeRule.allCases.count)
    return node < cells.count && NodeRule.allCases[number] == .invoke
  }

  private func text(_ event: SearchEvent) -> String { plainText(event.event) + suffix(event.step) }

  private func suffix(_ step: HandledStep) -> String {
    var text = step.isMissed ? ", which is down" : ""
    if !step.choices.isEmpty {
      text += ", choosing \(step.choices.map(String.init).joined(separator: ", "))"
    }
    if let crash = step.crash {
      text += ", and crashes after \(crash.effects) effects" + disk(crash.losing, crash.tearing)
    }
    return text
  }

  private func plainText(_ event: SearchEvent) -> String {
    switch event {
    case .deliver(let envelope): "\(receiver(envelope)) receives \(message(envelope))"
    case .lose(let envelope): "the network loses \(message(envelope)) to \(receiver(envelope))"
    case .duplicate(let envelope):
      "the network doubles \(message(envelope)) to \(receiver(envelope))"
    case .fire(let node, let timer):
      "\(name(node)) fires \(cells[node].timerText(timer, describer))"
    case .invoke(let node, let operation):
      "\(name(node)) is asked for \(cells[node].operationText(operation, describer))"
    case .crash(let node, let losing, let tearing):
      "\(name(node)) crashes" + disk(losing, tearing)
    case .restart(let node): "\(name(node)) restarts"
    case .start(let node): "\(name(node)) starts"
    case .handled(let event, _): plainText(event)
    }
  }

  private func disk(_ losing: Int, _ tearing: Bool) -> String {
    (losing > 0 ? ", losing \(losing) unsynced" : "") + (tearing ? ", one torn" : "")
  }

  private func message(_ envelope: UInt32) -> String {
    let sent = envelopes[envelope]
    return "\(describer.describe(sent.message)) from \(roster.name(of: sent.sender))"
  }

  private func receiver(_ envelope: UInt32) -> String {
    roster.name(of: envelopes[envelope].receiver)
  }

  private func name(_ node: Int) -> String { roster.name(of: NodeID(node)) }

  private func changes(_ ids: [UInt32], _ earlier: [UInt32]?) -> [String] {
    var lines = cells.indices.compactMap { node -> String? in
      let before = earlier?[places.node(node)]
      let after = ids[places.node(node)]
      guard before != after else { return nil }
      return "\(name(node)): \(cells[node].text(after, since: before, describer))"
    }
    for node in cells.indices {
      let before = earlier.map { inboxes[$0[places.inbox(node)]].items } ?? []
      var sent = inboxes[ids[places.inbox(node)]].items
      for item in before { if let index = sent.firstIndex(of: item) { sent.remove(at: index) } }
      lines += sent.map { "in flight to \(name(node)): \(message($0.envelope))" }
    }
    return lines
  }
}
