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

  /// The whole file. Its second line holds a digest of what follows, so that an edit by hand is
  /// told from a change of the prose.
  public var bytes: [UInt8] {
    let body = self.body
    return Array(
      """
      // Generated from \(source). Edit it there, or edit here and `swift run course sync`.
      // swift-format-ignore-file
      \(Self.digestPrefix)\(Digest(of: body))

      """.utf8) + body
  }

  static let headerPrefix = "// Generated from "
  static let digestPrefix = "// course:digest "

  private var body: [UInt8] {
    var body: [UInt8] = []
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

/// A digest that tells accidental differences: 64-bit FNV-1a, as Fowler, Noll and Vo define it.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  var value: UInt64

  public init(of bytes: some Sequence<UInt8>) {
    value = bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

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
  /// Whether the body still has it.
  var isPristine: Bool
  /// The code between directives, in order, and the line of the file where each begins.
  var segments: [(line: Int, code: [UInt8])] = []
  /// Everything else, with white space left out, so that a formatter does not count as an edit.
  var scaffold: [UInt8] = []

  /// Reads a file, or nothing if it was not generated.
  init?(_ bytes: [UInt8]) {
    let lines = bytes.linesWithEndings()
    guard lines.first?.starts(with: GeneratedFile.headerPrefix.utf8) == true,
      let index = lines.prefix(8).firstIndex(where: { $0.starts(with: GeneratedFile.digestPrefix.utf8) }),
      let digest = Digest(
        hexadecimal: lines[index].dropFirst(GeneratedFile.digestPrefix.utf8.count).text.filter {
          !$0.isWhitespace
        })
    else { return nil }
    let body = lines[(index + 1)...]
    stated = digest
    isPristine = Digest(of: body.joined()) == digest
    read(body)
  }

  /// Whether the code and the scaffold are those of a newly generated file.
  func saysTheSame(as file: GeneratedFile) -> Bool {
    guard let other = GeneratedFileOnDisk(file.bytes) else { return false }
    return scaffold == other.scaffold && segments.map(\.code) == other.segments.map(\.code)
  }

  private mutating func read(_ body: ArraySlice<[UInt8]>) {
    var isInCode = false
    for (index, line) in zip(body.indices, body) {
      if let directive = Self.directive(line) {
        isInCode = directive == .opening
        if isInCode { segments.append((index + 2, [])) }
      } else if isInCode {
        segments[segments.count - 1].code += line
      } else {
        scaffold += line.filter { !Ascii.isBlank($0) && $0 != Ascii.newline }
      }
    }
  }

  private enum Directive {
    case opening
    case closing
  }

  private static func directive(_ line: [UInt8]) -> Directive? {
    let text = line.filter { !Ascii.isBlank($0) && $0 != Ascii.newline && $0 != Ascii.carriageReturn }
    guard text.starts(with: "#sourceLocation(".utf8) else { return nil }
    return text.elementsEqual("#sourceLocation()".utf8) ? .closing : .opening
  }
}
