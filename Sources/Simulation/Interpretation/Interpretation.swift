/// A node with all that its driver keeps for it, and what its driver does with it: the one place that
/// says what an event and each effect of its handler mean.
///
/// The search and the ``Bench`` run nodes with this code, and so can a real process; the ``World`` has
/// a faster form of it, which is tested against this one. The rules:
///
/// 1. **An event runs one handler**, whose changes to the node's state are there at once. A timer that
///    fires is pending no more when its handler runs; an operation is pending from then on. What comes
///    to a node that is down is missed: a message is gone, and an operation is never asked for.
/// 2. **Misuse**: where a handler broke a rule of its context, nothing that it asked for happens.
/// 3. **Order**: the effects happen when the handler has returned, in the order in which they were asked
///    for. A message that was asked for before a sync leaves before it.
/// 4. **Messages**: a send hands the message to the link. One to the node itself is neither lost nor
///    doubled nor overtaken by another, and its handler runs after this event, never within it.
/// 5. **Timers**: a timer that is set is pending, until it fires, is cancelled, or the node crashes. Set
///    again, it starts again. To cancel one that isn't pending does nothing.
/// 6. **The disk**: appends and rewrites are there at once, but survive a crash surely only after a
///    sync; see ``StableStorage``.
/// 7. **Answers**: an operation is answered once, by the node that was asked for it. Any other answer is
///    misuse: the effects before it have happened, and none after it does.
/// 8. **The next operation** of a client in a closed loop is due when the one that it waits for is
///    answered, or when it has restarted; it begins after the event.
/// 9. **A crash** comes between two events, or within one: then only so many effects have happened. The
///    node is down, its timers are gone, and its disk keeps what ``StableStorage`` says. All that is
///    pending stays pending, for ever or until it is answered in a later life.
/// 10. **A restart** begins with the node as it was added to the system, and the log.
public struct DrivenNode<N: Node>: Hashable, Sendable {
  public internal(set) var state: N
  public private(set) var isUp = true
  public internal(set) var timers = PendingTimers<N.Timer>()
  /// A driver with a disk of its own may empty it whenever it likes: only a crash looks at it.
  public var storage = StableStorage<N.Record>()
  public private(set) var operations: OperationLedger

  public init(_ node: N, operations: OperationLedger = OperationLedger()) {
    state = node
    self.operations = operations
  }
}

extension DrivenNode {
  /// Carries out an event, all of it or up to a crash within it.
  ///
  /// - Parameter context: who the node is, what its clock shows and where it draws from. What the
  ///   handler asked for is taken out of it again.
  public mutating func handle(
    _ event: NodeEvent<N>, _ context: inout Context<N>, crash: Crash? = nil
  ) -> Turn<N> {
    var turn = Turn<N>()
    guard accepts(event) else {
      if case .invoke = event { operations.miss() }
      turn.isMissed = true
      return turn
    }
    run(event, &context)
    turn.misuse = context.takeMisuse()
    let isWaiting = !operations.isReady
    for effect in context.takeEffects().prefix(crash?.effects ?? .max) where turn.misuse == nil {
      carryOut(effect, of: context.id, &turn)
    }
    guard turn.misuse == nil else { return turn }
    if let crash { self.crash(crash, &turn) }
    turn.isNextDue = isUp && operations.isReady && (isWaiting || event.isRestart)
    return turn
  }

  private func accepts(_ event: NodeEvent<N>) -> Bool {
    if case .fire(let timer) = event { return isUp && timers.contains(timer) }
    return isUp || event.isRestart
  }

  private mutating func run(_ event: NodeEvent<N>, _ context: inout Context<N>) {
    switch event {
    case .start: state.start(&context)
    case .receive(let message, let sender): state.receive(message, from: sender, &context)
    case .fire(let timer):
      timers.remove(timer)
      state.fire(timer, &context)
    case .invoke(let operation):
      let id = OperationID(client: context.id, number: operations.begin())
      state.invoke(operation, as: id, &context)
    case .restart(let initial, let log):
      (state, isUp) = (initial, true)
      operations.abandon()
      state.restart(recovering: log, &context)
    }
  }

  private mutating func carryOut(_ effect: Effect<N>, of node: NodeID, _ turn: inout Turn<N>) {
    switch effect {
    case .send, .note: break
    case .set(let timer, _): timers.insert(timer)
    case .cancel(let timer): timers.remove(timer)
    case .append(let record): storage.append(record)
    case .rewrite(let records): storage.rewrite(records)
    case .sync: storage.sync()
    case .respond(_, let operation):
      do throws(Misuse.Kind) {
        try operations.answer(operation, by: node)
      } catch {
        turn.misuse = error
        return
      }
    }
    turn.effects.append(effect)
  }

  // MARK: Crashes

  /// The node crashes between two events.
  public mutating func crash(losing lost: Int = .max, tearing: Bool = false) {
    isUp = false
    timers.removeAll()
    storage.crash(keeping: max(0, storage.unsynced.count - lost), tearing: tearing)
  }

  private mutating func crash(_ crash: Crash, _ turn: inout Turn<N>) {
    let lost = min(crash.losing, storage.unsynced.count)
    turn.crash = Crash(
      afterEffects: turn.effects.count, losing: lost, tearing: crash.tearing && lost > 0)
    self.crash(losing: lost, tearing: crash.tearing)
  }
}

extension NodeEvent {
  var isRestart: Bool { if case .restart = self { true } else { false } }
}
