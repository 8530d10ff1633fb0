/// Everything that can happen in a system of nodes, searched exhaustively.
///
/// There is no time: a message may arrive whenever it is in flight, a pending timer may fire at any
/// moment, whatever its delay. Faults happen as often as the budget allows, each at every moment.
/// A handler that reads its clock or draws a random number is a misuse; `context.choose` tries all.
public struct SystemSearch<Message: Hashable & Sendable>: Sendable {
  /// How messages in flight are counted.
  public enum Network: Sendable, Hashable {
    /// Each message sent is one that can arrive once: as a reliable network counts them.
    case multiset
    /// A message once sent can arrive any number of times, and sending it again changes nothing: the
    /// weakest network, and often the smaller space. Links are not FIFO then.
    case set
  }

  /// When a client's next operation begins.
  public enum Pacing: Sendable, Hashable {
    /// At any moment after the response to the one before.
    case anyTime
    /// In the same step as that response: fewer states, and no operation of another client fits between.
    case atOnce
  }

  /// A property of states, by name.
  public struct Goal: Sendable {
    public let name: String
    let holds: @Sendable (SystemView<Message>) -> Bool

    public init(_ name: String, _ holds: @escaping @Sendable (SystemView<Message>) -> Bool) {
      self.name = name
      self.holds = holds
    }
  }

  public let name: String
  public var system: System<Message>
  public var invariants: [Invariant<Message>]
  /// Invariants of what clients asked for and were told.
  var historyInvariants: [HistoryInvariant] = []
  /// States that must be reachable.
  public var goals: [Goal] = []
  /// What every fair run reaches: messages in flight arrive, timers fire, operations begin, crashed
  /// nodes restart. Nothing promises that a fault happens.
  public var promises: [Goal] = []
  /// States in which one doesn't hold are left out.
  public var constraints: [Goal] = []
  /// Where nothing can happen any more, this must hold; nil: anything goes.
  public var expectedEnd: Goal?
  var symmetry: SystemSymmetry<Message>?
  public var network = Network.multiset
  public var pacing = Pacing.anyTime
  public var budget = SearchBudget()
  /// The nodes that may crash, as often as the budget allows; nil: every node.
  public var crashable: Set<NodeID>?
  /// Whether a message stays in flight as long as its receiver would do nothing with it. Sound for
  /// invariants of nodes, and often a smaller space.
  public var skipsIdleDeliveries = false

  public init(
    _ name: String, _ system: System<Message>, invariants: [Invariant<Message>] = []
  ) {
    self.name = name
    self.system = system
    self.invariants = invariants
  }

  /// Adds a property of the history of all clients of one type, pending operations included.
  ///
  /// What matters of time is kept, and no more: which operation had returned when which was invoked.
  public mutating func historyInvariant<Client: Node<Message>>(
    _ name: String, of type: Client.Type,
    _ violation: @escaping @Sendable (History<Client.Operation, Client.Response>) -> String?
  ) {
    historyInvariants.append(
      HistoryInvariant(
        violation: { violation($0.history(of: type)) },
        check: .safety(name) { violation($0.history(of: type)) }))
  }

  func mayCrash(_ id: NodeID) -> Bool {
    budget.crashes > 0 && (crashable?.contains(id) ?? true)
  }

  struct HistoryInvariant: Sendable {
    var violation: @Sendable (SearchedState<Message>) -> String?
    /// The same property of a simulated run.
    var check: Scenario<Message>.Check
    var name: String { check.name }
  }
}

/// How many faults a run may have: each at any moment, in every combination.
public struct SearchBudget: Hashable, Sendable {
  public var losses = 0
  public var duplications = 0
  /// Crashes, each with every outcome for what wasn't synced, between events and within them. A crashed
  /// node may restart at any time.
  public var crashes = 0
  /// Timers that fire; nil: as many as are set, which need not be finite.
  public var timers: Int?

  public init(
    losses: Int = 0, duplications: Int = 0, crashes: Int = 0, timers: Int? = nil
  ) {
    self.losses = losses
    self.duplications = duplications
    self.crashes = crashes
    self.timers = timers
  }

  enum Item: UInt32 { case loss, duplication, crash, timer }

  /// What is left after one more; nil if there was none left.
  func spending(_ item: Item) -> SearchBudget? {
    var left = self
    switch item {
    case .loss: left.losses -= 1
    case .duplication: left.duplications -= 1
    case .crash: left.crashes -= 1
    case .timer: left.timers = timers.map { $0 - 1 }
    }
    let isEnough =
      left.losses >= 0 && left.duplications >= 0 && left.crashes >= 0 && (left.timers ?? 0) >= 0
    return isEnough ? left : nil
  }
}
