/// How to search a state space.
public struct SearchOptions: Sendable {
  /// How states are recognised.
  public enum Storage: Sendable, Equatable {
    /// States are compared: none is ever mistaken for another.
    case exact
    /// Only 64-bit fingerprints are compared. The report says what that may have cost.
    case compact
    /// A weak hash on purpose, to see what it costs. `salt` varies which states are mistaken.
    case weakened(bits: Int, salt: UInt64)
  }

  public enum Order: Sendable, Equatable {
    /// Counterexamples are shortest.
    case breadthFirst
    /// Goes deep at once, in an order that the seed decides: for spaces too wide to finish.
    case depthFirst(seed: UInt64, depthLimit: Int = 10_000)
  }

  public var storage = Storage.exact
  public var order = Order.breadthFirst
  /// Threads at work. Neither the verdict nor the counterexample depends on it.
  public var cores = 1
  /// The search ends as inconclusive at about this many states.
  public var stateBudget = 50_000_000
  /// The search ends as inconclusive when its tables take this many bytes.
  public var memoryBudget = 8 << 30

  public init() {}

  public static var standard: SearchOptions { SearchOptions() }
}
