/// A Byzantine node that plays two honest nodes at once, and shows one to some and one to the others.
///
/// Each face is the honest protocol from a state of its own, so every message is one that an honest
/// node could send: no check of a single message unmasks it. Both faces hear everything.
public struct TwoFaced<Honest: Node>: Node {
  public typealias Message = Honest.Message
  public typealias Operation = Honest.Operation
  public typealias Response = Honest.Response

  public enum Face: Hashable, Sendable { case first, second }

  public struct Timer: Hashable, Sendable {
    public var face: Face
    public var timer: Honest.Timer
  }

  /// What the nodes in `audience` see.
  public private(set) var first: Honest
  /// What all others see.
  public private(set) var second: Honest
  public let audience: [NodeID]

  public init(_ first: Honest, to audience: [NodeID], andElse second: Honest) {
    self.first = first
    self.second = second
    self.audience = audience
  }

  public mutating func start(_ context: inout Context<Self>) {
    play(.first, &context) { $0.start(&$1) }
    play(.second, &context) { $0.start(&$1) }
  }

  public mutating func receive(
    _ message: Message, from sender: NodeID, _ context: inout Context<Self>
  ) {
    play(.first, &context) { $0.receive(message, from: sender, &$1) }
    play(.second, &context) { $0.receive(message, from: sender, &$1) }
  }

  public mutating func fire(_ timer: Timer, _ context: inout Context<Self>) {
    play(timer.face, &context) { $0.fire(timer.timer, &$1) }
  }

  public mutating func invoke(
    _ operation: Operation, as id: OperationID, _ context: inout Context<Self>
  ) {
    play(.first, &context) { $0.invoke(operation, as: id, &$1) }
  }

  private mutating func play(
    _ face: Face, _ context: inout Context<Self>,
    _ handler: (inout Honest, inout Context<Honest>) -> Void
  ) {
    var inner = Context<Honest>(for: context)
    switch face {
    case .first: handler(&first, &inner)
    case .second: handler(&second, &inner)
    }
    for effect in inner.takeEffects() { perform(effect, of: face, &context) }
    context.adopt(inner)
  }

  private func perform(_ effect: Effect<Honest>, of face: Face, _ context: inout Context<Self>) {
    switch effect {
    case .send(let message, let receiver):
      let shown: Face = audience.contains(receiver) ? .first : .second
      if shown == face { context.send(message, to: receiver) }
    case .set(let timer, let delay):
      context.set(Timer(face: face, timer: timer), after: delay)
    case .cancel(let timer): context.cancel(Timer(face: face, timer: timer))
    case .respond(let response, let id):
      if face == .first { context.respond(response, to: id) }
    case .note(let text): context.note(text)
    // A traitor's disk is nobody's concern.
    case .append, .rewrite, .sync: break
    }
  }
}

extension Context {
  /// A context for a node that runs within another one.
  init<Outer: Node>(for outer: Context<Outer>) {
    self.init(
      id: outer.id, nodes: outer.nodes, peers: outer.peers, random: outer.random,
      clock: outer.clock, choices: outer.choices)
  }

  /// Takes over what the node within has used up.
  mutating func adopt<Inner: Node>(_ inner: Context<Inner>) {
    random = inner.random
    choices = inner.choices
    readClock = readClock || inner.readClock
    misuse = misuse ?? inner.misuse
  }
}
