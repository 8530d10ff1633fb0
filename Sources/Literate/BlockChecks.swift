// What libcmark reads without a word, and no author means.

extension ChapterParser {
  /// What libcmark reads well but no tool can carry back safely.
  mutating func lint(_ block: Block) {
    guard block.role != .prose else { return }
    let line = chapter.source.line(block.line)
    if line.prefix(block.fenced.column - 1).contains(Ascii.tab) {
      report(
        block.line, column: block.fenced.column, "a tab stands before this fence",
        hint: "indent it with spaces")
    }
    if line.contains(UInt8(ascii: "\\")) || line.contains(UInt8(ascii: "&")) {
      report(
        block.line, column: block.fenced.column, "an escape or an entity in an info string",
        hint: "write the character itself")
    }
    switch block.role {
    case .sketch, .right, .mutant: break
    default: checkDirectives(block)
    }
  }

  /// A fence that opens inside a block, at the margin and as long as the block's own, is almost never
  /// meant: the block's closing fence is gone, and what follows was about to become its code.
  mutating func checkFences(in block: FencedBlock) {
    let run = String(
      repeating: Character(UnicodeScalar(block.fence.byte)), count: block.fence.length)
    for (offset, line) in block.literal.linesWithEndings().enumerated()
    where line.starts(with: run.utf8) {
      return report(
        block.contentLine + offset, column: block.column,
        "a fence opens inside the block that opens at line \(block.line)",
        hint: "close that block with a line of \(run); if this one is meant, make the outer fence "
          + "longer")
    }
  }

  /// A directive in a block would be taken for one of the generated file's own.
  private mutating func checkDirectives(_ block: Block) {
    guard block.fenced.literal.contains(UInt8(ascii: "#")) else { return }
    for (offset, line) in block.fenced.literal.linesWithEndings().enumerated()
    where GeneratedFile.isDirective(line) {
      report(
        block.fenced.contentLine + offset, "#sourceLocation belongs to the generated files",
        hint: "leave it out")
    }
  }
}

extension SourceText {
  /// The first line that a version control system wrote to tell two sides of a conflict apart.
  var firstConflictMarker: Int? {
    for (index, range) in lines.enumerated() where range.count >= Self.markLength {
      let first = bytes[range.lowerBound]
      guard Self.conflictMarks.contains(first) else { continue }
      let run = bytes[range].prefix { $0 == first }.count
      let next = bytes[range].dropFirst(run).first
      if run == Self.markLength && (next == nil || next == Ascii.space) { return index + 1 }
    }
    return nil
  }

  private static let markLength = 7
  private static let conflictMarks = Array("<|>".utf8)
}
