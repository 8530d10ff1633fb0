// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 6ba930f84d68e8c3

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 3187)
/// How two vectors compare.
public enum CausalOrder: Hashable, Sendable {
  case before, after, equal, concurrent
}

/// A vector that lists only some processes; the others have 0.
public struct SparseVector: Hashable, Sendable {
  /// By process. An entry may be written as 0, which says no more than none.
  public var entries: [Int: Int]

  public init(_ entries: [Int: Int] = [:]) { self.entries = entries }

  public subscript(process: Int) -> Int { entries[process] ?? 0 }

  /// Entry by entry, the larger number.
  public func joined(with other: SparseVector) -> SparseVector {
    SparseVector(entries.merging(other.entries) { max($0, $1) })
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 3508)
/// A message of a causal broadcast.
public struct CausalMessage: Hashable, Sendable {
  public var sender: Int
  /// How many messages of each member the sender had delivered, this one
  /// included.
  public var vector: [Int]
  public var text: String

  public init(sender: Int, vector: [Int], text: String) {
    self.sender = sender
    self.vector = vector
    self.text = text
  }
}

/// What decides when a member delivers messages.
public protocol CausalOrdering: Hashable, Sendable {
  init(member: Int, of members: Int)
  mutating func broadcast(_ text: String) -> CausalMessage
  mutating func receive(_ message: CausalMessage) -> [CausalMessage]
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 3534)
public import Simulation

/// A member of a board that delivers in the order that `Ordering` decides.
public struct OrderedMember<Ordering: CausalOrdering>: Node {
  public typealias Message = CausalMessage
  public typealias Operation = String
  public typealias Response = Bool
  private var ordering: Ordering
  /// The texts that it has delivered, its own included, in order.
  public private(set) var delivered: [String] = []

  public init(member: Int, of members: Int) {
    ordering = Ordering(member: member, of: members)
  }

  public mutating func invoke(
    _ text: String, as id: OperationID, _ context: inout Context<Self>
  ) {
    delivered.append(text)
    context.broadcast(ordering.broadcast(text))
    context.respond(true, to: id)
  }

  public mutating func receive(
    _ message: CausalMessage, from sender: NodeID,
    _ context: inout Context<Self>
  ) {
    delivered += ordering.receive(message).map(\.text)
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 3569)
/// Members A, B, C, ... that each broadcast so many texts: A1, A2, B1, ...
public func orderedBoard<Ordering: CausalOrdering>(
  _ type: Ordering.Type, posts: [Int]
) -> System<CausalMessage> {
  var system = System(messages: CausalMessage.self)
  system.links.standard = Link(isFIFO: false)
  for (member, count) in posts.enumerated() {
    let name = NodeID(member).letter
    system.add(
      name, OrderedMember<Ordering>(member: member, of: posts.count),
      work: .closedLoop((0..<count).map { "\(name)\($0 + 1)" }))
  }
  return system
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 3588)
/// What is wrong with what members have delivered; nil if nothing is.
public func faultOfDeliveries(_ delivered: [[String]]) -> String? {
  var causes: [String: ArraySlice<String>] = [:]
  for (member, texts) in delivered.enumerated() {
    for (place, text) in texts.enumerated()
    where text.hasPrefix(NodeID(member).letter) {
      causes[text] = texts[..<place]
    }
  }
  for (member, texts) in delivered.enumerated() {
    let name = NodeID(member).letter
    for (place, text) in texts.enumerated() {
      if texts[..<place].contains(text) {
        return "\(name) delivers \(text) twice"
      }
      for cause in causes[text] ?? [] where !texts[..<place].contains(cause) {
        return "\(name) delivers \(text) before its cause \(cause)"
      }
    }
  }
  return nil
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 3773)
/// What one process records for a snapshot.
public struct LocalSnapshot: Hashable, Sendable {
  public var state: Int
  /// The messages on each incoming channel, in the order of their arrival. A
  /// channel without any may be missing.
  public var channels: [NodeID: [Int]]

  public init(state: Int, channels: [NodeID: [Int]] = [:]) {
    self.state = state
    self.channels = channels
  }
}

/// A marker that is to be sent at once.
public struct SnapshotMarker: Hashable, Sendable {
  public var id: Int
  public var receiver: NodeID

  public init(id: Int, to receiver: NodeID) {
    self.id = id
    self.receiver = receiver
  }
}

/// The part of a process that takes snapshots.
public protocol SnapshotTaking: Hashable, Sendable {
  init(peers: [NodeID])
  mutating func start(_ id: Int, state: Int) -> [SnapshotMarker]
  mutating func receiveMarker(
    _ id: Int, from sender: NodeID, state: Int
  ) -> [SnapshotMarker]
  mutating func receiveMessage(_ message: Int, from sender: NodeID)
  func finished(_ id: Int) -> LocalSnapshot?
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 3814)
public enum CourierMessage: Hashable, Sendable {
  case parcel(Int)
  case marker(Int)
}

public enum CourierOperation: Hashable, Sendable {
  case send(Int, to: NodeID)
  case snapshot(Int)
}

/// A process that sends parcels and takes snapshots.
public struct Courier<Taker: SnapshotTaking>: Node {
  public typealias Message = CourierMessage
  public typealias Operation = CourierOperation
  public typealias Response = Bool
  private var taker: Taker
  private var state = 0
  /// How many markers of each id went to each other process.
  public private(set) var markers: [SnapshotMarker: Int] = [:]

  public init(peers: [NodeID]) { taker = Taker(peers: peers) }

