internal import Literate

/// The table of chapters in the README: which are written, and where.
struct ReadmeTable {
  static let path = "README.md"

  private var lines: [String]

  /// nil where there is no README.
  init?(_ files: PackageFiles) throws {
    guard let bytes = try files.read(Self.path) else { return nil }
    lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  var bytes: [UInt8] { Array(lines.joined(separator: "\n").utf8) }

  /// The cells of a chapter's row, if it has one.
  func row(of number: Int) -> [String]? {
    line(of: number).map { Self.cells(lines[$0]) }
  }

  /// The table with a chapter that is written now; nil if it has no row that says otherwise.
  func adding(_ entry: Catalogue.Entry) -> ReadmeTable? {
    guard let index = line(of: entry.number) else { return nil }
    var cells = Self.cells(lines[index])
    guard cells.count == 4 else { return nil }
    cells[1] = "[\(entry.title)](Chapters/\(entry.stem).md)"
    cells[3] = "written"
    var copy = self
    copy.lines[index] = "| " + cells.joined(separator: " | ") + " |"
    return copy.lines == lines ? nil : copy
  }

  /// Rows that don't say of a written chapter where it stands, or say it of one that isn't written.
  func diagnostics(for chapters: [Chapter]) -> [Diagnostic] {
    Catalogue.entries.compactMap { entry in
      guard let index = line(of: entry.number) else { return nil }
      let isWritten = chapters.contains { $0.number == entry.number }
      let isRight =
        isWritten ? adding(entry) == nil : !lines[index].contains("Chapters/\(entry.stem).md")
      return isRight
        ? nil
        : Diagnostic(
          path: Self.path, line: index + 1,
          "the row of chapter \(entry.number) says the chapter is \(isWritten ? "planned" : "written")",
          hint: isWritten
            ? "write [\(entry.title)](Chapters/\(entry.stem).md) and 'written'"
            : "write '\(entry.title)' and 'planned'")
    }
  }

  private func line(of number: Int) -> Int? {
    lines.firstIndex { $0.hasPrefix("| ") && Self.cells($0).first == "\(number)" }
  }

  private static func cells(_ line: String) -> [String] {
    line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
      String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}
