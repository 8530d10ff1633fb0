import Simulation

/// Passes tokens around a ring for ever: every event is a message delivered and a message sent.
struct RingNode: Node {
  struct Message: Hashable, Sendable { var hops: Int }

  let next: NodeID
  let tokens: Int
  var seen = 0

  func start(_ context: inout Context<Self>) {
    for _ in 0..<tokens { context.send(Message(hops: 0), to: next) }
  }

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    seen += 1
    context.send(Message(hops: message.hops + 1), to: next)
  }
}

func ring(nodes: Int, tokens: Int) -> System<RingNode.Message> {
  var system = System<RingNode.Message>()
  for index in 0..<nodes {
    system.add("n\(index)", RingNode(next: NodeID((index + 1) % nodes), tokens: tokens))
  }
  return system
}

/// A server and its clients with timers, on lossy links: what a chapter's protocol looks like.
enum RequestMessage: Hashable, Sendable {
  case request(String, number: Int)
  case reply(String, number: Int)
}

struct Requester: Node {
  typealias Message = RequestMessage
  enum Timer: Hashable, Sendable { case retry }

  let server: NodeID
  var number = 0

  mutating func start(_ context: inout Context<Self>) { ask(&context) }

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    guard case .reply(_, number) = message else { return }
    number += 1
    ask(&context)
  }

  func fire(_ timer: Timer, _ context: inout Context<Self>) { ask(&context) }

  private func ask(_ context: inout Context<Self>) {
    context.send(.request("key", number: number), to: server)
    context.set(.retry, after: .milliseconds(50))
  }
}

struct Responder: Node {
  typealias Message = RequestMessage
  var values: [String: Int] = [:]

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    guard case .request(let key, let number) = message else { return }
    values[key, default: 0] += 1
    context.send(.reply(key, number: number), to: sender)
  }
}

func requests(clients: Int) -> System<RequestMessage> {
  var system = System<RequestMessage>()
  system.links.standard = Link(loss: 0.05, duplication: 0.02)
  let server = system.add("server", Responder())
  for index in 1...clients { system.add("client\(index)", Requester(server: server)) }
  return system
}
