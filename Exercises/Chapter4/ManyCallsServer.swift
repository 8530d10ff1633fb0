public import Chapter2
public import Chapter4
internal import ExerciseSupport
public import Simulation

/// A server of a primary-backup pair that forwards calls without waiting for
/// those before them.
///
/// It pings every 25 ms, for the first time when it starts. Our solution has
/// 108 lines.
public struct ManyCallsServer<Application: StateMachine>: Node {
  public typealias Message = ReplicaMessage<Application>
  public enum Timer: Hashable, Sendable { case ping }

  public let viewServer: NodeID
  /// The application with its table of answers, as far as calls have run here.
  public private(set) var table: AtMostOnce<Application>

  public init(_ application: Application, viewServer: NodeID) {
    (self.viewServer, table) = (viewServer, AtMostOnce(application))
  }

  public mutating func start(_ context: inout Context<Self>) {
    unimplemented("ManyCallsServer.start")
  }

  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    unimplemented("ManyCallsServer.fire")
  }

  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    unimplemented("ManyCallsServer.receive")
  }
}
