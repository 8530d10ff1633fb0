// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 9b6faf0f89ec7164

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3192)
internal import Chapter2
internal import Simulation

/// Sends writes to the head and reads to the tail, and doesn't repeat itself.
struct ChainClient: Node {
  typealias Message = ChainMessage<KeyValueStore>
  typealias Operation = KeyValueStore.Operation
  typealias Response = KeyValueStore.Response

  let head: NodeID
  let tail: NodeID
  var asked: OperationID?

  init(head: NodeID, tail: NodeID) { (self.head, self.tail) = (head, tail) }

  mutating func invoke(
    _ operation: Operation, as id: OperationID, _ context: inout Context<Self>
  ) {
    asked = id
    let name = CallID(client: ClientID(context.id), sequence: id.number)
    let isRead = KeyValueStore.isObservation(operation, answered: nil)
    context.send(.request(Call(name, operation)), to: isRead ? tail : head)
  }

  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    guard case .reply(_, let reply) = message, let asked else { return }
    context.respond(reply, to: asked)
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3228)
typealias Cost = (messages: Int, delays: Int)

func chainCosts(length: Int) -> (write: Cost, read: Cost) {
  func cost(of operation: KeyValueStore.Operation) -> Cost {
    var system = System<ChainMessage<KeyValueStore>>()
    system.links.standard = Link(delay: .constant(.milliseconds(1)))
    for place in 0..<length {
      let successor = place + 1 < length ? NodeID(place + 1) : nil
      system.add("\(place + 1)", CalmChainServer(before: successor))
    }
    let client = ChainClient(head: NodeID(0), tail: NodeID(length - 1))
    system.add("client", client, work: [operation])
    let world = World(system, seed: 1, isTracing: false)
    world.run()
    let end = world.history(of: ChainClient.self).entries[0].completed
    return (
      world.statistics.sent, end?.moment.time.elapsed.wholeMilliseconds ?? 0
    )
  }
  return (cost(of: .put("tea", "10")), cost(of: .get("tea")))
}
#sourceLocation()
