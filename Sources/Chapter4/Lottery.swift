// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest b7e397928cdcade9

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2893)
internal import Chapter2
internal import Simulation

/// A server that asks its own machine for chance instead of the context.
struct DrawingServer: Node {
  typealias Message = ReplicaStoreMessage
  var lot = 0

  mutating func start(_ context: inout Context<Self>) {
    context.send(.ping(view: 0), to: NodeID(0))
  }

  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    lot = Int.random(in: 0..<1_000_000)
  }
}

/// Ann and three servers on bad links; S1 may be one that draws lots.
func lottery(drawsLots: Bool) -> Scenario<ReplicaStoreMessage> {
  var system = replicaSystem(
    servers: 3, clients: [("Ann", [.append("log", "a"), .get("log")])],
    link: Link(loss: 0.1, duplication: 0.1))
  if drawsLots { system.replace(NodeID(1), with: DrawingServer()) }
  return Scenario("lottery", system, for: .seconds(1))
}
#sourceLocation()
