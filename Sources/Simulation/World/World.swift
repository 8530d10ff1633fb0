/// A system that runs in virtual time, under an adversary drawn from one seed.
///
/// The same system, seed and faults give the same run, event by event, on every machine.
///
///     let world = World(system, seed: 7, faults: [.crash(b, at: .milliseconds(50))])
///     world.run(for: .seconds(10))
///     print(world.trace)
public final class World<Message: Hashable & Sendable> {
  /// Why `run` came back.
  public enum Ending: Hashable, Sendable {
    /// Nothing is left to happen.
    case idle
    case timeIsUp
    case eventLimit
    case failed(Violation)
  }

  public let roster: Roster
  public let seed: UInt64
  public let scenario: String
  /// What fell, if something did: the run stops there.
  public internal(set) var violation: Violation?
  public internal(set) var statistics = Statistics()

  var now: Int64 = 0
  var cells: [Cell<Message>] = []
  var network: Network
  var queue = EventQueue()
  var flights = Flights<Message>()
  let isTracing: Bool
  private(set) var recorder = Recorder<Message>()
  /// Whether the choices of the run are recorded.
  let isRecording: Bool
  private(set) var schedule: [Decision<Message>] = []
  /// In a scripted run somebody else decides what happens next: nothing is planned.
  let isScripted: Bool
  var waiting: [Fault.Direction: [Int32]] = [:]
  let faults: [Fault]
  let describer: Describer

  private let invariants: [Invariant<Message>]
  private let hasInvariants: Bool
  private var histories: [ObjectIdentifier: AnyObject] = [:]
  private var storageStreams: [SplitMix64]
  private var hasStarted = false
  private var isHandling = false
  private var cutDirections = 0
  /// Where in the schedule the choice stands whose event is being handled.
  private(set) var eventPosition = 0

  /// - Parameter isTracing: whether the run can be looked at afterwards; costs memory for every event.
  public convenience init(
    _ system: System<Message>, seed: UInt64, faults: [Fault] = [],
    invariants: [Invariant<Message>] = [], isTracing: Bool = true, scenario: String = ""
  ) {
    self.init(
      system, seed: seed, faults: faults, invariants: invariants, isTracing: isTracing,
      isRecording: false, isScripted: false, scenario: scenario)
  }

  init(
    _ system: System<Message>, seed: UInt64, faults: [Fault], invariants: [Invariant<Message>],
    isTracing: Bool, isRecording: Bool, isScripted: Bool, scenario: String
  ) {
    roster = system.roster
    self.seed = seed
    self.faults = faults
    self.invariants = invariants
    hasInvariants = !invariants.isEmpty
    self.isScripted = isScripted
    self.scenario = scenario
    describer = Describer(roster: system.roster)
    self.isTracing = isTracing
    self.isRecording = isRecording
    network = Network(links: system.links, size: system.members.count, seed: seed)
    storageStreams = system.roster.nodes.map {
      SplitMix64(seed: seed, labels: StreamLabel.storage, UInt64($0.index))
    }
    for (index, member) in system.members.enumerated() {
      let cell = makeCell(member, id: NodeID(index))
      cell.clock.set(system.clocks[cell.id, default: ClockError()], at: 0)
      cells.append(cell)
    }
  }

  private func makeCell<M: SystemMember<Message>>(_ member: M, id: NodeID) -> Cell<Message> {
    NodeCell(
      Member(node: member.node, work: member.work), id: id, roster: roster, seed: seed,
      history: box(of: M.N.self))
  }

  private func box<N: Node>(of type: N.Type) -> HistoryBox<N.Operation, N.Response> {
    let key = ObjectIdentifier(HistoryBox<N.Operation, N.Response>.self)
    if let known = histories[key] as? HistoryBox<N.Operation, N.Response> { return known }
    let box = HistoryBox<N.Operation, N.Response>()
    histories[key] = box
    return box
  }
}

// MARK: - Running

extension World {
  /// Runs until nothing is left to happen, a property falls, or a limit is reached.
  ///
  /// - Parameters:
  ///   - span: how much virtual time may pass, counted from now.
  ///   - limit: how many events may happen.
  @discardableResult
  public func run(for span: Duration? = nil, events limit: Int = .max) -> Ending {
    precondition(
      !isHandling, "a node's handler runs the world that runs it: ask for effects in the context")
    let end = span.map { Instant(nanoseconds: now).advanced(by: $0).nanoseconds } ?? .max
    startOnce()
    var events = 0
    while violation == nil, let time = queue.nextTime {
      guard time <= end else {
        now = end
        return .timeIsUp
      }
      guard events < limit else { return .eventLimit }
      step()
      events += 1
    }
    return violation.map(Ending.failed) ?? .idle
  }

