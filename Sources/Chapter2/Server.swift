// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest aa5e840922f24695

#sourceLocation(file: "Chapters/02-rpc.md", line: 1288)
public import Simulation

/// Serves an application from memory: nothing survives its crash.
public struct Server<Application: StateMachine>: Node {
  public typealias Message = CallMessage<Application>
  private let rule: DuplicateRule
  private var table: AtMostOnce<Application>

  public init(_ application: Application, _ rule: DuplicateRule = .suppress) {
    self.rule = rule
    table = AtMostOnce(application)
  }

  public var application: Application { table.application }
}

public typealias StoreServer = Server<KeyValueStore>
#sourceLocation(file: "Chapters/02-rpc.md", line: 1310)
extension Server {
  /// What to do with a call that was seen before.
  public enum DuplicateRule: Hashable, Sendable {
    /// Run it again: at-least-once, or maybe.
    case execute
    /// Answer from the table: at-most-once.
    case suppress
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1325)
extension Server {
  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    guard case .request(let call) = message else { return }
    let reply =
      rule == .suppress
      ? table.apply(call) : table.application.apply(call.operation)
    if let reply { context.send(.reply(call.id, reply), to: sender) }
  }
}
#sourceLocation()
