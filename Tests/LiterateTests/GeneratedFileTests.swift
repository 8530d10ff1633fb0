import Foundation
import Testing

@testable import Literate

@Suite struct GeneratedFileTests {
  @Test(
    "all blocks together are what libcmark's own iterator gives",
    arguments: ["07-everything", "08-crlf"])
  func literals(_ name: String) throws {
    let parser = try GoldenTests.parse(name)
    let ours = parser.chapter.blocks.map(\.fenced.literal.text)
    let theirs = Oracle.fencedBlocks(parser.chapter.source.bytes).map(\.block.literal)
    #expect(ours.joined() == theirs.joined())
  }

  @Test(
    "every generated line of code stands at the line of the prose that its directive says",
    arguments: ["07-everything", "08-crlf", "Solutions-07-everything"])
  func lineMap(_ name: String) throws {
    let chapter = try GoldenTests.parse(name).chapter
    var mapped = 0
    for file in Generator.generate(chapter).files {
      for (line, code) in Self.codeLines(file.bytes.text, path: chapter.path) {
        // In a container the prose has more in front, so compare the ends.
        let prose = chapter.source.line(line).text
        #expect(prose.hasSuffix(code), "\(file.path) maps \(code.debugDescription) to line \(line)")
        mapped += 1
      }
    }
    let roles = chapter.blocks.filter {
      switch $0.role {
      case .module, .test, .cell, .exerciseTest, .solution: true
      default: false
      }
    }
    #expect(mapped == roles.reduce(0) { $0 + $1.fenced.literal.count { $0 == Ascii.newline } })
  }

  /// Each line between directives, with the line of the prose that the compiler will name.
  private static func codeLines(_ text: String, path: String) -> [(Int, String)] {
    var current: Int?
    var lines: [(Int, String)] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("#sourceLocation(file: \"\(path)\", line: ") {
        current = Int(line.drop { $0 != "," }.filter(\.isNumber))
      } else if line == "#sourceLocation()" {
        current = nil
      } else if let number = current {
        lines.append((number, String(line)))
        current = number + 1
      }
    }
    return lines
  }

  @Test("a generated file reads back as pristine, with the blocks it was made from")
  func readBack() throws {
    let chapter = try GoldenTests.parse("07-everything").chapter
    for file in Generator.generate(chapter).files {
      let onDisk = try #require(GeneratedFileOnDisk(file.bytes))
      #expect(onDisk.isPristine)
      #expect(onDisk.saysTheSame(as: file))
      #expect(onDisk.segments.count == file.blockLines.count)
    }
  }

  @Test("any change of a byte is seen")
  func everyByte() throws {
    let file = GeneratedFile(
      path: "Sources/Chapter1/A.swift", source: "Chapters/01-a.md",
      pieces: [.scaffold("import A\n"), .code(line: 3, Array("let a = 1\n".utf8))])
    let bytes = file.bytes
    // The first line is a sentence for people; nobody misses an edit of it.
    let firstLine = try #require(bytes.firstIndex(of: Ascii.newline))
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1
      let onDisk = GeneratedFileOnDisk(changed)
      let isSeen = onDisk.map { !$0.isPristine } ?? true
      #expect(isSeen || index <= firstLine, "byte \(index)")
    }
  }

  @Test("a line put into the header is an edit", arguments: [1, 2])
  func headerLine(_ line: Int) throws {
    let file = GeneratedFile(
      path: "A.swift", source: "Chapters/01-a.md", pieces: [.scaffold("let a = 1\n")])
    var lines = file.bytes.linesWithEndings()
    lines.insert(Array("import B\n".utf8), at: line)
    let onDisk = try #require(GeneratedFileOnDisk(Array(lines.joined())))
    #expect(!onDisk.isPristine)
    #expect(!onDisk.saysTheSame(as: file))
  }

  @Test("the digest is FNV-1a's, whose test vectors are published")
  func digest() {
    #expect(FileDigest(of: []).description == "cbf29ce484222325")
    #expect(FileDigest(of: Array("a".utf8)).description == "af63dc4c8601ec8c")
    #expect(FileDigest(of: Array("foobar".utf8)).description == "85944171f73967e8")
  }

  @Test(
    "a cell's suite imports what the chapter's module imports, and nothing that a comment mentions")
  func imports() throws {
    let text = """
      # 1. A

      ```swift
      public import Foundation // for dates
      @preconcurrency import Dispatch
      // import Nothing
      /// import Nothing
      internal import struct Synchronization.Mutex
        import Indented
      let important = 1
      import Testing; import Figures
      ```

      ```swift cell=a
      ```

      """
    let chapter = ChapterParser.parse(
      SourceText(path: "Chapters/01-a.md", bytes: Array(text.utf8)), kind: .chapter, number: 1,
      stem: "01-a"
    ).chapter
    let cells = try #require(
      Generator.generate(chapter).files.first { $0.path.hasSuffix("Cells.swift") })
    let imports = cells.bytes.text.split(separator: "\n").filter { $0.contains("import ") }
    #expect(
      imports == [
        "@testable import Chapter1", "import Dispatch", "import Figures", "import Foundation",
        "import Notebook", "import Simulation", "import Testing",
      ])
  }

  @Test("recorded output reaches the cell's suite whatever signs it holds")
  func recordedOutput() throws {
    let output = "a \"\"\"# b\n\\(c)\\#(d)\n\u{1B}[31mred\u{7F}\n\n  é#\u{301}\n"
    let text = "# 1. A\n\n```swift cell=a\n```\n\n```output\n\(output)```\n"
    let chapter = ChapterParser.parse(
      SourceText(path: "Chapters/01-a.md", bytes: Array(text.utf8)), kind: .chapter, number: 1,
      stem: "01-a"
    ).chapter
    #expect(chapter.cells.first?.output?.fenced.literal.text == output)
    let program = try #require(Generator.generate(chapter).files.first).bytes.text
    let start = try #require(program.range(of: "output: ")).upperBound
    let end = try #require(program.range(of: "\"\"\"##", options: .backwards)).upperBound
    let literal = program[start..<end]
    let printed = try Toolchain.run("print(\(literal), terminator: \"\")\n")
    #expect(printed == output)
  }

  @Test(
    "a merge's conflict in a generated file is told at its line, and neither extract nor sync takes it"
  )
  func conflict() throws {
    let package = try TemporaryPackage(["Chapters/01-a.md": "# 1. A\n\n```swift\nlet a = 1\n```\n"])
    let plan = try package.extract()
    let file = plan.generated[0].path
    try package.edit(
      file, "let a = 1\n", "<<<<<<< HEAD\nlet a = 1\n=======\nlet a = 2\n>>>>>>> main\n")
    let expected = """
      \(file):6:1: error: a merge left a conflict in this generated file
        hint: settle it in Chapters/01-a.md, then `swift run course extract --force` writes this file anew
      """
    #expect(try package.diagnostics() == [expected])
    #expect(try Sync.plan(package.files).diagnostics.map(\.description) == [expected])
    try package.extract(.force)
    #expect(try package.diagnostics() == [])
  }

  @Test("blanks at the end of a line that changed are visible in a difference") func blanks() throws
  {
    let package = try TemporaryPackage([
      "Chapters/01-a.md": "# 1. A\n\n```swift\nlet a = 1 \t\n```\n"
    ])
    try package.extract()
    try package.edit("Chapters/01-a.md", "1 \t\n", "1\n")
    let diff = try #require(try Extraction.plan(package.files).steps.first).diff()
    #expect(diff.contains("-let a = 1·⇥\n+let a = 1\n"), "\(diff)")
  }
}
