// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 0bf6dbe1428a69aa

#sourceLocation(file: "Chapters/06-consistency.md", line: 1373)
public import Chapter3
internal import Simulation

/// A value with the version under which it was written.
public struct Versioned: Hashable, Sendable {
  public var version: Timestamp
  public var value: String?

  static let nothing = Versioned(version: Timestamp(0, NodeID(0)), value: nil)
}

/// One site's copy of the store.
public struct Copy: Hashable, Sendable {
  private var cells: [String: Versioned] = [:]

  public subscript(key: String) -> Versioned { cells[key] ?? .nothing }

  public var keys: Set<String> { Set(cells.keys) }

  /// Keeps the newer of what it holds and what was written.
  mutating func take(_ written: Versioned, for key: String) {
    if let old = cells[key], old.version > written.version { return }
    cells[key] = written
  }
}
#sourceLocation()
