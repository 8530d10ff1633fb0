// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest aa99d8cbffd4dab5

#sourceLocation(file: "Chapters/07-paxos.md", line: 1754)
internal import Simulation

/// An acceptor that leaves one rule out.
struct FlawedAcceptor: Voter, Renamable {
  typealias Message = PaxosMessage<String>
  typealias Record = Acceptor<String>

  let omitted: PaxosRule?
  private var acceptor = Acceptor<String>()
  private(set) var votes: [Proposal<String>] = []

  init(without rule: PaxosRule?) { omitted = rule }

  func renamed(_ names: (NodeID) -> NodeID) -> FlawedAcceptor { self }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 1774)
extension FlawedAcceptor {
  private mutating func answer(to message: Message) -> Message? {
    let before = acceptor
    switch message {
    case .prepare(let ballot):
      if omitted == .refuseLowerPrepare { acceptor.promised = .zero }
      guard let promise = acceptor.prepare(ballot) else { return nil }
      if omitted == .rememberPromise { acceptor.promised = before.promised }
      guard omitted == .reportAccepted else { return .promise(promise) }
      return .promise(Promise(ballot, accepted: nil))
    case .accept(let proposal):
      if omitted == .refuseLowerAccept { acceptor.promised = .zero }
      guard acceptor.accept(proposal) else { return nil }
      if omitted == .raisePromise { acceptor.promised = before.promised }
      if omitted == .rememberAccepted { acceptor.accepted = before.accepted }
      note(proposal)
      return .accepted(proposal)
    default: return nil
    }
  }

  private mutating func note(_ proposal: Proposal<String>) {
    if !votes.contains(proposal) { votes.append(proposal) }
  }
}
#sourceLocation(file: "Chapters/07-paxos.md", line: 1804)
extension FlawedAcceptor {
  mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    let before = acceptor
    guard let answer = answer(to: message) else { return }
    if omitted == .syncFirst { context.send(answer, to: sender) }
    if acceptor != before { save(since: before, &context) }
    if omitted != .syncFirst { context.send(answer, to: sender) }
  }

  private func save(
    since before: Acceptor<String>, _ context: inout Context<Self>
  ) {
    var record = acceptor
    if omitted == .saveAccepted { record.accepted = nil }
    let isPromise = acceptor.accepted == before.accepted
    guard omitted != .savePromise || !isPromise else { return }
    context.append(record)
    context.sync()
  }

  mutating func restart(
    recovering log: StableLog<Record>, _ context: inout Context<Self>
  ) {
    for state in log.records { state.accepted.map { note($0) } }
    guard omitted != .recover else { return }
    acceptor = log.records.last ?? Acceptor()
    guard log.isTorn, omitted != .cutTornRecord else { return }
    context.rewrite(log.records)
    context.sync()
  }
}
#sourceLocation()
