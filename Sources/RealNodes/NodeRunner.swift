public import Simulation

/// Runs one node in real time: the third driver, after the simulated world and the search.
///
/// What events and effects mean is `DrivenNode`'s business, as for the other two; here the effects
/// become bytes, sleeping tasks and a file. An actor, so that the handlers of the node run one after
/// the other. A message that follows a sync leaves when the sync is done.
public actor NodeRunner<N: Node> {
  private let initial: N
  private let id: NodeID
  private let roster: Roster
  private let codec: NodeCodec<N>
  private let outlet: any Outlet
  private let file: StableFile<N.Record>
  private let epoch: ContinuousClock.Instant
  private let ending: AsyncStream<Never>.Continuation
  private nonisolated let span: AsyncStream<Never>

  private var node: DrivenNode<N>
  private var random: SplitMix64
  private var alarms: [N.Timer: Task<Void, Never>] = [:]
  private var waiting: [Int: CheckedContinuation<N.Response, any Error>] = [:]
  private var phase = Phase.expected
  /// What has arrived before the node began.
  private var early: [NodeEvent<N>] = []

  /// From `expected` through `running` to one of the others.
  private enum Phase {
    case expected, running, ended
    case failed(any Error)
  }

  /// - Parameters:
  ///   - life: which node this is; its random numbers are others in each life.
  ///   - epoch: when the clocks of all nodes showed zero. They agree, and go on while a node is down.
  ///   - operations: how many operations this node was asked for in earlier lives.
  init(
    _ node: N, life: Life, in roster: Roster, codec: NodeCodec<N>, over outlet: any Outlet,
    file: StableFile<N.Record>, epoch: ContinuousClock.Instant = .now, operations: Int = 0
  ) {
    initial = node
    self.node = DrivenNode(node, operations: OperationLedger(after: operations))
    id = life.node
    self.roster = roster
    self.codec = codec
    self.outlet = outlet
    self.file = file
    self.epoch = epoch
    random = SplitMix64(seed: UInt64(life.number) << 16 | UInt64(id.index))
    (span, ending) = AsyncStream.makeStream()
  }

  /// Starts the node, or restarts it if its file says that it has run before.
  func begin() {
    guard case .expected = phase else { return }
    phase = .running
    handle(file.isNew ? .start : .restart(initial, recovering: file.found))
    for event in early { handle(event) }
    early = []
  }

  /// A message has arrived.
  ///
  /// - Throws: what the codec says of bytes that are no message: the sender's stream is broken.
  func receive(_ bytes: [UInt8], from sender: NodeID) throws {
    let event = NodeEvent<N>.receive(try codec.message.decode(bytes), from: sender)
    if case .expected = phase { return early.append(event) }
    handle(event)
  }

  /// Asks the node for an operation and waits for its answer.
  ///
  /// - Throws: `CancellationError` if the node ends first: whether the operation takes effect, or will,
  ///   is then unknown. `Misuse`, or what the disk said, if it was that which ended the node.
  public func perform(_ operation: N.Operation) async throws -> N.Response {
    switch phase {
    case .running: break
    case .expected, .ended: throw CancellationError()
    case .failed(let error): throw error
    }
    return try await withCheckedThrowingContinuation { continuation in
      waiting[node.operations.last + 1] = continuation
      handle(.invoke(operation))
    }
  }

  /// How many operations the node was asked for, in this life and before.
  var operations: Int { node.operations.last }

  /// Ends the node as a crash would: it handles nothing more, and its file stays for a successor.
  public func end() { stop(.ended, CancellationError()) }

  /// Ends the node because of something that it can't go on with.
  func fail(_ error: any Error) { stop(.failed(error), error) }

  /// Returns when the node has ended; only one task may wait for that.
  ///
  /// - Throws: what ended it, if it was the node's own misuse, its disk or an unsendable message.
  nonisolated func outcome() async throws {
    for await _ in span {}
    if case .failed(let error) = await phase { throw error }
  }

  private func stop(_ phase: Phase, _ error: any Error) {
    switch self.phase {
    case .expected, .running: self.phase = phase
    case .ended, .failed: return
    }
    alarms.values.forEach { $0.cancel() }
    waiting.values.forEach { $0.resume(throwing: error) }
    (alarms, waiting) = ([:], [:])
    ending.finish()
  }
}

// MARK: - Events and effects

extension NodeRunner {
  /// An event, and after it what the node has sent to itself.
  private func handle(_ event: NodeEvent<N>) {
    var events = [event]
    while !events.isEmpty, case .running = phase {
      do {
        events += try turn(events.removeFirst())
      } catch {
        fail(error)
      }
    }
  }

  /// Runs a handler and does what it asked for; returns the node's messages to itself.
  private func turn(_ event: NodeEvent<N>) throws -> [NodeEvent<N>] {
    let clock = Instant(ContinuousClock.now - epoch)
    var context = Context<N>(id: id, roster: roster, random: random, clock: clock)
    let turn = node.handle(event, &context)
    random = context.random
    node.storage = StableStorage()  // The disk is a real one, and keeps its own books.
    var loopback: [NodeEvent<N>] = []
    for effect in turn.effects {
      if case .send(let message, to: id) = effect {
        loopback.append(.receive(message, from: id))
      } else {
        try carryOut(effect)
      }
    }
    if let kind = turn.misuse { throw Misuse(kind, handling: event, by: id, in: roster) }
    return loopback
  }

  private func carryOut(_ effect: Effect<N>) throws {
    switch effect {
    case .send(let message, let receiver):
      try outlet.send(try codec.message.encode(message), to: receiver)
    case .set(let timer, let delay): set(timer, after: delay)
    case .cancel(let timer): alarms.removeValue(forKey: timer)?.cancel()
    case .append(let record): try file.append(record)
    case .rewrite(let records): try file.rewrite(records)
    case .sync: try file.sync()
    case .respond(let response, let operation):
      waiting.removeValue(forKey: operation.number)?.resume(returning: response)
    case .note(let text): say("\(roster.name(of: id)): \(text)")
    }
  }

  // MARK: Timers

  /// Longer than any run, and short enough to be added to the time of day.
  private static var forever: Duration { .seconds(1 << 30) }

  /// An alarm waits and then rings on this actor, so that none rings that was cancelled before.
  private func set(_ timer: N.Timer, after delay: Duration) {
    alarms[timer]?.cancel()
    alarms[timer] = Task {
      try? await Task.sleep(for: min(delay, Self.forever))
      guard !Task.isCancelled else { return }
      alarms[timer] = nil
      handle(.fire(timer))
    }
  }
}