  func startOnce() {
    guard !hasStarted else { return }
    hasStarted = true
    for (index, fault) in faults.enumerated() where !isScripted {
      queue.plan(.faultBegins(Int32(index)), at: fault.begin.nanoseconds)
    }
    for cell in cells where violation == nil {
      trace(.starts, cell.id)
      beginHandling()
      cell.start(in: self)
      isHandling = false
    }
    for cell in cells where violation == nil { cell.planWork(in: self) }
    checkInvariants()
  }

  private func step() {
    guard let entry = queue.popFirst(), !isStale(entry.happening) else { return }
    now = entry.time
    switch entry.happening {
    case .arrival(let slot): arrive(slot, entry.happening)
    case .timer(let node, let slot, let generation):
      elapse(cells[Int(node)], Int(slot), generation, entry.happening)
    case .invocation(let node, let number):
      invoke(cells[Int(node)], Int(number), entry.happening)
    case .faultBegins(let index): begin(faults[Int(index)], number: index)
    case .faultEnds(let index): end(faults[Int(index)])
    }
  }

  /// Whether it is about a timer that was cancelled or set again: then nothing happens, and no time passes.
  private func isStale(_ happening: Happening) -> Bool {
    guard case .timer(let node, let slot, let generation) = happening else { return false }
    return !cells[Int(node)].isPending(timer: Int(slot), generation: generation)
  }

  private func arrive(_ slot: Int32, _ happening: Happening) {
    guard let flight = flights[slot] else { return }
    let cell = cells[Int(flight.receiver.index)]
    if cell.isPaused { return cell.held.append(happening) }
    if isRecording { decide(.deliver(flight.name), flights.message(in: slot)) }
    deliver(slot)
  }

  /// Hands a message to its receiver, if that can take it.
  func deliver(_ slot: Int32) {
    guard let flight = flights[slot] else { return }
    flights.remove(slot)
    let cell = cells[Int(flight.receiver.index)]
    guard cell.isUp, !isCut(from: flight.sender, to: flight.receiver) else {
      statistics.missed += 1
      return trace(.misses, flight, at: flight.receiver, with: flight.sender)
    }
    statistics.delivered += 1
    trace(.receives, flight, at: flight.receiver, with: flight.sender)
    beginHandling()
    cell.receive(flights.message(in: slot), from: flight.sender, in: self)
    endHandling()
  }

  private func elapse(
    _ cell: Cell<Message>, _ slot: Int, _ generation: UInt32, _ happening: Happening
  ) {
    if cell.isPaused { return cell.held.append(happening) }
    if isRecording { decide(.fire(cell.id, timer: cell.name(ofTimer: slot, describer))) }
    fire(cell, slot, generation)
  }

  func fire(_ cell: Cell<Message>, _ slot: Int, _ generation: UInt32) {
    statistics.fired += 1
    beginHandling()
    cell.fire(timer: slot, generation: generation, in: self)
    endHandling()
  }

  private func invoke(_ cell: Cell<Message>, _ number: Int, _ happening: Happening) {
    if cell.isPaused { return cell.held.append(happening) }
    guard cell.mayInvoke(number) else { return }
    decide(.invoke(cell.id, operation: number))
    invoke(cell, number)
  }

  func invoke(_ cell: Cell<Message>, _ number: Int) {
    statistics.invoked += 1
    beginHandling()
    cell.invoke(number, in: self)
    endHandling()
  }

  func beginHandling() {
    isHandling = true
    if isRecording { eventPosition = max(0, schedule.count - 1) }
  }

  func endHandling() {
    isHandling = false
    if hasInvariants { checkInvariants() }
  }

  func checkInvariants() {
    guard !invariants.isEmpty, violation == nil else { return }
    let view = SystemView(roster: roster, source: self)
    for invariant in invariants {
      guard let message = invariant.violation(in: view) else { continue }
      return fail(Violation(property: invariant.name, message: message))
    }
  }

  func fail(_ found: Violation) {
    guard violation == nil else { return }
    violation = found
    trace(.violates(property: found.property, message: found.message), nil)
  }
}

// MARK: - What cells ask for

extension World {
  func trace(_ what: @autoclosure () -> Trace.What, _ node: NodeID?) {
    if isTracing { recorder.record(what(), node, at: now) }
  }

  private func trace(
    _ transfer: Transfer, _ flight: Flight, at node: NodeID, with other: NodeID
  ) {
    if isTracing { recorder.record(transfer, flight.number, node, other, at: now) }
  }

  func send(_ message: Message, from sender: NodeID, to receiver: NodeID) {
    statistics.sent += 1
    let (number, fate) = network.route(from: sender, to: receiver, at: now)
    let flight = Flight(
      sender: sender, receiver: receiver, number: statistics.sent, linkNumber: number, sentAt: now)
    if isTracing {
      recorder.sends(message, number: flight.number, from: sender, to: receiver, at: now)
    }
    if isScripted {
      return waiting[flight.direction, default: []].append(flights.insert(flight, message))
    }
    guard let arrival = fate.arrival else { return lose(flight, message) }
    queue.plan(.arrival(slot: flights.insert(flight, message)), at: arrival)
    guard let copyArrival = fate.copyArrival else { return }
    duplicate(flight, message)
    queue.plan(.arrival(slot: flights.insert(flight, message)), at: copyArrival)
  }

