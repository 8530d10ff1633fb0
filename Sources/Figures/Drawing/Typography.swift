/// What text needs: room, and characters that every format can hold.
enum Typography {
  /// The estimated width of a text in pixels.
  ///
  /// A picture can't know the reader's font, so the widths are those of Helvetica, stretched for
  /// the wider ones in use.
  static func width(_ text: String, size: Double, isBold: Bool = false) -> Double {
    let units = text.reduce(0) { $0 + emWidth($1) }
    return Double(units) / 1000 * size * (isBold ? 1.3 : 1.14)
  }

  /// One line without control characters, which neither XML nor a terminal can show.
  static func line(_ text: String) -> String {
    let clean = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: " "
      case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: "\u{FFFD}"
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(clean))
  }

  /// At most `limit` characters, the last of them `…` where some are left out.
  static func shortened(_ text: String, to limit: Int) -> String {
    let text = line(text)
    return text.count <= limit ? text : text.prefix(max(0, limit - 1)) + "…"
  }

  /// As much of a text as fits into a width, with `…` where some is left out.
  static func fitted(_ text: String, width limit: Double, size: Double) -> String {
    var text = line(text)
    guard width(text, size: size) > limit else { return text }
    while !text.isEmpty, width(text + "…", size: size) > limit { text.removeLast() }
    return text + "…"
  }

  /// Lines no longer than a limit as `measure` sees it, broken at spaces where there are any.
  static func wrapped(_ text: String, limit: Double, measure: (String) -> Double) -> [String] {
    var lines: [String] = []
    var current = ""
    for word in line(text).split(separator: " ") {
      let longer = current.isEmpty ? String(word) : current + " " + word
      if current.isEmpty || measure(longer) <= limit {
        current = longer
      } else {
        lines.append(current)
        current = String(word)
      }
    }
    return current.isEmpty ? lines : lines + [current]
  }

  /// How many cells of a terminal a character takes: two for East Asian ones and emoji.
  static func cells(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first?.value else { return 0 }
    switch first {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default:
      return character.unicodeScalars.first?.properties.generalCategory == .nonspacingMark ? 0 : 1
    }
  }

  static func cells(_ text: String) -> Int { text.reduce(0) { $0 + cells($1) } }

  /// Thousandths of the font's size, after Helvetica's metrics.
  private static func emWidth(_ character: Character) -> Int {
    guard let ascii = character.asciiValue else { return cells(character) == 2 ? 1000 : 600 }
    switch Character(Unicode.Scalar(ascii)) {
    case "i", "j", "l", "'", "|": return 230
    case " ", "f", "t", "I", ".", ",", ":", ";", "!", "/", "\\", "[", "]": return 280
    case "r", "(", ")", "{", "}", "-", "`", "\"", "*": return 345
    case "c", "k", "s", "v", "x", "y", "z", "J", "^": return 500
    case "m", "M", "w", "O", "Q", "G": return 800
    case "W", "%", "@": return 950
    case "A"..."Z", "&": return 700
    default: return 560
    }
  }
}
