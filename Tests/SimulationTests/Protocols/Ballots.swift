import Simulation

/// The first phase of Paxos, with a disk at either end: what there is to get wrong on one node.
enum BallotMessage: Hashable, Sendable {
  case prepare(Int)
  case promise(Int)
  case refused(Int, promised: Int)
}

/// Promises not to take part in lower ballots, and must not forget it.
struct Keeper: Node {
  typealias Message = BallotMessage
  typealias Record = Int

  enum Flaw: Hashable, Sendable { case none, promisesBeforeSync, trustsTornLog }

  var flaw = Flaw.none
  var promised = 0

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    guard case .prepare(let ballot) = message else { return }
    guard ballot >= promised else {
      return context.send(.refused(ballot, promised: promised), to: sender)
    }
    let isNew = ballot > promised
    promised = ballot
    if isNew { context.append(ballot) }
    if flaw == .promisesBeforeSync { context.send(.promise(ballot), to: sender) }
    if isNew { context.sync() }
    if flaw != .promisesBeforeSync { context.send(.promise(ballot), to: sender) }
  }

  mutating func restart(recovering log: StableLog<Int>, _ context: inout Context<Self>) {
    promised = log.records.max() ?? 0
    guard log.isTorn, flaw != .trustsTornLog else { return }
    context.rewrite([promised])
    context.sync()
  }
}

/// Asks keepers for a promise until a majority has given it; a new ballot each time that it is asked.
struct Asker: Node {
  typealias Message = BallotMessage
  typealias Operation = String
  /// The ballot that it got.
  typealias Response = Int
  typealias Record = Int
  enum Timer: Hashable, Sendable { case patience }

  let keepers: [NodeID]
  /// It must not: a ballot of which the disk knows nothing may be used again.
  var asksBeforeSync = false
  var ballot = 0
  var promises: Set<NodeID> = []
  var operation: OperationID?

  mutating func invoke(_ name: String, as id: OperationID, _ context: inout Context<Self>) {
    (ballot, promises, operation) = (ballot + 1, [], id)
    context.note("asks for \(name)")
    if asksBeforeSync { ask(&context) }
    context.append(ballot)
    context.sync()
    if !asksBeforeSync { ask(&context) }
  }

  private func ask(_ context: inout Context<Self>) {
    context.broadcast(.prepare(ballot), to: keepers.filter { !promises.contains($0) })
    context.set(.patience, after: .milliseconds(50))
  }

  func fire(_ timer: Timer, _ context: inout Context<Self>) { ask(&context) }

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    guard message == .promise(ballot), let id = operation else { return }
    promises.insert(sender)
    guard 2 * promises.count > keepers.count else { return }
    operation = nil
    context.cancel(.patience)
    context.respond(ballot, to: id)
  }

  mutating func restart(recovering log: StableLog<Int>, _ context: inout Context<Self>) {
    ballot = log.records.max() ?? 0
  }
}
