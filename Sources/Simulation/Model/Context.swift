/// A node's only door to the world: what it may know, and what it may ask for.
///
/// Effects are collected as values in the order of the calls; the driver carries them out when the
/// handler has returned. So a handler can't be re-entered, and a driver may inspect, replay or cut off
/// what was asked for.
public struct Context<N: Node>: Sendable {
  /// This node.
  public let id: NodeID
  /// Every node of the system, this one included, in a fixed order.
  public let nodes: [NodeID]
  /// The other nodes of this node's kind, in a fixed order: the fellow replicas of a replica.
  public let peers: [NodeID]
  /// A stream of random numbers that belongs to this node alone.
  public var random: SplitMix64
  /// What the handler did that it must not do; drivers turn the first into a failure.
  public internal(set) var misuse: Misuse.Kind?

  var clock: Instant
  var readClock = false
  /// In a search there is neither time nor chance.
  var isTimeless = false
  var choices = ChoiceSource()
  private(set) var buffer = EffectBuffer<N>()

  /// For drivers. `random` is the state of the node's stream, `clock` what its own clock shows.
  public init(id: NodeID, roster: Roster, random: SplitMix64, clock: Instant = .start) {
    self.id = id
    self.nodes = roster.nodes
    self.peers = roster.peers(of: id)
    self.random = random
    self.clock = clock
  }

  init(
    id: NodeID, nodes: [NodeID], peers: [NodeID], random: SplitMix64, clock: Instant,
    choices: ChoiceSource
  ) {
    self.id = id
    self.nodes = nodes
    self.peers = peers
    self.random = random
    self.clock = clock
    self.choices = choices
  }

  // MARK: What a node may know

  /// The node's own clock, which may be wrong: rate and offset are the adversary's.
  public var now: Instant {
    mutating get {
      readClock = true
      return clock
    }
  }

  /// A number from `0..<count` that nothing in the node determines: a coin.
  ///
  /// Simulation draws it from `random`; exhaustive search tries every value.
  public mutating func choose(from count: Int) -> Int {
    precondition(count > 0, "choose(from:) needs at least one possibility, not \(count)")
    return choices.next(from: count, &random)
  }

  /// One of several possibilities; see `choose(from:)` on a count.
  public mutating func choose<Element>(from possibilities: [Element]) -> Element {
    possibilities[choose(from: possibilities.count)]
  }

  // MARK: What a node may ask for

  /// Sends a message. It arrives later, once, several times or never: as the link sees fit.
  /// A message to oneself takes the loopback, which is reliable and immediate, but never re-entrant.
  public mutating func send(_ message: N.Message, to receiver: NodeID) {
    guard Int(receiver.index) < nodes.count else {
      return report(.unknownReceiver(receiver, of: String(describing: message)))
    }
    buffer.send(message, to: receiver)
  }

  /// Sends a message to every other node of the system.
  public mutating func broadcast(_ message: N.Message) {
    buffer.broadcast(message, to: nodes.lazy.filter { [id] in $0 != id })
  }

  /// Sends a message to each of these nodes, in their order.
  public mutating func broadcast(_ message: N.Message, to receivers: some Sequence<NodeID>) {
    for receiver in receivers { send(message, to: receiver) }
  }

  /// Starts a timer on the node's own clock; a pending equal timer starts again.
  public mutating func set(_ timer: N.Timer, after delay: Duration) {
    guard delay >= .zero else { return report(.negativeDelay(delay, of: "\(timer)")) }
    buffer.set(timer, after: delay)
  }

  /// Stops a timer. One that isn't pending is no error: it may have fired in the meantime.
  public mutating func cancel(_ timer: N.Timer) { buffer.cancel(timer) }

  /// Appends a record to stable storage. It surely survives a crash only after `sync`.
  public mutating func append(_ record: N.Record) { buffer.append(record) }

  /// Replaces the log: after a crash, either the old one or the new one is there, whole.
  public mutating func rewrite(_ records: [N.Record]) { buffer.rewrite(records) }

  /// Makes everything written so far survive a crash.
  public mutating func sync() { buffer.sync() }

  /// Answers an operation that this node was asked for, once.
  public mutating func respond(_ response: N.Response, to operation: OperationID) {
    buffer.respond(response, to: operation)
  }

  /// Writes a remark into the trace.
  public mutating func note(_ text: String) { buffer.note(text) }

  // MARK: For drivers

  /// What the handler has asked for so far, in order.
  public var effects: [Effect<N>] { buffer.effects }

  /// Hands over the effects and forgets them.
  public mutating func takeEffects() -> [Effect<N>] {
    defer { forgetEffects() }
    return effects
  }

  mutating func forgetEffects() { buffer.removeAll() }

  /// Hands over what the handler did wrong, and forgets it.
  mutating func takeMisuse() -> Misuse.Kind? {
    defer { misuse = nil }
    guard misuse == nil, isTimeless else { return misuse }
    if readClock { return .readClockDuringSearch }
    return random == SplitMix64(seed: 0) ? nil : .drewRandomnessDuringSearch
  }

  private mutating func report(_ kind: Misuse.Kind) { misuse = misuse ?? kind }
}

/// Where `choose` takes its values from: first from a script, if a driver gave one, then at random.
///
/// A search runs a handler with an empty script, reads in `taken` how many possibilities each choice
/// had, and runs it again with the next script until all are exhausted.
struct ChoiceSource: Hashable, Sendable {
  struct Choice: Hashable, Sendable {
    var value: Int
    var count: Int
  }

  /// Values for the first choices; nil: every choice is drawn at random and not recorded.
  var script: [Int]?
  /// The choices made, recorded only under a script. Beyond the script the value is 0.
  var taken: [Choice] = []

  mutating func next(from count: Int, _ random: inout SplitMix64) -> Int {
    guard let script else { return Int(random.next(below: UInt64(count))) }
    let value = taken.count < script.count ? script[taken.count] : 0
    taken.append(Choice(value: value, count: count))
    return value
  }
}
