/// A property of every reachable state, by name.
///
/// It sees all nodes at once, which no node can. The same value is checked after every event of a
/// simulated run and in every state of a search.
public struct Invariant<Message: Hashable & Sendable>: Sendable {
  public let name: String
  /// The nodes that the condition looks at, if it says so: lets a search check each combination of
  /// their states once. nil: it may look at everything.
  public let nodes: [NodeID]?
  let condition: @Sendable (SystemView<Message>) -> String?

  /// `condition` returns nil where the property holds, and otherwise a sentence that says what is wrong.
  public init(
    _ name: String, on nodes: [NodeID]? = nil,
    _ condition: @escaping @Sendable (SystemView<Message>) -> String?
  ) {
    self.name = name
    self.nodes = nodes
    self.condition = condition
  }

  /// nil if the property holds in this state, otherwise what is wrong.
  public func violation(in view: SystemView<Message>) -> String? { condition(view) }
}

/// A message on its way.
public struct Envelope<Message: Hashable & Sendable>: Hashable, Sendable {
  public var sender: NodeID
  public var receiver: NodeID
  public var message: Message

  public init(from sender: NodeID, to receiver: NodeID, _ message: Message) {
    self.sender = sender
    self.receiver = receiver
    self.message = message
  }
}

/// Where a view takes its answers from; each driver has its own.
public protocol SystemViewSource<Message>: AnyObject {
  associatedtype Message: Hashable & Sendable
  /// The state of a node, nil if it isn't of that type.
  func state<N: Node>(of id: NodeID, as type: N.Type) -> N?
  func isUp(_ id: NodeID) -> Bool
  /// Messages in flight, in an order that depends on nothing but the run.
  var messagesInFlight: [Envelope<Message>] { get }
}

/// All of a system at one moment, as an invariant sees it.
public struct SystemView<Message: Hashable & Sendable> {
  public let roster: Roster
  private let source: any SystemViewSource<Message>

  public init(roster: Roster, source: any SystemViewSource<Message>) {
    self.roster = roster
    self.source = source
  }

  public var nodes: [NodeID] { roster.nodes }

  /// The state of a node; a crashed one shows the state in which it crashed.
  public subscript<N: Node>(id: NodeID, as type: N.Type) -> N where N.Message == Message {
    guard let state = source.state(of: id, as: type) else {
      preconditionFailure("\(roster.name(of: id)) is no \(type): ask for the type that was added")
    }
    return state
  }

  /// Every node of one type with its identifier, in order. A Byzantine node that stands in for one
  /// is of another type and left out: no property promises anything about it.
  public func all<N: Node>(_ type: N.Type) -> [(id: NodeID, node: N)] where N.Message == Message {
    var found: [(id: NodeID, node: N)] = []
    for id in roster.nodes {
      if let node = source.state(of: id, as: type) { found.append((id, node)) }
    }
    return found
  }

  public func name(of id: NodeID) -> String { roster.name(of: id) }
  public func isUp(_ id: NodeID) -> Bool { source.isUp(id) }

  /// The messages in flight.
  public var messages: [Envelope<Message>] { source.messagesInFlight }
}
