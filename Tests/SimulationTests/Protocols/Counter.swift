import Simulation

enum CounterMessage: Hashable, Sendable {
  case increment(OperationID)
  case value(Int, for: OperationID)
}

/// A client that repeats its request until it has an answer.
struct CounterClient: Node {
  typealias Message = CounterMessage
  typealias Operation = String
  typealias Response = Int
  enum Timer: Hashable, Sendable { case retry(OperationID) }

  let server: NodeID
  var isWaitingFor: OperationID?

  mutating func invoke(
    _ operation: String, as id: OperationID, _ context: inout Context<Self>
  ) {
    isWaitingFor = id
    ask(id, &context)
  }

  func fire(_ timer: Timer, _ context: inout Context<Self>) {
    if let isWaitingFor { ask(isWaitingFor, &context) }
  }

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    guard case .value(let value, let id) = message, id == isWaitingFor else { return }
    isWaitingFor = nil
    context.cancel(.retry(id))
    context.respond(value, to: id)
  }

  private func ask(_ id: OperationID, _ context: inout Context<Self>) {
    context.send(.increment(id), to: server)
    context.set(.retry(id), after: .milliseconds(40))
  }
}

/// A counter that survives crashes and counts each request once; with a flaw, it doesn't.
struct CounterServer: Node {
  typealias Message = CounterMessage
  typealias Record = OperationID

  enum Flaw: Hashable, Sendable { case none, countsTwice, answersBeforeSync, trustsTornLog }

  var flaw = Flaw.none
  /// Durable: the requests that were counted, in order.
  var counted: [OperationID] = []

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    guard case .increment(let id) = message else { return }
    if flaw == .countsTwice || !counted.contains(id) {
      counted.append(id)
      context.append(id)
      if flaw != .answersBeforeSync { context.sync() }
    }
    let value = (counted.lastIndex(of: id) ?? 0) + 1
    context.send(.value(value, for: id), to: sender)
  }

  mutating func restart(
    recovering log: StableLog<OperationID>, _ context: inout Context<Self>
  ) {
    counted = log.records
    guard log.isTorn, flaw != .trustsTornLog else { return }
    // What is appended behind a torn record would be lost at the next crash.
    context.rewrite(counted)
    context.sync()
  }
}

/// Some clients that increment one counter.
func counter(
  clients: Int = 2, operations: Int = 4, flaw: CounterServer.Flaw = .none, link: Link = Link()
) -> System<CounterMessage> {
  var system = System<CounterMessage>()
  system.links.standard = link
  let server = system.add("server", CounterServer(flaw: flaw))
  for number in 1...clients {
    let work = Workload.closedLoop(
      Array(repeating: "increment", count: operations), pause: .milliseconds(30))
    system.add("client\(number)", CounterClient(server: server), work: work)
  }
  return system
}

/// Each increment is told another value, and a later one a greater value.
let countsEachOnce = Scenario<CounterMessage>.Check.safety("each increment counts once") { world in
  let done = world.history(of: CounterClient.self).completed
  for (index, one) in done.enumerated() {
    for other in done[(index + 1)...] {
      let (a, b) = (one.response ?? 0, other.response ?? 0)
      if a == b || one.precedes(other) && a > b {
        return "\(one.id) got \(a), \(other.id) got \(b)"
      }
    }
    if let value = one.response,
      value > done.count + world.history(of: CounterClient.self).pending.count
    {
      return "\(one.id) got \(value)"
    }
  }
  return nil
}

let answersAll = Scenario<CounterMessage>.Check.progress("every increment is answered") { world in
  let pending = world.history(of: CounterClient.self).pending
  return pending.isEmpty ? nil : "\(pending.count) pending"
}
