/// Text of files, written so that two are equal only if their bytes are.
///
/// Strings are equal if they are canonically equivalent, so that a composed `é` equals a decomposed
/// one; a store that mixes them up is at fault, and a report must show which is which. So what Unicode
/// composes and takes apart is written as an escape: marks, conjoining jamo, and what no composition
/// gives back. A text without these is its own normal form (Unicode Standard Annex 15), and therefore
/// equals no other. As each scalar is written alone, two texts one after the other are written as their
/// concatenation is.
extension String {
  /// The text in this way: `e\u{301}`, and a backslash as two.
  var exact: String {
    guard !utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "\\") }) else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar == "\\" {
        result.append(contentsOf: "\\\\".unicodeScalars)
      } else if scalar.isComposing {
        result.append(contentsOf: scalar.escaped(asASCII: true).unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// What `exact` was made of; a backslash that escapes nothing stands for itself.
  var inexact: String {
    guard utf8.contains(UInt8(ascii: "\\")) else { return self }
    var result = String.UnicodeScalarView()
    var rest = Substring(self).unicodeScalars
    while let scalar = rest.popFirst() {
      if scalar == "\\", rest.first == "\\" {
        result.append("\\")
        rest.removeFirst()
      } else if scalar == "\\", let (escaped, end) = Self.escaped(in: rest) {
        result.append(escaped)
        rest = rest[end...]
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether the text equals no other.
  var isExact: Bool {
    utf8.allSatisfy { $0 < 0x80 } || !unicodeScalars.contains(where: \.isComposing)
  }

  private static func escaped(
    in rest: Substring.UnicodeScalarView
  ) -> (scalar: UnicodeScalar, end: Substring.Index)? {
    guard rest.starts(with: "u{".unicodeScalars), let close = rest.firstIndex(of: "}") else {
      return nil
    }
    let digits = String(rest[..<close].dropFirst(2))
    guard let scalar = UInt32(digits, radix: 16).flatMap(UnicodeScalar.init) else { return nil }
    return (scalar, rest.index(after: close))
  }
}

extension UnicodeScalar {
  /// Whether it may stand in a text that equals another, as far as Swift knows it.
  fileprivate var isComposing: Bool {
    guard value >= 0x300 else { return false }
    switch value {
    // Conjoining jamo, and vowel signs of Kirat Rai, which are no marks.
    case 0x1160...0x11ff, 0xd7b0...0xd7ff, 0x16d63...0x16d6a: return true
    default: break
    }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return properties.isFullCompositionExclusion
    }
  }
}
