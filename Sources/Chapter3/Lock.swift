// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 50d4c285a3faccde
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 675)
/// What processes say to each other that share a resource without a server.
public enum MutexMessage: Hashable, Sendable {
  case request(at: Int)
  case acknowledge(at: Int)
  case release(at: Int)

  /// When it was sent, by the sender's Lamport clock.
  public var time: Int {
    switch self {
    case .request(let time), .acknowledge(let time), .release(let time): time
    }
  }
}

/// What a process is asked to do by the program that runs on it.
public enum LockOperation: Hashable, Sendable { case acquire, release }

/// What that program is told, once it is so.
public enum LockResponse: Hashable, Sendable { case acquired, released }
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 844)
public import Simulation

/// Processes A, B, C, ... that each acquire and release a lock so many times.
public func mutexSystem<N: Node>(
  _ node: N, processes: Int, entries: [Int], link: Link = .reliable,
  holdingFor pause: Duration = .milliseconds(5)
) -> System<N.Message> where N.Operation == LockOperation {
  var system = System(messages: N.Message.self)
  system.links.standard = link
  for process in 0..<processes {
    let name = String(UnicodeScalar(UInt8(65 + process)))
    let work = (0..<entries[process]).flatMap { _ in [LockOperation.acquire, .release] }
    system.add(name, node, work: .closedLoop(work, pause: pause))
  }
  return system
}

/// A process that takes part in mutual exclusion, as a property sees it.
public protocol LockHolder: Node
where Operation == LockOperation, Response == LockResponse {
  /// The timestamp of its request, until it is released.
  var request: Timestamp? { get }
  var isInside: Bool { get }
}

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 890)
/// What mutual exclusion promises about every state.
public func mutexInvariants<N: LockHolder>(of type: N.Type) -> [Invariant<N.Message>] {
  [
    Invariant("at most one process is inside") { view in
      let inside = view.all(type).filter(\.node.isInside).map { view.name(of: $0.id) }
      return inside.count > 1 ? "\(inside.joined(separator: " and ")) are" : nil
    },
    Invariant("whoever is inside has the oldest request") { view in
      let requests = view.all(type).compactMap(\.node.request)
      let holder = view.all(type).first(where: \.node.isInside)?.node.request
      guard let holder, let oldest = requests.min(), oldest < holder else { return nil }
      return "\(view.name(of: holder.process)) is inside with \(holder), older is \(oldest)"
    },
  ]
}
#sourceLocation()
