extension Bench {
  /// How many events may follow from one another: a node that never rests must not hang its test.
  static var limit: Int { 10_000 }

  /// A crash that is planned is meant for what the test makes happen, not for the start before it.
  mutating func startBefore() {
    guard !hasStarted else { return }
    let planned = plannedCrash
    plannedCrash = nil
    start()
    plannedCrash = planned
  }

  /// The event, and then what the node has sent itself in it.
  mutating func handle(_ event: NodeEvent<N>) {
    startBefore()
    var loopback = [event]
    var count = 0
    while count < loopback.count, misuse == nil {
      guard count < Bench.limit else {
        return fall("what it sends itself comes to an end", "not after \(count) messages")
      }
      for case .send(let message, id) in step(loopback[count]) {
        loopback.append(.receive(message, from: id))
      }
      // What a node had sent itself is gone when it crashes.
      if !isUp { loopback.removeLast(loopback.count - count - 1) }
      count += 1
    }
  }

  /// One event; returns its effects.
  private mutating func step(_ event: NodeEvent<N>) -> [Effect<N>] {
    var context = Context<N>(
      id: id, nodes: roster.nodes, peers: peers, random: random, clock: now,
      choices: ChoiceSource(script: choices))
    var node = driven
    var moments: [(effect: Effect<N>, node: DrivenNode<N>)] = []
    let turn = node.handle(event, &context, crash: plannedCrash) { moments.append(($0, $1)) }
    random = context.random
    choices.removeFirst(min(choices.count, context.choices.taken.count))
    tell(turn.isMissed ? .misses(event) : .happens(event))
    if case .fire(let timer) = event { dues[timer] = nil }
    for moment in moments {
      driven = moment.node
      record(moment.effect)
    }
    driven = node
    if !turn.isMissed { effects = turn.effects }
    if let crash = turn.crash { note(crash) }
    if let kind = turn.misuse {
      let misuse = Misuse(kind, handling: event, by: id, in: roster)
      self.misuse = misuse
      tell(.falls(Violation(property: Violation.correctUse, message: misuse.description)))
    }
    return turn.effects
  }

  private mutating func record(_ effect: Effect<N>) {
    tell(.asks(effect))
    switch effect {
    case .send(let message, let receiver):
      let message = Sent(message, to: receiver)
      judge(message)
      if receiver != id { sent.append(message) }
    case .set(let timer, let delay): dues[timer] = now.advanced(by: delay)
    case .cancel(let timer): dues[timer] = nil
    case .respond(let response, _): responses.append(response)
    case .note(let text): notes.append(text)
    case .append, .rewrite, .sync: break
    }
  }

  mutating func note(_ crash: Crash) {
    (lastCrash, plannedCrash, dues) = (crash, nil, [:])
    tell(.crashes(crash))
  }

  private mutating func judge(_ message: Sent<N.Message>) {
    for rule in rules where broken == nil && !rule.holds(message, self) {
      let text = Describer(roster: roster).describe(message.message)
      fall(rule.name, "\(text) leaves for \(roster.name(of: message.receiver))")
    }
  }

  mutating func fall(_ rule: String, _ what: String) {
    guard broken == nil else { return }
    broken = "\(rule): \(what)"
    tell(.falls(Violation(property: rule, message: what)))
  }

  mutating func tell(_ what: StoryLine.What) {
    if keepsStory { story.append(StoryLine(time: now, what: what)) }
  }
}
