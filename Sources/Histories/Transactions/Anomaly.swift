/// A thing that happened and that some isolation level forbids.
///
/// Names after Adya, "Weak Consistency: A Generalized Theory and Optimistic Implementations for
/// Distributed Transactions" (1999), and Elle.
public struct Anomaly: Hashable, Sendable {
  public enum Kind: Hashable, Comparable, Sendable, CaseIterable {
    /// A value was read that nobody ever appended.
    case garbageRead
    /// One append stands twice in a list.
    case duplicateElement
    /// A cycle of overwrites alone.
    case writeCycle
    /// A value was read whose transaction aborted.
    case abortedRead
    /// A value was read that its own transaction overwrote later.
    case intermediateRead
    /// Two reads of a list of which neither continues the other.
    case incompatibleOrder
    /// A cycle of overwrites and of reads of what was written.
    case circularInformationFlow
    /// A transaction did not see its own append, or saw a list change under it.
    case internalInconsistency
    /// Several transactions read one version of a list, and all appended to it.
    case lostUpdate
    /// A cycle with exactly one read of what was then overwritten.
    case singleAntidependency
    /// A cycle with several, of which no two follow each other.
    case nonadjacentAntidependencies
    /// A cycle with two of them in a row; write skew is the shortest.
    case antidependencyCycle
  }

  /// Which order beside the data's own a cycle needs.
  public enum Order: Hashable, Comparable, Sendable, CaseIterable {
    case data
    /// One client's transactions follow each other.
    case process
    /// What had returned before another was invoked comes first.
    case realTime
  }

  public var kind: Kind
  public var order: Order
  /// In the order of the cycle; for the other kinds, who is concerned.
  public var transactions: [TransactionID]
  /// What happened, a sentence each; for a cycle one for each edge.
  public var explanation: [String]
  /// For a cycle, the kind of each edge and its list, as in "rw x"; empty for the others.
  public var edges: [String] = []
  /// Whether no shorter cycle of this kind passes through its strongly connected component. False if the
  /// search reached its limit first.
  public var isShortest = true
}

extension Anomaly.Kind: CustomStringConvertible {
  /// The name in the literature.
  public var description: String {
    switch self {
    case .garbageRead: "garbage read"
    case .duplicateElement: "duplicate element"
    case .writeCycle: "G0"
    case .abortedRead: "G1a"
    case .intermediateRead: "G1b"
    case .incompatibleOrder: "incompatible order"
    case .circularInformationFlow: "G1c"
    case .internalInconsistency: "internal inconsistency"
    case .lostUpdate: "lost update"
    case .singleAntidependency: "G-single"
    case .nonadjacentAntidependencies: "G-nonadjacent"
    case .antidependencyCycle: "G2-item"
    }
  }
}

extension Anomaly: CustomStringConvertible {
  /// The name with the order it needs, as in "G-single-realtime".
  public var name: String {
    switch order {
    case .data: kind.description
    case .process: "\(kind)-process"
    case .realTime: "\(kind)-realtime"
    }
  }

  public var description: String {
    let names = transactions.map(\.description).joined(separator: ", ")
    let lines = explanation.map { "\n  \($0)" }.joined()
    return "\(name): \(names)\(lines)"
  }
}
