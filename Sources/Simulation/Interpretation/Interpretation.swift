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
    handle(event, &context, crash: crash) { _, _ in }
  }

  /// The same, seen effect by effect: each with the node as it is then.
  mutating func handle(
    _ event: NodeEvent<N>, _ context: inout Context<N>, crash: Crash?,
    each: (Effect<N>, Self) -> Void
  ) -> Turn<N> {
    var turn = Turn<N>()
    let effects = run(event, &context, &turn)
    for effect in effects.prefix(crash?.effects ?? .max) where turn.misuse == nil {
      carryOut(effect, of: context.id, &turn)
      if turn.misuse == nil { each(effect, self) }
    }
    if let crash, turn.misuse == nil, !turn.isMissed {
      turn.crash = self.crash(afterEffects: turn.effects.count, crash.losing, crash.tearing)
    }
    turn.isNextDue = turn.isNextDue && isUp && turn.misuse == nil
    return turn
  }

  /// Every way in which the event can go on from what the handler did: cut off by each crash that makes
  /// a difference, if crashes are wanted, and at last whole.
  func everyTurn(
    _ event: NodeEvent<N>, _ context: inout Context<N>, crashes: Bool
  ) -> [(node: Self, turn: Turn<N>)] {
    var (node, turn) = (self, Turn<N>())
    var found: [(node: Self, turn: Turn<N>)] = []
    for effect in node.run(event, &context, &turn) where turn.misuse == nil {
      if crashes { found += node.everyCrash(within: turn) }
      node.carryOut(effect, of: context.id, &turn)
    }
    turn.isNextDue = turn.isNextDue && turn.misuse == nil
    return found + [(node, turn)]
  }

  /// Runs the handler; returns what it asked for.
  private mutating func run(
    _ event: NodeEvent<N>, _ context: inout Context<N>, _ turn: inout Turn<N>
  ) -> [Effect<N>] {
    switch event {
    case .restart(let initial, let log):
      (state, isUp, turn.isNextDue) = (initial, true, true)
      operations.abandon()
      state.restart(recovering: log, &context)
    case _ where !isUp:
      if case .invoke = event { operations.miss() }
      turn.isMissed = true
    case .start: state.start(&context)
    case .receive(let message, let sender): state.receive(message, from: sender, &context)
    case .fire(let timer):
      guard timers.remove(timer) else {
        turn.isMissed = true
        break
      }
      state.fire(timer, &context)
    case .invoke(let operation):
      let id = OperationID(client: context.id, number: operations.begin())
      state.invoke(operation, as: id, &context)
    }
    let effects = context.takeEffects()
    turn.misuse = context.takeMisuse()
    return turn.misuse == nil ? effects : []
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
        if try operations.answer(operation, by: node) { turn.isNextDue = true }
      } catch {
        turn.misuse = error
        return
      }
    }
    turn.effects.append(effect)
  }
}

// MARK: - Crashes

extension DrivenNode {
  /// The node crashes between two events.
  ///
  /// - Returns: what came of it: no more is lost than there was.
  @discardableResult
  public mutating func crash(losing lost: Int = .max, tearing: Bool = false) -> Crash {
    crash(afterEffects: 0, lost, tearing)
  }

  private mutating func crash(afterEffects count: Int, _ lost: Int, _ tearing: Bool) -> Crash {
    let unsynced = storage.unsynced.count
    let lost = min(lost, unsynced)
    isUp = false
    timers.removeAll()
    storage.crash(keeping: unsynced - lost, tearing: tearing)
    return Crash(afterEffects: count, losing: lost, tearing: tearing && lost > 0)
  }

  /// Every way in which the node can crash now, without those that leave the same; none if it is down.
  var everyCrash: [(node: Self, crash: Crash)] { everyCrash(afterEffects: 0) }

  private func everyCrash(within turn: Turn<N>) -> [(node: Self, turn: Turn<N>)] {
    everyCrash(afterEffects: turn.effects.count).map { node, crash in
      var turn = turn
      (turn.crash, turn.isNextDue) = (crash, false)
      return (node, turn)
    }
  }

  private func everyCrash(afterEffects count: Int) -> [(node: Self, crash: Crash)] {
    guard isUp else { return [] }
    var found: [(node: Self, crash: Crash)] = []
    for lost in 0...storage.unsynced.count {
      for tearing in [false, true] {
        var down = self
        let crash = down.crash(afterEffects: count, lost, tearing)
        if !found.contains(where: { $0.node == down }) { found.append((down, crash)) }
      }
    }
    return found
  }
}
