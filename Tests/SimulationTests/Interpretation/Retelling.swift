import Simulation

/// Goes through the trace of a run and lets the interpretation do the same: every event of the trace is
/// handed to a `DrivenNode`, and what comes of it must be what the trace says.
struct Retelling {
  private let roster: Roster
  private let trace: Trace
  private var nodes: [DrivenNode<Improviser>] = []
  private var initial: [Improviser] = []
  private var position = 0
  /// The first difference.
  private(set) var difference: String?
  private(set) var crashes = 0
  private(set) var misuses = 0
  private(set) var effects = 0

  /// When the second node is asked for what.
  private let times: [Instant]

  init(_ trace: Trace, of system: System<Int>, operations: Int) {
    self.trace = trace
    times = (1...operations).map { Instant(pace * $0) }
    roster = system.roster
    for member in system.members {
      guard let node = member.node as? Improviser else { continue }
      initial.append(node)
      nodes.append(DrivenNode(node))
    }
    while position < trace.events.count, difference == nil { next() }
  }

  func state(of id: NodeID) -> DrivenNode<Improviser> { nodes[Int(id.index)] }

  /// What the second node was to be asked for while it was down, which no trace tells.
  private mutating func missWork(until time: Instant) {
    while !nodes[1].isUp, nodes[1].operations.last < times.count,
      times[nodes[1].operations.last] <= time
    {
      var context = Context<Improviser>(
        id: NodeID(1), roster: roster, random: SplitMix64(seed: 0), clock: time)
      let turn = nodes[1].handle(.invoke(nodes[1].operations.last + 1), &context)
      if !turn.isMissed || !turn.effects.isEmpty { difference = "a node that is down was asked" }
    }
  }

  /// One event of the trace with all that belongs to it.
  private mutating func next() {
    let line = trace.events[position]
    missWork(until: line.time)
    position += 1
    guard let node = line.node, let event = event(line, node) else {
      if case .crashes(let lost, let torn) = line.what, let node = line.node {
        nodes[Int(node.index)].crash(losing: lost, tearing: torn)
        crashes += 1
      } else if isEffect(line.what) {
        difference = "nobody asked for \(line)"
      }
      return
    }
    var told: [String] = []
    while position < trace.events.count, let words = words(trace.events[position], of: node) {
      if !words.isEmpty { told.append(words) }
      position += 1
    }
    handle(event, by: node, at: line.time, told)
  }

  private mutating func handle(
    _ event: NodeEvent<Improviser>, by node: NodeID, at time: Instant, _ told: [String]
  ) {
    var context = Context<Improviser>(
      id: node, roster: roster, random: SplitMix64(seed: 0), clock: time)
    let crash = takeCrash(of: node, after: told.count)
    let turn = nodes[Int(node.index)].handle(event, &context, crash: crash)
    let done = turn.effects.map(words)
    effects += done.count
    if turn.isMissed { difference = "\(event) is missed, says the interpretation" }
    if done != told { difference = "\(event) does \(done), not \(told)" }
    if turn.crash != crash {
      difference = "\(event) ends in \(turn.crash as Any), not \(crash as Any)"
    }
    let misuse = turn.misuse.map { Misuse($0, handling: event, by: node, in: roster).description }
    if misuse != takeMisuse() { difference = "\(event) ends in \(misuse ?? "no misuse")" }
  }

  private mutating func takeCrash(of node: NodeID, after count: Int) -> Crash? {
    guard position < trace.events.count, trace.events[position].node == node,
      case .crashes(let lost, let torn) = trace.events[position].what
    else { return nil }
    position += 1
    crashes += 1
    return Crash(afterEffects: count, losing: lost, tearing: torn)
  }

  private mutating func takeMisuse() -> String? {
    guard position < trace.events.count,
      case .violates(_, let message) = trace.events[position].what
    else { return nil }
    position += 1
    misuses += 1
    return message
  }

  // MARK: Words

  private func event(_ line: Trace.Event, _ node: NodeID) -> NodeEvent<Improviser>? {
    switch line.what {
    case .starts: return .start
    case .receives(_, let sender, let text): return Int(text).map { .receive($0, from: sender) }
    case .fires(let timer): return Int(timer).map { .fire($0) }
    case .invokes(_, let text): return Int(text).map { .invoke($0) }
    case .restarts:
      let index = Int(node.index)
      return .restart(initial[index], recovering: nodes[index].storage.synced)
    default: return nil
    }
  }

  private func isEffect(_ what: Trace.What) -> Bool {
    switch what {
    case .sends, .sets, .cancels, .appends, .rewrites, .syncs, .returns, .notes: true
    default: false
    }
  }

  /// nil if it is no effect of this node; empty if the network does it, between two effects.
  private func words(_ line: Trace.Event, of node: NodeID) -> String? {
    guard line.node == node else { return nil }
    switch line.what {
    case .sends(_, let receiver, let text): return "send \(text) to \(receiver)"
    case .sets(let timer, let delay): return "set \(timer) after \(delay)"
    case .cancels(let timer): return "cancel \(timer)"
    case .appends(let record): return "append \(record)"
    case .rewrites(let records): return "rewrite \(records)"
    case .syncs: return "sync"
    case .returns(let number, let text): return "return \(number): \(text)"
    case .notes(let text): return "note \(text)"
    case .loses, .copies: return ""
    default: return nil
    }
  }

  private func words(_ effect: Effect<Improviser>) -> String {
    switch effect {
    case .send(let message, let receiver): "send \(message) to \(receiver)"
    case .set(let timer, let delay): "set \(timer) after \(delay)"
    case .cancel(let timer): "cancel \(timer)"
    case .append(let record): "append \(record)"
    case .rewrite(let records): "rewrite \(records)"
    case .sync: "sync"
    case .respond(let response, let operation): "return \(operation.number): \(response)"
    case .note(let text): "note \(text)"
    }
  }
}
