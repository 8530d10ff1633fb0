public import Chapter7
internal import ExerciseSupport
public import Simulation

/// A proposer that gives its ballot up only when it is refused.
///
/// Asked to propose, it begins a ballot: one round above all that it has begun
/// or was told of by a refusal. It sends each phase's message to all acceptors,
/// and sets `patience`. When that elapses, it sends the message again to those
/// who have not answered in this phase; if this ballot was refused since, it
/// begins the next ballot instead. With the decision, it answers and the timer
/// is stopped; what it is asked later is answered with that decision at once.
///
/// A majority of the acceptors is a quorum. At most one operation at a time.
///
/// Our solution has 51 lines.
public struct SteadyProposer: Node {
  public typealias Message = PaxosMessage<String>
  /// The value to propose.
  public typealias Operation = String
  /// The value that was chosen.
  public typealias Response = String
  /// A ballot that it has begun.
  public typealias Record = Ballot

  public enum Timer: Hashable, Sendable { case patience }

  public static let patience = Duration.milliseconds(50)

  private let acceptors: [NodeID]
  /// The ballot that it has begun last.
  public private(set) var ballot = Ballot.zero
  public private(set) var decision: String?

  public init(acceptors: [NodeID]) { self.acceptors = acceptors }

  public mutating func invoke(
    _ value: String, as id: OperationID, _ context: inout Context<Self>
  ) {
    unimplemented("SteadyProposer.invoke")
  }

  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    unimplemented("SteadyProposer.receive")
  }

  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    unimplemented("SteadyProposer.fire")
  }

  /// Takes up where the log ends, and proposes nothing.
  public mutating func restart(
    recovering log: StableLog<Ballot>, _ context: inout Context<Self>
  ) {
    unimplemented("SteadyProposer.restart")
  }
}
