/// A node that runs in a world, with all that belongs to it: a fast form of ``DrivenNode``, which has the
/// rules.
final class NodeCell<N: Node>: Cell<N.Message> {
  private let initial: N
  private(set) var state: N
  private let work: Workload<N.Operation>
  private let history: HistoryBox<N.Operation, N.Response>
  private var context: Context<N>
  private var storage = StableStorage<N.Record>()
  private var timers = TimerTable<N.Timer>()
  private var timerNames: [N.Timer: String] = [:]
  private var operations = OperationLedger()

  init(
    _ member: Member<N>, id: NodeID, roster: Roster, seed: UInt64,
    history: HistoryBox<N.Operation, N.Response>
  ) {
    initial = member.node
    state = member.node
    work = member.work
    self.history = history
    context = Context(
      id: id, roster: roster,
      random: SplitMix64(seed: seed, labels: StreamLabel.node, UInt64(id.index)))
    super.init(id: id, type: ObjectIdentifier(N.self))
  }

  // MARK: Events

  override func start(in world: World<N.Message>) {
    prepare(world)
    state.start(&context)
    finish(world) { .start }
  }

  override func receive(
    _ message: N.Message, from sender: NodeID, in world: World<N.Message>
  ) {
    prepare(world)
    state.receive(message, from: sender, &context)
    finish(world) { .receive(message, from: sender) }
  }

  override func fire(timer slot: Int, generation: UInt32, in world: World<N.Message>) {
    guard let timer = timers.take(slot: slot, generation: generation) else { return }
    world.trace(.fires(timer: name(of: timer, world.describer)), id)
    prepare(world)
    state.fire(timer, &context)
    finish(world) { .fire(timer) }
  }

  override func invoke(_ number: Int, in world: World<N.Message>) {
    let operation = work.operations[number - 1]
    while operations.last < number - 1 { operations.miss() }
    let operationID = OperationID(client: id, number: operations.begin())
    history.value.invoke(operation, as: operationID, at: Instant(nanoseconds: world.now))
    world.trace(.invokes(operation: number, text: world.describer.describe(operation)), id)
    prepare(world)
    state.invoke(operation, as: operationID, &context)
    finish(world) { .invoke(operation) }
  }

  override func restart(in world: World<N.Message>) {
    isUp = true
    state = initial
    operations.abandon()
    prepare(world)
    state.restart(recovering: storage.synced, &context)
    finish(world) { .restart(initial, recovering: storage.synced) }
    if isUp, case .closedLoop(let pause) = work.pace { planNext(after: pause, world) }
  }

  override var unsyncedWrites: Int { storage.unsynced.count }

  override func crash(losing lost: Int, tearing: Bool) {
    isUp = false
    timers.removeAll()
    storage.crash(keeping: max(0, storage.unsynced.count - lost), tearing: tearing)
  }

  private func prepare(_ world: World<N.Message>) {
    context.clock = Instant(nanoseconds: clock.reading(at: world.now))
  }

  override func difference(
    from twin: Cell<N.Message>, _ describer: Describer
  ) -> Nondeterminism.Kind? {
    guard let twin = twin as? NodeCell<N> else { return nil }
    let itself = state
    if state != itself { return .equality(of: describer.describe(state)) }
    if state != twin.state {
      return .state(first: describer.describe(state), second: describer.describe(twin.state))
    }
    if state.hashValue != twin.state.hashValue { return .hash(of: describer.describe(state)) }
    return nil
  }

  // MARK: Effects

  /// Carries out what the handler asked for; all of it, or as much as a crash lets through.
  private func finish(_ world: World<N.Message>, event: () -> NodeEvent<N>) {
    defer { context.forgetEffects() }
    if let kind = context.misuse { return report(kind, event(), world) }
    let point = crashPoint
    let count = min(point?.effects ?? .max, context.buffer.kinds.count)
    for index in 0..<count {
      do throws(Misuse.Kind) {
        try perform(context.buffer.kinds[index], world)
      } catch {
        return report(error, event(), world)
      }
    }
    if let point {
      crashPoint = nil
      world.crashDuringEvent(self, point)
    }
  }

  private func report(_ kind: Misuse.Kind, _ event: NodeEvent<N>, _ world: World<N.Message>) {
    let misuse = Misuse(kind, handling: event, by: id, in: world.roster)
    world.fail(Violation(property: Violation.correctUse, message: misuse.description))
  }

