/// A protocol ready to run: its nodes, their work, and the links between them.
///
/// A value: nothing runs yet. Give it to a `World` or to a search, as often as you like.
public struct System<Message: Hashable & Sendable>: Sendable {
  /// The nodes by identifier; drivers open each existential once and build what they need.
  public private(set) var members: [any SystemMember<Message>] = []
  /// Names and kinds.
  public private(set) var roster = Roster()
  /// How messages travel.
  public var links = Links()
  /// What may be taken for granted about time.
  public var timing = Timing.asynchronous
  /// The clocks that are wrong from the start.
  public var clocks: [NodeID: ClockError] = [:]
  private var kinds: [ObjectIdentifier] = []

  public init(messages: Message.Type = Message.self) {}

  /// Adds a node and returns its identifier. `work` is what a client is asked to do.
  @discardableResult
  public mutating func add<N: Node<Message>>(
    _ name: String, _ node: N, work: Workload<N.Operation> = []
  ) -> NodeID {
    members.append(Member(node: node, work: work))
    return roster.join(named: name, kind: kind(of: N.self))
  }

  /// Puts another node in a node's place, of any type, which keeps the name, the kind and the links:
  /// so a Byzantine node takes part in a protocol of honest ones.
  public mutating func replace<N: Node<Message>>(
    _ id: NodeID, with node: N, work: Workload<N.Operation> = []
  ) {
    members[Int(id.index)] = Member(node: node, work: work)
  }

  /// The link from one node to another, in that direction alone.
  public subscript(from sender: NodeID, to receiver: NodeID) -> Link {
    get { links[from: sender, to: receiver] }
    set { links[from: sender, to: receiver] = newValue }
  }

  private mutating func kind<N>(of type: N.Type) -> Int {
    let identifier = ObjectIdentifier(type)
    if let known = kinds.firstIndex(of: identifier) { return known }
    kinds.append(identifier)
    return kinds.count - 1
  }
}

/// What a protocol may take for granted about time.
public enum Timing: Hashable, Sendable {
  /// Delays and timeouts are what usually happens: any message, any timer may be later. A failing run
  /// may be shortened by leaving messages undelivered and timers unfired.
  case asynchronous
  /// The bounds of delays, timers and clocks are promises, on which leases and the like are built. Of a
  /// failing run only faults are taken away, so that what is left keeps the promises.
  case bounded
}

/// A place in a system with the type of its node hidden; `Member` is its one implementation.
public protocol SystemMember<Message>: Sendable {
  associatedtype Message: Hashable & Sendable
  associatedtype N: Node where N.Message == Message
  var node: N { get }
  var work: Workload<N.Operation> { get }
}

/// A node as it is at the beginning, with what it will be asked to do.
public struct Member<N: Node>: SystemMember {
  public var node: N
  public var work: Workload<N.Operation>
  public typealias Message = N.Message
}
