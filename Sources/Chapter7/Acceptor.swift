// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest bffbe724458f2170

#sourceLocation(file: "Chapters/07-paxos.md", line: 475)
/// The memory of the protocol ("Paxos Made Simple", §2.2).
///
/// A value without a disk: whoever owns it saves both fields before it answers.
public struct Acceptor<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The highest ballot that it has heard of from a proposer.
  public internal(set) var promised = Ballot.zero
  /// The proposal of the highest ballot that it has accepted.
  public internal(set) var accepted: Proposal<Value>?

  public init() {}

  /// The state as it was saved.
  public init(promised: Ballot, accepted: Proposal<Value>?) {
    self.promised = promised
    self.accepted = accepted
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 499)
extension Acceptor {
  /// Phase 1: a promise, or nil if a higher ballot has one.
  public mutating func prepare(_ ballot: Ballot) -> Promise<Value>? {
    guard ballot >= promised else { return nil }
    promised = ballot
    return Promise(ballot, accepted: accepted)
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 512)
extension Acceptor {
  /// Phase 2: accepts the proposal unless a higher ballot has a promise.
  public mutating func accept(_ proposal: Proposal<Value>) -> Bool {
    guard proposal.ballot >= promised else { return false }
    promised = proposal.ballot
    accepted = proposal
    return true
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 3191)
extension Acceptor: Codable where Value: Codable {}
#sourceLocation()
