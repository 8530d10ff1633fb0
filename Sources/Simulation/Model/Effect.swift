/// What a handler asks for. Drivers carry effects out in the order in which they were asked for.
///
/// Order matters: a message that is sent before a `sync` may leave a node whose record of it is lost.
public enum Effect<N: Node>: Hashable, Sendable {
  case send(N.Message, to: NodeID)
  /// Starts the timer, or starts it again if an equal one is pending.
  case set(N.Timer, after: Duration)
  case cancel(N.Timer)
  case append(N.Record)
  /// Replaces the whole log in one atomic step.
  case rewrite([N.Record])
  case sync
  case respond(N.Response, to: OperationID)
  case note(String)

  /// Whether it changes what is on the disk.
  public var isWrite: Bool {
    switch self {
    case .append, .rewrite: true
    case .send, .set, .cancel, .sync, .respond, .note: false
    }
  }
}
