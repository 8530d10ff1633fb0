// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 4385c8c60c1c6f4a

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 71)
internal import Chapter2
internal import Simulation

/// A server that takes over when its partner falls silent: the obvious idea,
/// and a wrong one.
struct RivalServer: Node {
  typealias Message = ReplicaStoreMessage
  enum Timer: Hashable, Sendable { case copy, silence }

  let partner: NodeID
  var view: View
  var table = AtMostOnce(KeyValueStore())

  init(partner: NodeID, view: View) {
    (self.partner, self.view) = (partner, view)
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 93)
extension RivalServer {
  mutating func start(_ context: inout Context<Self>) {
    guard view.primary != context.id else { return fire(.copy, &context) }
    context.set(.silence, after: .milliseconds(70))
  }

  mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    if timer == .silence {
      view = View(view.number + 1, primary: context.id, backup: partner)
    }
    guard view.primary == context.id else { return }
    context.send(.transfer(view, table), to: partner)
    context.set(.copy, after: .milliseconds(30))
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 113)
extension RivalServer {
  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .transfer(let newer, let state) where newer.number >= view.number:
      (view, table) = (newer, state)
      context.set(.silence, after: .milliseconds(70))
    case .getView: context.send(.view(view), to: sender)
    case .request(let call) where view.primary == context.id:
      guard let reply = table.apply(call) else { return }
      context.send(.reply(call.id, reply), to: sender)
    default: return
    }
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 134)
/// The cable between the servers is broken from 40 ms to 200 ms.
func twoPrimaries() -> World<ReplicaStoreMessage> {
  var system = System<ReplicaStoreMessage>()
  system.links.standard = Link(delay: .constant(.milliseconds(5)))
  let (one, two) = (NodeID(0), NodeID(1))
  let view = View(1, primary: one, backup: two)
  system.add("S1", RivalServer(partner: two, view: view))
  system.add("S2", RivalServer(partner: one, view: view))
  let patience = Duration.milliseconds(100)
  system.add(
    "Ann", ReplicaStoreClient(viewServer: one, patience: patience),
    work: .scheduled([
      (.zero, .put("tea", "10")), (.milliseconds(130), .get("tea")),
      (.milliseconds(150), .put("tea", "11")),
      (.milliseconds(300), .get("tea")),
    ]))
  system.add(
    "Bob", ReplicaStoreClient(viewServer: two, patience: patience),
    work: .scheduled([(.milliseconds(105), .put("tea", "12"))]))
  let cut = Fault.partition(
    [one], [two], at: .milliseconds(40), for: .milliseconds(160))
  return World(system, seed: 1, faults: [cut])
}
#sourceLocation()
