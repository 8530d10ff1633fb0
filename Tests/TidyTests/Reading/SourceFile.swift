import Foundation

/// A Swift file of the package, read.
struct SourceFile {
  /// From the package's root.
  var path: String
  var lines: [Substring]
  var tokens: [Token]
  var declarations: [Declaration]
  /// The line of a bracket that matches none.
  var unmatched: Int?
  var imports: [Import]
  /// The words in texts that are programs themselves, written out and compiled somewhere.
  var programs: Set<String>

  struct Import: Hashable {
    var module: String
    var isTestable: Bool
  }

  init(path: String, _ text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    tokens = SwiftTokens(text).tokens
    let scan = DeclarationScan(tokens)
    declarations = scan.declarations
    unmatched = scan.unmatched
    imports = Self.imports(tokens)
    programs = Set(
      tokens.filter { $0.kind == .text && Self.isProgram($0.text) }
        .flatMap { SwiftTokens($0.text.filter { $0 != "\"" }).tokens }
        .filter { $0.kind == .word }.map(\.text))
  }

  /// Whether a line of the text is an import.
  private static func isProgram(_ text: String) -> Bool {
    text.contains("import ")
      && text.split(separator: "\n").contains { $0.split(separator: " ").contains("import") }
  }

  private static func imports(_ tokens: [Token]) -> [Import] {
    let testable = Set(tokens.filter { $0.text == "testable" }.map(\.line))
    return zip(tokens, tokens.dropFirst()).compactMap { word, name in
      word.text == "import" && word.kind == .word && name.kind == .word
        ? Import(module: name.text, isTestable: testable.contains(word.line)) : nil
    }
  }

  /// Written by the tool from a chapter, or a stub or a student's work.
  var isGenerated: Bool {
    lines.first?.hasPrefix("// Generated from ") == true || isWork
  }

  /// What the file is compiled into: `Sources/Literate` is `Literate`.
  var module: String {
    let parts = path.split(separator: "/")
    switch parts.first {
    case "Exercises", "Solutions": return String(parts[1].replacing("Chapter", with: "Exercise"))
    case "Benchmarks": return parts.count > 3 ? String(parts[2]) : "Benchmarks"
    case _ where parts.count > 2: return String(parts[1])
    default: return String(parts[0])
    }
  }

  var isTest: Bool { path.hasPrefix("Tests/") }
  /// A reader's own, which nobody judges here.
  var isWork: Bool { path.hasPrefix("Exercises/") }
}

/// All Swift files of a package.
struct SourceTree {
  var files: [SourceFile]

  init(_ files: [SourceFile]) { self.files = files.sorted { $0.path < $1.path } }

  /// Reads the package at `root`, without what is built, hidden, or no program of its own.
  ///
  /// - Throws: the system's error if a file can't be read.
  init(root: URL) throws {
    var files: [SourceFile] = []
    for folder in ["Sources", "Tests", "Benchmarks/Sources", "Exercises"] {
      let url = root.appendingPathComponent(folder)
      for path in try FileManager.default.subpathsOfDirectory(atPath: url.path)
      where path.hasSuffix(".swift") && !path.contains("Fixtures/") && !"/\(path)".contains("/.") {
        let text = try String(contentsOf: url.appendingPathComponent(path), encoding: .utf8)
        files.append(SourceFile(path: "\(folder)/\(path)", text))
      }
    }
    let manifest = try String(
      contentsOf: root.appendingPathComponent("Package.swift"), encoding: .utf8)
    files.append(SourceFile(path: "Package.swift", manifest))
    self.init(files)
  }

  var handwritten: [SourceFile] { files.filter { !$0.isGenerated } }
}

/// Something untidy, where it is, and what to do.
struct Finding: Hashable, CustomStringConvertible {
  var path: String
  var line: Int
  var message: String

  var description: String { "\(path):\(line): \(message)" }
}
