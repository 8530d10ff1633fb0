// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 7f002c6fa1f477b1

#sourceLocation(file: "Chapters/06-consistency.md", line: 1968)
public import Chapter3

/// A set in which a removal undoes those additions that it has seen (OR-Set).
public struct ObservedRemoveSet<Element: Hashable & Sendable>: MergeableState {
  private var tags: [Element: Set<Timestamp>] = [:]
  private var removed: Set<Timestamp> = []

  public init() {}

  public func contains(_ element: Element) -> Bool {
    !tags[element, default: []].isSubset(of: removed)
  }

  /// The tag must be new: a counter of the replica, and its name.
  public mutating func add(_ element: Element, as tag: Timestamp) {
    tags[element, default: []].insert(tag)
  }

  public mutating func remove(_ element: Element) {
    removed.formUnion(tags[element, default: []])
  }

  public mutating func merge(_ other: ObservedRemoveSet) {
    tags.merge(other.tags) { $0.union($1) }
    removed.formUnion(other.removed)
  }
}
#sourceLocation()
