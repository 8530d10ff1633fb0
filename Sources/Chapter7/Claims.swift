// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 14903bbe649a6f59

#sourceLocation(file: "Chapters/07-paxos.md", line: 1311)
public import Simulation

/// An acceptor as our checks see it.
public protocol Voter: Node where Message == PaxosMessage<String> {
  /// Every proposal that it has accepted.
  var votes: [Proposal<String>] { get }
}

/// A proposer as our checks see it.
public protocol Leader: Node
where
  Message == PaxosMessage<String>, Response == String,
  Operation == ConsensusOperation<String>
{
  var proposer: Proposer<String> { get }
}

extension AcceptorNode: Voter where Value == String {}
extension ProposerNode: Leader where Value == String {}
#sourceLocation(file: "Chapters/07-paxos.md", line: 1336)
/// The proposals that a quorum has accepted: those that are chosen.
public func chosen(
  by votes: [NodeID: [Proposal<String>]], _ quorums: Quorums
) -> [Proposal<String>] {
  var voters: [Proposal<String>: Set<NodeID>] = [:]
  for (acceptor, proposals) in votes {
    for proposal in proposals { voters[proposal, default: []].insert(acceptor) }
  }
  return voters.filter { quorums.isPhase2($0.value) }.keys
    .sorted { ($0.ballot, $0.value) < ($1.ballot, $1.value) }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 1352)
/// What has been accepted, as far as the acceptors show it.
struct Ledger {
  let votes: [NodeID: [Proposal<String>]]
  let quorums: Quorums

  var all: [Proposal<String>] { quorums.acceptors.flatMap { votes[$0] ?? [] } }

  /// nil, or two values under one number.
  var splitBallot: String? {
    for one in all {
      for other in all where other.ballot == one.ballot {
        guard one.value != other.value else { continue }
        return "ballot \(one.ballot) has \(one.value) and \(other.value)"
      }
    }
    return nil
  }

  /// nil, or a choice with a later proposal that goes against it.
  var overruledChoice: String? {
    for choice in chosen(by: votes, quorums) {
      for vote in all where vote.ballot > choice.ballot {
        guard vote.value != choice.value else { continue }
        return "\(choice) is chosen, and \(vote) is accepted"
      }
    }
    return nil
  }
}
#sourceLocation()
