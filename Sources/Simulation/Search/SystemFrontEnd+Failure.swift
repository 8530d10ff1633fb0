internal import SearchEngine

extension SystemFrontEnd {
  /// A run found by the search, carried out again in the simulated world, choice by choice.
  func failure(_ trace: [TraceState], property: String, message: String) -> Failure? {
    guard let choices = choices(of: trace) else { return nil }
    let decisions = choices.enumerated().map { index, choice in
      Decision(
        step: Step(at: Instant(nanoseconds: Int64(index + 1) * 1_000_000), choice.choice),
        message: choice.message)
    }
    let scenario = Scenario(
      search.name, search.system, invariants: search.invariants,
      checks: search.historyInvariants.map(\.check))
    let world = scenario.replay(decisions, seed: 0, kinds: [.safety])
    guard world.violation?.property == property else { return nil }
    return scenario.failure(
      decisions, Violation(property: property, message: message), seed: nil)
  }

  private typealias Chosen = (choice: Choice, message: Message?)

  /// nil if the world can't be told what was chosen.
  private func choices(of trace: [TraceState]) -> [Chosen]? {
    var chosen: [Chosen] = search.pacing == .atOnce ? firstInvocations : []
    for state in trace.dropFirst() {
      guard let first = state.steps.first else { return nil }
      let step = step(of: state)
      guard step.choices.isEmpty else { return nil }
      let event = events[first.label].event
      if let crash = step.crash, let node = node(of: event) {
        let id = NodeID(node)
        chosen.append(
          (
            .crashDuring(
              id, afterEffects: crash.effects, losing: crash.losing, tearing: crash.tearing), nil
          ))
      }
      chosen.append(choice(event))
      chosen += nestedInvocations(state)
    }
    return chosen
  }

  private func choice(_ event: SearchEvent) -> Chosen {
    func named(_ envelope: UInt32) -> (MessageName, Message) {
      let sent = envelopes[envelope]
      return (MessageName(from: sent.sender, to: sent.receiver, number: 0), sent.message)
    }
    switch event {
    case .deliver(let envelope):
      let (name, message) = named(envelope)
      return (.deliver(name), message)
    case .lose(let envelope):
      let (name, message) = named(envelope)
      return (.lose(name), message)
    case .duplicate(let envelope):
      let (name, message) = named(envelope)
      return (.duplicate(name), message)
    case .fire(let node, let timer):
      return (.fire(NodeID(node), timer: cells[node].timerText(timer, describer)), nil)
    case .invoke(let node, let operation):
      return (.invoke(NodeID(node), operation: operation), nil)
    case .crash(let node, let losing, let tearing):
      return (.crash(NodeID(node), losing: losing, tearing: tearing), nil)
    case .restart(let node): return (.restart(NodeID(node)), nil)
    case .handled(let event, _): return choice(event)
    }
  }

  private func node(of event: SearchEvent) -> Int? {
    switch event {
    case .deliver(let envelope): Int(envelopes[envelope].receiver.index)
    case .fire(let node, _), .invoke(let node, _), .restart(let node): node
    case .lose, .duplicate, .crash, .handled: nil
    }
  }

  /// Operations that begin in the same step as a response.
  private func nestedInvocations(_ state: TraceState) -> [Chosen] {
    state.steps.dropFirst().compactMap { step in
      let (node, number) = step.rule.quotientAndRemainder(dividingBy: NodeRule.allCases.count)
      guard node < cells.count, NodeRule.allCases[number] == .invoke,
        case .invoke(_, let operation) = events[step.label].event
      else { return nil }
      return (.invoke(NodeID(node), operation: operation), nil)
    }
  }

  private var firstInvocations: [Chosen] {
    cells.indices.filter { cells[$0].operations > 0 }.map {
      (.invoke(NodeID($0), operation: 1), nil)
    }
  }
}
