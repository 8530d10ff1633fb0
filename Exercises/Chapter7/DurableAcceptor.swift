public import Chapter7
internal import ExerciseSupport
public import Simulation

/// An acceptor that forgets nothing it has said, on a disk of eight records.
///
/// A prepare is answered with a promise and an accept with `accepted`, unless a
/// higher ballot has a promise: then with `refused`. A message that it has
/// answered before is answered again, without a write. Every answer goes to
/// whoever asked.
///
/// Our solution has 37 lines.
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
    unimplemented("DurableAcceptor.receive")
  }

  /// Takes up where the log ends.
  public mutating func restart(
    recovering log: StableLog<Record>, _ context: inout Context<Self>
  ) {
    unimplemented("DurableAcceptor.restart")
  }
}
