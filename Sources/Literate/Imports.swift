extension Collection<UInt8> {
  /// The module that a line of Swift imports as a whole; nil for any other line.
  var importedModule: String? {
    // Most lines are told by their first byte: `import`, `public import`, `@testable import`, ...
    guard let first, "ipf@".utf8.contains(first) else { return nil }
    let code = text.prefix { $0 != "/" && $0 != ";" }
    let words = code.split(whereSeparator: \.isWhitespace).drop { $0.hasPrefix("@") }
    let rest = accessLevels.contains(words.first ?? "") ? words.dropFirst() : words
    return rest.count == 2 && rest.first == "import" ? rest.last.map(String.init) : nil
  }
}

private let accessLevels: [Substring] = ["public", "package", "internal", "fileprivate", "private"]

extension Merge {
  /// A block's edited lines with the imports put back that a formatter took out of it: those that
  /// the base has, the edit has not, and the top of the file has now.
  static func restoring(_ hoisted: Set<Line>, base: [Line], in edited: [Line]) -> [Line] {
    guard !hoisted.isEmpty else { return edited }
    let place = matches(base, edited)
    var before = [[Line]](repeating: [], count: edited.count + 1)
    for (index, line) in base.enumerated()
    where place[index] == nil && hoisted.contains(line.trimmed) {
      let previous = place[..<index].last { $0 != nil } ?? nil
      before[previous.map { $0 + 1 } ?? 0].append(line)
    }
    return edited.indices.flatMap { before[$0] + [edited[$0]] } + before[edited.count]
  }
}
