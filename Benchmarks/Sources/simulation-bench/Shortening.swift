import Simulation

/// A server that forgets to sync, and clients that notice: a failure whose first run is long.
struct Ledger: Node {
  enum Message: Hashable, Sendable { case add(OperationID), total(Int, for: OperationID) }
  typealias Record = OperationID
  var entries: [OperationID] = []

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    guard case .add(let id) = message else { return }
    if !entries.contains(id) {
      entries.append(id)
      context.append(id)
    }
    context.send(.total((entries.firstIndex(of: id) ?? 0) + 1, for: id), to: sender)
  }

  mutating func restart(recovering log: StableLog<OperationID>, _ context: inout Context<Self>) {
    entries = log.records
  }
}

struct Teller: Node {
  typealias Message = Ledger.Message
  typealias Operation = Int
  typealias Response = Int
  enum Timer: Hashable, Sendable { case retry(OperationID) }

  let ledger: NodeID
  var pending: OperationID?

  mutating func invoke(_ amount: Int, as id: OperationID, _ context: inout Context<Self>) {
    pending = id
    context.send(.add(id), to: ledger)
    context.set(.retry(id), after: .milliseconds(40))
  }

  func fire(_ timer: Timer, _ context: inout Context<Self>) {
    guard case .retry(let id) = timer, id == pending else { return }
    context.send(.add(id), to: ledger)
    context.set(timer, after: .milliseconds(40))
  }

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    guard case .total(let total, let id) = message, id == pending else { return }
    pending = nil
    context.cancel(.retry(id))
    context.respond(total, to: id)
  }
}

/// About 1,000 choices before the crash shows.
func forgetfulLedger() -> Scenario<Ledger.Message> {
  var system = System<Ledger.Message>()
  let ledger = system.add("ledger", Ledger())
  for index in 1...4 {
    let work = Workload.closedLoop(Array(repeating: 1, count: 90), pause: .milliseconds(10))
    system.add("teller\(index)", Teller(ledger: ledger), work: work)
  }
  return Scenario(
    "ledger", system,
    checks: [
      .safety("no total is told twice") { world in
        let totals = world.history(of: Teller.self).completed.compactMap(\.response).sorted()
        let twin = zip(totals, totals.dropFirst()).first { $0 == $1 }
        return twin.map { "\($0.0)" }
      }
    ],
    faults: [.crash(ledger, at: .milliseconds(1_800), for: .milliseconds(50), storage: .losing(2))],
    for: .seconds(4))
}

/// A failure that needs every single choice: the worst case.
func longConversation(rounds: Int) -> Scenario<RingNode.Message> {
  let end = Invariant<RingNode.Message>("nobody hears that much") { view in
    view.all(RingNode.self).contains { $0.node.seen >= rounds } ? "somebody did" : nil
  }
  return Scenario("conversation", ring(nodes: 4, tokens: 1), invariants: [end])
}
