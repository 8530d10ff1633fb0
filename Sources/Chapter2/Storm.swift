// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 6492cef2543a00d2

#sourceLocation(file: "Chapters/02-rpc.md", line: 1792)
internal import Simulation

/// A server that needs time: requests wait in a queue and are served in order.
struct BusyServer: Node {
  typealias Message = StoreMessage
  enum Timer: Hashable, Sendable { case served }

  struct Waiting: Hashable, Sendable {
    var client: NodeID
    var id: CallID
  }

  let serviceTime: Duration
  var queue: [Waiting] = []
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1812)
extension BusyServer {
  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    guard case .request(let call) = message else { return }
    queue.append(Waiting(client: sender, id: call.id))
    if queue.count == 1 { context.set(.served, after: serviceTime) }
  }

  mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    let first = queue.removeFirst()
    context.send(.reply(first.id, .done), to: first.client)
    if !queue.isEmpty { context.set(.served, after: serviceTime) }
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1832)
/// Many callers as one node: calls don't wait for each other, and share a
/// retry budget if there is one.
struct CallerPool: Node {
  typealias Message = StoreMessage
  typealias Operation = KeyValueStore.Operation
  /// Whether the reply came in time.
  typealias Response = Bool
  enum Timer: Hashable, Sendable { case retry(Int) }

  struct Open: Hashable, Sendable {
    var operation: OperationID
    var began: Instant
    var attempts = 0
  }

  let server: NodeID
  let backoff: Backoff
  var budget: RetryBudget?
  var sequence = 0
  var open: [Int: Open] = [:]
  /// When requests were sent.
  var sent: [Instant] = []

  mutating func invoke(
    _ operation: Operation, as id: OperationID, _ context: inout Context<Self>
  ) {
    sequence += 1
    open[sequence] = Open(operation: id, began: context.now)
    budget?.recordCall()
    attempt(sequence, &context)
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1869)
extension CallerPool {
  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    guard case .reply(let id, _) = message else { return }
    finish(id.sequence, isAnswered: true, &context)
  }

  mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    guard case .retry(let call) = timer, let began = open[call]?.began else {
      return
    }
    let isLate = began.advanced(by: .seconds(3)) <= context.now
    guard !isLate, budget?.takeRetry() != false else {
      return finish(call, isAnswered: false, &context)
    }
    attempt(call, &context)
  }

  private mutating func attempt(_ call: Int, _ context: inout Context<Self>) {
    open[call]?.attempts += 1
    sent.append(context.now)
    let id = CallID(client: ClientID(context.id), sequence: call)
    context.send(.request(Call(id, .get("tea"))), to: server)
    let wait = backoff.delay(
      after: open[call]?.attempts ?? 1, using: &context.random)
    context.set(.retry(call), after: .milliseconds(200) + wait)
  }

  private mutating func finish(
    _ call: Int, isAnswered: Bool, _ context: inout Context<Self>
  ) {
    guard let done = open.removeValue(forKey: call) else { return }
    context.cancel(.retry(call))
    context.respond(isAnswered, to: done.operation)
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1911)
/// What came of twenty seconds of calls with an outage in the middle.
struct StormReport {
  /// Requests sent in each second.
  var sent: [Int]
  /// The share of calls begun in seconds 15 to 19 that were answered.
  var answeredAfterwards: Double
}

func storm(_ backoff: Backoff, budget: RetryBudget?) -> StormReport {
  var system = System<StoreMessage>()
  system.links.standard = Link(delay: .constant(.milliseconds(1)))
  let server = system.add(
    "server", BusyServer(serviceTime: .milliseconds(10)))
  var random = SplitMix64(seed: 1)
  let times = (0..<1200).map { _ in random.nextUnit() * 20 }.sorted()
  let pool = system.add(
    "callers", CallerPool(server: server, backoff: backoff, budget: budget),
    work: .scheduled(times.map { (.seconds($0), .get("tea")) }))
  let world = World(
    system, seed: 1,
    faults: [.crash(server, at: .seconds(4), for: .seconds(2))],
    isTracing: false)
  world.run(for: .seconds(24))
  var sent = Array(repeating: 0, count: 20)
  for time in world[pool, as: CallerPool.self].sent {
    let second = time.elapsed.wholeSeconds
    if second < 20 { sent[second] += 1 }
  }
  let late = world.history(of: CallerPool.self).entries.filter {
    $0.invoked.time >= Instant(.seconds(15))
  }
  let answered = late.count { $0.response == true }
  return StormReport(
    sent: sent, answeredAfterwards: Double(answered) / Double(late.count))
}
#sourceLocation()
