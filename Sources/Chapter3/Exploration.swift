// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest cdedf16b8628b2eb
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 925)
public import Simulation

/// A process with the work it still has to do.
struct Worker<N: Node>: Hashable, Sendable {
  var node: N
  /// Operations asked for so far.
  var asked = 0
  var answered = 0
}

/// Messages on their way over one link.
struct Flight<Message: Hashable & Sendable>: Hashable, Sendable {
  var messages: [Message] = []
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 944)
/// All runs of a system of equal nodes as a specification.
public func exploration<N: LockHolder>(
  of system: System<N.Message>, as type: N.Type, invariants: [Invariant<N.Message>]? = nil
) -> Specification {
  var explorer = NodeExplorer(system, as: type)
  explorer.addActions()
  for invariant in invariants ?? mutexInvariants(of: type) { explorer.add(invariant) }
  explorer.promiseThatAllWorkIsDone()
  return explorer.specification
}

struct NodeExplorer<N: Node> {
  var specification = Specification("\(N.self)")
  let roster: Roster
  let work: [[N.Operation]]
  let isFIFO: Bool
  let workers: [Variable<Worker<N>>]
  let links: [[Variable<Flight<N.Message>>]]

  init(_ system: System<N.Message>, as type: N.Type) {
    let members = system.members.compactMap { $0 as? Member<N> }
    precondition(members.count == system.members.count, "all nodes must be \(type)")
    roster = system.roster
    work = members.map(\.work.operations)
    isFIFO = system.links.standard.isFIFO
    let names = roster.nodes.map(roster.name(of:))
    var specification = Specification("\(N.self)")
    workers = members.enumerated().map { index, member in
      specification.variable(names[index], initially: Worker(node: member.node))
    }
    links = names.map { from in
      names.map { to in specification.variable("\(from)→\(to)", initially: Flight()) }
    }
    self.specification = specification
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 985)
extension NodeExplorer {
  private static var capacity: Int { 6 }

  mutating func addActions() {
    let explorer = self
    for process in workers.indices {
      let (worker, work) = (workers[process], work[process])
      specification.action("ask \(worker.name)") { state in
        state[worker].asked < work.count && state[worker].asked == state[worker].answered
      } then: { state in
        let id = OperationID(client: NodeID(process), number: state[worker].asked + 1)
        let operation = work[state[worker].asked]
        state[worker].asked += 1
        explorer.handle(process, state) { $0.invoke(operation, as: id, &$1) }
      }
      for sender in workers.indices where sender != process {
        for position in 0..<(isFIFO ? 1 : Self.capacity) {
          addDelivery(from: sender, to: process, position)
        }
      }
    }
  }

  private mutating func addDelivery(from sender: Int, to process: Int, _ position: Int) {
    let (explorer, link) = (self, links[sender][process])
    let name = "deliver \(position == 0 ? "" : "later message ")\(link.name)"
    specification.action(name) { state in
      let messages = state[link].messages
      return position < messages.count
        && (position == 0 || messages[position] != messages[position - 1])
    } then: { state in
      let message = state[link].messages.remove(at: position)
      explorer.handle(process, state) {
        $0.receive(message, from: NodeID(sender), &$1)
      }
    }
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1028)
extension NodeExplorer {
  func handle(
    _ process: Int, _ state: StateWriter, _ handler: (inout N, inout Context<N>) -> Void
  ) {
    var context = Context<N>(
      id: NodeID(process), roster: roster, random: SplitMix64(seed: 0))
    var worker = state[workers[process]]
    handler(&worker.node, &context)
    for effect in context.takeEffects() {
      switch effect {
      case .send(let message, let receiver):
        send(message, over: links[process][Int(receiver.index)], state)
      case .respond: worker.answered += 1
      case .note: break
      default: preconditionFailure("\(effect) can't be explored here")
      }
    }
    state[workers[process]] = worker
  }

  private func send(
    _ message: N.Message, over link: Variable<Flight<N.Message>>, _ state: StateWriter
  ) {
    var messages = state[link].messages + [message]
    if !isFIFO { messages.sort { "\($0)" < "\($1)" } }
    precondition(isFIFO || messages.count <= Self.capacity, "\(link.name) is full")
    state[link].messages = messages
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1062)
extension NodeExplorer {
  mutating func add(_ invariant: Invariant<N.Message>) {
    let (roster, workers) = (roster, workers)
    specification.invariant(invariant.name) { state in
      let source = ExploredState(workers.map { state[$0].node })
      return invariant.violation(in: SystemView(roster: roster, source: source)) == nil
    }
  }

  mutating func promiseThatAllWorkIsDone() {
    let (workers, work) = (workers, work)
    specification.eventually("all work is done") { state in
      workers.indices.allSatisfy { state[workers[$0]].answered == work[$0].count }
    }
  }
}

private final class ExploredState<N: Node>: SystemViewSource {
  typealias Message = N.Message
  private let nodes: [N]

  init(_ nodes: [N]) { self.nodes = nodes }

  func state<Other: Node>(of id: NodeID, as type: Other.Type) -> Other? {
    nodes[Int(id.index)] as? Other
  }
  func isUp(_ id: NodeID) -> Bool { true }
  var messagesInFlight: [Envelope<N.Message>] { [] }
}
#sourceLocation()
