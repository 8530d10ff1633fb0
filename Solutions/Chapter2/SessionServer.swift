// Generated from Solutions/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 3292c2f121a14373

#sourceLocation(file: "Solutions/02-rpc.md", line: 1036)
public import Chapter2
public import Simulation

/// Runs each call of a living session exactly once, and forgets sessions
/// whose lease has ended. Our solution has 51 lines.
public struct SessionServer: Node {
  public typealias Message = SessionMessage

  public enum Timer: Hashable, Sendable { case leaseExpired(session: Int) }

  public enum Record: Hashable, Sendable {
    case opened(session: Int)
    case ran(session: Int, sequence: Int, KeyValueStore.Operation)
    /// Stands for all records before it.
    case snapshot(Image)
  }

  /// A session's last call; number 0 if there was none.
  public struct LastCall: Hashable, Sendable {
    public var sequence = 0
    public var reply = KeyValueStore.Response.done
  }

  /// All that must survive a crash.
  public struct Image: Hashable, Sendable {
    public var store = KeyValueStore()
    public var sessions: [Int: LastCall] = [:]
    public var nextSession = 1
  }

  public static let lease = Duration.seconds(10)

  public private(set) var image = Image()

  public init() {}

  /// Answers `open` with a new session, `call` with its answer or with
  /// `expired`, and `renew` of an ended session with `expired`.
  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .open(let nonce):
      let session = image.nextSession
      write(.opened(session: session), &context)
      renew(session, &context)
      context.send(.opened(nonce: nonce, session: session), to: sender)
    case .renew(let session), .call(let session, _, _):
      guard let last = image.sessions[session] else {
        return context.send(.expired(session: session), to: sender)
      }
      renew(session, &context)
      guard case .call(_, let sequence, let command) = message else { return }
      if sequence > last.sequence {
        write(.ran(session: session, sequence: sequence, command), &context)
      }
      guard let done = image.sessions[session], done.sequence == sequence else { return }
      context.send(.answer(session: session, sequence: sequence, done.reply), to: sender)
    case .opened, .answer, .expired: return
    }
  }

  /// On disk first, then in memory; nothing leaves in between.
  private mutating func write(_ record: Record, _ context: inout Context<Self>) {
    context.append(record)
    context.sync()
    image.apply(record)
  }

  private func renew(_ session: Int, _ context: inout Context<Self>) {
    context.set(.leaseExpired(session: session), after: Self.lease)
  }

  private func compact(_ context: inout Context<Self>) {
    context.rewrite([.snapshot(image)])
    context.sync()
  }

  /// Ends a session.
  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    guard case .leaseExpired(let session) = timer else { return }
    image.sessions[session] = nil
    compact(&context)
  }

  /// Takes up where the log ends.
  public mutating func restart(
    recovering log: StableLog<Record>, _ context: inout Context<Self>
  ) {
    for record in log.records { image.apply(record) }
    if log.isTorn { compact(&context) }
    for session in image.sessions.keys.sorted() { renew(session, &context) }
  }
}

extension SessionServer.Image {
  fileprivate mutating func apply(_ record: SessionServer.Record) {
    switch record {
    case .opened(let session):
      sessions[session] = SessionServer.LastCall()
      nextSession = session + 1
    case .ran(let session, let sequence, let command):
      let reply = store.apply(command)
      sessions[session] = SessionServer.LastCall(sequence: sequence, reply: reply)
    case .snapshot(let image): self = image
    }
  }
}
#sourceLocation()
