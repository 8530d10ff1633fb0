internal import Chapter2
internal import Simulation

/// Carries messages to other nodes; may lose them, as any link.
protocol Outlet: Sendable {
  /// Hands the bytes over and returns at once.
  func send(_ message: [UInt8], to receiver: NodeID)
}

/// Runs one node in real time: the third driver, after the simulated world and the search.
///
/// An actor, so that the handlers of the node run one after the other, as the model has it. Effects
/// are carried out in their order: a message that follows a sync leaves when the sync is done.
actor NodeRunner<N: Node> where N.Message: WireValue, N.Record: WireValue {
  private var node: N
  private let id: NodeID
  private let roster: Roster
  private let outlet: any Outlet
  private let storage: StableFile<N.Record>
  private let began = ContinuousClock.now
  private var random: SplitMix64
  private var timers: [N.Timer: Task<Void, Never>] = [:]
  private var waiting: [OperationID: CheckedContinuation<N.Response, any Error>] = [:]
  private var operations = 0
  private var hasEnded = false

  init(
    _ node: N, as id: NodeID, in roster: Roster, over outlet: any Outlet, logAt path: String
  ) throws {
    self.node = node
    self.id = id
    self.roster = roster
    self.outlet = outlet
    storage = try StableFile(path)
    random = SplitMix64(seed: UInt64(id.index))
  }

  /// Starts the node, or restarts it if its log says that it has run before.
  func begin() throws {
    let log = try storage.load()
    try handle { node, context in
      if log.slots.isEmpty {
        node.start(&context)
      } else {
        node.restart(recovering: log, &context)
      }
    }
  }

  /// A message has arrived. What can't be read as one is refused: the sender's stream is broken.
  func receive(_ bytes: [UInt8], from sender: NodeID) throws {
    let message = try N.Message(decoding: bytes)
    try handle { $0.receive(message, from: sender, &$1) }
  }

  /// Asks the node for an operation and waits for its answer.
  ///
  /// - Throws: `CancellationError` if the node ends first. Whether the operation takes effect, or will,
  ///   is then unknown.
  func perform(_ operation: N.Operation) async throws -> N.Response {
    guard !hasEnded else { throw CancellationError() }
    operations += 1
    let name = OperationID(client: id, number: operations)
    return try await withCheckedThrowingContinuation { continuation in
      waiting[name] = continuation
      do {
        try handle { $0.invoke(operation, as: name, &$1) }
      } catch {
        stop(error)
      }
    }
  }

  /// Ends the node as a crash would: it handles nothing more, and its log stays for a successor.
  func end() {
    hasEnded = true
    timers.values.forEach { $0.cancel() }
    waiting.values.forEach { $0.resume(throwing: CancellationError()) }
    (timers, waiting) = ([:], [:])
  }

  private func fire(_ timer: N.Timer) {
    timers[timer] = nil
    do {
      try handle { $0.fire(timer, &$1) }
    } catch {
      stop(error)
    }
  }

  private func handle(_ handler: (inout N, inout Context<N>) -> Void) throws {
    guard !hasEnded else { return }
    let clock = Instant(ContinuousClock.now - began)
    var context = Context<N>(id: id, roster: roster, random: random, clock: clock)
    handler(&node, &context)
    random = context.random
    for effect in context.takeEffects() { try carryOut(effect) }
  }

  private func carryOut(_ effect: Effect<N>) throws {
    switch effect {
    case .send(let message, let receiver): outlet.send(message.encoded(), to: receiver)
    case .set(let timer, let delay):
      timers[timer]?.cancel()
      timers[timer] = Task {
        try? await Task.sleep(for: delay)
        if !Task.isCancelled { fire(timer) }
      }
    case .cancel(let timer): timers.removeValue(forKey: timer)?.cancel()
    case .append(let record): try storage.append(record)
    case .rewrite(let records): try storage.rewrite(records)
    case .sync: try storage.sync()
    case .respond(let response, let operation):
      waiting.removeValue(forKey: operation)?.resume(returning: response)
    case .note(let text): log(text)
    }
  }

  /// A disk that doesn't keep its promise ends the process: a node that went on would break its own.
  private func stop(_ error: any Error) {
    log("\(roster.name(of: id)) stops: \(error)")
    exitProcess(1)
  }
}
