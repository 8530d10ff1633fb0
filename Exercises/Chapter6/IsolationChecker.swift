internal import ExerciseSupport

public enum ListOperation: Hashable, Sendable {
  case append(key: String, element: Int)
  case read(key: String, list: [Int])
}

public struct ListTransaction: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable { case committed, aborted, unknown }

  public var operations: [ListOperation]
  public var outcome: Outcome
  /// Moments in real time; nil if the client never heard how it ended.
  public var began: Int
  public var ended: Int?

  public init(
    _ operations: [ListOperation], outcome: Outcome = .committed,
    began: Int = 0, ended: Int? = nil
  ) {
    self.operations = operations
    self.outcome = outcome
    self.began = began
    self.ended = ended
  }
}

/// Adya's phenomena, from the worst to the most subtle.
public enum IsolationPhenomenon: CaseIterable, Hashable, Sendable {
  /// A cycle of write-write dependencies alone.
  case g0
  /// A committed transaction read an aborted one's element.
  case g1a
  /// A committed transaction read a list that ended in another's element to
  /// which that one appended more.
  case g1b
  /// A cycle of write-write and write-read dependencies.
  case g1c
  /// A cycle with a single read-write dependency.
  case gSingle
  /// A cycle with two or more of them.
  case g2
}

public enum Dependency: CaseIterable, Hashable, Sendable {
  /// The second appended the element after the first's.
  case writeWrite
  /// The second read a list that ends in the first's element.
  case writeRead
  /// The second appended the element after the list that the first read.
  case readWrite
  /// The second began after the first had ended.
  case realTime
}

public struct IsolationFinding: Hashable, Sendable {
  public var phenomenon: IsolationPhenomenon
  /// Indices of transactions: a cycle, or a writer and its reader.
  public var transactions: [Int]
  /// What leads from each transaction to the next, and from the last of a
  /// cycle to its first; for G1a and G1b a single `writeRead`.
  public var dependencies: [Dependency]

  public init(
    _ phenomenon: IsolationPhenomenon, transactions: [Int],
    dependencies: [Dependency]
  ) {
    self.phenomenon = phenomenon
    self.transactions = transactions
    self.dependencies = dependencies
  }
}

/// Why transactions on lists are not serializable; empty if nothing shows it.
///
/// - The longest list that a committed transaction read of a key is the order
///   of its elements; every other such list is the beginning of it, elements
///   of aborted transactions aside. An element that nobody read has no place.
/// - Elements of a key are unique. No transaction reads a key after it has
///   appended to it.
/// - A transaction with an unknown outcome has happened if a committed one
///   read an element of it, else not. What it read itself isn't known.
/// - Transactions that have not happened, the aborted ones among them, take no
///   part in cycles.
///
/// - Parameter realTime: whether real time is a dependency, too. A cycle is
///   named for its other dependencies.
/// - Returns: each G1a and G1b, by writer and reader; and for each strongly
///   connected component a shortest cycle of the first phenomenon that it
///   holds in the order G0, G1c, G-single, G2. In any order. Our solution has
///   166 lines.
public func isolationFindings(
  in transactions: [ListTransaction], realTime: Bool = false
) -> [IsolationFinding] {
  unimplemented("isolationFindings", returning: [])
}
