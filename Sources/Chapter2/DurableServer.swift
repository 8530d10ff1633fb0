// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest a72e508e8fae2dd3

#sourceLocation(file: "Chapters/02-rpc.md", line: 2105)
public import Simulation

/// Serves an application so that a call takes effect once, whatever crashes:
/// the call is on disk before its reply leaves.
public struct DurableServer<Application: StateMachine>: Node {
  public typealias Message = CallMessage<Application>
  public typealias Record = Call<Application.Operation>

  private var table: AtMostOnce<Application>

  public init(_ application: Application) { table = AtMostOnce(application) }

  public var application: Application { table.application }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 2125)
extension DurableServer {
  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    guard case .request(let call) = message else { return }
    let isNew = !table.isPast(call.id)
    guard let reply = table.apply(call) else { return }
    if isNew {
      context.append(call)
      context.sync()
    }
    context.send(.reply(call.id, reply), to: sender)
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 2157)
extension DurableServer {
  public mutating func restart(
    recovering log: StableLog<Record>, _ context: inout Context<Self>
  ) {
    for call in log.records { _ = table.apply(call) }
    guard log.isTorn else { return }
    context.rewrite(log.records)
    context.sync()
  }
}

public typealias DurableStoreServer = DurableServer<KeyValueStore>
#sourceLocation()
