internal import SearchEngine

extension SystemFrontEnd {
  /// A run found by the search, carried out again in the simulated world, choice by choice.
  func failure(_ trace: [TraceState], property: String, message: String) -> Failure? {
    guard let decisions = decisions(of: trace) else { return nil }
    let scenario = Scenario(
      search.name, search.system, invariants: search.invariants,
      checks: search.historyInvariants.map(\.check))
    let world = scenario.replay(decisions, seed: 0, kinds: [.safety])
    guard world.violation?.property == property else { return nil }
    return scenario.failure(
      decisions, Violation(property: property, message: message), seed: nil)
  }

  private typealias Chosen = (choice: Choice, message: Message?)

  /// One a millisecond, but for crashes within a start, which come before it; nil if the world can't be
  /// told what was chosen.
  private func decisions(of trace: [TraceState]) -> [Decision<Message>]? {
    guard let first = trace.first, let beginning = beginnings[first.ids] else { return nil }
    let all = beginning + trace.dropFirst().flatMap { events(of: $0) }
    guard all.allSatisfy(\.step.choices.isEmpty) else { return nil }
    var decisions: [Decision<Message>] = []
    for event in all {
      let crash = crash(within: event).map { Chosen($0, nil) }
      let chosen = choice(event)
      for (choice, message) in [crash, chosen].compactMap(\.self) {
        let time = chosen == nil ? 0 : Int64(decisions.count + 1) * 1_000_000
        decisions.append(
          Decision(step: Step(at: Instant(nanoseconds: time), choice), message: message))
      }
    }
    return decisions
  }

  /// A crash within an event is chosen before it.
  private func crash(within event: SearchEvent) -> Choice? {
    guard let crash = event.step.crash, let node = node(of: event.event) else { return nil }
    return .crashDuring(
      NodeID(node), afterEffects: crash.effects, losing: crash.losing, tearing: crash.tearing)
  }

  /// nil for a start, which nobody chooses.
  private func choice(_ event: SearchEvent) -> Chosen? {
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
    case .start: return nil
    case .handled(let event, _): return choice(event)
    }
  }

  private func node(of event: SearchEvent) -> Int? {
    switch event {
    case .deliver(let envelope): Int(envelopes[envelope].receiver.index)
    case .start(let node), .fire(let node, _), .invoke(let node, _), .restart(let node): node
    case .lose, .duplicate, .crash, .handled: nil
    }
  }
}
