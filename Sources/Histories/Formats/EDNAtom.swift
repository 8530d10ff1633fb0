extension EDN {
  /// Reads a token that is neither text nor bracketed.
  init(atom token: String) throws(LineError) {
    switch token {
    case "nil": self = .missing
    case "true": self = .truth(true)
    case "false": self = .truth(false)
    default:
      guard let first = token.unicodeScalars.first else {
        throw LineError("here stands nothing that can be read")
      }
      if first == ":" {
        self = try Self.keyword(of: token)
      } else if Self.isNumeric(token) {
        guard let number = Self.number(of: token) else {
          throw LineError("'\(token)' is no number")
        }
        self = number
      } else {
        guard first.properties.isAlphabetic || "*+!-_?$%&=<>./|".unicodeScalars.contains(first)
        else {
          throw LineError("'\(token)' is nothing that can be read here")
        }
        self = .symbol(token.exact)
      }
    }
  }

  private static func keyword(of token: String) throws(LineError) -> EDN {
    let name = token.dropFirst()
    guard !name.isEmpty, name.first != ":" else { throw LineError("'\(token)' is no keyword") }
    return .keyword(String(name).exact)
  }

  /// A keyword that has no namespace, in one; `:_/a` is `:a` there.
  func qualified(by namespace: String?) -> EDN {
    guard let namespace, case .keyword(let name) = self else { return self }
    if name.hasPrefix("_/") { return .keyword(String(name.dropFirst(2))) }
    return name.contains("/") ? self : .keyword(namespace + "/" + name)
  }

  // MARK: - Numbers

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func isNumeric(_ token: String) -> Bool {
    let bytes = Array(token.utf8.prefix(2))
    let isSigned = bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+")
    return isDigit(bytes[0]) || isSigned && bytes.count > 1 && isDigit(bytes[1])
  }

  private static func number(of token: String) -> EDN? {
    var text = token[...]
    if text.hasPrefix("+") { text = text.dropFirst() }
    if let slash = text.firstIndex(of: "/") {
      return ratio(text[..<slash], text[text.index(after: slash)...])
    }
    if let digits = integer(text.hasSuffix("N") ? text.dropLast() : text) {
      return .integer(digits)
    }
    if let digits = hexadecimal(text) { return .integer(digits) }
    return decimal(text)
  }

  /// An integer of any size without leading zeros, which Clojure would take for octal.
  private static func integer(_ text: Substring) -> String? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text
    guard !digits.isEmpty, digits.utf8.allSatisfy(isDigit), !hasLeadingZero(digits)
    else { return nil }
    return digits == "0" ? "0" : String(text)
  }

  /// Whether a zero stands before another digit: Clojure refuses that, or takes it for octal.
  private static func hasLeadingZero(_ text: Substring) -> Bool {
    let digits = (text.hasPrefix("-") ? text.dropFirst() : text).utf8.prefix { isDigit($0) }
    return digits.count > 1 && digits.first == UInt8(ascii: "0")
  }

  private static func hexadecimal(_ text: Substring) -> String? {
    let isNegative = text.hasPrefix("-")
    let digits = isNegative ? text.dropFirst() : text
    guard digits.hasPrefix("0x"), let value = UInt64(digits.dropFirst(2), radix: 16),
      !digits.dropFirst(2).hasPrefix("+")
    else { return nil }
    return (isNegative && value > 0 ? "-" : "") + "\(value)"
  }

  /// A ratio in lowest terms, as far as its parts fit; a whole one is an integer.
  private static func ratio(_ above: Substring, _ below: Substring) -> EDN? {
    guard let over = integer(above), let under = integer(below), under != "0",
      !under.hasPrefix("-")
    else { return nil }
    guard let one = Int(over), let other = Int(under), one > .min else {
      return .number("\(over)/\(under)")
    }
    var (larger, smaller) = (abs(one), other)
    while smaller > 0 { (larger, smaller) = (smaller, larger % smaller) }
    let whole = other / larger == 1
    return whole ? .integer("\(one / larger)") : .number("\(one / larger)/\(other / larger)")
  }

  private static func decimal(_ text: Substring) -> EDN? {
    let isExact = text.hasSuffix("M")
    let plain = isExact ? text.dropLast() : text
    guard plain.utf8.allSatisfy({ isDigit($0) || "+-.eE".utf8.contains($0) }),
      !hasLeadingZero(plain),
      let value = Double(plain.hasSuffix(".") ? plain.dropLast() : plain)
    else { return nil }
    return .number(isExact ? String(text) : "\(value)")
  }
}
