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
  var recorder: Recorder<Message>?
  /// The choices of the run, if they are recorded.
  var schedule: [Decision<Message>]?
  /// In a scripted run somebody else decides what happens next: nothing is planned.
  let isScripted: Bool
  var waiting: [Fault.Direction: [Int32]] = [:]
  let faults: [Fault]
  let describer: Describer

  private let invariants: [Invariant<Message>]
  private var histories: [ObjectIdentifier: AnyObject] = [:]
  private var storageStreams: [SplitMix64]
  private var hasStarted = false
  private var isHandling = false
  private var cutDirections = 0
  /// Where in the schedule the choice stands whose event is being handled.
  private(set) var eventPosition: Int?

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
    self.isScripted = isScripted
    self.scenario = scenario
    describer = Describer(roster: system.roster)
    recorder = isTracing ? Recorder() : nil
    schedule = isRecording ? [] : nil
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
      handle { cell.start(in: self) }
    }
    for cell in cells where violation == nil { cell.planWork(in: self) }
    checkInvariants()
  }

  private func step() {
    guard let entry = queue.popFirst() else { return }
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

  private func arrive(_ slot: Int32, _ happening: Happening) {
    guard let flight = flights[slot] else { return }
    let cell = cells[Int(flight.receiver.index)]
    if cell.isPaused { return cell.held.append(happening) }
    decide(.deliver(flight.name), flight.message)
    deliver(slot)
  }

  /// Hands a message to its receiver, if that can take it.
  func deliver(_ slot: Int32) {
    guard let flight = flights.take(slot) else { return }
    let cell = cells[Int(flight.receiver.index)]
    guard cell.isUp, !isCut(from: flight.sender, to: flight.receiver) else {
      statistics.missed += 1
      recorder?.record(.misses, flight.number, flight.receiver, flight.sender, at: now)
      return
    }
    statistics.delivered += 1
    recorder?.record(.receives, flight.number, flight.receiver, flight.sender, at: now)
    handle { cell.receive(flight.message, from: flight.sender, in: self) }
    checkInvariants()
  }

  private func elapse(
    _ cell: Cell<Message>, _ slot: Int, _ generation: UInt32, _ happening: Happening
  ) {
    guard cell.isPending(timer: slot, generation: generation) else { return }
    if cell.isPaused { return cell.held.append(happening) }
    if schedule != nil {
      decide(.fire(cell.id, timer: cell.name(ofTimer: slot, describer)))
    }
    fire(cell, slot, generation)
  }

  func fire(_ cell: Cell<Message>, _ slot: Int, _ generation: UInt32) {
    statistics.fired += 1
    handle { cell.fire(timer: slot, generation: generation, in: self) }
    checkInvariants()
  }

  private func invoke(_ cell: Cell<Message>, _ number: Int, _ happening: Happening) {
    if cell.isPaused { return cell.held.append(happening) }
    guard cell.mayInvoke(number) else { return }
    decide(.invoke(cell.id, operation: number))
    invoke(cell, number)
  }

  func invoke(_ cell: Cell<Message>, _ number: Int) {
    statistics.invoked += 1
    handle { cell.invoke(number, in: self) }
    checkInvariants()
  }

  @inline(__always)
  func handle(_ handler: () -> Void) {
    isHandling = true
    eventPosition = schedule.map { max(0, $0.count - 1) }
    handler()
    isHandling = false
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
  var isTracing: Bool { recorder != nil }

  func trace(_ what: @autoclosure () -> Trace.What, _ node: NodeID?) {
    if recorder != nil { recorder?.record(what(), node, at: now) }
  }

  func send(_ message: Message, from sender: NodeID, to receiver: NodeID) {
    statistics.sent += 1
    network[from: sender, to: receiver].sent += 1
    let flight = Flight(
      message: message, sender: sender, receiver: receiver, number: statistics.sent,
      linkNumber: network[from: sender, to: receiver].sent, sentAt: now)
    recorder?.sends(message, number: flight.number, from: sender, to: receiver, at: now)
    if isScripted {
      let direction = Fault.Direction(from: sender, to: receiver)
      return waiting[direction, default: []].append(flights.insert(flight))
    }
    let fate = network[from: sender, to: receiver].route(at: now)
    guard let arrival = fate.arrival else { return lose(flight) }
    queue.plan(.arrival(slot: flights.insert(flight)), at: arrival)
    guard let copyArrival = fate.copyArrival else { return }
    duplicate(flight)
    queue.plan(.arrival(slot: flights.insert(flight)), at: copyArrival)
  }

  func lose(_ flight: Flight<Message>) {
    statistics.lost += 1
    decide(.lose(flight.name), flight.message)
    recorder?.record(.loses, flight.number, flight.sender, flight.receiver, at: now)
  }

  func duplicate(_ flight: Flight<Message>) {
    statistics.duplicated += 1
    decide(.duplicate(flight.name), flight.message)
    recorder?.record(.copies, flight.number, flight.sender, flight.receiver, at: now)
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

  func decide(_ choice: @autoclosure () -> Choice, _ message: Message? = nil) {
    guard schedule != nil else { return }
    schedule?.append(Decision(step: Step(at: currentTime, choice()), message: message))
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
    (cells[Int(id.index)] as? NodeCell<N>)?.state
  }

  public func isUp(_ id: NodeID) -> Bool { cells[Int(id.index)].isUp }

  public var messagesInFlight: [Envelope<Message>] {
    flights.all.map { Envelope(from: $0.sender, to: $0.receiver, $0.message) }
  }

  /// What all clients with this type's operations and responses asked for and were told.
  public func history<N: Node>(of type: N.Type) -> History<N.Operation, N.Response> {
    box(of: type).value
  }

  /// What happened so far; only its head if the world was told not to trace.
  public var trace: Trace {
    Trace(
      scenario: scenario, seed: seed, nodes: roster.nodes.map(roster.name),
      events: recorder?.events(describer) ?? [])
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

  /// How many unsynced writes survive, and whether one is torn: as told, or as the seed has it.
  func resolve(_ outcome: CrashOutcome, of cell: Cell<Message>) -> (kept: Int, tearing: Bool) {
    let count = cell.unsyncedWrites
    switch outcome {
    case .keeping(let kept, let tearing): return (min(kept, count), tearing)
    case .drawn:
      let kept = storageStreams[Int(cell.id.index)].next(below: UInt64(count + 1))
      let tearing = storageStreams[Int(cell.id.index)].nextBool(probability: 0.5)
      return (Int(kept), tearing && Int(kept) < count)
    }
  }
}
