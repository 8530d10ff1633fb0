// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 483637fb55cc3714

#sourceLocation(file: "Chapters/06-consistency.md", line: 2000)
public import Chapter3

/// A set in which the newer of two stamps decides about an element (LWW-Set).
public struct LastWriterSet<Element: Hashable & Sendable>: MergeableState {
  struct Entry: Hashable, Sendable {
    var stamp: Timestamp
    var isMember: Bool
  }

  private var entries: [Element: Entry] = [:]

  public init() {}

  public func contains(_ element: Element) -> Bool {
    entries[element]?.isMember ?? false
  }

  public mutating func add(_ element: Element, as stamp: Timestamp) {
    merge(element, Entry(stamp: stamp, isMember: true))
  }

  public mutating func remove(_ element: Element, as stamp: Timestamp) {
    merge(element, Entry(stamp: stamp, isMember: false))
  }

  public mutating func merge(_ other: LastWriterSet) {
    for (element, entry) in other.entries { merge(element, entry) }
  }

  private mutating func merge(_ element: Element, _ entry: Entry) {
    if let old = entries[element], old.stamp > entry.stamp { return }
    entries[element] = entry
  }
}
#sourceLocation()
