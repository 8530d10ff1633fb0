import Simulation

/// Consistent broadcast with echoes: of four nodes, one may lie.
struct Echoer: Node {
  enum Message: Hashable, Sendable { case initial(String), echo(String) }

  /// What this node broadcasts, if it is the sender.
  var value: String?
  /// How many must echo a value before it is delivered; 0: the sender is believed.
  let quorum: Int
  var hasEchoed = false
  var echoes: [String: Set<NodeID>] = [:]
  var delivered: String?

  func start(_ context: inout Context<Self>) {
    if let value { for node in context.nodes { context.send(.initial(value), to: node) } }
  }

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    switch message {
    case .initial(let value):
      guard sender == NodeID(0), !hasEchoed else { return }
      hasEchoed = true
      if quorum == 0 { delivered = value }
      for node in context.nodes { context.send(.echo(value), to: node) }
    case .echo(let value):
      echoes[value, default: []].insert(sender)
      if quorum > 0, delivered == nil, echoes[value, default: []].count >= quorum {
        delivered = value
      }
    }
  }
}

func echoBroadcast(quorum: Int) -> System<Echoer.Message> {
  var system = System<Echoer.Message>()
  system.add("sender", Echoer(value: "attack", quorum: quorum))
  for name in ["A", "B", "C"] { system.add(name, Echoer(quorum: quorum)) }
  return system
}

let honestAgree = Invariant<Echoer.Message>("honest nodes deliver one value") { view in
  let delivered = view.all(Echoer.self).compactMap(\.node.delivered)
  return Set(delivered).count <= 1 ? nil : "delivered \(delivered)"
}
