/// How to search.
public struct Options: Sendable {
  /// Threads that expand and store states. The result doesn't depend on it.
  public var workers = 1
  /// Whether rows are compared, so that no state can be mistaken for another. Otherwise only their
  /// fingerprints are, and the report says what that may have cost.
  public var isExact = true
  /// Bits of a fingerprint used in compact mode, 8...64. Fewer than 64 are good only for seeing what a
  /// weak hash does.
  public var fingerprintBits = 64
  /// Varies the fingerprints: two searches that miss different states have different salts.
  public var salt: UInt64 = 0
  /// The search ends as inconclusive when it has found this many states. Checked after each batch of
  /// expansions, so that the count may end somewhat above.
  public var stateBudget = Int.max
  /// The search ends as inconclusive when its tables take this many bytes.
  public var memoryBudget = Int.max
  /// Whether the search ends at a state without successors.
  public var deadlock = Deadlock.allowed
  public var symmetry: Symmetry?

  public init() {}

  var distinction: Distinction {
    Distinction(
      isExact: isExact, mask: .max << UInt64(64 - min(64, max(8, fingerprintBits))))
  }
}

/// What to make of states without successors.
public enum Deadlock: Sendable, Equatable {
  case allowed
  /// The search ends at one, unless this observed predicate holds there.
  case forbidden(except: Int?)
}

/// How a search ended.
public enum SearchEnding: Sendable, Equatable {
  /// Every reachable state was found and examined.
  case complete
  /// A state in which an invariant doesn't hold.
  case violation(predicate: Int, state: UInt32)
  /// A state without successors.
  case deadlock(state: UInt32)
  case outOfStates
  case outOfMemory
  /// Depth first: states at the limit were not expanded.
  case outOfDepth
}

/// What a search did, counted as TLC counts.
public struct SearchStatistics: Sendable, Equatable {
  /// Distinct states found.
  public var states = 0
  /// States generated: the initial ones, and every successor of every expanded state, known or not.
  public var generated = 0
  /// Levels of the breadth-first search that hold a state; the initial states are the first.
  public var depth = 0
  /// States found whose successors were not produced.
  public var unexpanded = 0
  /// Runs of the model's own code; all other outcomes came from tables.
  public var evaluations = 0
  /// Outcomes in those tables.
  public var outcomes = 0
  /// The most that the search's tables took, in bytes, without the values behind the ids.
  public var peakBytes = 0

  public init() {}
}
