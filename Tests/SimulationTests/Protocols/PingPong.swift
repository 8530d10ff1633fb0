import Simulation

/// Asks until it is answered.
struct Pinger: Node {
  enum Message: Hashable, Sendable { case ping(Int), pong(Int) }
  enum Timer: Hashable, Sendable { case retry }

  let partner: NodeID
  let rounds: Int
  var isPatient = false
  var answered = 0

  func start(_ context: inout Context<Self>) { ask(&context) }

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    guard message == .pong(answered + 1) else { return }
    answered += 1
    context.cancel(.retry)
    if answered < rounds { ask(&context) }
  }

  func fire(_ timer: Timer, _ context: inout Context<Self>) { ask(&context) }

  private func ask(_ context: inout Context<Self>) {
    context.send(.ping(answered + 1), to: partner)
    if !isPatient { context.set(.retry, after: .milliseconds(50)) }
  }
}

struct Ponger: Node {
  typealias Message = Pinger.Message

  func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    if case .ping(let round) = message { context.send(.pong(round), to: sender) }
  }
}

/// Two nodes; a patient one waits for ever where the other asks again.
func pingPong(rounds: Int, link: Link = Link(), isPatient: Bool = false) -> System<Pinger.Message> {
  var system = System<Pinger.Message>()
  system.links.standard = link
  system.add("A", Pinger(partner: NodeID(1), rounds: rounds, isPatient: isPatient))
  system.add("B", Ponger())
  return system
}
