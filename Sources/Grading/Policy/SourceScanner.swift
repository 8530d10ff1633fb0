/// A word of a Swift source, with what it takes to judge it.
struct Token: Hashable {
  enum Kind: Hashable {
    case word
    /// `@name`, without the sign.
    case attribute
    /// `#name`, without the sign.
    case directive
    case mark
    case regularExpression
  }

  var kind: Kind
  var text: String
  var line: Int
}

/// Splits a Swift source into words, with comments and the text of strings left out and the code
/// inside interpolations taken along.
///
/// It is no parser. Where Swift's own lexer would need the grammar to tell a regular expression
/// from a division, it errs towards the regular expression, which the rules refuse.
struct SourceScanner {
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var tokens: [Token] = []

  static func tokens(of source: String) -> [Token] {
    var scanner = SourceScanner(bytes: Array(source.utf8))
    scanner.scanCode(untilParenthesis: false)
    return scanner.tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func peek(_ offset: Int = 0) -> UInt8 {
    index + offset < bytes.count ? bytes[index + offset] : 0
  }

  private func starts(with text: StaticString, at offset: Int = 0) -> Bool {
    text.withUTF8Buffer { expected in
      expected.indices.allSatisfy { peek(offset + $0) == expected[$0] }
    }
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where index < bytes.count {
      if bytes[index] == UInt8(ascii: "\n") { line += 1 }
      index += 1
    }
  }

  /// Scans code to the end, or to the parenthesis that closes an interpolation.
  private mutating func scanCode(untilParenthesis: Bool) {
    var depth = 0
    while index < bytes.count {
      switch peek() {
      case UInt8(ascii: "/") where starts(with: "//"): skipLine()
      case UInt8(ascii: "/") where starts(with: "/*"): skipComment()
      case UInt8(ascii: "/"): scanSlash()
      case UInt8(ascii: "\""): scanString(pounds: 0)
      case UInt8(ascii: "#"): scanPound()
      case UInt8(ascii: "@"): scanNamed(.attribute)
      case UInt8(ascii: "`"): advance()
      case let byte where Self.isWordStart(byte): scanWord(.word)
      case let byte where Self.isDigit(byte): scanNumber()
      case let byte where Self.isSpace(byte): advance()
      default:
        if peek() == UInt8(ascii: "(") { depth += 1 }
        if peek() == UInt8(ascii: ")") {
          if untilParenthesis && depth == 0 { return }
          depth -= 1
        }
        tokens.append(Token(kind: .mark, text: String(UnicodeScalar(peek())), line: line))
        advance()
      }
    }
  }

  private mutating func skipLine() {
    while index < bytes.count, peek() != UInt8(ascii: "\n"), peek() != UInt8(ascii: "\r") {
      advance()
    }
  }

  private mutating func skipComment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        advance(2)
      } else if starts(with: "*/") {
        depth -= 1
        advance(2)
      } else {
        advance()
      }
    } while depth > 0 && index < bytes.count
  }

  private mutating func scanWord(_ kind: Token.Kind) {
    let (start, first) = (index, line)
    while Self.isWordStart(peek()) || Self.isDigit(peek()) { advance() }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    tokens.append(Token(kind: kind, text: text, line: first))
  }

  private mutating func scanNumber() {
    while Self.isWordStart(peek()) || Self.isDigit(peek()) { advance() }
    tokens.append(Token(kind: .mark, text: "0", line: line))
  }

  /// `@name` or `#name`, also with space or comments between, as Swift reads them.
  private mutating func scanNamed(_ kind: Token.Kind) {
    advance()
    while Self.isSpace(peek()) || starts(with: "/*") || peek() == UInt8(ascii: "`") {
      if starts(with: "/*") { skipComment() } else { advance() }
    }
    if Self.isWordStart(peek()) { scanWord(kind) }
  }

  private mutating func scanPound() {
    var pounds = 0
    while peek(pounds) == UInt8(ascii: "#") { pounds += 1 }
    switch peek(pounds) {
    case UInt8(ascii: "\""):
      advance(pounds)
      scanString(pounds: pounds)
    case UInt8(ascii: "/"):
      tokens.append(Token(kind: .regularExpression, text: "#/", line: line))
      advance(pounds + 1)
    default: scanNamed(.directive)
    }
  }

  /// A division has its operands on both sides in the same way: `a / b`, `a/b` or `a /= b`.
  private mutating func scanSlash() {
    let before = index > 0 ? bytes[index - 1] : UInt8(ascii: " ")
    let width = peek(1) == UInt8(ascii: "=") ? 2 : 1
    let after = peek(width)
    let isTight =
      Self.isWordStart(before) || Self.isDigit(before)
      || [UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(before)
    let isDivision = isTight ? after != UInt8(ascii: "\"") : Self.isSpace(after)
    let kind: Token.Kind = isDivision ? .mark : .regularExpression
    tokens.append(Token(kind: kind, text: "/", line: line))
    advance(width)
  }

  private mutating func scanString(pounds: Int) {
    let isLong = starts(with: "\"\"\"")
    let quotes = isLong ? 3 : 1
    advance(quotes)
    while index < bytes.count {
      if peek() == UInt8(ascii: "\""), ends(quotes: quotes, pounds: pounds) {
        return advance(quotes + pounds)
      }
      if peek() == UInt8(ascii: "\n"), !isLong { return }
      if peek() == UInt8(ascii: "\\"), isEscape(pounds) {
        advance(1 + pounds)
        if peek() == UInt8(ascii: "(") {
          advance()
          scanCode(untilParenthesis: true)
        }
      }
      advance()
    }
  }

  private func ends(quotes: Int, pounds: Int) -> Bool {
    (0..<quotes).allSatisfy { peek($0) == UInt8(ascii: "\"") }
      && (0..<pounds).allSatisfy { peek(quotes + $0) == UInt8(ascii: "#") }
  }

  private func isEscape(_ pounds: Int) -> Bool {
    (0..<pounds).allSatisfy { peek(1 + $0) == UInt8(ascii: "#") }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0, 11, 12]
      .contains(byte)
  }

  /// Letters, the underscore, and every byte of a character outside ASCII.
  private static func isWordStart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
