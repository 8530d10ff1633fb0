// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest b23924e4fa131da3

#sourceLocation(file: "Chapters/07-paxos.md", line: 2673)
public import Simulation

/// Finds out what was chosen by counting acceptances, ballot by ballot.
public struct Learner<Value: Hashable & Sendable>: Hashable, Sendable {
  private let quorums: Quorums
  private var votes: [Proposal<Value>: Set<NodeID>] = [:]
  public private(set) var value: Value?

  public init(_ quorums: Quorums) { self.quorums = quorums }

  public mutating func receive(
    _ accepted: Proposal<Value>, from acceptor: NodeID
  ) {
    votes[accepted, default: []].insert(acceptor)
    if quorums.isPhase2(votes[accepted, default: []]) { value = accepted.value }
  }

  /// Somebody who knows says so.
  public mutating func receive(chosen: Value) { value = chosen }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 2705)
/// A learner on its own machine.
public struct LearnerNode<Value: Hashable & Sendable>: Node {
  public typealias Message = PaxosMessage<Value>
  public private(set) var learner: Learner<Value>

  public init(_ quorums: Quorums) { learner = Learner(quorums) }

  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    switch message {
    case .accepted(let proposal): learner.receive(proposal, from: sender)
    case .chosen(let value): learner.receive(chosen: value)
    case .prepare, .promise, .accept, .refused: break
    }
  }
}

/// One proposer, then acceptors, then learners, told by the acceptors
/// themselves or by the proposer.
func learningSystem(
  acceptors: Int, learners: Int, toldByProposer: Bool
) -> System<PaxosMessage<String>> {
  var system = System<PaxosMessage<String>>()
  let voters = (1...acceptors).map { NodeID($0) }
  let readers = (0..<learners).map { NodeID(1 + acceptors + $0) }
  let quorums = Quorums.majorities(of: voters)
  system.add(
    "A", ProposerNode<String>(quorums, learners: toldByProposer ? readers : []),
    work: [.propose("x")])
  for number in 1...acceptors {
    system.add(
      "\(number)",
      AcceptorNode<String>(learners: toldByProposer ? [] : readers))
  }
  for number in 1...max(1, learners) where learners > 0 {
    system.add("L\(number)", LearnerNode<String>(quorums))
  }
  return system
}
#sourceLocation()
