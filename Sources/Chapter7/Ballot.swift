// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest b1bc68f6906f3d24

#sourceLocation(file: "Chapters/07-paxos.md", line: 396)
public import Simulation

/// The number of an attempt: of two, one is always the higher, and no two
/// proposers share one.
public struct Ballot: Hashable, Comparable, Sendable {
  public let round: Int
  /// Breaks ties between proposers in the same round.
  public let proposer: NodeID

  public init(round: Int, proposer: NodeID) {
    self.round = round
    self.proposer = proposer
  }

  /// Below every ballot that a proposer uses: rounds count from one.
  public static let zero = Ballot(round: 0, proposer: NodeID(0))

  public static func < (left: Ballot, right: Ballot) -> Bool {
    (left.round, left.proposer) < (right.round, right.proposer)
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 424)
/// A value that is put to the acceptors under a number.
public struct Proposal<Value: Hashable & Sendable>: Hashable, Sendable {
  public let ballot: Ballot
  public let value: Value

  public init(_ ballot: Ballot, _ value: Value) {
    self.ballot = ballot
    self.value = value
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 3177)
extension Ballot: Codable {}
extension Proposal: Codable where Value: Codable {}
#sourceLocation()
