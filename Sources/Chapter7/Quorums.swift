// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 885b11453c0b7c4c

#sourceLocation(file: "Chapters/07-paxos.md", line: 729)
public import Simulation

/// Which sets of acceptors are enough for each phase.
///
/// Safe if every quorum of phase 1 meets every quorum of phase 2; sets of one
/// phase need not meet (Howard, Malkhi and Spiegelman, 2016).
public struct Quorums: Hashable, Sendable {
  public let acceptors: [NodeID]
  /// The smallest sets; any set that contains one of them is a quorum too.
  public let phase1: [Set<NodeID>]
  public let phase2: [Set<NodeID>]

  public init(
    of acceptors: [NodeID], phase1: [Set<NodeID>], phase2: [Set<NodeID>]
  ) {
    self.acceptors = acceptors
    self.phase1 = phase1
    self.phase2 = phase2
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 754)
extension Quorums {
  public func isPhase1(_ members: Set<NodeID>) -> Bool {
    phase1.contains { $0.isSubset(of: members) }
  }

  public func isPhase2(_ members: Set<NodeID>) -> Bool {
    phase2.contains { $0.isSubset(of: members) }
  }

  /// Whether every quorum of phase 1 meets every quorum of phase 2.
  public var meet: Bool {
    phase1.allSatisfy { one in phase2.allSatisfy { !$0.isDisjoint(with: one) } }
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 773)
extension Quorums {
  /// Any `first` of them for phase 1, any `second` for phase 2.
  public init(of acceptors: [NodeID], phase1 first: Int, phase2 second: Int) {
    self.init(
      of: acceptors,
      phase1: subsets(of: acceptors, count: first).map { Set($0) },
      phase2: subsets(of: acceptors, count: second).map { Set($0) })
  }

  /// More than half, for both phases.
  public static func majorities(of acceptors: [NodeID]) -> Quorums {
    let majority = acceptors.count / 2 + 1
    return Quorums(of: acceptors, phase1: majority, phase2: majority)
  }

  /// Enough to tell them apart in a table; a search hashes them often.
  public func hash(into hasher: inout Hasher) { hasher.combine(acceptors) }
}
#sourceLocation()
