internal import Literate

/// The table of chapters in `Package.swift`, read as text: one row a line.
struct Manifest {
  struct Row: Equatable {
    var line: Int
    var number: Int
    var slug: String
    var imports: [Int]
  }

  private static let path = "Package.swift"
  private var lines: [String]

  init(_ files: PackageFiles) throws {
    let bytes = try files.read(Self.path) ?? []
    lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  /// The rows between `let chapters` and the closing bracket.
  var rows: [Row] { body.compactMap { row(at: $0) } }

  private var body: Range<Int> {
    guard let start = lines.firstIndex(where: { $0.hasPrefix("let chapters") }),
      let end = lines[start...].firstIndex(of: "]")
    else { return 0..<0 }
    return (start + 1)..<end
  }

  private func row(at index: Int) -> Row? {
    let text = lines[index]
    guard text.contains("Chapter("), let number = Int(value(of: "number: ", in: text, until: ",)")),
      !text.trimmingPrefix(while: { $0 == " " }).hasPrefix("//")
    else { return nil }
    let imports = value(of: "imports: [", in: text, until: "]").split(separator: ",").compactMap {
      Int($0.filter { !$0.isWhitespace })
    }
    return Row(
      line: index + 1, number: number, slug: value(of: "slug: \"", in: text, until: "\""),
      imports: imports)
  }

  private func value(of key: String, in text: String, until stops: String) -> String {
    guard let start = text.firstRange(of: key)?.upperBound else { return "" }
    return String(text[start...].prefix { !stops.contains($0) })
  }

  /// The manifest with a row for one more chapter, in order of the numbers.
  func adding(_ entry: Catalogue.Entry) -> Manifest {
    var copy = self
    let next = rows.first { $0.number > entry.number }.map { $0.line - 1 } ?? body.upperBound
    copy.lines.insert("  Chapter(number: \(entry.number), slug: \"\(entry.slug)\"),", at: next)
    if next > body.lowerBound, !copy.lines[next - 1].hasSuffix(","), copy.row(at: next - 1) != nil {
      copy.lines[next - 1] += ","
    }
    return copy
  }

  func write(to files: PackageFiles) throws {
    try files.write(Array(lines.joined(separator: "\n").utf8), to: Self.path)
  }
}

extension Manifest {
  /// Where the table and the prose disagree: chapters, slugs, and which chapters a chapter imports.
  func diagnostics(for chapters: [Chapter]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    func report(_ line: Int, _ message: String, _ hint: String) {
      found.append(Diagnostic(path: Self.path, line: line, message, hint: hint))
    }
    for chapter in chapters {
      let slug = String(chapter.stem.dropFirst(3))
      guard let row = rows.first(where: { $0.number == chapter.number }) else {
        report(
          body.lowerBound, "the table has no row for \(chapter.path)",
          "add Chapter(number: \(chapter.number), slug: \"\(slug)\")")
        continue
      }
      if row.slug != slug {
        report(row.line, "chapter \(row.number) is '\(slug)' in the prose", "change the slug")
      }
      let imports = chapter.importedChapters
      if row.imports.sorted() != imports {
        report(
          row.line, "the blocks of chapter \(row.number) import \(imports)",
          "write imports: \(imports)")
      }
    }
    for row in rows where !chapters.contains(where: { $0.number == row.number }) {
      report(row.line, "chapter \(row.number) has no prose", "delete the row, or write Chapters/…")
    }
    return found
  }
}