  private func perform(
    _ effect: EffectKind, _ world: World<N.Message>
  ) throws(Misuse.Kind) {
    switch effect {
    case .send(let index, let receiver):
      world.send(context.buffer.messages[index], from: id, to: receiver)
    case .set(let index, let delay): set(context.buffer.timers[index], after: delay, world)
    case .cancel(let index): cancel(context.buffer.timers[index], world)
    case .append(let index):
      storage.append(context.buffer.records[index])
      world.trace(.appends(world.describer.describe(context.buffer.records[index])), id)
    case .rewrite(let index):
      storage.rewrite(context.buffer.logs[index])
      world.trace(.rewrites(world.describer.describe(context.buffer.logs[index])), id)
    case .sync:
      storage.sync()
      world.trace(.syncs, id)
    case .respond(let index, let operation):
      try respond(context.buffer.responses[index], to: operation, world)
    case .note(let index): world.trace(.notes(context.buffer.notes[index]), id)
    }
  }

  private func respond(
    _ response: N.Response, to operation: OperationID, _ world: World<N.Message>
  ) throws(Misuse.Kind) {
    let isAwaited = try operations.answer(operation, by: id)
    try history.value.respond(
      response, to: operation, at: Instant(nanoseconds: world.now))
    world.trace(
      .returns(operation: operation.number, text: world.describer.describe(response)), id)
    guard isAwaited else { return }
    if case .closedLoop(let pause) = work.pace { planNext(after: pause, world) }
  }

  // MARK: Timers

  private func cancel(_ timer: N.Timer, _ world: World<N.Message>) {
    timers.cancel(timer)
    world.trace(.cancels(timer: name(of: timer, world.describer)), id)
  }

  private func set(_ timer: N.Timer, after delay: Duration, _ world: World<N.Message>) {
    let span = clock.trueSpan(of: delay.wholeNanoseconds)
    let due = Instant(nanoseconds: world.now).advanced(by: span).nanoseconds
    let (slot, generation) = timers.set(timer, due: due)
    world.plan(timer: slot, generation: generation, of: id, at: due)
    world.trace(.sets(timer: name(of: timer, world.describer), after: delay), id)
  }

  override func isPending(timer slot: Int, generation: UInt32) -> Bool {
    timers.isPending(slot, generation)
  }

  override func name(ofTimer slot: Int, _ describer: Describer) -> String {
    timers.states[slot].isPending ? name(of: timers.timers[slot], describer) : ""
  }

  override func timer(named name: String, _ describer: Describer) -> (
    slot: Int, generation: UInt32, due: Int64
  )? {
    let slot = timers.pending.first { self.name(ofTimer: $0, describer) == name }
    return slot.map { ($0, timers.states[$0].generation, timers.states[$0].due) }
  }

  private func name(of timer: N.Timer, _ describer: Describer) -> String {
    if let known = timerNames[timer] { return known }
    let name = describer.describe(timer)
    timerNames[timer] = name
    return name
  }

  override func replanTimers(since old: LocalClock, in world: World<N.Message>) {
    for index in timers.pending {
      let left = old.reading(at: timers.states[index].due) - old.reading(at: world.now)
      let due = world.now + clock.trueSpan(of: max(0, left))
      let (slot, generation) = timers.set(timers.timers[index], due: due)
      world.plan(timer: slot, generation: generation, of: id, at: due)
    }
  }

  // MARK: Work

  override func planWork(in world: World<N.Message>) {
    switch work.pace {
    case .closedLoop(let pause): planNext(after: pause, world)
    case .scheduled(let times):
      for (index, time) in times.enumerated() {
        world.plan(invocation: index + 1, of: id, at: time.nanoseconds)
      }
    }
  }

  private func planNext(after pause: Duration, _ world: World<N.Message>) {
    guard operations.last < work.operations.count else { return }
    let time = Instant(nanoseconds: world.now).advanced(by: pause).nanoseconds
    world.plan(invocation: operations.last + 1, of: id, at: time)
  }

  override func mayInvoke(_ number: Int) -> Bool {
    guard number > operations.last, number <= work.operations.count, isUp else { return false }
    if case .scheduled = work.pace { return true }
    return operations.isReady
  }
}

/// The history that all clients with the same operations and responses write.
final class HistoryBox<Operation: Hashable & Sendable, Response: Hashable & Sendable> {
  var value = History<Operation, Response>()
}
