#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The sources of modules and of all that they import, in any tree of the package, built or not.
public enum SourceClosure {
  /// A digest of what the files below `Sources/` hold that belong to the modules named or to one
  /// that these import, but for the lines of the prose on which it stands.
  public static func digest(of modules: [String], package: String) -> String {
    var digest = TextDigest()
    var seen = Set(modules)
    var open = modules.sorted()
    while let module = open.popLast() {
      for path in SourceTree.below("\(package)/Sources/\(module)") {
        guard let bytes = FileManager.default.contents(atPath: path).map(Array.init) else {
          continue
        }
        digest.add(String(path.dropFirst(package.count)))
        digest.add(SourceFile(path: path, text: String(decoding: bytes, as: UTF8.self)).unplaced)
        for name in imports(in: bytes).sorted() where seen.insert(name).inserted {
          open.append(name)
        }
      }
    }
    return digest.text
  }

  /// What the lines of a source import. One that only looks like an import costs a digest of too
  /// much, never of too little.
  private static func imports(in source: [UInt8]) -> Set<String> {
    let lines = source.split(separator: UInt8(ascii: "\n")).filter { $0.count < 200 }
    let words = lines.compactMap { line -> String? in
      guard line.first.map("ipf@ ".utf8.contains) == true else { return nil }
      let words = String(decoding: line, as: UTF8.self).split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), keyword < 3 else { return nil }
      return words.last.map { String($0.split(separator: ".").first ?? "") }
    }
    return Set(words)
  }
}
