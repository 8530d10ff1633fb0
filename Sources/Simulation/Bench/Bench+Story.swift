extension Bench {
  struct StoryLine: Sendable {
    enum What: Sendable {
      case happens(NodeEvent<N>)
      /// It came to a node that is down.
      case misses(NodeEvent<N>)
      case asks(Effect<N>)
      case crashes(Crash)
      case falls(Violation)
    }

    var time: Instant
    var what: What
  }

  /// All that has happened on this bench, as traces have it: seen from the node alone, so that what it
  /// hears was sent by nobody.
  public var trace: Trace {
    var teller = StoryTeller<N>(describer: Describer(roster: roster), id: id)
    return Trace(
      scenario: "bench", seed: 0, nodes: roster.nodes.map(roster.name),
      events: story.map { line in
        Trace.Event(time: line.time, node: id, what: teller.words(for: line.what))
      })
  }
}

extension Bench: CustomStringConvertible {
  /// What has happened so far, a line each; of a long story, the end.
  public var description: String {
    let trace = trace
    let shown = trace.events.suffix(60).map { "  " + trace.line(of: $0) }
    let omitted = trace.events.count - shown.count
    let head = "on the bench of \(roster.name(of: id))"
    guard !shown.isEmpty else { return head + ", nothing has happened" }
    return ([head + (omitted > 0 ? ", after \(omitted) lines" : "") + ":"] + shown)
      .joined(separator: "\n")
  }
}

/// Puts a bench's story into the words of traces.
struct StoryTeller<N: Node> {
  var describer: Describer
  var id: NodeID
  private var messages = 0
  /// The numbers of messages that the node has sent itself.
  private var loopback: [Int] = []
  private var operations = 0

  init(describer: Describer, id: NodeID) {
    self.describer = describer
    self.id = id
  }

  mutating func words(for what: Bench<N>.StoryLine.What) -> Trace.What {
    switch what {
    case .happens(let event): return words(for: event)
    case .misses(.receive(let message, let sender)):
      return .misses(message: number(from: sender), from: sender, text: describer.describe(message))
    case .misses(let event):
      if case .invoke = event { operations += 1 }
      return .notes("misses \(event.description(describer))")
    case .asks(let effect): return words(for: effect)
    case .crashes(let crash): return .crashes(losing: crash.losing, torn: crash.tearing)
    case .falls(let violation):
      return .violates(property: violation.property, message: violation.message)
    }
  }

  private mutating func words(for event: NodeEvent<N>) -> Trace.What {
    switch event {
    case .start: return .starts
    case .receive(let message, let sender):
      return .receives(
        message: number(from: sender), from: sender, text: describer.describe(message))
    case .fire(let timer): return .fires(timer: describer.describe(timer))
    case .invoke(let operation):
      operations += 1
      return .invokes(operation: operations, text: describer.describe(operation))
    case .restart: return .restarts
    }
  }

  private mutating func words(for effect: Effect<N>) -> Trace.What {
    switch effect {
    case .send(let message, let receiver):
      messages += 1
      if receiver == id { loopback.append(messages) }
      return .sends(message: messages, to: receiver, text: describer.describe(message))
    case .set(let timer, let delay): return .sets(timer: describer.describe(timer), after: delay)
    case .cancel(let timer): return .cancels(timer: describer.describe(timer))
    case .append(let record): return .appends(describer.describe(record))
    case .rewrite(let records): return .rewrites(describer.describe(records))
    case .sync: return .syncs
    case .respond(let response, let operation):
      return .returns(operation: operation.number, text: describer.describe(response))
    case .note(let text): return .notes(text)
    }
  }

  private mutating func number(from sender: NodeID) -> Int {
    if sender == id, !loopback.isEmpty { return loopback.removeFirst() }
    messages += 1
    return messages
  }
}
