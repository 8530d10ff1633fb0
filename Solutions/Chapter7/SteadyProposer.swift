// Generated from Solutions/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 271064e5ecd8e1c4

#sourceLocation(file: "Solutions/07-paxos.md", line: 426)
public import Chapter7
internal import ExerciseSupport
public import Simulation

/// A proposer that gives its ballot up only when it is refused.
public struct SteadyProposer: Node {
  public typealias Message = PaxosMessage<String>
  /// The value to propose.
  public typealias Operation = String
  /// The value that was chosen.
  public typealias Response = String
  /// A ballot that it has begun.
  public typealias Record = Ballot

  public enum Timer: Hashable, Sendable { case patience }

  private enum Phase: Hashable { case idle, preparing, accepting }

  public static let patience = Duration.milliseconds(50)

  private let acceptors: [NodeID]
  /// The ballot that it has begun last.
  public private(set) var ballot = Ballot.zero
  public private(set) var decision: String?

  private var operation: OperationID?
  private var own = ""
  private var phase = Phase.idle
  /// Who has answered in this phase.
  private var answered: Set<NodeID> = []
  /// The proposal of the highest ballot that a promise has reported.
  private var highest: Proposal<String>?
  /// The highest ballot that a refusal has told of.
  private var refusedFor = Ballot.zero

  public init(acceptors: [NodeID]) { self.acceptors = acceptors }

  public mutating func invoke(
    _ value: String, as id: OperationID, _ context: inout Context<Self>
  ) {
    if let decision { return context.respond(decision, to: id) }
    (operation, own) = (id, value)
    beginBallot(&context)
  }

  private mutating func beginBallot(_ context: inout Context<Self>) {
    let round = max(ballot, refusedFor).round + 1
    ballot = Ballot(round: round, proposer: context.id)
    (phase, answered, highest) = (.preparing, [], nil)
    context.append(ballot)
    context.sync()
    ask(&context)
  }

  /// Sends this phase's message to all who have not answered it.
  private func ask(_ context: inout Context<Self>) {
    let message: Message =
      phase == .preparing
      ? .prepare(ballot) : .accept(Proposal(ballot, highest?.value ?? own))
    context.broadcast(message, to: acceptors.filter { !answered.contains($0) })
    context.set(.patience, after: Self.patience)
  }

  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .promise(let promise) where promise.ballot == ballot && phase == .preparing:
      answered.insert(sender)
      if let last = promise.accepted, last.ballot > highest?.ballot ?? .zero { highest = last }
      guard hasMajority else { return }
      (phase, answered) = (.accepting, [])
      ask(&context)
    case .accepted(let proposal) where proposal.ballot == ballot && phase == .accepting:
      answered.insert(sender)
      if hasMajority { decide(proposal.value, &context) }
    case .refused(let refused, let promised) where refused == ballot && phase != .idle:
      refusedFor = max(refusedFor, promised)
    default: return
    }
  }

  private var hasMajority: Bool { 2 * answered.count > acceptors.count }

  private mutating func decide(_ value: String, _ context: inout Context<Self>) {
    (phase, decision) = (.idle, value)
    context.cancel(.patience)
    if let operation { context.respond(value, to: operation) }
  }

  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    guard phase != .idle else { return }
    if refusedFor > ballot { beginBallot(&context) } else { ask(&context) }
  }

  /// Takes up where the log ends, and proposes nothing.
  public mutating func restart(
    recovering log: StableLog<Ballot>, _ context: inout Context<Self>
  ) {
    ballot = log.records.last ?? .zero
    guard log.isTorn else { return }
    context.rewrite([ballot])
    context.sync()
  }
}
#sourceLocation()
