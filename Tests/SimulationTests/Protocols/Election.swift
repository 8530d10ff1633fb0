import Simulation

/// Becomes the leader of an epoch with the votes of a quorum. Each node votes once an epoch.
struct Elector: Node {
  enum Message: Hashable, Sendable {
    case requestVote(epoch: Int), vote(epoch: Int), lead(epoch: Int)
  }
  enum Timer: Hashable, Sendable { case electionTimeout }

  let quorum: Int
  var votedIn = 0
  var candidateIn = 0
  var voters: [NodeID] = []
  var led: [Int] = []

  func start(_ context: inout Context<Self>) { wait(&context) }

  mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    candidateIn = votedIn + 1
    votedIn = candidateIn
    voters = []
    context.broadcast(.requestVote(epoch: candidateIn), to: context.peers)
    count(context.id, &context)
    wait(&context)
  }

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    switch message {
    case .requestVote(let epoch):
      guard epoch > votedIn else { return }
      votedIn = epoch
      context.send(.vote(epoch: epoch), to: sender)
      wait(&context)
    case .vote(let epoch):
      if epoch == candidateIn { count(sender, &context) }
    case .lead(let epoch):
      votedIn = max(votedIn, epoch)
      wait(&context)
    }
  }

  private mutating func count(_ voter: NodeID, _ context: inout Context<Self>) {
    if !voters.contains(voter) { voters.append(voter) }
    guard voters.count >= quorum, led.last != candidateIn else { return }
    led.append(candidateIn)
    context.note("leads epoch \(candidateIn)")
    context.broadcast(.lead(epoch: candidateIn), to: context.peers)
  }

  private func wait(_ context: inout Context<Self>) {
    context.set(.electionTimeout, after: .milliseconds(60 + 40 * Int(context.id.index)))
  }
}

func election(quorum: Int) -> System<Elector.Message> {
  var system = System<Elector.Message>()
  for name in ["A", "B", "C"] { system.add(name, Elector(quorum: quorum)) }
  return system
}

let oneLeaderAnEpoch = Invariant<Elector.Message>("an epoch has one leader") { view in
  var leaders: [Int: String] = [:]
  for (id, node) in view.all(Elector.self) {
    for epoch in node.led {
      if let other = leaders[epoch] {
        return "\(other) and \(view.name(of: id)) lead epoch \(epoch)"
      }
      leaders[epoch] = view.name(of: id)
    }
  }
  return nil
}
