// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest e531dcae6558fc18

#sourceLocation(file: "Chapters/07-paxos.md", line: 440)
/// An acceptor's word never again to accept a proposal below `ballot`, and the
/// highest-numbered proposal that it has accepted so far.
public struct Promise<Value: Hashable & Sendable>: Hashable, Sendable {
  public let ballot: Ballot
  public let accepted: Proposal<Value>?

  public init(_ ballot: Ballot, accepted: Proposal<Value>?) {
    self.ballot = ballot
    self.accepted = accepted
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 457)
/// What proposers, acceptors and learners say to one another.
public enum PaxosMessage<Value: Hashable & Sendable>: Hashable, Sendable {
  case prepare(Ballot)
  case promise(Promise<Value>)
  case accept(Proposal<Value>)
  case accepted(Proposal<Value>)
  /// A courtesy: the ballot is too low, for a promise to this one was given.
  case refused(Ballot, promised: Ballot)
  /// A courtesy: this value is chosen.
  case chosen(Value)
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 3184)
extension Promise: Codable where Value: Codable {}
extension PaxosMessage: Codable where Value: Codable {}
#sourceLocation()
