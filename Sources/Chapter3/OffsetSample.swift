// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest c3c326198a61c630

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1857)
public import Simulation

/// One exchange with a server that tells the time; t1 and t2 by its clock.
public struct OffsetSample: Hashable, Sendable {
  public var t0, t1, t2, t3: Instant

  public init(t0: Instant, t1: Instant, t2: Instant, t3: Instant) {
    (self.t0, self.t1, self.t2, self.t3) = (t0, t1, t2, t3)
  }

  /// By how much the server's clock seems to be ahead of ours.
  public var offset: Duration {
    (t0.duration(to: t1) + t3.duration(to: t2)) / 2
  }

  /// How long the two messages travelled together.
  public var delay: Duration { t0.duration(to: t3) - t1.duration(to: t2) }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1888)
public enum TimeMessage: Hashable, Sendable {
  case ask(t0: Instant)
  case tell(t0: Instant, t1: Instant, t2: Instant)
}

public struct TimeServer: Node {
  public init() {}

  public mutating func receive(
    _ message: TimeMessage, from sender: NodeID, _ context: inout Context<Self>
  ) {
    guard case .ask(let t0) = message else { return }
    context.send(.tell(t0: t0, t1: context.now, t2: context.now), to: sender)
  }
}

/// Asks every other node once, at the start.
public struct TimeClient: Node {
  public private(set) var samples: [OffsetSample] = []

  public init() {}

  public mutating func start(_ context: inout Context<Self>) {
    context.broadcast(.ask(t0: context.now))
  }

  public mutating func receive(
    _ message: TimeMessage, from sender: NodeID, _ context: inout Context<Self>
  ) {
    guard case .tell(let t0, let t1, let t2) = message else { return }
    samples.append(OffsetSample(t0: t0, t1: t1, t2: t2, t3: context.now))
  }
}
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1926)
/// One exchange over links with these delays, and the server's true offset.
public func exchange(
  there: Duration, back: Duration, offset: Duration
) -> OffsetSample? {
  var system = System(messages: TimeMessage.self)
  let client = system.add("client", TimeClient())
  let server = system.add("server", TimeServer())
  system[from: client, to: server] = Link(delay: .constant(there))
  system[from: server, to: client] = Link(delay: .constant(back))
  system.clocks[server] = ClockError(offset: offset)
  let world = World(system, seed: 1)
  world.run()
  return world[client, as: TimeClient.self].samples.first
}
#sourceLocation()
