public protocol Node<Message>: Hashable, Sendable {
  associatedtype Message: Hashable & Sendable
  mutating func start(_ sent: inout [Message])
  mutating func receive(_ message: Message, _ sent: inout [Message])
}

extension Node {
  public mutating func start(_ sent: inout [Message]) {}
}

/// Hands messages to a node, one by one, and gives back what it sent.
public func deliver<N: Node>(_ messages: [N.Message], to node: N) -> [N.Message] {
  var node = node
  var sent: [N.Message] = []
  node.start(&sent)
  for message in messages { node.receive(message, &sent) }
  return sent
}
