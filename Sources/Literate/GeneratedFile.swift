internal import Hashing

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
    return Self.header(source: source, digest: Digest(of: body)) + body
  }

  static let headerPrefix = "// Generated from "
  static let digestPrefix = "// course:digest "

  static func header(source: String, digest: Digest) -> [UInt8] {
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

/// A digest that tells accidental differences.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  var value: UInt64

  public init(of bytes: some Collection<UInt8>) { value = StableHash(of: bytes).value }

  init?(hexadecimal text: some StringProtocol) {
    guard let value = UInt64(text, radix: 16) else { return nil }
    self.value = value
  }

  public var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// A generated file as it stands on disk, edited or not.
struct GeneratedFileOnDisk {
  /// The digest that the header states: that of the body as it was generated.
  var stated: Digest
  /// Whether header and body are still as they were generated.
  var isPristine = false
  /// The code between directives, in order, and the line of the file where each begins.
  var segments: [(line: Int, code: [UInt8])] = []
  /// Everything else, with white space left out, so that a formatter does not count as an edit.
  var scaffold: [UInt8] = []
  /// The imports outside the blocks, trimmed. A formatter that sorts imports moves all of them here.
  var imports = Set<[UInt8]>()

  /// Reads a file, or nothing if it was not generated.
  init?(_ bytes: [UInt8]) {
    let lines = bytes.linesWithEndings()
    guard lines.first?.starts(with: GeneratedFile.headerPrefix.utf8) == true,
      let index = lines.prefix(8).firstIndex(where: {
        $0.starts(with: GeneratedFile.digestPrefix.utf8)
      }),
      let digest = Digest(
        hexadecimal: lines[index].dropFirst(GeneratedFile.digestPrefix.utf8.count).text.filter {
          !$0.isWhitespace
        })
    else { return nil }
    stated = digest
    for line in lines[1..<index] where !line.starts(with: "// swift-format-ignore-file".utf8) {
      add(toScaffold: line)
    }
    isPristine =
      scaffold.isEmpty && imports.isEmpty
      && Digest(of: Array(lines[(index + 1)...].joined())) == digest
    read(lines[(index + 1)...])
  }

  /// Whether the code and the scaffold are those of a newly generated file.
  func saysTheSame(as file: GeneratedFile) -> Bool {
    guard let other = GeneratedFileOnDisk(file.bytes) else { return false }
    return scaffold == other.scaffold && imports == other.imports
      && segments.map(\.code) == other.segments.map(\.code)
  }

  /// Lines are read with a line feed, whatever the editor that saved them writes.
  private mutating func read(_ body: ArraySlice<[UInt8]>) {
    var isInCode = false
    for (index, line) in zip(body.indices, body) {
      if GeneratedFile.isDirective(line) {
        isInCode = !Self.isClosing(line)
        if isInCode { segments.append((index + 2, [])) }
      } else if isInCode {
        let isCRLF = line.suffix(2) == [Ascii.carriageReturn, Ascii.newline]
        segments[segments.count - 1].code += isCRLF ? line.dropLast(2) + [Ascii.newline] : line
      } else {
        add(toScaffold: line)
      }
    }
  }

  private mutating func add(toScaffold line: [UInt8]) {
    let trimmed = line.trimmed
    if trimmed.importedModule != nil {
      imports.insert(trimmed)
      return
    }
    scaffold += line.filter {
      !Ascii.isBlank($0) && $0 != Ascii.newline && $0 != Ascii.carriageReturn
    }
  }

  /// Whether a directive has no file, and so ends a block.
  private static func isClosing(_ directive: [UInt8]) -> Bool {
    directive.filter { $0 > Ascii.space }.starts(with: "#sourceLocation()".utf8)
  }
}
