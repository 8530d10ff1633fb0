/// A crash within an event: where it cuts the event off, and what it leaves of the disk.
public struct Crash: Hashable, Sendable {
  /// So many of the effects that the handler asked for happen; all of them, if there are fewer.
  public var effects: Int
  /// How many of the last unsynced writes are lost; all of them, if there are fewer.
  public var losing: Int
  /// Whether the first write that is lost leaves a torn slot, if it is an append.
  public var tearing: Bool

  public init(afterEffects effects: Int = .max, losing: Int = .max, tearing: Bool = false) {
    self.effects = effects
    self.losing = losing
    self.tearing = tearing
  }
}

/// What came of an event at a node: all that is left for its driver to do.
public struct Turn<N: Node>: Hashable, Sendable {
  /// The effects that happen, in order. A driver that sends, waits or writes for real does it now.
  ///
  /// A response among them is the first one to an operation that the node was asked for. A message to
  /// the node itself must not be lost: hand it in as an event of its own, after this one.
  public internal(set) var effects: [Effect<N>] = []
  /// What the handler did that no driver can carry out. The node's code is wrong: its run ends here.
  public internal(set) var misuse: Misuse.Kind?
  /// The crash that cut the event off; `effects` says after how many effects.
  public internal(set) var crash: Crash?
  /// Whether the event came to a node that is down, or was about a timer that isn't pending: then
  /// nothing happened.
  public internal(set) var isMissed = false
  /// Whether a client whose operations follow one another is now to be asked for the next one.
  public internal(set) var isNextDue = false
}
