public import Chapter7
internal import ExerciseSupport
public import Simulation

/// A whole row is a quorum of phase 1, a whole column one of phase 2.
public struct Grid: QuorumSystem {
  private let rows: [[NodeID]]

  /// Rows of the same length, one at least, without repetitions.
  public init(rows: [[NodeID]]) { self.rows = rows }

  public var acceptors: Set<NodeID> {
    unimplemented("Grid.acceptors", returning: [])
  }

  public func isPhase1(_ members: Set<NodeID>) -> Bool {
    unimplemented("Grid.isPhase1", returning: false)
  }

  public func isPhase2(_ members: Set<NodeID>) -> Bool {
    unimplemented("Grid.isPhase2", returning: false)
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

  public var acceptors: Set<NodeID> {
    unimplemented("WeightedQuorums.acceptors", returning: [])
  }

  public func isPhase1(_ members: Set<NodeID>) -> Bool {
    unimplemented("WeightedQuorums.isPhase1", returning: false)
  }

  public func isPhase2(_ members: Set<NodeID>) -> Bool {
    unimplemented("WeightedQuorums.isPhase2", returning: false)
  }
}

/// Two quorums that prove that the system is unsafe; nil if it is safe.
/// At most 2ⁿ sets are looked at.
public func disjointQuorums(of system: some QuorumSystem) -> DisjointQuorums? {
  unimplemented("disjointQuorums", returning: nil)
}

/// The probability of finding a quorum of each phase, if each acceptor is up
/// with this probability, independently of the others.
public func availability(
  of system: some QuorumSystem, whenUp probability: Double
) -> (phase1: Double, phase2: Double) {
  unimplemented("availability", returning: (0, 0))
}

/// Which sets are enough in which ballot, where the system changes on the way.
///
/// Our solution has 35 lines, for all parts.
public struct QuorumSchedule: Sendable {
  /// The system of all ballots, as long as nothing is changed. It is safe.
  public init(_ system: some QuorumSystem) {
    unimplemented("QuorumSchedule.init")
  }

  /// Ballots of this round and later ones use another system, a safe one.
  /// Changes are told in the order of their rounds.
  public mutating func change(
    to system: some QuorumSystem, fromRound round: Int
  ) {
    unimplemented("QuorumSchedule.change")
  }

  /// Whether promises from these are enough to propose a value in this ballot.
  public func isPhase1(_ members: Set<NodeID>, in ballot: Ballot) -> Bool {
    unimplemented("QuorumSchedule.isPhase1", returning: false)
  }

  /// Whether a proposal of this ballot that these have accepted is chosen.
  public func isPhase2(_ members: Set<NodeID>, in ballot: Ballot) -> Bool {
    unimplemented("QuorumSchedule.isPhase2", returning: false)
  }
}
