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
  var recorder = Recorder<Message>()
  /// Whether the choices of the run are recorded.
  let isRecording: Bool
  var schedule: [Decision<Message>] = []
  /// In a scripted run somebody else decides what happens next: nothing is planned.
  let isScripted: Bool
  var waiting: [Fault.Direction: [Int32]] = [:]
  let faults: [Fault]
  let describer: Describer

  private let invariants: [Invariant<Message>]
  private let hasInvariants: Bool
  private var histories: [ObjectIdentifier: AnyObject] = [:]
  var storageStreams: [SplitMix64]
  private var hasStarted = false
  private var isHandling = false
  var cutDirections = 0
  /// Where in the schedule the choice stands whose event is being handled.
  var eventPosition = 0

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
    for node in faults.flatMap(\.nodes) {
      precondition(system.roster.contains(node), "a fault befalls \(node), which is no node here")
    }
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

  func box<N: Node>(of type: N.Type) -> HistoryBox<N.Operation, N.Response> {
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
      if fault.befallsStart {
        begin(fault, number: Int32(index))
      } else {
        queue.plan(.faultBegins(Int32(index)), at: fault.begin.nanoseconds)
      }
    }
    for cell in cells where violation == nil {
      trace(.starts, cell.id)
      beginHandling()
      // No choice stands before a start.
      eventPosition = 0
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
