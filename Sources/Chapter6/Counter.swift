// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest a7894ec09126de78

#sourceLocation(file: "Chapters/06-consistency.md", line: 1934)
public import Simulation

/// A state that can be merged in any order, and as often as one likes.
public protocol MergeableState: Hashable, Sendable {
  /// The least state above both: commutative, associative, idempotent.
  mutating func merge(_ other: Self)
}

/// A counter that grows at many replicas (G-Counter).
public struct GrowingCounter: MergeableState {
  private var counts: [NodeID: Int] = [:]

  public init() {}

  public var value: Int { counts.values.reduce(0, +) }

  public mutating func increment(at replica: NodeID) {
    counts[replica, default: 0] += 1
  }

  public mutating func merge(_ other: GrowingCounter) {
    counts.merge(other.counts) { max($0, $1) }
  }
}
#sourceLocation()
