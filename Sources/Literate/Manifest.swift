/// The manifest, with its table of chapters: `Package.swift`, read as text.
///
/// SwiftPM caches what a manifest says, and watches no other file. So whatever decides which targets there
/// are stands in its text, a row a chapter, and extraction keeps the rows in line with the prose.
public struct Manifest: Sendable {
  public static let path = "Package.swift"

  fileprivate struct Entry: Sendable {
    var row: ManifestRow
    var lines: Range<Int>
    /// What stands behind the row's closing parenthesis.
    var tail: Substring
  }

  /// The whole file.
  let bytes: [UInt8]
  /// Without their line feeds; a carriage return before that stays at the end.
  private let lines: [String]
  /// The closing bracket's line.
  private let end: Int
  private var entries: [Entry] = []
  /// Lines of the table that are neither a row nor a comment.
  private var unread: [Int] = []

  /// The manifest of a package; nil if it has none, or one without a table of chapters.
  ///
  /// - Throws: `FileError` if it can't be read.
  public static func read(from files: PackageFiles) throws(FileError) -> Manifest? {
    try files.read(path).flatMap { Manifest($0) }
  }

  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Array($0).text }
    guard let start = lines.firstIndex(where: { $0.hasPrefix("let chapters") }),
      let end = lines[start...].firstIndex(where: { Self.plain($0) == "]" })
    else { return nil }
    self.end = end
    var index = start + 1
    while index < end {
      index = readEntry(at: index)
    }
  }

  private static func plain(_ line: String) -> Substring {
    line.hasSuffix("\r") ? line.dropLast() : line[...]
  }

  /// What the table's lines end in before the line feed.
  private static func ending(_ line: String) -> String { line.hasSuffix("\r") ? "\r" : "" }

  /// The rows, in order.
  public var rows: [ManifestRow] { entries.map(\.row) }

  /// The line of a chapter's row, counted from 1.
  public func line(ofChapter number: Int) -> Int? {
    entries.first { $0.row.number == number }.map { $0.lines.lowerBound + 1 }
  }
}

// MARK: - Reading

extension Manifest {
  /// Reads what begins at a line of the table, and returns the line behind it.
  private mutating func readEntry(at first: Int) -> Int {
    var text = Self.plain(lines[first]).trimmingPrefix(while: { $0 == " " })
    if text.isEmpty || text.hasPrefix("//") { return first + 1 }
    // A row that is too long for one line goes on until its parenthesis closes.
    for next in (first + 1)...end {
      if let entry = Self.entry(text, first..<next) {
        entries.append(entry)
        return next
      }
      text += " " + Self.plain(lines[next]).trimmingPrefix(while: { $0 == " " })
    }
    unread.append(first)
    return first + 1
  }

  private static func entry(_ text: Substring, _ lines: Range<Int>) -> Entry? {
    let code = text.firstRange(of: " //").map { text[..<$0.lowerBound] } ?? text
    guard let end = code.lastIndex(of: ")"), let row = ManifestRow(String(text[...end])) else {
      return nil
    }
    let tail = text[text.index(after: end)...]
    guard code[code.index(after: end)...].allSatisfy({ $0 == "," || $0 == " " }) else { return nil }
    return Entry(row: row, lines: lines, tail: tail)
  }
}

// MARK: - In line with the prose

extension Manifest {
  /// The manifest's bytes with a row for each chapter that says what its prose says, and no others.
  /// Every line that says so already stays as it is.
  func agreeing(with chapters: [Chapter]) -> [UInt8] {
    guard unread.isEmpty else { return bytes }
    let ending = Self.ending(lines[end])
    var lines = lines
    // From the last to the first, so that the lines before stay where they are.
    for entry in entries.reversed() {
      let chapter = chapters.first { $0.number == entry.row.number }
      if let chapter, entry.row.agrees(with: chapter) { continue }
      lines.replaceSubrange(
        entry.lines, with: chapter.map { entry.agreeing(with: $0).map { $0 + ending } } ?? [])
    }
    for chapter in chapters where line(ofChapter: chapter.number) == nil {
      insert(ManifestRow(for: chapter), into: &lines)
    }
    return Self.bytes(lines)
  }

  private static func bytes(_ lines: [String]) -> [UInt8] {
    Array(lines.joined(separator: "\n").utf8)
  }

  /// Puts a row before that of the next chapter.
  private func insert(_ row: ManifestRow, into lines: inout [String]) {
    guard let table = Manifest(Self.bytes(lines)) else { return }
    let next = table.entries.first { $0.row.number > row.number }
    let ending = Self.ending(lines[table.end])
    if next == nil, let last = table.entries.last, !last.tail.contains(",") {
      // The last row of an array may stand without a comma.
      let line = Self.plain(lines[last.lines.upperBound - 1])
      let end = line.index(line.endIndex, offsetBy: -last.tail.count)
      lines[last.lines.upperBound - 1] = line[..<end] + "," + line[end...] + ending
    }
    var new = row.lines
    new[new.count - 1] += ","
    lines.insert(contentsOf: new.map { $0 + ending }, at: next?.lines.lowerBound ?? table.end)
  }

  /// Where the table can't be read, or disagrees with the prose.
  public func diagnostics(for chapters: [Chapter]) -> [Diagnostic] {
    var found = unreadable
    func report(_ line: Int, _ message: String) {
      found.append(
        Diagnostic(
          path: Self.path, line: line, message, hint: "`swift run course extract` writes it"))
    }
    for chapter in chapters where line(ofChapter: chapter.number) == nil {
      let row = ManifestRow(for: chapter).lines.joined(separator: "\n")
      report(end + 1, "the table has no row for \(chapter.path):\n\(row)")
    }
    for entry in entries {
      let line = entry.lines.lowerBound + 1
      guard let chapter = chapters.first(where: { $0.number == entry.row.number }) else {
        report(line, "chapter \(entry.row.number) has no prose, and no row")
        continue
      }
      guard !entry.row.agrees(with: chapter) else { continue }
      let row = entry.agreeing(with: chapter).joined(separator: "\n")
      report(line, "the row of chapter \(chapter.number) isn't what \(chapter.path) says:\n\(row)")
    }
    return found
  }

  /// What stands in the table and is no row: nothing can be written beside it safely.
  var unreadable: [Diagnostic] {
    unread.map { index in
      Diagnostic(
        path: Self.path, line: index + 1, "this is no row of the table of chapters",
        hint: #"write Chapter(number: 7, slug: "paxos"), with comments on lines of their own"#)
    }
  }
}

extension Manifest.Entry {
  /// The lines of the row as the prose has it.
  fileprivate func agreeing(with chapter: Chapter) -> [String] {
    var row = row
    row.agree(with: chapter)
    var lines = row.lines
    lines[lines.count - 1] += tail
    return lines
  }
}
