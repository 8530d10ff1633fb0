/// One act of the adversary against nodes, links or clocks: it begins at a time and may end at another.
///
///     [ .crash(b, at: .milliseconds(50), for: .milliseconds(30)),
///       .partition([a], [b, c], at: .milliseconds(90), for: .seconds(1)) ]
public struct Fault: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    /// The node stops and forgets; when the fault ends, it restarts from stable storage.
    case crash(NodeID, CrashOutcome)
    /// The node crashes in the middle of the next event that it handles, after that many effects.
    case crashDuring(NodeID, afterEffects: Int, CrashOutcome)
    /// The node handles nothing until the fault ends; then all that came meanwhile, in order.
    case pause(NodeID)
    /// Messages in these directions are lost.
    case cut([Direction])
    /// The node's clock is wrong; when the fault ends, it is set right.
    case clock(NodeID, ClockError)
    /// A link behaves in another way, for the messages sent meanwhile.
    case link(Direction, Link)
  }

  public struct Direction: Hashable, Sendable {
    public var sender: NodeID
    public var receiver: NodeID

    public init(from sender: NodeID, to receiver: NodeID) {
      self.sender = sender
      self.receiver = receiver
    }
  }

  public var action: Action
  public var begin: Instant
  /// nil: it lasts until the end of the run.
  public var end: Instant?

  public init(_ action: Action, at begin: Duration, for span: Duration? = nil) {
    precondition(begin >= .zero, "a fault can't begin before the run")
    precondition(span.map { $0 >= .zero } ?? true, "a fault can't end before it begins")
    self.action = action
    self.begin = Instant(begin)
    end = span.map { Instant(begin).advanced(by: $0) }
  }
}

/// What a crash leaves of the writes that were not synced.
public enum CrashOutcome: Hashable, Sendable {
  /// The seed decides.
  case drawn
  /// The last so many are lost (all, if there are fewer); if `tearing`, the first of them leaves a torn
  /// slot, if it is an append.
  case losing(Int, tearing: Bool = false)

  public static let losingAll = CrashOutcome.losing(.max)
  public static let losingNone = CrashOutcome.losing(0)
}

extension Fault {
  /// The node crashes; after `span` it restarts from its stable storage (nil: never).
  public static func crash(
    _ node: NodeID, at begin: Duration, for span: Duration? = nil,
    storage outcome: CrashOutcome = .drawn
  ) -> Fault {
    Fault(.crash(node, outcome), at: begin, for: span)
  }

  /// The node crashes within the first event that it handles from `begin` on, when so many of the
  /// effects it asked for have happened; `span` counts from `begin`. At zero, that event is its start.
  public static func crash(
    _ node: NodeID, afterEffects count: Int, at begin: Duration, for span: Duration? = nil,
    storage outcome: CrashOutcome = .drawn
  ) -> Fault {
    Fault(.crashDuring(node, afterEffects: count, outcome), at: begin, for: span)
  }

  public static func pause(_ node: NodeID, at begin: Duration, for span: Duration) -> Fault {
    Fault(.pause(node), at: begin, for: span)
  }

  /// Nothing passes between nodes of different groups. A message is lost if its link is cut when it is
  /// sent *or when it would arrive*; a cut that begins and ends while it travels leaves it alone.
  public static func partition(
    _ groups: [NodeID]..., at begin: Duration, for span: Duration? = nil
  ) -> Fault {
    var directions: [Direction] = []
    for (index, group) in groups.enumerated() {
      for (other, strangers) in groups.enumerated() where other != index {
        for sender in group {
          directions += strangers.map { Direction(from: sender, to: $0) }
        }
      }
    }
    return Fault(.cut(directions), at: begin, for: span)
  }

  /// A one-way partition: nothing passes from these nodes to those; the way back stays open.
  public static func cut(
    from senders: [NodeID], to receivers: [NodeID], at begin: Duration, for span: Duration? = nil
  ) -> Fault {
    let directions = senders.flatMap { sender in
      receivers.map { Direction(from: sender, to: $0) }
    }
    return Fault(.cut(directions), at: begin, for: span)
  }

  public static func clock(
    _ node: NodeID, _ error: ClockError, at begin: Duration = .zero, for span: Duration? = nil
  ) -> Fault {
    Fault(.clock(node, error), at: begin, for: span)
  }

  public static func link(
    from sender: NodeID, to receiver: NodeID, _ link: Link, at begin: Duration,
    for span: Duration? = nil
  ) -> Fault {
    Fault(.link(Direction(from: sender, to: receiver), link), at: begin, for: span)
  }
}

extension Fault {
  /// Whether it is there before the nodes start.
  var befallsStart: Bool {
    if case .crashDuring = action { begin == .start } else { false }
  }

  /// The nodes that it befalls.
  var nodes: [NodeID] {
    switch action {
    case .crash(let node, _), .crashDuring(let node, _, _), .pause(let node), .clock(let node, _):
      [node]
    case .cut(let directions): directions.flatMap { [$0.sender, $0.receiver] }
    case .link(let direction, _): [direction.sender, direction.receiver]
    }
  }
}
