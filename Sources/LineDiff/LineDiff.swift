/// A difference between two texts as a person reads it: unified hunks with three lines around.
public struct LineDiff: Sendable {
  private enum Change {
    case same(String)
    case removed(String)
    case added(String)
  }

  private var changes: [Change] = []

  /// Compares line by line (Myers' algorithm, as the standard library has it).
  public init(from old: String, to new: String) {
    let old = Self.lines(old)
    let new = Self.lines(new)
    var removed = Set<Int>()
    var added = Set<Int>()
    for change in new.difference(from: old, by: { $0.utf8.elementsEqual($1.utf8) }) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if removed.contains(i) {
        changes.append(.removed(old[i]))
        i += 1
      } else if added.contains(j) {
        changes.append(.added(new[j]))
        j += 1
      } else {
        changes.append(.same(old[i]))
        i += 1
        j += 1
      }
    }
  }

  public var isEmpty: Bool {
    changes.allSatisfy { if case .same = $0 { true } else { false } }
  }

  /// The hunks for a person, at most `limit` lines of them. `offset` is added to the line numbers, for
  /// a text that is part of a larger file. Blanks at the end of a changed line are made visible.
  public func unified(offset: Int = 0, limit: Int = .max) -> String {
    var lines = hunks(offset: offset, context: 3) { Self.visible($0) }
    if lines.count > limit {
      lines = lines.prefix(limit) + ["… and \(lines.count - limit) more lines"]
    }
    return lines.joined(separator: "\n")
  }

  /// The hunks as a patch, every line as it is, with `context` lines around each change.
  public func patch(context: Int) -> String {
    hunks(offset: 0, context: context) { $0 }.map { $0 + "\n" }.joined()
  }

  private func hunks(
    offset: Int, context: Int, changed: (String) -> String
  ) -> [String] {
    var lines: [String] = []
    var (old, new) = (offset + 1, offset + 1)
    for (index, change) in changes.enumerated() {
      if isShown(index, context) {
        if index == 0 || !isShown(index - 1, context) { lines.append("@@ -\(old) +\(new) @@") }
        switch change {
        case .same(let line): lines.append(" " + line)
        case .removed(let line): lines.append("-" + changed(line))
        case .added(let line): lines.append("+" + changed(line))
        }
      }
      switch change {
      case .same: (old, new) = (old + 1, new + 1)
      case .removed: old += 1
      case .added: new += 1
      }
    }
    return lines
  }

  private func isShown(_ index: Int, _ context: Int) -> Bool {
    changes[max(0, index - context)..<min(changes.count, index + context + 1)].contains {
      if case .same = $0 { false } else { true }
    }
  }

  private static func visible(_ line: String) -> String {
    let end = line.reversed().prefix { marks[$0] != nil }
    return String(line.dropLast(end.count)) + end.reversed().map { marks[$0] ?? "" }.joined()
  }

  private static let marks: [Character: String] = [" ": "·", "\t": "⇥", "\r": "␍"]

  private static func lines(_ text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    // "\r\n" is one character, which is no "\n"; that a line ends so is shown.
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.last == "\r" ? String($0.dropLast()) + "␍" : String($0) }
    if lines.last == "" {
      lines.removeLast()
    } else {
      lines[lines.count - 1] += "⏎ (no newline at the end)"
    }
    return lines
  }
}
