public import Chapter2
internal import ExerciseSupport
public import Simulation

/// Runs each call of a living session exactly once, and forgets sessions
/// whose lease has ended. Our solution has 50 lines.
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
    unimplemented("SessionServer.receive")
  }

  /// Ends a session.
  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    unimplemented("SessionServer.fire")
  }

  /// Takes up where the log ends.
  public mutating func restart(
    recovering log: StableLog<Record>, _ context: inout Context<Self>
  ) {
    unimplemented("SessionServer.restart")
  }
}
