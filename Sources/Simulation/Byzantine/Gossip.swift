/// A Byzantine node that says anything it could know: whenever it hears a message, it may pass on any
/// message that it has heard, or say one of those that it can make, to anybody.
///
/// Whether it does, what and to whom are choices: drawn from the seed in a simulation, tried out in a
/// search. What it can't make it can only repeat, as with messages that others have signed.
public struct Gossip<Message: Hashable & Sendable>: Node {
  /// The messages that it can make by itself.
  public let makes: [Message]
  /// How many messages it sends at most.
  public private(set) var budget: Int
  /// What it has heard, in that order, each once.
  public private(set) var heard: [Message] = []

  public init(making makes: [Message] = [], budget: Int) {
    self.makes = makes
    self.budget = budget
  }

  public mutating func start(_ context: inout Context<Self>) { speak(&context) }

  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    if !heard.contains(message) { heard.append(message) }
    speak(&context)
  }

  private mutating func speak(_ context: inout Context<Self>) {
    let known = makes + heard
    for receiver in context.nodes where receiver != context.id {
      guard budget > 0, !known.isEmpty else { return }
      // One possibility more than there are messages: to say nothing.
      let choice = context.choose(from: known.count + 1)
      guard choice < known.count else { continue }
      context.send(known[choice], to: receiver)
      budget -= 1
    }
  }
}
