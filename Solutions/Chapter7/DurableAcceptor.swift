// Generated from Solutions/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest b8073f16d9acdefd

#sourceLocation(file: "Solutions/07-paxos.md", line: 16)
public import Chapter7
internal import ExerciseSupport
public import Simulation

/// An acceptor that forgets nothing it has said, on a disk of eight records.
public struct DurableAcceptor: Node {
  public typealias Message = PaxosMessage<String>

  public enum Record: Hashable, Sendable {
    case promised(Ballot)
    case accepted(Proposal<String>)
  }

  /// The highest ballot that it has heard of from a proposer.
  public private(set) var promised = Ballot.zero
  /// The proposal of the highest ballot that it has accepted.
  public private(set) var accepted: Proposal<String>?

  public init() {}

  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .prepare(let ballot): answerPrepare(ballot, sender, &context)
    case .accept(let proposal): answerAccept(proposal, sender, &context)
    default: return
    }
  }

  private mutating func answerPrepare(
    _ ballot: Ballot, _ sender: NodeID, _ context: inout Context<Self>
  ) {
    guard ballot >= promised else {
      return context.send(.refused(ballot, promised: promised), to: sender)
    }
    save(promised: ballot, accepted: accepted, &context)
    context.send(.promise(Promise(ballot, accepted: accepted)), to: sender)
  }

  private mutating func answerAccept(
    _ proposal: Proposal<String>, _ sender: NodeID, _ context: inout Context<Self>
  ) {
    guard proposal.ballot >= promised else {
      return context.send(.refused(proposal.ballot, promised: promised), to: sender)
    }
    save(promised: proposal.ballot, accepted: proposal, &context)
    context.send(.accepted(proposal), to: sender)
  }

  private mutating func save(
    promised: Ballot, accepted: Proposal<String>?, _ context: inout Context<Self>
  ) {
    guard promised != self.promised || accepted != self.accepted else { return }
    (self.promised, self.accepted) = (promised, accepted)
    context.rewrite([.promised(promised)] + (accepted.map { [.accepted($0)] } ?? []))
    context.sync()
  }

  /// Takes up where the log ends.
  public mutating func restart(
    recovering log: StableLog<Record>, _ context: inout Context<Self>
  ) {
    for record in log.records {
      switch record {
      case .promised(let ballot): promised = ballot
      case .accepted(let proposal): accepted = proposal
      }
    }
  }
}
#sourceLocation()
