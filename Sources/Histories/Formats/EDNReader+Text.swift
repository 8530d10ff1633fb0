/// Texts and characters.
extension EDNReader {
  mutating func text() throws(LineError) -> String {
    let begun = line
    advance()
    var text: [UInt8] = []
    while let next = byte {
      if next == .quote {
        place += 1
        return String(decoding: text, as: UTF8.self)
      }
      if next == .backslash {
        place += 1
        text += try escaped().utf8
      } else {
        text.append(next)
        advance()
      }
    }
    throw LineError("the quotation mark of line \(begun) is never closed")
  }

  private mutating func escaped() throws(LineError) -> String {
    guard let next = byte else { throw LineError("the file ends in the middle of a text") }
    advance()
    switch next {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case .quote: return "\""
    case .backslash: return "\\"
    case UInt8(ascii: "u"): return String(try unicode())
    default: throw LineError("after a backslash there must be one of \" \\ n r t b f u")
    }
  }

  /// What `\u` names; of characters beyond four digits the two halves.
  private mutating func unicode() throws(LineError) -> UnicodeScalar {
    let first = try digits()
    if let scalar = UnicodeScalar(first) { return scalar }
    if (0xd800..<0xdc00).contains(first), bytes[place..<end].starts(with: Array("\\u".utf8)) {
      place += 2
      let second = try digits()
      let joined = 0x10000 + ((first - 0xd800) << 10) + (second &- 0xdc00)
      if (0xdc00..<0xe000).contains(second), let scalar = UnicodeScalar(joined) { return scalar }
    }
    throw LineError("'\\u\(String(first, radix: 16))' is half a character")
  }

  private mutating func digits() throws(LineError) -> UInt32 {
    let text = String(decoding: bytes[place..<min(place + 4, end)], as: UTF8.self)
    guard text.utf8.count == 4, text.allSatisfy(\.isHexDigit), let value = UInt32(text, radix: 16)
    else { throw LineError("'\\u' needs four hexadecimal digits") }
    place += 4
    return value
  }

  /// A character as `\a` or `\newline`: the scalar after the backslash, whatever it is, and what
  /// follows up to a delimiter.
  mutating func character() throws(LineError) -> String {
    place += 1
    let start = place
    guard place < end else { throw LineError("the file ends in the middle of a character") }
    advance()
    while let next = byte, next & 0xc0 == 0x80 || !Self.isDelimiter(next) { place += 1 }
    let name = String(decoding: bytes[start..<place], as: UTF8.self)
    let names = ["newline", "return", "space", "tab", "formfeed", "backspace"]
    if name.unicodeScalars.count == 1 || names.contains(name) { return name.exact }
    guard name.hasPrefix("u"), name.utf8.count == 5,
      let value = UInt32(name.dropFirst(), radix: 16),
      let scalar = UnicodeScalar(value)
    else { throw LineError("'\\\(name)' is no character") }
    return String(scalar).exact
  }
}
