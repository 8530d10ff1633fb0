import Foundation
import Literate
import Testing

/// The README's table is the catalogue's, and its status that of the prose.
@Suite struct ReadmeTests {
  private static func rows() throws -> [[String]] {
    let url = Tool.repository.appendingPathComponent("README.md")
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    return text.split(separator: "\n").filter {
      $0.hasPrefix("| ") && $0.dropFirst(2).first?.isNumber == true
    }
    .map { row in
      row.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
  }

  @Test("each chapter has a row with its title, its paths and its status") func table() throws {
    let files = PackageFiles(root: Tool.repository.path)
    let rows = try Self.rows()
    #expect(rows.count == Catalogue.entries.count)
    for (entry, row) in zip(Catalogue.entries, rows) {
      let path = "Chapters/\(entry.stem).md"
      let isWritten = files.exists(path)
      #expect(row[0] == "\(entry.number)")
      #expect(row[1] == (isWritten ? "[\(entry.title)](\(path))" : entry.title))
      #expect(row[2] == Self.letters(entry.number))
      #expect(row[3] == (isWritten ? "written" : "planned"))
    }
  }

  /// B S: the paths that hold a chapter, in the order of the legend.
  private static func letters(_ chapter: Int) -> String {
    let letters = [
      ("beginner", "B"), ("intermediate", "I"), ("advanced", "A"), ("system-design", "S"),
      ("algorithms", "L"), ("performance", "P"),
    ]
    return letters.filter { name, _ in
      Catalogue.paths.contains { $0.name == name && $0.chapters.contains(chapter) }
    }.map(\.1).joined(separator: " ")
  }

  @Test("the benchmarks' README names each of their programs, and its command") func benchmarks()
    throws
  {
    func text(_ path: String) throws -> String {
      let url = Tool.repository.appendingPathComponent("Benchmarks/\(path)")
      return String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }
    let programs = try text("Package.swift").components(separatedBy: ".executableTarget(")
      .dropFirst()
      .map { $0.split(separator: "\"")[1] }
    #expect(!programs.isEmpty)
    let readme = try text("README.md")
    for program in programs {
      #expect(readme.contains("\n| `\(program)` | "), "\(program)")
      #expect(readme.contains("--package-path Benchmarks \(program)"), "\(program)")
    }
  }
}
