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

extension [UInt8] {
  /// The modules that this Swift code imports as a whole.
  fileprivate var importedModules: [String] {
    SourceText.lines(of: self).compactMap { self[$0].importedModule }
  }
}

extension Chapter {
  /// The modules that the blocks of this chapter's module import.
  var importedModules: Set<String> {
    var modules = Set<String>()
    for block in blocks {
      guard case .module = block.role else { continue }
      modules.formUnion(block.fenced.literal.importedModules)
    }
    return modules
  }

  /// The numbers of the chapters that this one imports.
  public var importedChapters: [Int] {
    importedModules.filter { $0.hasPrefix("Chapter") }.compactMap {
      Int($0.dropFirst("Chapter".count))
    }
    .sorted()
  }
}
