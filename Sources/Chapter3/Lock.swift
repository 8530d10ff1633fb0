// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest aa38d50ef7b47e33

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 823)
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
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 842)
/// What a process is asked to do by the program that runs on it.
public enum LockOperation: Hashable, Sendable { case acquire, release }

/// What that program is told, once it is so.
public enum LockResponse: Hashable, Sendable { case acquired, released }
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1030)
public import Simulation

/// Processes A, B, C, ... that each acquire and release a lock so many times.
public func mutexSystem<N: Node>(
  _ node: N, processes: Int, entries: [Int], link: Link = .reliable,
  holdingFor pause: Duration = .milliseconds(5)
) -> System<N.Message> where N.Operation == LockOperation {
  var system = System(messages: N.Message.self)
  system.links.standard = link
  for process in 0..<processes {
    let work = (0..<entries[process]).flatMap { _ in
      [LockOperation.acquire, .release]
    }
    system.add(
      NodeID(process).letter, node, work: .closedLoop(work, pause: pause))
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
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1108)
/// What mutual exclusion promises about every state.
public func mutexInvariants<N: LockHolder>(
  of type: N.Type, in system: System<N.Message>
) -> [Invariant<N.Message>] {
  let nodes = system.roster.nodes
  return nodes.flatMap { holder in
    nodes.filter { $0 != holder }.map { other in
      let names = [holder, other].map(system.roster.name(of:))
      let name = "mutual exclusion, \(names[0]) inside and \(names[1])"
      return Invariant(name, on: [holder, other]) { view in
        let (holder, other) = (view[holder, as: type], view[other, as: type])
        guard holder.isInside, let request = holder.request else { return nil }
        if other.isInside { return "both are inside" }
        guard let waiting = other.request, waiting < request else { return nil }
        return
          "\(names[1]) has an older request than \(names[0]), who is inside"
      }
    }
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1157)
/// Every run of processes that share a lock. Runs are finite, because the work
/// is; and where one ends, nobody may be left waiting.
public func mutexSearch<N: LockHolder>(
  of system: System<N.Message>, as type: N.Type
) -> SystemSearch<N.Message> {
  var search = SystemSearch(
    "\(type)", system, invariants: mutexInvariants(of: type, in: system))
  search.expectedEnd = .init("nobody is left waiting") { view in
    view.all(type).allSatisfy { $0.node.request == nil }
  }
  return search
}
#sourceLocation()
