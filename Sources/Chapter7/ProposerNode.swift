// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest fdee84b2e410f959

#sourceLocation(file: "Chapters/07-paxos.md", line: 939)
public import Chapter2
public import Simulation

/// What a client may ask of consensus.
public enum ConsensusOperation<Value: Hashable & Sendable>: Hashable, Sendable {
  /// Answered with the value that was chosen, this one or another.
  case propose(Value)
}

/// How a proposer goes on when its ballot fails.
public struct ProposerOptions: Hashable, Sendable {
  /// When to begin the next ballot; nil: never.
  public var retry: Backoff?
  /// Whether a refusal is a reason not to wait.
  public var isEager = false

  public init(retry: Backoff? = nil, isEager: Bool = false) {
    self.retry = retry
    self.isEager = isEager
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 965)
/// A proposer with its client, its timer and its disk.
public struct ProposerNode<Value: Hashable & Sendable>: Node {
  public typealias Message = PaxosMessage<Value>
  public typealias Operation = ConsensusOperation<Value>
  public typealias Response = Value
  /// On disk: the last ballot that it has begun.
  public typealias Record = Ballot
  public enum Timer: Hashable, Sendable { case nextBallot }

  private let options: ProposerOptions
  private let learners: [NodeID]
  public internal(set) var proposer: Proposer<Value>
  /// The highest ballot that it knows to have a promise.
  private var heard = Ballot.zero
  /// How many ballots it has begun for this operation.
  public private(set) var attempts = 0
  private var operation: OperationID?
  private var own: Value?
  private var decision: Value?

  /// `learners` are told what was chosen.
  public init(
    _ quorums: Quorums, options: ProposerOptions = .init(),
    learners: [NodeID] = []
  ) {
    self.options = options
    self.learners = learners
    proposer = Proposer(quorums)
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 1001)
extension ProposerNode {
  public mutating func invoke(
    _ request: Operation, as id: OperationID, _ context: inout Context<Self>
  ) {
    guard case .propose(let value) = request else { return }
    if let decision { return context.respond(decision, to: id) }
    (own, operation, attempts) = (value, id, 0)
    begin(&context)
  }

  private mutating func begin(_ context: inout Context<Self>) {
    guard let own else { return }
    let ballot = proposer.start(own, as: context.id, above: heard)
    attempts += 1
    context.append(ballot)
    context.sync()
    context.broadcast(.prepare(ballot), to: proposer.quorums.acceptors)
    guard let retry = options.retry else { return }
    let wait = retry.delay(after: attempts, using: &context.random)
    context.set(.nextBallot, after: wait)
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 1028)
extension ProposerNode {
  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .promise(let promise):
      let proposal = proposer.receive(promise, from: sender)
      guard let proposal else { break }
      context.broadcast(.accept(proposal), to: proposer.quorums.acceptors)
    case .accepted(let proposal):
      guard let value = proposer.receive(proposal, from: sender) else { break }
      decide(value, &context)
    case .refused(let ballot, let promised):
      heard = max(heard, promised)
      let isCurrent = ballot == proposer.ballot && decision == nil
      if isCurrent, options.isEager { begin(&context) }
    case .prepare, .accept, .chosen: break
    }
  }

  private mutating func decide(
    _ value: Value, _ context: inout Context<Self>
  ) {
    decision = value
    context.cancel(.nextBallot)
    if let operation { context.respond(value, to: operation) }
    context.broadcast(.chosen(value), to: learners)
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 1062)
extension ProposerNode {
  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    begin(&context)
  }

  public mutating func restart(
    recovering log: StableLog<Ballot>, _ context: inout Context<Self>
  ) {
    let last = log.records.last ?? .zero
    proposer = Proposer(proposer.quorums, after: last)
    guard log.isTorn else { return }
    context.rewrite([last])
    context.sync()
  }
}
#sourceLocation()
