// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest cc7671bc00eb8b24

#sourceLocation(file: "Chapters/07-paxos.md", line: 1386)
internal import Chapter2
public import Simulation

extension SystemView<PaxosMessage<String>> {
  func ledger<A: Voter>(of type: A.Type, _ quorums: Quorums) -> Ledger {
    var votes: [NodeID: [Proposal<String>]] = [:]
    for acceptor in quorums.acceptors {
      votes[acceptor] = self[acceptor, as: type].votes
    }
    return Ledger(votes: votes, quorums: quorums)
  }
}

/// What Paxos promises about every state.
public func paxosInvariants<P: Leader, A: Voter>(
  proposers: [NodeID], of _: P.Type, acceptors type: A.Type, _ quorums: Quorums
) -> [Invariant<PaxosMessage<String>>] {
  let acceptors = quorums.acceptors
  let oneValue = Invariant<PaxosMessage<String>>(
    "one value a ballot", on: acceptors
  ) { $0.ledger(of: type, quorums).splitBallot }
  let stays = Invariant<PaxosMessage<String>>(
    "chosen stays chosen", on: acceptors
  ) { $0.ledger(of: type, quorums).overruledChoice }
  let decided = proposers.map { id in
    Invariant<PaxosMessage<String>>(
      "decided is chosen", on: [id] + acceptors
    ) { view in
      view[id, as: P.self].proposer
        .rashDecision(by: view.ledger(of: type, quorums))
        .map { "\(view.name(of: id)) decided \($0), which is not chosen" }
    }
  }
  return [oneValue, stays] + decided
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 1426)
extension Proposer where Value == String {
  /// What it has decided although that isn't chosen.
  func rashDecision(by ledger: Ledger) -> Proposal<String>? {
    guard phase == .decided, let value else { return nil }
    let decision = Proposal(ballot, value)
    let isChosen = chosen(by: ledger.votes, ledger.quorums).contains(decision)
    return isChosen ? nil : decision
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 1440)
extension SystemSearch where Message == PaxosMessage<String> {
  /// Clients are told one value, and one that somebody proposed.
  mutating func expectConsensus<P: Leader>(of type: P.Type) {
    historyInvariant("agreement", of: type) { history in
      let answers = Set(history.completed.compactMap(\.response))
      return answers.count < 2 ? nil : "decided: \(answers.sorted())"
    }
    historyInvariant("validity", of: type) { history in
      let proposed = history.entries.map(\.operation)
      return history.completed.compactMap(\.response)
        .first { !proposed.contains(.propose($0)) }
        .map { "nobody proposed \($0)" }
    }
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 1460)
/// Everything that can happen to some proposers and acceptors.
public func paxosSearch<P: Leader, A: Voter>(
  _ proposer: (Quorums, Int) -> P, _ acceptor: A, work: [[String]],
  acceptors: Int = 3, quorums: ([NodeID]) -> Quorums = Quorums.majorities
) -> SystemSearch<PaxosMessage<String>> {
  var system = System<PaxosMessage<String>>()
  let quorums = quorums((0..<acceptors).map { NodeID(work.count + $0) })
  for (index, values) in work.enumerated() {
    system.add(
      NodeID(index).letter, proposer(quorums, index),
      work: .closedLoop(values.map { .propose($0) }))
  }
  for number in 1...acceptors { system.add("\(number)", acceptor) }
  let proposers = system.roster.nodes.prefix(work.count)
  var search = SystemSearch(
    "Paxos", system,
    invariants: paxosInvariants(
      proposers: Array(proposers), of: P.self, acceptors: A.self, quorums))
  search.expectConsensus(of: P.self)
  return search
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 1486)
extension PaxosMessage: Renamable {
  /// Names no acceptor.
  public func renamed(_ names: (NodeID) -> NodeID) -> PaxosMessage { self }
}

extension AcceptorNode: Renamable {
  public func renamed(_ names: (NodeID) -> NodeID) -> AcceptorNode { self }
}

extension ProposerNode: Renamable {
  public func renamed(_ names: (NodeID) -> NodeID) -> ProposerNode {
    var other = self
    other.proposer = proposer.renamed(names)
    return other
  }
}

extension Proposer: Renamable {
  /// Its quorums must treat the acceptors alike.
  public func renamed(_ names: (NodeID) -> NodeID) -> Proposer {
    var other = self
    other.answered = Set(answered.map(names))
    return other
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 1516)
/// Two proposers and three acceptors. At most one acceptor, the first, may
/// crash: the acceptors are alike.
public func twoProposers(
  crashes: Int = 0, retries: Int = 0, refuses: Bool = false,
  network: SystemSearch<PaxosMessage<String>>.Network = .set
) -> SystemSearch<PaxosMessage<String>> {
  let retry = retries > 0 ? Backoff.fixed(.seconds(1)) : nil
  var search = paxosSearch(
    { quorums, index in
      ProposerNode<String>(
        quorums, options: .init(retry: index == 0 ? retry : nil))
    }, AcceptorNode<String>(refuses: refuses), work: [["x"], ["y"]])
  search.network = network
  search.budget = SearchBudget(crashes: crashes, timers: retries)
  let acceptors = Array(search.system.roster.nodes.suffix(3))
  search.crashable = [acceptors[0]]
  search.interchangeable(
    Array(acceptors.dropFirst(crashes > 0 ? 1 : 0)),
    of: AcceptorNode<String>.self)
  return search
}
#sourceLocation()
