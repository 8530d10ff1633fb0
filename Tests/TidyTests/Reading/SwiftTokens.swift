/// A word, a sign or a text of Swift source, and where it stands.
struct Token: Hashable {
  enum Kind {
    /// A name or a keyword, without backticks.
    case word
    /// A number.
    case number
    /// A text between quotes. What is interpolated into it follows as tokens of its own.
    case text
    /// A line of a documentation comment.
    case documentation
    case sign
  }

  var kind: Kind
  var text: String
  /// Counted from 1.
  var line: Int
  /// The last line, for a text over several.
  var lastLine: Int
}

/// Cuts Swift source into tokens: comments and texts are told from code, nested ones and raw ones, too.
///
/// It knows no regular expression literals, which this package doesn't use. Should it ever lose its way,
/// the brackets of the file no longer match, and `Brackets` says so.
struct SwiftTokens {
  private(set) var tokens: [Token] = []
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1

  init(_ text: String) {
    bytes = Array(text.utf8)
    while index < bytes.count { readToken() }
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    index + offset < bytes.count ? bytes[index + offset] : 0
  }

  private func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { wanted in
      wanted.indices.allSatisfy { byte($0) == wanted[$0] }
    }
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where index < bytes.count {
      if bytes[index] == UInt8(ascii: "\n") { line += 1 }
      index += 1
    }
  }

  private mutating func add(_ kind: Token.Kind, from start: Int, at first: Int) {
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    tokens.append(
      Token(kind: kind, text: text.filter { $0 != "`" }, line: first, lastLine: line))
  }

  private mutating func readToken() {
    if byte() <= UInt8(ascii: " ") {
      advance()
    } else if starts(with: "//") {
      readLineComment()
    } else if starts(with: "/*") {
      skipBlockComment()
    } else if let signs = signsBeforeQuote {
      readText(signs)
    } else if isWord(byte()) {
      readWord()
    } else if isDigit(byte()) {
      readNumber()
    } else {
      let start = index
      advance()
      add(.sign, from: start, at: line)
    }
  }
}

// MARK: - Comments

extension SwiftTokens {
  private mutating func readLineComment() {
    let start = index
    let isDocumentation = starts(with: "///")
    while index < bytes.count, byte() != UInt8(ascii: "\n") { advance() }
    if isDocumentation { add(.documentation, from: start, at: line) }
  }

  private mutating func skipBlockComment() {
    var depth = 0
    while index < bytes.count {
      if starts(with: "/*") {
        depth += 1
        advance(2)
      } else if starts(with: "*/") {
        depth -= 1
        advance(2)
        if depth == 0 { return }
      } else {
        advance()
      }
    }
  }
}

// MARK: - Texts

extension SwiftTokens {
  /// The number signs before a quote, if a text begins here.
  private var signsBeforeQuote: Int? {
    var signs = 0
    while byte(signs) == UInt8(ascii: "#") { signs += 1 }
    return byte(signs) == UInt8(ascii: "\"") ? signs : nil
  }

  private mutating func readText(_ signs: Int) {
    let (start, first) = (index, line)
    let slot = tokens.count
    advance(signs)
    let isLong = starts(with: "\"\"\"")
    let quotes = isLong ? 3 : 1
    advance(quotes)
    while index < bytes.count, !ends(quotes, signs) {
      if byte() == UInt8(ascii: "\\"), hasSigns(signs, at: 1) {
        advance(1 + signs)
        if byte() == UInt8(ascii: "(") { readInterpolation() } else { advance() }
      } else if !isLong, byte() == UInt8(ascii: "\n") {
        break
      } else {
        advance()
      }
    }
    advance(quotes + signs)
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    tokens.insert(Token(kind: .text, text: text, line: first, lastLine: line), at: slot)
  }

  private func ends(_ quotes: Int, _ signs: Int) -> Bool {
    (0..<quotes).allSatisfy { byte($0) == UInt8(ascii: "\"") } && hasSigns(signs, at: quotes)
  }

  private func hasSigns(_ count: Int, at offset: Int) -> Bool {
    (0..<count).allSatisfy { byte(offset + $0) == UInt8(ascii: "#") }
  }

  private mutating func readInterpolation() {
    var depth = 0
    repeat {
      if byte() == UInt8(ascii: "(") { depth += 1 }
      if byte() == UInt8(ascii: ")") { depth -= 1 }
      readToken()
    } while depth > 0 && index < bytes.count
  }
}

// MARK: - Words and numbers

extension SwiftTokens {
  private func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "`")
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private mutating func readWord() {
    let start = index
    while isWord(byte()) || isDigit(byte()) { advance() }
    add(.word, from: start, at: line)
  }

  /// With a fraction, but not with the dots of a range.
  private mutating func readNumber() {
    let start = index
    while isWord(byte()) || isDigit(byte()) || (byte() == UInt8(ascii: ".") && isDigit(byte(1))) {
      advance()
    }
    add(.number, from: start, at: line)
  }
}
