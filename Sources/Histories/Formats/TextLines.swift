/// The lines of a text, as ranges of its bytes without their ends.
///
/// Bytes, because "\r\n" is one `Character`: a search for "\n" among characters doesn't find the ends
/// of lines that were written on Windows. A mark of the byte order at the beginning is left out.
struct TextLines {
  let bytes: [UInt8]
  private(set) var ranges: [Range<Int>] = []

  init(_ text: String) {
    bytes = Self.bytes(of: text)
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      ranges.append(start..<last(start, end))
      start = end + 1
    }
    if start < bytes.count { ranges.append(start..<last(start, bytes.count)) }
  }

  static func bytes(of text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    return bytes.starts(with: [0xef, 0xbb, 0xbf]) ? Array(bytes.dropFirst(3)) : bytes
  }

  private func last(_ start: Int, _ end: Int) -> Int {
    end > start && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
  }

  subscript(range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The words of a line, between spaces and tabs.
  func words(of range: Range<Int>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    for place in range {
      let isSpace = bytes[place] == UInt8(ascii: " ") || bytes[place] == UInt8(ascii: "\t")
      if isSpace, let begun = start {
        words.append(begun..<place)
        start = nil
      } else if !isSpace, start == nil {
        start = place
      }
    }
    return start.map { words + [$0..<range.upperBound] } ?? words
  }
}
