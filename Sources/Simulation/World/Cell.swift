/// Where within its next event a node is to crash.
struct CrashPoint {
  var effects: Int
  var outcome: CrashOutcome
}

/// A node's place in a running world, with the type of the node hidden: one virtual call an event, and
/// no existential in the protocol's own code.
class Cell<Message: Hashable & Sendable> {
  let id: NodeID
  /// The type of the node.
  let type: ObjectIdentifier
  var isUp = true
  var isPaused = false
  /// What came while the node was paused, in order.
  var held: [Happening] = []
  var clock = LocalClock()
  /// How many effects of its next event happen before it crashes, if it is to crash there.
  var crashPoint: CrashPoint?

  init(id: NodeID, type: ObjectIdentifier) {
    self.id = id
    self.type = type
  }

  func start(in world: World<Message>) {}
  func receive(_ message: Message, from sender: NodeID, in world: World<Message>) {}
  /// Whether that generation of the timer is still pending.
  func isPending(timer slot: Int, generation: UInt32) -> Bool { false }
  func fire(timer slot: Int, generation: UInt32, in world: World<Message>) {}
  /// The name of a pending timer.
  func name(ofTimer slot: Int, _ describer: Describer) -> String { "" }
  /// The pending timer of that name, with its generation and when it is due.
  func timer(named name: String, _ describer: Describer) -> (
    slot: Int, generation: UInt32, due: Int64
  )? { nil }
  /// Plans all pending timers anew, after the rate of the clock has changed.
  func replanTimers(since old: LocalClock, in world: World<Message>) {}
  /// Plans what the client is to be asked for.
  func planWork(in world: World<Message>) {}
  /// Whether the client may be asked for the operation of that number, counted from 1.
  func mayInvoke(_ number: Int) -> Bool { false }
  func invoke(_ number: Int, in world: World<Message>) {}
  var unsyncedWrites: Int { 0 }
  func crash(losing lost: Int, tearing: Bool) {}
  func restart(in world: World<Message>) {}
  /// How this node's state differs from that of its twin in another world.
  func difference(from twin: Cell<Message>, _ describer: Describer) -> Nondeterminism.Kind? { nil }
}
