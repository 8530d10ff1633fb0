public import Chapter6
internal import ExerciseSupport

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
