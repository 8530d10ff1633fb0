/// What the compiler parsed of a source: its own parse tree, as it dumps it, in one flat list.
///
/// The rules about sources are judged on this and on nothing else. A lexer of ours that disagrees
/// with Swift's in one place would open every net behind it.
struct Syntax: Sendable {
  /// A declaration, a statement, an expression, a type or an attribute.
  struct Node: Sendable {
    /// The compiler's name for its kind (`func_decl`, `unsafe_expr`).
    var kind: String
    /// The node that it is part of; -1 for a file.
    var parent: Int
    /// The name that it declares.
    var name = ""
    /// Its other words and flags, by their keys.
    var fields: [String: String] = [:]
    /// Its bytes, from its first to the beginning of its last word; empty where they are not told.
    var range = 0..<0
  }

  /// In the order of the source.
  let nodes: [Node]
  /// For each node the innermost type, extension or braces around it, by their places in the
  /// source; -1 for what stands outside of all, and for what has no place.
  let enclosing: [Int]
  private let source: [UInt8]
  /// Where each line begins.
  private let lines: [Int]

  /// - Parameter dump: what `-dump-parse -dump-ast-format json` prints for the source.
  init(of source: String, dump: [UInt8]) {
    let bytes = Array(source.utf8)
    self.source = bytes
    lines = bytes.indices.reduce(into: [0]) { lines, index in
      if bytes[index] == UInt8(ascii: "\n") { lines.append(index + 1) }
    }
    nodes = SyntaxReader.nodes(in: dump)
    enclosing = Self.enclosing(nodes)
  }

  private static let scopes: Set<String> = [
    "struct_decl", "enum_decl", "class_decl", "protocol", "extension_decl", "brace_stmt",
  ]

  private static func enclosing(_ nodes: [Node]) -> [Int] {
    var enclosing = [Int](repeating: -1, count: nodes.count)
    let placed = nodes.indices.filter { !nodes[$0].range.isEmpty }.sorted { left, right in
      let (one, other) = (nodes[left].range, nodes[right].range)
      return (one.lowerBound, other.upperBound, left) < (other.lowerBound, one.upperBound, right)
    }
    var open: [Int] = []
    for index in placed {
      let start = nodes[index].range.lowerBound
      while let last = open.last, nodes[last].range.upperBound <= start { open.removeLast() }
      enclosing[index] = open.last ?? -1
      if scopes.contains(nodes[index].kind) { open.append(index) }
    }
    return enclosing
  }
}

/// Places.
extension Syntax {
  /// The line of a byte, from 1.
  func line(_ offset: Int) -> Int {
    var (low, high) = (0, lines.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The line of a node; the compiler tells places for some kinds only, so a word is looked for
  /// from the nearest place around it.
  func line(_ index: Int, word: String) -> Int {
    var place = index
    while place >= 0, nodes[place].range.isEmpty { place = nodes[place].parent }
    let start = place >= 0 ? nodes[place].range.lowerBound : 0
    return line(first(word, from: start) ?? start)
  }

  /// The first line that holds a word, in code or not; the first line of all if there is none.
  func line(holding word: String) -> Int { line(first(word, from: 0) ?? 0) }

  /// Where the bytes of a text stand.
  func first(_ text: String, from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    guard let head = wanted.first, start <= source.count - wanted.count else { return nil }
    for index in start...(source.count - wanted.count)
    where source[index] == head && source[index...].starts(with: wanted) { return index }
    return nil
  }

  func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> {
    source[range.clamped(to: 0..<source.count)]
  }

  /// The bytes from a place on.
  func bytes(from start: Int) -> ArraySlice<UInt8> { source.dropFirst(start) }
}
