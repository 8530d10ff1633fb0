/// A process of a distributed protocol: a value whose handlers react to events.
///
/// A node owns no clock, no randomness, no task and no socket; it *asks* for effects through its
/// ``Context``. So its state can be copied, compared and replayed, and the same type runs in seeded
/// simulation, under exhaustive search and over a real network. The kinds of node of one system share
/// only their type of message.
///
/// Every requirement has a default, so that a small protocol is small.
public protocol Node<Message>: Hashable, Sendable {
  /// What nodes send to one another.
  associatedtype Message: Hashable & Sendable
  /// What can elapse, named for it: `electionTimeout`.
  associatedtype Timer: Hashable & Sendable = Never
  /// What a client is asked to do.
  associatedtype Operation: Hashable & Sendable = Never
  /// What a client answers.
  associatedtype Response: Hashable & Sendable = Never
  /// What the node writes to stable storage.
  associatedtype Record: Hashable & Sendable = Never

  /// The run begins. Called once for each node, in the order of their identifiers, before anything else.
  mutating func start(_ context: inout Context<Self>)

  /// A message has arrived.
  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>)

  /// A timer has elapsed. It is no longer pending; set it again to be called again.
  mutating func fire(_ timer: Timer, _ context: inout Context<Self>)

  /// The world outside asks for an operation; answer it with `context.respond(_:to:)`, now or later.
  mutating func invoke(
    _ operation: Operation, as id: OperationID, _ context: inout Context<Self>)

  /// The node runs again after a crash. `self` is the node as it was added to the system: all that
  /// it knew is gone, but for what stable storage kept. No timer is pending.
  mutating func restart(recovering log: StableLog<Record>, _ context: inout Context<Self>)
}

extension Node {
  public mutating func start(_ context: inout Context<Self>) {}

  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {}

  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {}

  public mutating func invoke(
    _ operation: Operation, as id: OperationID, _ context: inout Context<Self>
  ) {}

  public mutating func restart(recovering log: StableLog<Record>, _ context: inout Context<Self>) {
    start(&context)
  }
}
