// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 786551d7c2c2d272

#sourceLocation(file: "Chapters/02-rpc.md", line: 294)
/// How a call ended, as far as the caller can know.
public enum Outcome<Reply: Hashable & Sendable>: Hashable, Sendable {
  case reply(Reply)
  /// The deadline passed in silence: the call took effect, or did not, or
  /// will. Treat it as neither success nor failure.
  case unknown
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1374)
public import Simulation

/// Calls a server, one call at a time, and asks again as its options say.
public struct Client<Application: StateMachine>: Node {
  public typealias Message = CallMessage<Application>
  public typealias Operation = Application.Operation
  public typealias Response = Outcome<Application.Response>
  /// On disk: the number of its incarnation.
  public typealias Record = Int

  let server: NodeID
  let options: CallOptions
  // Durable.
  private var incarnation = 1
  // Volatile.
  private var sequence = 0
  private var attempts = 0
  private var queue: [Task] = []

  public init(server: NodeID, options: CallOptions) {
    self.server = server
    self.options = options
  }
}

public typealias StoreClient = Client<KeyValueStore>
#sourceLocation(file: "Chapters/02-rpc.md", line: 1406)
extension Client {
  public enum Timer: Hashable, Sendable { case retry, deadline }

  struct Task: Hashable, Sendable {
    var id: OperationID
    var operation: Application.Operation
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1419)
extension Client {
  public mutating func invoke(
    _ operation: Operation, as id: OperationID, _ context: inout Context<Self>
  ) {
    queue.append(Task(id: id, operation: operation))
    if queue.count == 1 { begin(&context) }
  }

  private mutating func begin(_ context: inout Context<Self>) {
    guard !queue.isEmpty else { return }
    sequence += 1
    attempts = 0
    if let deadline = options.deadline {
      context.set(.deadline, after: deadline)
    }
    attempt(&context)
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1442)
extension Client {
  private mutating func attempt(_ context: inout Context<Self>) {
    guard let task = queue.first else { return }
    attempts += 1
    context.send(.request(Call(name(context.id), task.operation)), to: server)
    guard let retry = options.retry else { return }
    let wait = retry.delay(after: attempts, using: &context.random)
    context.set(.retry, after: wait)
  }

  private func name(_ id: NodeID) -> CallID {
    CallID(
      client: ClientID(id), incarnation: incarnation, sequence: sequence)
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1463)
extension Client {
  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    guard case .reply(let id, let reply) = message, !queue.isEmpty,
      id == name(context.id)
    else { return }
    finish(.reply(reply), &context)
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1479)
extension Client {
  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    switch timer {
    case .retry: attempt(&context)
    case .deadline: finish(.unknown, &context)
    }
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1492)
extension Client {
  private mutating func finish(
    _ outcome: Response, _ context: inout Context<Self>
  ) {
    context.cancel(.retry)
    context.cancel(.deadline)
    context.respond(outcome, to: queue.removeFirst().id)
    begin(&context)
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1511)
extension Client {
  /// A new life under a new number, on disk before it is used.
  public mutating func restart(
    recovering log: StableLog<Int>, _ context: inout Context<Self>
  ) {
    incarnation = (log.records.last ?? 1) + 1
    context.rewrite([incarnation])
    context.sync()
  }
}
#sourceLocation()