  func lose(_ flight: Flight, _ message: Message) {
    statistics.lost += 1
    if isRecording { decide(.lose(flight.name), message) }
    trace(.loses, flight, at: flight.sender, with: flight.receiver)
  }

  func duplicate(_ flight: Flight, _ message: Message) {
    statistics.duplicated += 1
    if isRecording { decide(.duplicate(flight.name), message) }
    trace(.copies, flight, at: flight.sender, with: flight.receiver)
  }

  func plan(timer slot: Int, generation: UInt32, of node: NodeID, at time: Int64) {
    guard !isScripted else { return }
    queue.plan(
      .timer(node: node.index, slot: Int32(slot), generation: generation), at: time)
  }

  func plan(invocation number: Int, of node: NodeID, at time: Int64) {
    guard !isScripted else { return }
    queue.plan(.invocation(node: node.index, number: Int32(number)), at: time)
  }

  func report(_ kind: Misuse.Kind, by node: NodeID, handling event: String) {
    let misuse = Misuse(node: roster.name(of: node), event: event, kind: kind)
    fail(Violation(property: Violation.correctUse, message: misuse.description))
  }

  /// Writes a choice into the schedule, if there is one.
  func decide(_ choice: @autoclosure () -> Choice, _ message: Message? = nil) {
    guard isRecording else { return }
    schedule.append(Decision(step: Step(at: currentTime, choice()), message: message))
  }

  /// Writes a choice that was made before the event that is being handled.
  func decideBeforeEvent(_ choice: Choice) {
    guard isRecording else { return }
    schedule.insert(Decision(step: Step(at: currentTime, choice), message: nil), at: eventPosition)
  }
}

// MARK: - Looking at it

extension World: SystemViewSource {
  /// True time: what no node knows.
  public var currentTime: Instant { Instant(nanoseconds: now) }

  /// The state of a node; a crashed one shows the state in which it crashed.
  public subscript<N: Node>(id: NodeID, as type: N.Type) -> N where N.Message == Message {
    SystemView(roster: roster, source: self)[id, as: type]
  }

  public func state<N: Node>(of id: NodeID, as type: N.Type) -> N? {
    let cell = cells[Int(id.index)]
    // Asked in every state that an invariant sees: comparing the type is much faster than a cast.
    guard cell.type == ObjectIdentifier(N.self) else { return nil }
    return unsafeDowncast(cell, to: NodeCell<N>.self).state
  }

  public func isUp(_ id: NodeID) -> Bool { cells[Int(id.index)].isUp }

  public var messagesInFlight: [Envelope<Message>] {
    flights.slots.compactMap { slot in
      flights[slot].map {
        Envelope(from: $0.sender, to: $0.receiver, flights.message(in: slot))
      }
    }
  }

  /// What all clients with this type's operations and responses asked for and were told.
  public func history<N: Node>(of type: N.Type) -> History<N.Operation, N.Response> {
    box(of: type).value
  }

  /// What happened so far; only its head if the world was told not to trace.
  public var trace: Trace { trace(from: 0) }

  /// The same without the first lines.
  func trace(from start: Int) -> Trace {
    Trace(
      scenario: scenario, seed: seed, nodes: roster.nodes.map(roster.name),
      events: recorder.events(describer, from: start))
  }
}

// MARK: - Faults

extension World {
  func isCut(from sender: NodeID, to receiver: NodeID) -> Bool {
    cutDirections > 0 && network[from: sender, to: receiver].cuts > 0
  }

  func cut(_ direction: Fault.Direction) {
    cutDirections += 1
    network[from: direction.sender, to: direction.receiver].cuts += 1
    trace(.cuts(direction.receiver), direction.sender)
  }

  func heal(_ direction: Fault.Direction) {
    guard network[from: direction.sender, to: direction.receiver].cuts > 0 else { return }
    cutDirections -= 1
    network[from: direction.sender, to: direction.receiver].cuts -= 1
    trace(.heals(direction.receiver), direction.sender)
  }

  /// How many unsynced writes are lost, and whether one of them is torn: as told, or as the seed has it.
  func resolve(_ outcome: CrashOutcome, of cell: Cell<Message>) -> (lost: Int, tearing: Bool) {
    let count = cell.unsyncedWrites
    switch outcome {
    case .losing(let lost, let tearing):
      return (min(lost, count), tearing && lost > 0 && count > 0)
    case .drawn:
      let lost = storageStreams[Int(cell.id.index)].next(below: UInt64(count + 1))
      let tearing = storageStreams[Int(cell.id.index)].nextBool(probability: 0.5)
      return (Int(lost), tearing && lost > 0)
    }
  }
}
