// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 72f469c8b9d7f576

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1733)
internal import Chapter2
internal import Simulation

/// A server that leaves one rule out.
struct FlawedServer: Replicating {
  typealias Message = ReplicaStoreMessage
  enum Timer: Hashable, Sendable { case ping }

  let omitted: ReplicaRule?
  private(set) var replica: Replica<KeyValueStore>
  private let pings: Bool
  private var hasCrashed = false

  init(
    _ replica: Replica<KeyValueStore>, without rule: ReplicaRule?, pings: Bool
  ) {
    (self.replica, omitted, self.pings) = (replica, rule, pings)
  }

  mutating func start(_ context: inout Context<Self>) { fire(.ping, &context) }

  mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    context.send(replica.tick())
    if pings { context.set(.ping, after: .milliseconds(25)) }
  }

  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    guard !hasCrashed else { return }
    context.send(hear(message, from: sender))
  }

  mutating func restart(
    recovering log: StableLog<Never>, _ context: inout Context<Self>
  ) {
    hasCrashed = omitted != .newName
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1777)
extension FlawedServer {
  private mutating func hear(
    _ message: Message, from sender: NodeID
  ) -> [Sent<Message>] {
    switch (omitted, message) {
    case (.acknowledgeLate, .view(let view))
    where view.primary == replica.id && view.number > replica.view.number:
      let early = Sent(Message.ping(view: view.number), to: sender)
      return replica.hear(message, from: sender) + [early]
    case (.matchAcceptance, .accepted):
      guard let first = replica.queue.first else { return [] }
      return replica.hear(
        .accepted(first.call.id, view: replica.view.number), from: sender)
    case (.ownView, .forward(let call, let number)):
      _ = replica.table.apply(call)
      return [Sent(.accepted(call.id, view: number), to: sender)]
    case (.installOnce, .transfer(let view, let table))
    where view == replica.view: replica.table = table
    case (.installTable, .transfer(let view, let table)):
      let bare = AtMostOnce(table.application)
      return replica.hear(.transfer(view, bare), from: sender)
    case (_, .request(let call)) where serves(call):
      return serve(call, sender) + replica.hear(message, from: sender)
    default: break
    }
    return replica.hear(message, from: sender)
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1810)
extension FlawedServer {
  /// Whether it answers this call at once, against a rule.
  private func serves(_ call: Call<KeyValueStore.Operation>) -> Bool {
    switch omitted {
    case .awaitBackup: replica.isPrimary && replica.isReady
    case .forwardReads: replica.isPrimary && call.operation == .get("tea")
    case .serveLate: replica.isPrimary && !replica.isReady
    case .refuseClients: !replica.isPrimary
    default: false
    }
  }

  private mutating func serve(
    _ call: Call<KeyValueStore.Operation>, _ client: NodeID
  ) -> [Sent<Message>] {
    var table = replica.table
    guard let reply = table.apply(call) else { return [] }
    if omitted == .serveLate || omitted == .refuseClients {
      replica.table = table
    }
    return [Sent(.reply(call.id, reply), to: client)]
  }
}
#sourceLocation()
