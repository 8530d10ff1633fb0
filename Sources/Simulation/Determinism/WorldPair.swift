/// Two worlds that should be the same, going on together.
struct WorldPair<Message: Hashable & Sendable> {
  let first: World<Message>
  let second: World<Message>
  /// How much of the trace, and how many messages, were compared.
  private var comparedLines = 0
  private var comparedMessages = 0

  init(first: World<Message>, second: World<Message>) {
    self.first = first
    self.second = second
    first.run(events: 0)
    second.run(events: 0)
  }

  func step() {
    first.run(events: 1)
    second.run(events: 1)
  }

  func isOver(at end: Instant) -> Bool {
    guard first.violation == nil, let next = first.queue.nextTime else { return true }
    return next > end.nanoseconds
  }

  /// The first difference that the last event made.
  mutating func difference() -> Nondeterminism? {
    defer {
      comparedLines = first.recorder.count
      comparedMessages = first.recorder.messages.count
    }
    return lines() ?? messages() ?? states()
  }

  private func lines() -> Nondeterminism? {
    let (one, other) = (first.trace(from: comparedLines), second.trace(from: comparedLines))
    for index in 0..<max(one.events.count, other.events.count) {
      let line = index < one.events.count ? one.line(of: one.events[index]) : "nothing more"
      let twin = index < other.events.count ? other.line(of: other.events[index]) : "nothing more"
      if line != twin {
        let node = index < one.events.count ? one.events[index].node : nil
        return report(.effects(first: line, second: twin), node: node)
      }
    }
    return nil
  }

  /// Messages are compared themselves, not only their texts.
  private func messages() -> Nondeterminism? {
    let ones = first.recorder.messages.dropFirst(comparedMessages)
    for (one, other) in zip(ones, second.recorder.messages.dropFirst(comparedMessages)) {
      let (text, twin) = (first.describer.describe(one), first.describer.describe(other))
      if one != other { return report(.effects(first: text, second: twin), node: nil) }
      if one.hashValue != other.hashValue { return report(.messageHash(of: text), node: nil) }
    }
    return nil
  }

  private func states() -> Nondeterminism? {
    for (cell, twin) in zip(first.cells, second.cells) {
      if let kind = cell.difference(from: twin, first.describer) {
        return report(kind, node: cell.id)
      }
    }
    return nil
  }

  private func report(_ kind: Nondeterminism.Kind, node: NodeID?) -> Nondeterminism {
    let trace = first.trace(from: comparedLines)
    let event = trace.events.first
    let culprit = node ?? event?.node
    return Nondeterminism(
      scenario: first.scenario, seed: first.seed,
      node: culprit.map(first.roster.name) ?? "the system",
      event: event.map(trace.line) ?? "the start", kind: kind)
  }
}
