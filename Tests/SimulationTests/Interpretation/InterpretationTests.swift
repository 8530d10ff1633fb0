import Simulation
import Testing

/// Asks for what it is told to ask for, whatever happens.
private struct Puppet: Node {
  typealias Message = [Request]
  typealias Timer = Int
  typealias Operation = [Request]
  typealias Response = Int
  typealias Record = Int

  enum Request: Hashable, Sendable {
    case send(Int), set(Int), cancel(Int), append(Int), rewrite([Int]), sync
    case answer(Int)
    case toStranger, beforeNow
  }

  var onRestart: [Request] = []
  var recovered: StableLog<Int>?

  func receive(_ message: [Request], from sender: NodeID, _ context: inout Context<Self>) {
    ask(message, &context)
  }

  func fire(_ timer: Int, _ context: inout Context<Self>) { ask([.append(timer)], &context) }

  func invoke(_ operation: [Request], as id: OperationID, _ context: inout Context<Self>) {
    ask(operation, &context)
  }

  mutating func restart(recovering log: StableLog<Int>, _ context: inout Context<Self>) {
    recovered = log
    ask(onRestart, &context)
  }

  private func ask(_ requests: [Request], _ context: inout Context<Self>) {
    for request in requests {
      switch request {
      case .send(let receiver): context.send([], to: NodeID(receiver))
      case .set(let timer): context.set(timer, after: .seconds(1))
      case .cancel(let timer): context.cancel(timer)
      case .append(let record): context.append(record)
      case .rewrite(let records): context.rewrite(records)
      case .sync: context.sync()
      case .answer(let number):
        context.respond(0, to: OperationID(client: context.id, number: number))
      case .toStranger: context.send([], to: NodeID(9))
      case .beforeNow: context.set(0, after: .seconds(-1))
      }
    }
  }
}

@Suite("What an event means")
struct InterpretationTests {
  private let roster: Roster = ["A", "B"]
  private let b = NodeID(1)

  private func handle(
    _ node: inout DrivenNode<Puppet>, _ event: NodeEvent<Puppet>, crash: Crash? = nil
  ) -> Turn<Puppet> {
    var context = Context<Puppet>(id: NodeID(0), roster: roster, random: SplitMix64(seed: 0))
    return node.handle(event, &context, crash: crash)
  }

  @Test("after misuse of the context nothing that was asked for happens", arguments: [0, 1])
  func misuse(kind: Int) {
    var node = DrivenNode(Puppet())
    let slip = [Puppet.Request.toStranger, .beforeNow][kind]
    let turn = handle(&node, .receive([.append(1), .set(1), slip], from: b))
    #expect(turn.effects.isEmpty && turn.misuse != nil)
    #expect(node == DrivenNode(Puppet()))
  }

  @Test("a second answer is misuse: what came before it has happened, and what comes after doesn't")
  func secondAnswer() {
    var node = DrivenNode(Puppet())
    let id = OperationID(client: NodeID(0), number: 1)
    let turn = handle(&node, .invoke([.append(1), .answer(1), .answer(1), .append(2)]))
    #expect(turn.effects == [.append(1), .respond(0, to: id)])
    #expect(turn.misuse == .answeredTwice(id) && !turn.isNextDue)
    #expect(node.storage.unsynced == [.append(1)])
  }

  @Test("who was never asked can't answer", arguments: [0, 2, -1])
  func unasked(number: Int) {
    var node = DrivenNode(Puppet())
    let turn = handle(&node, .invoke([.answer(number)]))
    #expect(turn.misuse == .unknownOperation(OperationID(client: NodeID(0), number: number)))
  }

  @Test("the next operation is due when the awaited one is answered, and after a restart")
  func nextOperation() {
    var node = DrivenNode(Puppet())
    let asked = handle(&node, .invoke([.append(1)]))
    #expect(!asked.isNextDue && node.operations.pending == [1])
    node.crash()
    let restarted = handle(&node, .restart(Puppet(), recovering: node.storage.synced))
    #expect(restarted.isNextDue && node.operations.isReady)
    // The client has given the first one up; a late answer to it is an answer, and no more.
    let late = handle(&node, .receive([.answer(1)], from: b))
    #expect(late.misuse == nil && !late.isNextDue && node.operations.pending.isEmpty)
    #expect(handle(&node, .invoke([.answer(2)])).isNextDue)
  }

  @Test(
    "an answer with which its node crashes counts, and the next operation waits for the restart")
  func crashAfterAnswer() {
    var node = DrivenNode(Puppet())
    let turn = handle(
      &node, .invoke([.append(1), .answer(1), .append(2)]), crash: Crash(afterEffects: 2))
    #expect(turn.effects.count == 2 && turn.misuse == nil)
    #expect(turn.crash == Crash(afterEffects: 2, losing: 1) && !turn.isNextDue)
    #expect(!node.isUp && node.operations.pending.isEmpty)
  }

  @Test("a set timer is pending once, until it fires, is cancelled, or its node crashes")
  func timers() {
    var node = DrivenNode(Puppet())
    _ = handle(
      &node, .receive([.set(1), .set(2), .set(1), .set(3), .cancel(2), .cancel(7)], from: b))
    #expect(node.timers == PendingTimers([3, 1]))
    #expect(node.timers.all == [1, 3])
    #expect(handle(&node, .fire(2)).isMissed)
    #expect(handle(&node, .fire(3)).effects == [.append(3)])
    #expect(node.timers.all == [1])
    node.crash()
    #expect(node.timers.isEmpty)
  }

  @Test("what comes to a node that is down is missed, and an operation is never asked for")
  func down() {
    var node = DrivenNode(Puppet())
    node.crash()
    #expect(handle(&node, .receive([.append(1)], from: b)).isMissed)
    #expect(handle(&node, .invoke([.append(1)])).isMissed)
    _ = handle(&node, .restart(Puppet(), recovering: node.storage.synced))
    let turn = handle(&node, .invoke([.answer(1)]))
    #expect(turn.misuse == .unknownOperation(OperationID(client: NodeID(0), number: 1)))
    #expect(node.operations.last == 2)
  }

  @Test(
    "a crash leaves the disk a prefix of what wasn't synced, and one torn slot at most",
    arguments: [
      (0, false, [1, 2, 3], false), (1, false, [1, 2], false), (2, true, [1], true),
      (.max, true, [1], true), (.max, false, [1], false),
    ])
  func disk(losing: Int, tearing: Bool, records: [Int], isTorn: Bool) {
    var node = DrivenNode(Puppet())
    let requests: [Puppet.Request] = [.append(1), .sync, .append(2), .append(3), .append(4)]
    let crash = Crash(afterEffects: 4, losing: losing, tearing: tearing)
    let turn = handle(&node, .receive(requests, from: b), crash: crash)
    #expect(turn.crash == Crash(afterEffects: 4, losing: min(losing, 2), tearing: isTorn))
    _ = handle(&node, .restart(Puppet(), recovering: node.storage.synced))
    #expect(node.state.recovered?.records == records)
    #expect(node.state.recovered?.isTorn == isTorn)
  }

  @Test("a later life of a real process may answer for an earlier one, to nobody")
  func earlierLives() {
    var node = DrivenNode(Puppet(), operations: OperationLedger(after: 7))
    #expect(handle(&node, .receive([.answer(3), .answer(7)], from: b)).misuse == nil)
    #expect(handle(&node, .receive([.answer(8)], from: b)).misuse != nil)
    #expect(handle(&node, .invoke([.answer(8)])).misuse == nil)
    #expect(node.operations.last == 8)
  }
}
