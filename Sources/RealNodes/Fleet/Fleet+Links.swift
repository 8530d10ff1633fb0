public import Simulation

extension Fleet {
  /// Cuts the link from one node to another, in that direction: nothing is sent over it any more, also
  /// in later lives of the sender. What was sent before may still arrive.
  ///
  /// - Throws: `FleetError` if the sender is paused.
  public func cut(from sender: NodeID, to receiver: NodeID) async throws {
    let link = Link(sender: sender, receiver: receiver)
    guard !cuts.contains(link) else { return }
    try await tell(sender, .cut(receiver))
    cuts.insert(link)
  }

  /// Mends the link from one node to another, in that direction.
  ///
  /// - Throws: `FleetError` if the sender is paused.
  public func mend(from sender: NodeID, to receiver: NodeID) async throws {
    let link = Link(sender: sender, receiver: receiver)
    guard cuts.contains(link) else { return }
    try await tell(sender, .mend(receiver))
    cuts.remove(link)
  }

  /// Cuts every link between nodes of different groups, in both directions, and mends all others. A
  /// node in none of the groups is alone.
  ///
  /// - Throws: `FleetError` if a node is paused whose links change.
  public func partition(_ groups: [NodeID]...) async throws {
    for sender in roster.nodes {
      for receiver in roster.nodes where receiver != sender {
        if groups.contains(where: { $0.contains(sender) && $0.contains(receiver) }) {
          try await mend(from: sender, to: receiver)
        } else {
          try await cut(from: sender, to: receiver)
        }
      }
    }
  }

  /// Mends every link.
  ///
  /// - Throws: `FleetError` if a node is paused whose links change.
  public func heal() async throws { try await partition(roster.nodes) }

  /// Tells a node, if it runs; one that is started later knows from its start.
  private func tell(_ node: NodeID, _ command: Command) async throws {
    if let connections = connections(of: node) {
      switch command {
      case .begin: break
      case .cut(let other): connections.cut(other)
      case .mend(let other): connections.mend(other)
      }
    } else if isRunning(node) {
      try await server(node).tell(command)
    }
  }
}
