// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 8d3c50b22e7c91e2

#sourceLocation(file: "Chapters/07-paxos.md", line: 834)
public import Simulation

/// One proposer's ballots, as a value without timers or links.
public struct Proposer<Value: Hashable & Sendable>: Hashable, Sendable {
  public enum Phase: Hashable, Sendable {
    case idle, preparing, accepting, decided
  }

  public let quorums: Quorums
  public internal(set) var phase = Phase.idle
  /// The ballot that it leads, or has led last.
  public internal(set) var ballot: Ballot
  /// What it proposes: its own value, until a promise reports another.
  public internal(set) var value: Value?
  /// The highest-numbered proposal that a promise for `ballot` has reported.
  public internal(set) var highest: Proposal<Value>?
  /// Who has answered in the current phase: acceptors, not messages.
  public internal(set) var answered: Set<NodeID> = []

  /// `ballot`: the last one that it has used in any life; it uses none below.
  public init(_ quorums: Quorums, after ballot: Ballot = .zero) {
    self.quorums = quorums
    self.ballot = ballot
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 865)
extension Proposer {
  /// Phase 1 of a new ballot, above its own last one and above `other`. Save
  /// the ballot before preparing it: no proposer may ever use one twice.
  public mutating func start(
    _ own: Value, as id: NodeID, above other: Ballot = .zero
  ) -> Ballot {
    ballot = Ballot(round: max(ballot, other).round + 1, proposer: id)
    (phase, value, highest, answered) = (.preparing, own, nil, [])
    return ballot
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 883)
extension Proposer {
  /// A promise. With the last one that was missing, the proposal of phase 2.
  public mutating func receive(
    _ promise: Promise<Value>, from acceptor: NodeID
  ) -> Proposal<Value>? {
    guard phase == .preparing, promise.ballot == ballot else { return nil }
    answered.insert(acceptor)
    if let accepted = promise.accepted,
      accepted.ballot > highest?.ballot ?? .zero
    {
      highest = accepted
    }
    guard quorums.isPhase1(answered), let own = value else { return nil }
    let proposal = Proposal(ballot, highest?.value ?? own)
    (phase, value, answered) = (.accepting, proposal.value, [])
    return proposal
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 916)
extension Proposer {
  /// An acceptance. With the last one that was missing, the chosen value.
  public mutating func receive(
    _ accepted: Proposal<Value>, from acceptor: NodeID
  ) -> Value? {
    guard phase == .accepting, accepted.ballot == ballot else { return nil }
    answered.insert(acceptor)
    guard quorums.isPhase2(answered) else { return nil }
    phase = .decided
    return value
  }
}
#sourceLocation()
