public import Chapter2
public import Chapter4
internal import ExerciseSupport
public import Simulation

/// A server of a chain that survives the death of others.
///
/// Its part follows from its neighbours: no predecessor makes it the head, no
/// successor the tail. Our solution has 75 lines.
public struct ChainServer<Application: StateMachine>: Node {
  public typealias Message = ChainMessage<Application>

  /// The application with its table of answers, as far as updates have run.
  public private(set) var table: AtMostOnce<Application>

  public init(_ application: Application) { table = AtMostOnce(application) }

  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    unimplemented("ChainServer.receive")
  }
}
