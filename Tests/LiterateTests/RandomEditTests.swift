import Foundation
import Testing

@testable import Literate

/// Random chapters, random edits: what comes back is what was written, and nothing else moves.
@Suite struct RandomEditTests {
  private static let prefixes = [
    "", "  ", "> ", ">", ">>", "- >", "- ", "1. ", "> - ", "- > ", "- - ",
  ]
  private static let endings = ["\n", "\r\n"]
  private static let code = [
    "let a = 1", "", "  let b = 2", "```", "````", "~~~", "}", "> quoted", "- item", "\ttab",
    "é // ü",
    "    deep", "# title", "\"\"\"", "<!--", "--- ", "trailing  ",
  ]

  @Test(
    "random edits of random chapters read back the same, with the prose around them untouched",
    arguments: 1...4)
  func edits(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for round in 0..<60 {
      let chapter = Self.chapter(&random)
      let package = try TemporaryPackage(["Chapters/01-a.md": chapter])
      try package.extract()
      let path = "Sources/Chapter1/Chapter1.swift"
      let before = try #require(GeneratedFileOnDisk(try package.bytes(path)))
      let edited = before.segments.map { Self.edited($0.code, &random) }
      try package.write(path, Self.replaced(try package.bytes(path), edited))
      let comment: Comment = "seed \(seed), round \(round): \(chapter.debugDescription)"
      try package.sync()
      let after = try #require(GeneratedFileOnDisk(try package.bytes(path)))
      #expect(after.segments.map(\.code.text) == edited.map(\.text), comment)
      #expect(after.isPristine, comment)
      #expect(try Self.prose(package.text("Chapters/01-a.md")) == Self.prose(chapter), comment)
    }
  }

  private static func chapter(_ random: inout SplitMix64) -> String {
    let ending = endings.randomElement(using: &random) ?? "\n"
    var lines = ["# 1. A", ""]
    for index in 0..<Int.random(in: 1...4, using: &random) {
      let first = prefixes.randomElement(using: &random) ?? ""
      let rest = String(first.map { $0 == ">" ? ">" : " " })
      let fence = String(repeating: "`", count: Int.random(in: 5...6, using: &random))
      lines += ["Paragraph \(index).", "", first + fence + "swift"]
      lines += (0..<Int.random(in: 0...5, using: &random)).map { _ in
        rest + (code.randomElement(using: &random) ?? "")
      }
      lines += [rest + fence, "", "---", ""]
    }
    return lines.joined(separator: ending) + (Bool.random(using: &random) ? ending : "")
  }

  private static func edited(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var lines = bytes.linesWithEndings()
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let new = Array((code.randomElement(using: &random) ?? "").utf8) + [Ascii.newline]
      let index = Int.random(in: 0...lines.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: lines.insert(new, at: index)
      case 1 where index < lines.count: lines.remove(at: index)
      case 2 where index < lines.count: lines[index] = new
      default: break
      }
    }
    return Array(lines.joined())
  }

  /// The file with other code between its directives.
  private static func replaced(_ bytes: [UInt8], _ segments: [[UInt8]]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = segments[...]
    var isInCode = false
    for line in bytes.linesWithEndings() {
      if GeneratedFile.isDirective(line) {
        result += line
        isInCode = !line.starts(with: "#sourceLocation()".utf8)
        if isInCode { result += rest.removeFirst() }
      } else if !isInCode {
        result += line
      }
    }
    return result
  }

  /// What stands outside the blocks, between their fences' lines.
  private static func prose(_ text: String) -> [String] {
    let source = SourceText(path: "a.md", bytes: Array(text.utf8))
    var parts: [String] = []
    var position = 0
    for block in source.fencedBlocks() {
      parts.append(source.bytes[position..<source.lines[block.line - 1].lowerBound].text)
      position = source.lines[block.endLine - 1].upperBound
    }
    return parts + [source.bytes[position...].text]
  }
}
