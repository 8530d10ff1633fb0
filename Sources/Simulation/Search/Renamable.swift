/// A value that may hold identifiers of nodes, and can be told that they have other names.
///
/// Needed where nodes are interchangeable: to see that two states are the same but for the nodes' names,
/// a search has to rename them.
public protocol Renamable {
  /// The same value with every identifier in it replaced.
  func renamed(_ names: (NodeID) -> NodeID) -> Self
}

extension NodeID: Renamable {
  public func renamed(_ names: (NodeID) -> NodeID) -> NodeID { names(self) }
}

extension OperationID: Renamable {
  public func renamed(_ names: (NodeID) -> NodeID) -> OperationID {
    OperationID(client: names(client), number: number)
  }
}

/// Which nodes are interchangeable, and how to rename in messages.
struct SystemSymmetry<Message: Hashable & Sendable>: Sendable {
  var nodes: [NodeID]
  var rename: @Sendable (Message, (NodeID) -> NodeID) -> Message

  /// All permutations, each as the node whose place a node takes: of all `count` nodes of the system.
  func permutations(count: Int) -> [[Int]] {
    Simulation.permutations(of: nodes.map { Int($0.index) }).map { order in
      var sources = Array(0..<count)
      for (node, source) in zip(nodes, order) { sources[Int(node.index)] = source }
      return sources
    }
  }
}

extension SystemSearch {
  /// Declares nodes of one type interchangeable: of states that are the same but for these nodes' names
  /// one is kept, exactly. Costs as many renamings a state as there are permutations.
  ///
  /// The nodes must have been added alike, with the same work. Wherever an identifier is kept (in
  /// messages, states, timers) the type must be ``Renamable``; records in stable storage and operations
  /// must hold none. Invariants must not tell the nodes apart. No node may crash that sends to several
  /// of these in one handler: a crash between two sends tells their receivers apart.
  public mutating func interchangeable<N: Node<Message> & Renamable>(
    _ nodes: [NodeID], of type: N.Type
  ) where Message: Renamable {
    symmetry = SystemSymmetry(nodes: nodes) { $0.renamed($1) }
  }
}
