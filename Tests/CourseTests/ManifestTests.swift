import Foundation
import Literate
import Testing

@testable import course

// The tool has a command called `Test`, so the macro carries its module's name here.
@Suite struct ManifestTests {
  @Testing.Test("the manifest's table of chapters says what the prose says")
  func repository() throws {
    let files = PackageFiles(root: Tool.repository.path)
    let rows = try Manifest(files).rows
    let chapters = try CourseText.read(from: files).chapters
    #expect(rows.map(\.number) == chapters.map(\.number))
    for (row, chapter) in zip(rows, chapters) {
      #expect(chapter.stem == "\(chapter.paddedNumber)-\(row.slug)", "\(chapter.path)")
      #expect(
        Set(row.imports) == Self.imports(of: chapter),
        "Package.swift:\(row.line) and \(chapter.path)")
      #expect(row.imports.allSatisfy { $0 < row.number }, "Package.swift:\(row.line)")
    }
  }

  /// The chapters whose modules a chapter's module imports.
  private static func imports(of chapter: Chapter) -> Set<Int> {
    var numbers = Set<Int>()
    for block in chapter.blocks {
      guard case .module = block.role else { continue }
      for line in String(decoding: block.fenced.literal, as: UTF8.self).split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let word = words.firstIndex(of: "import"), word < 2, word + 1 < words.count,
          words[word + 1].hasPrefix("Chapter")
        else { continue }
        if let number = Int(words[word + 1].dropFirst("Chapter".count)) { numbers.insert(number) }
      }
    }
    return numbers
  }

  @Testing.Test("rows are read with their line, number, slug and imports, and comments are no rows")
  func rows() throws {
    let course = try TemporaryCourse()
    try course.write(
      "Package.swift",
      """
      let other = [Chapter(number: 9, slug: "other")]
      let chapters: [Chapter] = [
        Chapter(number: 1, slug: "introduction"),
        // Chapter(number: 2, slug: "rpc"),
        Chapter(number: 7, slug: "paxos", imports: [1, 6], products: [.crypto])
      ]
      """)
    let rows = try Manifest(PackageFiles(root: course.folder.path)).rows
    #expect(
      rows == [
        Manifest.Row(line: 3, number: 1, slug: "introduction", imports: []),
        Manifest.Row(line: 5, number: 7, slug: "paxos", imports: [1, 6]),
      ])
  }

  @Testing.Test(
    "a new chapter's row goes between its neighbours", arguments: [(1, 3), (4, 4), (9, 5)])
  func adding(_ number: Int, _ line: Int) throws {
    let course = try TemporaryCourse()
    let files = PackageFiles(root: course.folder.path)
    try course.write(
      "Package.swift",
      """
      let chapters: [Chapter] = [
      // The table
        Chapter(number: 3, slug: "lamport-clocks"),
        Chapter(number: 7, slug: "paxos")
      ]
      let rest = 1
      """)
    let entry = try #require(Catalogue.entries.first { $0.number == number })
    try Manifest(files).adding(entry).write(to: files)
    let rows = try Manifest(files).rows
    #expect(rows.map(\.number) == [3, 7, number].sorted())
    #expect(rows.first { $0.number == number }?.line == line)
    let text = try course.text("Package.swift")
    #expect(text.hasSuffix("]\nlet rest = 1"))
    let body = text.split(separator: "\n").filter { $0.contains("Chapter(") }
    #expect(body.dropLast().allSatisfy { $0.hasSuffix(",") })
  }
}
