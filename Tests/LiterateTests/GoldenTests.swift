import Foundation
import Testing

@testable import Literate

/// Whole chapters as they are read and what is made of them, compared with dumps in `Fixtures/`.
///
/// `RECORD_FIXTURES=1 swift test --filter GoldenTests` writes the dumps anew; read the difference
/// before you commit it.
@Suite struct GoldenTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  @Test(
    "a chapter is read as recorded, with its line ranges",
    arguments: ["07-everything", "08-crlf", "Solutions-07-everything"])
  func parsed(_ name: String) throws {
    let parser = try Self.parse(name)
    #expect(parser.diagnostics == [])
    try Self.compare(Dump.chapter(parser.chapter), "\(name).parsed.txt")
  }

  @Test(
    "a chapter's files are those recorded",
    arguments: ["07-everything", "08-crlf", "Solutions-07-everything"])
  func generated(_ name: String) throws {
    let (files, stubs) = Generator.generate(try Self.parse(name).chapter)
    try Self.compare(Dump.files(files, stubs), "\(name).generated.txt")
  }

  static func parse(_ name: String) throws -> ChapterParser {
    let bytes = Array(try Data(contentsOf: folder.appendingPathComponent("\(name).md")))
    let isSolution = name.hasPrefix("Solutions-")
    let stem = isSolution ? String(name.dropFirst("Solutions-".count)) : name
    let source = SourceText(
      path: "\(isSolution ? "Solutions" : "Chapters")/\(stem).md", bytes: bytes)
    return ChapterParser.parse(
      source, kind: isSolution ? .solutions : .chapter, number: Int(stem.prefix(2)) ?? 0, stem: stem
    )
  }

  private static func compare(_ text: String, _ name: String) throws {
    let url = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" {
      try Data(text.utf8).write(to: url)
    }
    let recorded = (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) }
    #expect(recorded == text, "run with RECORD_FIXTURES=1 if \(name) is meant to change")
  }
}

/// A chapter and its files as text, one fact a line.
private enum Dump {
  static func chapter(_ chapter: Chapter) -> String {
    var lines = ["\(chapter.path): \(chapter.title)", "", "blocks"]
    for block in chapter.blocks {
      let fenced = block.fenced
      let place =
        fenced.containers.isEmpty ? "" : " in \(fenced.containers.joined(separator: " > "))"
      lines.append(
        "  \(fenced.line)-\(fenced.endLine) \(block.role.name): \(fenced.info.text)\(place)")
      lines += literal(fenced.literal)
    }
    for cell in chapter.cells {
      lines.append("cell \(cell.name) at \(cell.block.line)\(cell.isVolatile ? ", volatile" : "")")
      if let output = cell.output { lines.append("  output at \(output.line)") }
      lines += cell.figures.map { "  figure \($0.figureName ?? "") at \($0.line)" }
    }
    for exercise in chapter.exercises {
      lines.append(
        "exercise \(exercise.label) at \(exercise.line), \(exercise.stars) stars: \(exercise.title)"
      )
      lines.append(
        "  \(exercise.name): stubs \(exercise.stubs.map(\.line)), tests \(exercise.tests.map(\.line))"
      )
      lines += exercise.hints.map { "  \($0.title) at \($0.line): \($0.text)" }
    }
    lines += chapter.images.map { "image \($0.url) at \($0.line): \($0.text)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func literal(_ bytes: [UInt8]) -> [String] {
    bytes.linesWithEndings().map { "    |\($0.dropLast().text)" }
  }

  static func files(_ files: [GeneratedFile], _ stubs: [StubFile]) -> String {
    (files.map { ($0.path, $0.bytes) } + stubs.map { ($0.path, $0.bytes) })
      .map { "==== \($0)\n\($1.text)" }.joined()
  }
}
