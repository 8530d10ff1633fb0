/// One node on a table: a test plays network, clock, disk and client, and reads back what the node did.
///
///     let (p, a, b) = (NodeID(0), NodeID(1), NodeID(2))
///     var bench = Bench(Proposer(acceptors: [a, b]), as: p, in: ["P", "A", "B"])
///     bench.ask("x")
///     #expect(bench.takeSent() == [a, b].map { Sent(.prepare(1), to: $0) }, "\(bench)")
///     bench.hear(.promise(1), from: a)
///     bench.elapse(.patience)
///     bench.crash()
///     bench.restart()
///     #expect(bench.log == [1] && !bench.isSet(.patience), "\(bench)")
///
/// Effects mean what they mean everywhere (see ``DrivenNode``). What the node sends itself it hears at
/// once, after the event; all else arrives when the test says so. Nothing happens by chance, but for what
/// the node draws from its own stream. In words, a bench tells all that has happened on it: put `"\(bench)"`
/// behind an expectation, and its failure explains itself.
///
/// A bench is a value. Two are equal if the node can't tell them apart, nor can what it did: so that
/// one can be a variable of a ``Specification``. How it came there (``effects``, ``trace``) doesn't count.
public struct Bench<N: Node>: Sendable {
  public let id: NodeID
  public let roster: Roster
  /// What the node's own clock shows.
  public internal(set) var now = Instant.start
  /// What the node's next choices (`choose(from:)`) will be, in order; beyond them, each is the first.
  public var choices: [Int] = []
  /// The messages that the node has sent to others, in order, since they were taken last.
  public internal(set) var sent: [Sent<N.Message>] = []
  /// The answers to operations, in order, since they were taken last.
  public internal(set) var responses: [N.Response] = []
  public internal(set) var notes: [String] = []
  /// What the node's code did wrong. From then on nothing happens.
  public internal(set) var misuse: Misuse?
  /// The first rule of the test that fell, and when; see ``everySend(_:_:)``.
  public internal(set) var broken: String?
  /// Whether it can tell what has happened; a search in which it is a variable saves memory without.
  public var keepsStory = true
  /// The effects of the last event that happened, in order.
  public internal(set) var effects: [Effect<N>] = []

  let initial: N
  let peers: [NodeID]
  var driven: DrivenNode<N>
  var random: SplitMix64
  var hasStarted = false
  /// When each pending timer is due.
  var dues: [N.Timer: Instant] = [:]
  /// Where the next event is to be cut off.
  var plannedCrash: Crash?
  var lastCrash: Crash?
  var rules: [Rule] = []
  var story: [StoryLine] = []

  struct Rule: Sendable {
    var name: String
    var holds: @Sendable (Sent<N.Message>, Bench) -> Bool
  }

  /// A table with this node on it. It starts when the test says so, or else before the first event.
  ///
  /// - Parameters:
  ///   - roster: who is there: names, all of one kind, or a system's roster.
  ///   - seed: of the stream that the node draws from.
  public init(
    _ node: N, as id: NodeID = NodeID(0), in roster: Roster, seed: UInt64 = 0
  ) {
    precondition(roster.contains(id), "\(id) isn't in the roster, which has \(roster.nodes.count)")
    self.id = id
    self.roster = roster
    initial = node
    peers = roster.peers(of: id)
    driven = DrivenNode(node)
    random = SplitMix64(seed: seed)
  }
}

/// A message that left a node, with where it goes.
public struct Sent<Message: Hashable & Sendable>: Hashable, Sendable {
  public var message: Message
  public var receiver: NodeID

  public init(_ message: Message, to receiver: NodeID) {
    self.message = message
    self.receiver = receiver
  }
}

extension Sent: CustomStringConvertible {
  public var description: String { "\(message) to \(receiver)" }
}

// MARK: - Reading back

extension Bench {
  /// The state of the node; while it is down, the one in which it crashed.
  public var node: N { driven.state }
  public var isUp: Bool { driven.isUp }

  /// What the node has on its disk, for a test that plays the disk: it may write there as well.
  public var disk: StableStorage<N.Record> {
    get { driven.storage }
    set { driven.storage = newValue }
  }

  /// The records that survive any crash, up to the first torn one.
  public var log: [N.Record] { driven.storage.synced.records }

  /// The operations that are unanswered, in the order in which they were asked for.
  public var pending: [OperationID] {
    driven.operations.pending.map { OperationID(client: id, number: $0) }
  }

  /// How many operations the node was asked for, in all lives.
  public var asked: Int { driven.operations.last }

  /// Whether a client that asks for one operation after the other may ask for the next: it has an answer
  /// to the last one, or the node has restarted since.
  public var isReady: Bool { isUp && driven.operations.isReady }

  /// The pending timers in the order in which they are due.
  public var timers: [N.Timer] {
    let set = driven.timers.all
    let order = set.indices.sorted { (dues[set[$0]] ?? now, $0) < (dues[set[$1]] ?? now, $1) }
    return order.map { set[$0] }
  }

  public func isSet(_ timer: N.Timer) -> Bool { driven.timers.contains(timer) }

  /// How long the node's clock has still to go until the timer is due; nil if it isn't pending.
  public func remaining(_ timer: N.Timer) -> Duration? {
    isSet(timer) ? dues[timer].map { now.duration(to: $0) } : nil
  }

  /// Hands over the messages sent since the last time.
  public mutating func takeSent() -> [Sent<N.Message>] {
    defer { sent = [] }
    return sent
  }

  /// Hands over the answers given since the last time.
  public mutating func takeResponses() -> [N.Response] {
    defer { responses = [] }
    return responses
  }
}

extension Bench: Hashable {
  public static func == (left: Bench, right: Bench) -> Bool {
    left.driven == right.driven && left.sent == right.sent && left.responses == right.responses
      && left.now == right.now && left.dues == right.dues && left.random == right.random
      && left.choices == right.choices && left.notes == right.notes
      && left.misuse == right.misuse && left.broken == right.broken
      && left.hasStarted == right.hasStarted && left.id == right.id
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(driven)
    hasher.combine(sent)
    hasher.combine(responses)
    hasher.combine(now)
    hasher.combine(dues)
    hasher.combine(random)
  }
}
