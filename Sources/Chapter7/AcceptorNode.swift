// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 942e4bf9e191d4fb

#sourceLocation(file: "Chapters/07-paxos.md", line: 627)
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
  private let refuses: Bool

  /// `learners` hear of each acceptance, besides the proposer.
  /// `refuses`: whether who comes too late is told so; safety needs it not.
  public init(learners: [NodeID] = [], refuses: Bool = true) {
    self.learners = learners
    self.refuses = refuses
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 655)
extension AcceptorNode {
  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    let before = acceptor
    guard let answer = answer(to: message) else { return }
    if acceptor != before {
      context.append(acceptor)
      context.sync()
    }
    context.send(answer, to: sender)
    if case .accepted = answer { context.broadcast(answer, to: learners) }
  }

  private mutating func answer(to message: Message) -> Message? {
    switch message {
    case .prepare(let ballot):
      guard let promise = acceptor.prepare(ballot) else {
        return refusal(of: ballot)
      }
      return .promise(promise)
    case .accept(let proposal):
      guard acceptor.accept(proposal) else {
        return refusal(of: proposal.ballot)
      }
      note(proposal)
      return .accepted(proposal)
    case .promise, .accepted, .refused, .chosen: return nil
    }
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 693)
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

  private mutating func note(_ proposal: Proposal<Value>) {
    if !votes.contains(proposal) { votes.append(proposal) }
  }

  private func refusal(of ballot: Ballot) -> Message? {
    refuses ? .refused(ballot, promised: acceptor.promised) : nil
  }
}
#sourceLocation()