  public func finished(_ id: Int) -> LocalSnapshot? { taker.finished(id) }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 3843)
extension Courier {
  public mutating func invoke(
    _ operation: CourierOperation, as id: OperationID,
    _ context: inout Context<Self>
  ) {
    switch operation {
    case .send(let parcel, let receiver):
      state |= 1 << (2 * parcel)
      context.send(.parcel(parcel), to: receiver)
    case .snapshot(let id): send(taker.start(id, state: state), &context)
    }
    context.respond(true, to: id)
  }

  public mutating func receive(
    _ message: CourierMessage, from sender: NodeID,
    _ context: inout Context<Self>
  ) {
    switch message {
    case .parcel(let parcel):
      state |= 1 << (2 * parcel + 1)
      taker.receiveMessage(parcel, from: sender)
    case .marker(let id):
      send(taker.receiveMarker(id, from: sender, state: state), &context)
    }
  }

  private mutating func send(
    _ out: [SnapshotMarker], _ context: inout Context<Self>
  ) {
    for marker in out {
      markers[marker, default: 0] += 1
      context.send(.marker(marker.id), to: marker.receiver)
    }
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 3884)
/// A system of couriers, and what its snapshots must be.
public struct CourierCase<Taker: SnapshotTaking>: Sendable {
  typealias Member = Courier<Taker>
  let plans: [[CourierOperation]]

  /// What each courier is asked to do.
  public init(_ plans: [[CourierOperation]]) { self.plans = plans }

  public var system: System<CourierMessage> {
    var system = System(messages: CourierMessage.self)
    system.links.standard = .reliable
    for (index, plan) in plans.enumerated() {
      let peers = plans.indices.filter { $0 != index }.map { NodeID($0) }
      system.add(
        NodeID(index).letter, Member(peers: peers), work: .closedLoop(plan))
    }
    return system
  }

}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 3909)
extension CourierCase {
  private var ids: [Int] {
    plans.joined().compactMap {
      if case .snapshot(let id) = $0 { id } else { nil }
    }
  }

  /// The parcels from one courier to another, in the order of their sending.
  private func parcels(from sender: Int, to receiver: Int) -> [Int] {
    plans[sender].compactMap {
      if case .send(let parcel, NodeID(receiver)) = $0 { parcel } else { nil }
    }
  }

  private func fault(_ parts: [LocalSnapshot], _ id: Int) -> String? {
    for (receiver, part) in parts.enumerated() {
      for (sender, other) in parts.enumerated() where sender != receiver {
        let found = part.channels[NodeID(sender)] ?? []
        let parcels = parcels(from: sender, to: receiver)
        let hasUnsent = parcels.contains {
          other.state >> (2 * $0) & 1 == 0
            && part.state >> (2 * $0 + 1) & 1 == 1
        }
        let channel = "\(NodeID(sender).letter)→\(NodeID(receiver).letter)"
        if hasUnsent {
          return "snapshot \(id) has a receipt on \(channel) that wasn't sent"
        }
        let expected = parcels.filter {
          other.state >> (2 * $0) & 1 == 1
            && part.state >> (2 * $0 + 1) & 1 == 0
        }
        if found != expected {
          return "snapshot \(id) has \(found) on \(channel), not \(expected)"
        }
      }
    }
    return nil
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 3953)
extension CourierCase {
  private func secondMarker(in view: SystemView<CourierMessage>) -> String? {
    let sendings = view.all(Member.self).flatMap { member in
      member.node.markers.filter { $0.value > 1 }.map {
        "\(member.id.letter) sends \($0.key.receiver.letter) a second marker "
          + "of snapshot \($0.key.id)"
      }
    }
    return sendings.min()
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 3969)
extension CourierCase {
  public var search: SystemSearch<CourierMessage> {
    let system = system
    let ids = ids
    let consistent = Invariant<CourierMessage>(
      "complete snapshots are consistent", on: system.roster.nodes
    ) { view in
      if let second = secondMarker(in: view) { return second }
      for id in ids {
        let parts = view.all(Member.self).compactMap { $0.node.finished(id) }
        if parts.count == plans.count, let fault = fault(parts, id) {
          return fault
        }
      }
      return nil
    }
    var search = SystemSearch("couriers", system, invariants: [consistent])
    let end = "all snapshots are complete, with one marker a channel"
    search.expectedEnd = .init(end) { view in
      view.all(Member.self).allSatisfy { member in
        ids.allSatisfy { id in
          member.node.finished(id) != nil
            && view.nodes.filter { $0 != member.id }.allSatisfy {
              member.node.markers[SnapshotMarker(id: id, to: $0)] == 1
            }
        }
      }
    }
    return search
  }
}
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 4186)
/// What a snapshot shows of processes that wait for one another.
public struct WaitSnapshot: Hashable, Sendable {
  public enum Activity: Hashable, Sendable {
    case active
    case passive
    /// Goes on when all of these have granted; never empty, nor itself.
    case waitsForAll(Set<Int>)
    /// Goes on when one of these has granted; never empty, nor itself.
    case waitsForAny(Set<Int>)
  }

  public struct Grant: Hashable, Sendable {
    public var sender: Int
    public var receiver: Int

    public init(from sender: Int, to receiver: Int) {
      self.sender = sender
      self.receiver = receiver
    }
  }

  public var processes: [Activity]
  /// Grants on their way.
  public var grants: [Grant]
  /// How many messages with work are on their way.
  public var work: Int

  public init(_ processes: [Activity], grants: [Grant] = [], work: Int = 0) {
    self.processes = processes
    self.grants = grants
    self.work = work
  }
}
#sourceLocation()
