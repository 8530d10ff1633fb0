/// A file made from a chapter's blocks: pieces of code between `#sourceLocation` lines, and the
/// scaffold around them.
public struct GeneratedFile: Sendable {
  enum Piece: Sendable {
    /// The content of the block that opens at this line of the chapter.
    case code(line: Int, [UInt8])
    /// Lines that no block holds: imports and wrappers of cells.
    case scaffold(String)
  }

  public var path: String
  /// The chapter's path, which the directives name.
  public var source: String
  var pieces: [Piece]

  /// The lines of the opening fences of the blocks in it, in order.
  public var blockLines: [Int] {
    pieces.compactMap { if case .code(let line, _) = $0 { line } else { nil } }
  }

  /// The whole file. Its third line holds a digest of what follows, so that an edit by hand is told
  /// from a change of the prose.
  public var bytes: [UInt8] {
    let body = self.body
    return Self.header(source: source, digest: FileDigest(of: body)) + body
  }

  /// What to do where a merge left both sides in the file on disk.
  func conflict(in existing: [UInt8]) -> Diagnostic? {
    SourceText(path: path, bytes: existing).firstConflictMarker.map { line in
      Diagnostic(
        path: path, line: line, "a merge left a conflict in this generated file",
        hint:
          "settle it in \(source), then `swift run course extract --force` writes this file anew")
    }
  }

  static let headerPrefix = "// Generated from "
  static let digestPrefix = "// course:digest "

  static func header(source: String, digest: FileDigest) -> [UInt8] {
    Array(
      """
      \(headerPrefix)\(source). Edit it there, or edit here and `swift run course sync`.
      // swift-format-ignore-file
      \(digestPrefix)\(digest)

      """.utf8)
  }

  /// Whether a line is one of the directives that stand around a block.
  static func isDirective(_ line: some Collection<UInt8>) -> Bool {
    line.drop(while: Ascii.isBlank).starts(with: "#sourceLocation".utf8)
  }

  /// It begins with a blank line, which keeps a formatter from moving imports above the header.
  private var body: [UInt8] {
    var body = [Ascii.newline]
    body.reserveCapacity(pieces.reduce(0) { $0 + $1.size + source.utf8.count + 64 })
    var isInCode = false
    for piece in pieces {
      switch piece {
      case .code(let line, let code):
        body += "#sourceLocation(file: \"\(source)\", line: \(line + 1))\n".utf8
        body += code
        isInCode = true
      case .scaffold(let text):
        if isInCode { body += "#sourceLocation()\n".utf8 }
        body += text.utf8
        isInCode = false
      }
    }
    if isInCode { body += "#sourceLocation()\n".utf8 }
    return body
  }
}

extension GeneratedFile.Piece {
  fileprivate var size: Int {
    switch self {
    case .code(_, let code): code.count
    case .scaffold(let text): text.utf8.count
    }
  }
}
