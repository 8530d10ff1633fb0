// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 25d967aa2ff9ba15

#sourceLocation(file: "Chapters/07-paxos.md", line: 1842)
internal import Simulation

/// A proposer that leaves one rule out.
struct FlawedProposer: Leader {
  typealias Message = PaxosMessage<String>
  typealias Operation = ConsensusOperation<String>
  typealias Response = String
  typealias Record = Ballot
  enum Timer: Hashable, Sendable { case nextBallot }

  let omitted: PaxosRule?
  private let retries: Bool
  var proposer: Proposer<String>
  private var own = ""
  private var operation: OperationID?

  init(_ quorums: Quorums, without rule: PaxosRule?, retries: Bool) {
    omitted = rule
    self.retries = retries
    let count = quorums.acceptors.count
    let (majority, minority) = (count / 2 + 1, (count - 1) / 2)
    proposer = Proposer(
      Quorums(
        of: quorums.acceptors,
        phase1: rule == .awaitPromises ? minority : majority,
        phase2: rule == .awaitAcceptances ? minority : majority))
  }
}

extension FlawedProposer: Renamable {
  func renamed(_ names: (NodeID) -> NodeID) -> FlawedProposer {
    var other = self
    other.proposer = proposer.renamed(names)
    return other
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 1883)
extension FlawedProposer {
  mutating func invoke(
    _ request: Operation, as id: OperationID, _ context: inout Context<Self>
  ) {
    guard case .propose(let value) = request else { return }
    (own, operation) = (value, id)
    begin(&context)
  }

  mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    begin(&context)
  }

  private mutating func begin(_ context: inout Context<Self>) {
    let name = omitted == .ownBallots ? NodeID(0) : context.id
    let ballot = proposer.start(own, as: name)
    if omitted != .saveBallot {
      context.append(ballot)
      context.sync()
    }
    context.broadcast(.prepare(ballot), to: proposer.quorums.acceptors)
    if retries { context.set(.nextBallot, after: .seconds(1)) }
  }

  mutating func restart(
    recovering log: StableLog<Ballot>, _ context: inout Context<Self>
  ) {
    let last = log.records.last ?? .zero
    proposer = Proposer(proposer.quorums, after: last)
    guard log.isTorn else { return }
    context.rewrite([last])
    context.sync()
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 1922)
extension FlawedProposer {
  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    let acceptor = omitted == .countAcceptors ? uncounted(sender) : sender
    switch message {
    case .promise(let promise):
      guard let proposal = propose(promise, from: acceptor) else { break }
      context.broadcast(.accept(proposal), to: proposer.quorums.acceptors)
    case .accepted(let proposal):
      guard let value = decide(proposal, from: acceptor) else { break }
      context.cancel(.nextBallot)
      if let operation { context.respond(value, to: operation) }
    case .refused, .prepare, .accept, .chosen: break
    }
  }

  /// The sender, or if it has answered before, somebody who hasn't.
  private func uncounted(_ sender: NodeID) -> NodeID {
    guard proposer.answered.contains(sender) else { return sender }
    return proposer.quorums.acceptors.first { !proposer.answered.contains($0) }
      ?? sender
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 1951)
extension FlawedProposer {
  private mutating func propose(
    _ promise: Promise<String>, from acceptor: NodeID
  ) -> Proposal<String>? {
    var (ballot, accepted) = (promise.ballot, promise.accepted)
    switch omitted {
    case .currentPromises: ballot = proposer.ballot
    case .adoptReported: accepted = nil
    case .adoptHighest where accepted != nil: proposer.highest = nil
    case .proposeOnce where proposer.phase == .accepting:
      proposer.phase = .preparing
      proposer.answered = Set(proposer.quorums.acceptors)
    default: break
    }
    let answered = proposer.answered
    let proposal = proposer.receive(
      Promise(ballot, accepted: accepted), from: acceptor)
    if proposal != nil, omitted == .countAnew {
      proposer.answered = answered.union([acceptor])
    }
    return proposal
  }

  private mutating func decide(
    _ accepted: Proposal<String>, from acceptor: NodeID
  ) -> String? {
    let isAnyBallot = omitted == .currentAcceptances
    let ballot = isAnyBallot ? proposer.ballot : accepted.ballot
    let value = proposer.receive(
      Proposal(ballot, accepted.value), from: acceptor)
    return omitted == .decideProposed && value != nil ? own : value
  }
}
#sourceLocation()
