// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 1b6000f64dd606ac

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 359)
public import Simulation

/// The view server on a network, with a timer for each server's silence.
public struct ViewServerNode<Application: StateMachine>: Node {
  public typealias Message = ReplicaMessage<Application>
  public enum Timer: Hashable, Sendable { case silence(NodeID) }

  let patience: Duration
  public internal(set) var server = ViewServer()

  public init(patience: Duration) { self.patience = patience }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 376)
extension ViewServerNode {
  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .ping(let number):
      let before = server.view
      server.ping(sender, view: number)
      context.set(.silence(sender), after: patience)
      announce(since: before, except: sender, &context)
    case .getView: break
    default: return
    }
    context.send(.view(server.view), to: sender)
  }

  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    guard case .silence(let silent) = timer else { return }
    let before = server.view
    server.suspect(silent)
    announce(since: before, except: nil, &context)
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 405)
extension ViewServerNode {
  private func announce(
    since before: View, except informed: NodeID?, _ context: inout Context<Self>
  ) {
    guard server.view != before else { return }
    for member in [server.view.primary, server.view.backup] {
      guard let member, member != informed else { continue }
      context.send(.view(server.view), to: member)
    }
  }
}
#sourceLocation()
