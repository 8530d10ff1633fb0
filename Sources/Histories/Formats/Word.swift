/// One word of a line: text, or `nil` for what is absent.
public struct Word: Hashable, Sendable, CustomStringConvertible {
  /// As it stands in the file, without quotes and escapes.
  public var text: String?

  public init(_ text: String?) { self.text = text }

  /// As it stands in a file: bare where that can be read back, else in quotes.
  public var description: String {
    guard let text else { return "nil" }
    let isBare = !text.isEmpty && text != "nil" && text.utf8.allSatisfy(Self.isPlain)
    return isBare && !text.hasPrefix("@") ? text : Self.quoted(text)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != 0x7f && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "#")
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// The words of one line.
///
/// Words are separated by spaces and tabs; one in double quotes may hold anything, with `\"`, `\\`, `\n`,
/// `\r` and `\t` as usual; a `#` at the beginning of a word begins a comment.
struct Words {
  private var rest: Substring.UnicodeScalarView

  init(_ line: String) { rest = Substring(line).unicodeScalars }

  static func all(of line: String) throws(LineError) -> [Word] {
    var words = Words(line)
    var result: [Word] = []
    while let word = try words.next() { result.append(word) }
    return result
  }

  private mutating func next() throws(LineError) -> Word? {
    while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
    guard let first = rest.first, first != "#" else { return nil }
    if first == "\"" { return Word(try Self.quoted(&rest)) }
    let end = rest.firstIndex { $0 == " " || $0 == "\t" } ?? rest.endIndex
    defer { rest = rest[end...] }
    let text = String(rest[..<end])
    return Word(text == "nil" ? nil : text)
  }

  /// Takes a text in quotes.
  static func quoted(_ rest: inout Substring.UnicodeScalarView) throws(LineError) -> String {
    rest.removeFirst()
    var text = String.UnicodeScalarView()
    while let next = rest.popFirst() {
      if next == "\"" { return String(text) }
      guard next == "\\" else {
        text.append(next)
        continue
      }
      guard let escaped = rest.popFirst(), let meant = escapes[escaped] else {
        throw LineError("after a backslash there must be one of \" \\ n r t")
      }
      text.append(meant)
    }
    throw LineError("a quotation mark is never closed on this line")
  }

  private static let escapes: [UnicodeScalar: UnicodeScalar] = [
    "\"": "\"", "\\": "\\", "n": "\n", "r": "\r", "t": "\t",
  ]
}
