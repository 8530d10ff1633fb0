// Generated from Solutions/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 4298e3454386fb1a

#sourceLocation(file: "Solutions/07-paxos.md", line: 1634)
public import Chapter7
internal import ExerciseSupport
public import Simulation

/// A whole row is a quorum of phase 1, a whole column one of phase 2.
public struct Grid: QuorumSystem {
  private let rows: [[NodeID]]

  /// Rows of the same length, one at least, without repetitions.
  public init(rows: [[NodeID]]) { self.rows = rows }

  public var acceptors: Set<NodeID> { Set(rows.flatMap { $0 }) }

  public func isPhase1(_ members: Set<NodeID>) -> Bool {
    rows.contains { members.isSuperset(of: $0) }
  }

  public func isPhase2(_ members: Set<NodeID>) -> Bool {
    rows[0].indices.contains { column in
      rows.allSatisfy { members.contains($0[column]) }
    }
  }
}

/// A set is a quorum if its members weigh as much as the phase asks, or more.
public struct WeightedQuorums: QuorumSystem {
  private let weights: [NodeID: Int]
  private let needed: (phase1: Int, phase2: Int)

  /// Weights are not negative.
  public init(_ weights: [NodeID: Int], phase1: Int, phase2: Int) {
    self.weights = weights
    needed = (phase1, phase2)
  }

  public var acceptors: Set<NodeID> { Set(weights.keys) }

  public func isPhase1(_ members: Set<NodeID>) -> Bool { weight(of: members) >= needed.phase1 }

  public func isPhase2(_ members: Set<NodeID>) -> Bool { weight(of: members) >= needed.phase2 }

  private func weight(of members: Set<NodeID>) -> Int {
    members.reduce(0) { $0 + (weights[$1] ?? 0) }
  }
}

/// Two quorums that prove that the system is unsafe; nil if it is safe.
/// At most 2ⁿ sets are looked at.
public func disjointQuorums(of system: some QuorumSystem) -> DisjointQuorums? {
  for members in subsets(of: system.acceptors) where system.isPhase1(members) {
    let others = system.acceptors.subtracting(members)
    if system.isPhase2(others) { return DisjointQuorums(phase1: members, phase2: others) }
  }
  return nil
}

/// The probability of finding a quorum of each phase, if each acceptor is up
/// with this probability, independently of the others.
public func availability(
  of system: some QuorumSystem, whenUp probability: Double
) -> (phase1: Double, phase2: Double) {
  var found = (phase1: 0.0, phase2: 0.0)
  for up in subsets(of: system.acceptors) {
    let chance = system.acceptors.reduce(1.0) {
      $0 * (up.contains($1) ? probability : 1 - probability)
    }
    if system.isPhase1(up) { found.phase1 += chance }
    if system.isPhase2(up) { found.phase2 += chance }
  }
  return found
}

/// Every set of these nodes, always in the same order.
private func subsets(of nodes: Set<NodeID>) -> [Set<NodeID>] {
  subsets(of: nodes.sorted()).map { Set($0) }
}

/// Which sets are enough in which ballot, where the system changes on the way.
public struct QuorumSchedule: Sendable {
  /// From which round on each system is in force, in the order of the rounds.
  private var systems: [(round: Int, system: any QuorumSystem)]

  /// The system of all ballots, as long as nothing is changed. It is safe.
  public init(_ system: some QuorumSystem) { systems = [(0, system)] }

  /// Ballots of this round and later ones use another system, a safe one.
  /// Changes are told in the order of their rounds.
  public mutating func change(
    to system: some QuorumSystem, fromRound round: Int
  ) {
    systems.append((round, system))
  }

  /// Whether promises from these are enough to propose a value in this ballot.
  public func isPhase1(_ members: Set<NodeID>, in ballot: Ballot) -> Bool {
    systems(upTo: ballot).allSatisfy { $0.system.isPhase1(members) }
  }

  /// Whether a proposal of this ballot that these have accepted is chosen.
  public func isPhase2(_ members: Set<NodeID>, in ballot: Ballot) -> Bool {
    systems(upTo: ballot).last.map { $0.system.isPhase2(members) } ?? false
  }

  private func systems(upTo ballot: Ballot) -> ArraySlice<(round: Int, system: any QuorumSystem)> {
    systems.prefix { $0.round <= ballot.round }
  }
}
#sourceLocation()
