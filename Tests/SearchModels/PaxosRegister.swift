public import Simulation

public struct PaxosBallot: Hashable, Comparable, Sendable {
  var round: Int
  var leader: NodeID

  public static func < (left: Self, right: Self) -> Bool {
    (left.round, left.leader) < (right.round, right.leader)
  }
}

public struct PaxosProposal: Hashable, Sendable {
  var request: OperationID
  var value: Character
}

public struct PaxosVote: Hashable, Sendable {
  var ballot: PaxosBallot
  var proposal: PaxosProposal
}

public enum PaxosMessage: Hashable, Sendable {
  case prepare(PaxosBallot)
  case promise(PaxosBallot, last: PaxosVote?)
  case accept(PaxosVote)
  case accepted(PaxosBallot)
  case decided(PaxosVote)
}

/// A server of a register that is written once, by Paxos: Stateright's example, in which a server leads
/// a ballot of its own for the first request it gets, and answers reads when it knows the decision.
public struct PaxosServer: Node {
  public typealias Message = RegisterMessage<PaxosMessage>

  var ballot = PaxosBallot(round: 0, leader: NodeID(0))
  // Leader
  var proposal: PaxosProposal?
  var promises: [NodeID: PaxosVote?] = [:]
  var acceptors: Set<NodeID> = []
  // Acceptor
  var vote: PaxosVote?
  var isDecided = false
  /// Whether a leader proposes the value of the highest vote it hears of; without that nothing is safe.
  var adoptsVotes: Bool

  public init(adoptsVotes: Bool) { self.adoptsVotes = adoptsVotes }

  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    if isDecided {
      guard case .get(let id) = message, let vote else { return }
      return context.send(.got(id, vote.proposal.value), to: sender)
    }
    switch message {
    case .put(let request, let value) where proposal == nil:
      lead(PaxosProposal(request: request, value: value), &context)
    case .internal(.prepare(let ballot)) where self.ballot < ballot:
      self.ballot = ballot
      context.send(.internal(.promise(ballot, last: vote)), to: sender)
    case .internal(.promise(ballot, let last)):
      promises[sender] = .some(last)
      if promises.count == majority(context) { propose(&context) }
    case .internal(.accept(let vote)) where ballot <= vote.ballot:
      ballot = vote.ballot
      self.vote = vote
      context.send(.internal(.accepted(ballot)), to: sender)
    case .internal(.accepted(ballot)):
      acceptors.insert(sender)
      if acceptors.count == majority(context) { decide(&context) }
    case .internal(.decided(let vote)):
      ballot = vote.ballot
      self.vote = vote
      isDecided = true
    default: break
    }
  }

  /// Phase 1: a ballot of its own, higher than any it has seen.
  private mutating func lead(_ proposal: PaxosProposal, _ context: inout Context<Self>) {
    self.proposal = proposal
    ballot = PaxosBallot(round: ballot.round + 1, leader: context.id)
    promises = [context.id: vote]
    acceptors = []
    context.broadcast(.internal(.prepare(ballot)), to: context.peers)
  }

  /// Phase 2: the value of the highest vote that the quorum has cast, or else its own.
  private mutating func propose(_ context: inout Context<Self>) {
    let highest = promises.values.compactMap { $0 }.max { $0.ballot < $1.ballot }
    guard let chosen = adoptsVotes ? highest?.proposal ?? proposal : proposal else { return }
    proposal = chosen
    let vote = PaxosVote(ballot: ballot, proposal: chosen)
    self.vote = vote
    acceptors.insert(context.id)
    context.broadcast(.internal(.accept(vote)), to: context.peers)
  }

  private mutating func decide(_ context: inout Context<Self>) {
    guard let proposal else { return }
    isDecided = true
    let vote = PaxosVote(ballot: ballot, proposal: proposal)
    context.broadcast(.internal(.decided(vote)), to: context.peers)
    context.send(.putDone(proposal.request), to: proposal.request.client)
  }

  private func majority(_ context: Context<Self>) -> Int { (context.peers.count + 1) / 2 + 1 }
}

/// Some clients, each of which writes a letter of its own and then reads.
public func paxosRegister(clients: Int, adoptsVotes: Bool = true) -> SystemSearch<
  PaxosServer.Message
> {
  var system = System<PaxosServer.Message>()
  let servers = (0..<3).map { system.add("server\($0)", PaxosServer(adoptsVotes: adoptsVotes)) }
  return registerSearch("Paxos, \(clients) clients", &system, servers, writersAndReaders(clients))
}

/// For each client: write a letter of its own, then read.
func writersAndReaders(_ clients: Int) -> [[RegisterOperation]] {
  "ABCDEF".prefix(clients).map { [.write($0), .read] }
}

/// A search for histories that aren't linearizable, with the semantics of Stateright's examples: the next
/// operation begins with the response to the one before, and what would do nothing doesn't arrive.
func registerSearch<Internal>(
  _ name: String, _ system: inout System<RegisterMessage<Internal>>, _ servers: [NodeID],
  _ work: [[RegisterOperation]]
) -> SystemSearch<RegisterMessage<Internal>> {
  for (index, operations) in work.enumerated() {
    system.add(
      "client\(index)", RegisterClient<Internal>(servers: servers), work: .closedLoop(operations))
  }
  var search = SystemSearch(name, system)
  search.pacing = .atOnce
  search.skipsIdleDeliveries = true
  search.historyInvariant("linearizable", of: RegisterClient<Internal>.self) {
    registerViolation($0, initial: "?")
  }
  search.goals.append(
    SystemSearch.Goal("a value is read") { view in
      view.messages.contains {
        if case .got(_, let value) = $0.message { value != "?" } else { false }
      }
    })
  return search
}
