// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 07e0eb33d7f0a158

#sourceLocation(file: "Chapters/07-paxos.md", line: 278)
public import Simulation

/// An acceptor with its disk: what it has answered, it will remember.
public struct AcceptorNode<Value: Hashable & Sendable>: Node {
  public typealias Message = PaxosMessage<Value>
  /// On disk: its whole state, again after every change.
  public typealias Record = Acceptor<Value>

  public private(set) var acceptor = Acceptor<Value>()
  /// Every proposal that it has accepted. The protocol needs none but the
  /// last; those who check it do.
  public private(set) var votes: [Proposal<Value>] = []
  private let learners: [NodeID]

  /// `learners` hear of each acceptance, besides the proposer.
  public init(learners: [NodeID] = []) { self.learners = learners }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 300)
extension AcceptorNode {
  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    let before = acceptor
    let (answer, receivers) = answer(to: message, from: sender)
    if acceptor != before {
      context.append(acceptor)
      context.sync()
    }
    if let answer { context.broadcast(answer, to: receivers) }
  }

  private mutating func answer(
    to message: Message, from sender: NodeID
  ) -> (Message?, [NodeID]) {
    switch message {
    case .prepare(let ballot):
      guard let promise = acceptor.prepare(ballot) else {
        return (.refused(ballot, promised: acceptor.promised), [sender])
      }
      return (.promise(promise), [sender])
    case .accept(let proposal):
      guard acceptor.accept(proposal) else {
        let refusal = (proposal.ballot, promised: acceptor.promised)
        return (.refused(refusal.0, promised: refusal.promised), [sender])
      }
      note(proposal)
      return (.accepted(proposal), [sender] + learners)
    default: return (nil, [])
    }
  }

  private mutating func note(_ proposal: Proposal<Value>) {
    if !votes.contains(proposal) { votes.append(proposal) }
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 342)
extension AcceptorNode {
  public mutating func restart(
    recovering log: StableLog<Record>, _ context: inout Context<Self>
  ) {
    let states = log.records
    acceptor = states.last ?? Acceptor()
    for state in states { state.accepted.map { note($0) } }
    guard log.isTorn else { return }
    context.rewrite(states)
    context.sync()
  }
}
#sourceLocation()
