// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest cc5997f1a305558c

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 935)
internal import Chapter2
public import Simulation

/// Calls whichever server is primary, one call at a time, until it's answered.
public struct ReplicaClient<Application: StateMachine>: Node {
  public typealias Message = ReplicaMessage<Application>
  public typealias Operation = Application.Operation
  public typealias Response = Application.Response
  public enum Timer: Hashable, Sendable { case retry }

  let viewServer: NodeID
  let patience: Duration
  private var view = View()
  private(set) var sequence = 0
  private var queue: [Task] = []
  /// Whether its last call has been answered.
  var isIdle: Bool { queue.isEmpty }

  public init(viewServer: NodeID, patience: Duration) {
    (self.viewServer, self.patience) = (viewServer, patience)
  }

  struct Task: Hashable, Sendable {
    var id: OperationID
    var operation: Application.Operation
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 967)
extension ReplicaClient {
  public mutating func invoke(
    _ operation: Operation, as id: OperationID, _ context: inout Context<Self>
  ) {
    queue.append(Task(id: id, operation: operation))
    if queue.count == 1 { begin(&context) }
  }

  private mutating func begin(_ context: inout Context<Self>) {
    guard !queue.isEmpty else { return }
    sequence += 1
    request(&context)
    context.set(.retry, after: patience)
  }

  /// Sends the first call to the primary that it knows of, or asks for one.
  private func request(_ context: inout Context<Self>) {
    guard let task = queue.first else { return }
    guard let primary = view.primary else {
      return context.send(.getView, to: viewServer)
    }
    context.send(
      .request(Call(name(context.id), task.operation)), to: primary)
  }

  private func name(_ id: NodeID) -> CallID {
    CallID(client: ClientID(id), sequence: sequence)
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1001)
extension ReplicaClient {
  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .view(let later) where later.number >= view.number:
      view = later
      if view.primary != nil { request(&context) }
    case .reply(let id, let reply) where id == name(context.id):
      guard let task = queue.first else { return }
      queue.removeFirst()
      context.cancel(.retry)
      context.respond(reply, to: task.id)
      begin(&context)
    default: return
    }
  }

  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    context.send(.getView, to: viewServer)
    context.set(.retry, after: patience)
  }
}
#sourceLocation()
