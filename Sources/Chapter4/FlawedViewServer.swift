// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 6f812c5ec40310f3

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1838)
internal import Chapter2
internal import Simulation

/// A view server that leaves one rule out.
struct FlawedViewServer: Node {
  typealias Message = ReplicaStoreMessage
  enum Timer: Hashable, Sendable { case silence(NodeID) }

  let omitted: ReplicaRule?
  private(set) var server = ViewServer()

  init(without rule: ReplicaRule?) { omitted = rule }

  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    let before = server.view
    if case .ping(let number) = message {
      let isPrimary = sender == server.view.primary
      let counts = omitted == .countNumber && isPrimary
      server.ping(sender, view: counts ? server.view.number : number)
      context.set(.silence(sender), after: .milliseconds(100))
      react(since: before, except: sender, &context)
    }
    context.send(.view(server.view), to: sender)
  }

  mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    guard case .silence(let silent) = timer else { return }
    let before = server.view
    server.suspect(silent)
    react(since: before, except: nil, &context)
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1877)
extension FlawedViewServer {
  private mutating func react(
    since before: View, except informed: NodeID?, _ context: inout Context<Self>
  ) {
    if omitted == .awaitAcknowledgement {
      server.isAcknowledged = true
      server.reconsider()
    }
    if omitted == .promoteMember, server.isAcknowledged { promoteAnyone() }
    guard server.view != before else { return }
    for member in [server.view.primary, server.view.backup] {
      guard let member, member != informed else { continue }
      context.send(.view(server.view), to: member)
    }
  }

  private mutating func promoteAnyone() {
    let members = [server.view.primary, server.view.backup].compactMap { $0 }
    guard server.live.isDisjoint(with: members), let idle = server.live.min()
    else { return }
    server.view = View(server.view.number + 1, primary: idle)
    server.isAcknowledged = false
  }
}
#sourceLocation()
