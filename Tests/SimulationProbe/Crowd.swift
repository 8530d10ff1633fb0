import Simulation

/// Everybody tells everybody whom it has heard of. What a node knows is a set; in which order it
/// speaks must not depend on how the set happens to be laid out.
struct Talker: Node {
  struct Message: Hashable, Sendable { var rumours: Set<String> }
  enum Timer: Hashable, Sendable { case talk }

  let isLeaky: Bool
  var known: Set<String>
  var rounds = 0

  func start(_ context: inout Context<Self>) { context.set(.talk, after: .milliseconds(5)) }

  mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    rounds += 1
    for rumour in isLeaky ? Array(known) : known.sorted() {
      guard let peer = context.peers.randomElement(using: &context.random) else { continue }
      context.send(Message(rumours: [rumour, "by \(context.id)"]), to: peer)
    }
    if rounds < 8 { context.set(.talk, after: .milliseconds(5)) }
  }

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    known.formUnion(message.rumours)
  }
}

func crowd(isLeaky: Bool) -> Scenario<Talker.Message> {
  var system = System<Talker.Message>()
  system.links.standard = Link(
    delay: .exponential(mean: .milliseconds(3)), loss: 0.1, duplication: 0.1)
  var nodes: [NodeID] = []
  for name in ["ann", "bob", "cat", "dan"] {
    let known: Set = ["\(name)'s dog", "\(name)'s fish", "\(name)'s car", "\(name)'s house"]
    nodes.append(system.add(name, Talker(isLeaky: isLeaky, known: known)))
  }
  let quiet = Invariant<Talker.Message>("nobody knows everything") { view in
    let all = view.all(Talker.self).first { $0.node.known.count >= 18 }
    return all.map { "\(view.name(of: $0.id)) knows \($0.node.known.count) things" }
  }
  return Scenario(isLeaky ? "leaky" : "crowd", system, invariants: [quiet], for: .seconds(1))
    .faults(FaultBudget(crashes: 1, partitions: 1, window: .milliseconds(40)), against: nodes)
}
