// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 8437dd223cdeccb3

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 879)
internal import Chapter2
public import Simulation

/// A replica on a network. What it knows is in memory: a server that has
/// crashed stays out, for it has forgotten what it accepted.
public struct ReplicaNode<Application: StateMachine>: Node {
  public typealias Message = ReplicaMessage<Application>
  public enum Timer: Hashable, Sendable { case ping }

  public internal(set) var replica: Replica<Application>
  let interval: Duration
  private var hasCrashed = false

  public init(_ replica: Replica<Application>, pingEvery interval: Duration) {
    (self.replica, self.interval) = (replica, interval)
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 901)
extension ReplicaNode {
  public mutating func start(_ context: inout Context<Self>) {
    fire(.ping, &context)
  }

  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    context.send(replica.tick())
    context.set(.ping, after: interval)
  }

  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    guard !hasCrashed else { return }
    context.send(replica.hear(message, from: sender))
  }

  public mutating func restart(
    recovering log: StableLog<Never>, _ context: inout Context<Self>
  ) {
    hasCrashed = true
  }
}

extension Context {
  mutating func send(_ messages: [Sent<N.Message>]) {
    for sent in messages { send(sent.message, to: sent.receiver) }
  }
}
#sourceLocation()
