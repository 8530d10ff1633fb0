// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 1e49d1aadeac015c

#sourceLocation(file: "Chapters/07-paxos.md", line: 4375)
/// What an acceptor has accepted last.
public struct LastAcceptance: Hashable, Sendable {
  /// 1 or more.
  public let ballot: Int
  public let value: String

  public init(_ ballot: Int, _ value: String) {
    (self.ballot, self.value) = (ballot, value)
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 4695)
public import Simulation

/// A line of an acceptor's log.
public enum AcceptorEvent: Hashable, Sendable {
  case promised(Ballot, by: NodeID)
  case accepted(Proposal<String>, by: NodeID)
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 4944)
public import Simulation

/// How a proposer goes on.
public struct NextAttempt: Hashable, Sendable {
  public var ballot: Ballot
  public var wait: Duration

  public init(_ ballot: Ballot, after wait: Duration) {
    (self.ballot, self.wait) = (ballot, wait)
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 5353)
public import Simulation

/// Which sets of acceptors are enough for each phase. A set that contains a
/// quorum is one.
public protocol QuorumSystem: Sendable {
  var acceptors: Set<NodeID> { get }
  func isPhase1(_ members: Set<NodeID>) -> Bool
  func isPhase2(_ members: Set<NodeID>) -> Bool
}

/// A quorum of each phase, without a common member.
public struct DisjointQuorums: Hashable, Sendable {
  public var phase1: Set<NodeID>
  public var phase2: Set<NodeID>

  public init(phase1: Set<NodeID>, phase2: Set<NodeID>) {
    (self.phase1, self.phase2) = (phase1, phase2)
  }
}
#sourceLocation()
