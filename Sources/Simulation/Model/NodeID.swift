/// Names one node of a system.
///
/// A small integer, so that drivers can use it as an index; the readable name ("A", "client1") lives
/// in the ``Roster``. Identifiers are given out in the order in which nodes join a ``System``, which
/// makes that order the one total order that every run agrees on.
public struct NodeID: Hashable, Comparable, Codable, Sendable {
  /// The position of the node in its system, counted from zero.
  public let index: UInt16

  public init(_ index: Int) { self.index = UInt16(index) }

  public static func < (left: NodeID, right: NodeID) -> Bool { left.index < right.index }
}

extension NodeID: CustomStringConvertible {
  public var description: String { "n\(index)" }

  /// A name by letter, for systems whose nodes have no better one: A to Z, then A1 to Z1, and so on.
  public var letter: String {
    let (round, place) = index.quotientAndRemainder(dividingBy: 26)
    return String(UnicodeScalar(UInt8(65 + place))) + (round == 0 ? "" : "\(round)")
  }
}

/// The nodes of a system with what everybody may know about them: names and kinds.
///
/// Two nodes are of one kind if the same `Node` type was added for both. A node that is later replaced
/// by a Byzantine one keeps its kind, because the others can't see the difference.
public struct Roster: Hashable, Sendable {
  /// Every node, in the order of joining.
  public private(set) var nodes: [NodeID] = []
  private var names: [String] = []
  private var kinds: [Int] = []

  public init() {}

  /// Nodes of these names, all of one kind.
  public init(_ names: [String]) {
    for name in names { _ = join(named: name, kind: 0) }
  }

  mutating func join(named name: String, kind: Int) -> NodeID {
    precondition(!names.contains(name), "two nodes are named \(name): give each its own name")
    precondition(nodes.count < Int(UInt16.max), "a system holds at most \(UInt16.max) nodes")
    let id = NodeID(nodes.count)
    nodes.append(id)
    names.append(name)
    kinds.append(kind)
    return id
  }

  public func contains(_ id: NodeID) -> Bool { Int(id.index) < nodes.count }

  /// The readable name; an identifier of no node of this system is shown as `n7?`.
  public func name(of id: NodeID) -> String { contains(id) ? names[Int(id.index)] : "\(id)?" }

  /// The node of that name, if there is one.
  public func id(named name: String) -> NodeID? { names.firstIndex(of: name).map(NodeID.init) }

  /// The other nodes of the same kind.
  public func peers(of id: NodeID) -> [NodeID] {
    nodes.filter { $0 != id && kinds[Int($0.index)] == kinds[Int(id.index)] }
  }

  /// Whether two nodes are of one kind: candidates for being interchangeable.
  public func areOfOneKind(_ one: NodeID, _ other: NodeID) -> Bool {
    kinds[Int(one.index)] == kinds[Int(other.index)]
  }
}

extension Roster: ExpressibleByArrayLiteral {
  public init(arrayLiteral names: String...) { self.init(names) }
}
