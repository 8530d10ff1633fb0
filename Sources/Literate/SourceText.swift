/// The bytes of a text file and where its lines begin and end.
///
/// Everything here counts in UTF-8 bytes: a Swift `String` would join `"\r\n"` into one character
/// and call two spellings of `é` equal, and the prose must come back byte for byte.
public struct SourceText: Sendable {
  /// The path as diagnostics show it, relative to the package.
  public var path: String
  public var bytes: [UInt8]
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Each line without its ending. LF, CRLF and CR end a line, as in CommonMark.
  let lines: [Range<Int>]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    self.lines = Self.lines(of: bytes)
  }

  /// On raw memory: a debug build, which is what readers run, is ten times slower on an array.
  static func lines(of bytes: [UInt8]) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { bytes in
      var lines: [Range<Int>] = []
      var start = 0
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if byte > Ascii.carriageReturn || (byte != Ascii.newline && byte != Ascii.carriageReturn) {
          continue
        }
        lines.append(start..<(index - 1))
        let isPair =
          byte == Ascii.carriageReturn && index < bytes.count && bytes[index] == Ascii.newline
        if isPair { index += 1 }
        start = index
      }
      if start < bytes.count { lines.append(start..<bytes.count) }
      return lines
    }
  }

  /// The content of a line counted from 1, or nothing past the end.
  func line(_ number: Int) -> ArraySlice<UInt8> {
    lines.indices.contains(number - 1) ? bytes[lines[number - 1]] : []
  }

  /// The bytes that end a line counted from 1; none for a last line without an ending.
  func ending(_ number: Int) -> ArraySlice<UInt8> {
    let end = lines[number - 1].upperBound
    return bytes[end..<(number < lines.count ? lines[number].lowerBound : bytes.count)]
  }
}

/// The few ASCII bytes that the literate tool knows by name.
enum Ascii {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: ">")
  static let backtick = UInt8(ascii: "`")
  static let tilde = UInt8(ascii: "~")

  static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }
}

extension Collection<UInt8> {
  /// The bytes cut after each newline; every line keeps its own.
  func linesWithEndings() -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = startIndex
    while let newline = self[start...].firstIndex(of: Ascii.newline) {
      let next = index(after: newline)
      lines.append(Array(self[start..<next]))
      start = next
    }
    if start < endIndex { lines.append(Array(self[start...])) }
    return lines
  }

  /// Without the white space at both ends.
  var trimmed: [UInt8] {
    Array(drop { $0 <= Ascii.space }.reversed().drop { $0 <= Ascii.space }.reversed())
  }

  var isBlank: Bool { allSatisfy(Ascii.isBlank) }

  var text: String { String(decoding: self, as: UTF8.self) }
}

extension ArraySlice<UInt8> {
  func trimmingTrailingBlanks() -> ArraySlice<UInt8> {
    var slice = self
    while let last = slice.last, Ascii.isBlank(last) { slice.removeLast() }
    return slice
  }

  func trimmingLeadingBlanks() -> ArraySlice<UInt8> { drop(while: Ascii.isBlank) }
}
