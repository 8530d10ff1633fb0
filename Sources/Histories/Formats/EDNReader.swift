/// Reads values one after the other, each with the line on which it begins. Works on bytes.
///
/// Commas are white space, `;` begins a comment, `#_` leaves out the value after it. What Clojure
/// prints beside what the notation has is read too: `##NaN`, namespaced maps, and records as tagged
/// maps.
struct EDNReader {
  /// The most brackets that may be open at once.
  static let depthLimit = 100

  let bytes: [UInt8]
  var place: Int
  let end: Int
  private(set) var line: Int
  private var depth = 0

  init(_ bytes: [UInt8], in range: Range<Int>? = nil, line: Int = 1) {
    self.bytes = bytes
    place = range?.lowerBound ?? 0
    end = range?.upperBound ?? bytes.count
    self.line = line
  }

  /// The next value; nil at the end.
  mutating func next() throws(LineError) -> (line: Int, value: EDN)? {
    guard try skip() != nil else { return nil }
    let line = line
    return (line, try value())
  }

  /// The next values if they stand in a vector or a list, else nil.
  mutating func elements() throws(LineError) -> [(line: Int, value: EDN)]? {
    guard let open = try skip(), open == .bracket || open == .parenthesis else { return nil }
    let begun = line
    advance()
    var items: [(line: Int, value: EDN)] = []
    while let next = try skip(), !Self.isClosing(next) { items.append((line, try value())) }
    try close(open, of: begun)
    return items
  }

  // MARK: - Bytes

  var byte: UInt8? { place < end ? bytes[place] : nil }

  mutating func advance() {
    if bytes[place] == .newline { line += 1 }
    place += 1
  }

  /// The next byte that is neither white space nor left out.
  private mutating func skip() throws(LineError) -> UInt8? {
    while let next = byte {
      if next == .semicolon {
        while let comment = byte, comment != .newline { advance() }
      } else if Self.isSpace(next) {
        advance()
      } else if next == .hash, place + 1 < end, bytes[place + 1] == .underscore {
        try discard()
      } else {
        return next
      }
    }
    return nil
  }

  private mutating func discard() throws(LineError) {
    place += 2
    try enter()
    guard try skip() != nil else {
      throw LineError("'#_' leaves out what comes next, and nothing does")
    }
    _ = try value()
    depth -= 1
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == .space || byte == .comma || (9...13).contains(byte)
  }

  private static func isClosing(_ byte: UInt8) -> Bool {
    byte == .bracket + 2 || byte == .parenthesis + 1 || byte == .brace + 2
  }

  static func isDelimiter(_ byte: UInt8) -> Bool {
    isSpace(byte) || isClosing(byte) || byte == .bracket || byte == .parenthesis || byte == .brace
      || byte == .quote || byte == .semicolon
  }

  private mutating func enter() throws(LineError) {
    depth += 1
    guard depth <= Self.depthLimit else {
      throw LineError("more than \(Self.depthLimit) values stand in each other here")
    }
  }

  /// The bytes up to the next delimiter.
  private mutating func token() -> String {
    let start = place
    while let next = byte, !Self.isDelimiter(next) { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }
}

// MARK: - Values

extension EDNReader {
  private mutating func value() throws(LineError) -> EDN {
    guard let first = try skip() else {
      throw LineError("the file ends where a value should stand")
    }
    switch first {
    case .brace: return .map(try map(in: nil))
    case .bracket, .parenthesis: return .sequence(try sequence(first))
    case .quote: return .text(try text().exact)
    case .hash: return try dispatched()
    case .backslash: return .character(try character())
    case _ where Self.isClosing(first):
      throw LineError("'\(Character(UnicodeScalar(first)))' closes a bracket that isn't open")
    default: return try EDN(atom: token())
    }
  }

  private mutating func sequence(_ open: UInt8) throws(LineError) -> [EDN] {
    let begun = line
    try enter()
    advance()
    var items: [EDN] = []
    while let next = try skip(), !Self.isClosing(next) { items.append(try value()) }
    try close(open, of: begun)
    depth -= 1
    return items
  }

  private mutating func close(_ open: UInt8, of begun: Int) throws(LineError) {
    let opening = Character(UnicodeScalar(open))
    guard let found = byte else {
      throw LineError("the '\(opening)' of line \(begun) is never closed")
    }
    let closing = open == .parenthesis ? open + 1 : open + 2
    guard found == closing else {
      throw LineError(
        "'\(Character(UnicodeScalar(found)))' stands where the '\(opening)' of line \(begun) "
          + "must be closed")
    }
    advance()
  }

  /// A map; with a namespace, keywords without one of their own are in it.
  private mutating func map(in namespace: String?) throws(LineError) -> EDN.Map {
    let items = try sequence(.brace)
    guard items.count.isMultiple(of: 2) else {
      throw LineError("a map needs a value for each key: the last key here has none")
    }
    var map = EDN.Map()
    var labels: Set<String> = []
    for index in stride(from: 0, to: items.count, by: 2) {
      let key = items[index].qualified(by: namespace)
      guard labels.insert(key.label).inserted else {
        throw LineError("the key \(key.label) stands twice in one map")
      }
      map.pairs.append((key, items[index + 1]))
    }
    return map
  }

  private mutating func set() throws(LineError) -> EDN {
    let items = try sequence(.brace)
    var labels: Set<String> = []
    for item in items where !labels.insert(item.label).inserted {
      throw LineError("\(item.label) stands twice in one set")
    }
    return .set(items)
  }

  /// What begins with `#`.
  private mutating func dispatched() throws(LineError) -> EDN {
    place += 1
    switch byte {
    case .brace: return try set()
    case .colon:
      place += 1
      let namespace = token()
      guard !namespace.isEmpty, try skip() == .brace else {
        throw LineError("'#:' begins a map, as #:name{:key 1}")
      }
      return .map(try map(in: namespace.exact))
    case .hash:
      place += 1
      let name = token()
      guard ["NaN", "Inf", "-Inf"].contains(name) else {
        throw LineError("'##\(name)' is none of ##NaN, ##Inf and ##-Inf")
      }
      return .number("##" + name)
    default:
      let tag = token()
      guard let first = tag.unicodeScalars.first, first.properties.isAlphabetic else {
        throw LineError("'#\(tag)' begins nothing that can be read here")
      }
      try enter()
      let tagged = EDN.tagged(tag.exact, try value())
      depth -= 1
      return tagged
    }
  }
}

extension UInt8 {
  fileprivate static let newline = UInt8(ascii: "\n")
  fileprivate static let space = UInt8(ascii: " ")
  fileprivate static let comma = UInt8(ascii: ",")
  fileprivate static let semicolon = UInt8(ascii: ";")
  fileprivate static let colon = UInt8(ascii: ":")
  fileprivate static let hash = UInt8(ascii: "#")
  fileprivate static let underscore = UInt8(ascii: "_")
  static let backslash = UInt8(ascii: "\\")
  static let quote = UInt8(ascii: "\"")
  /// `[`, which `]` follows after one.
  fileprivate static let bracket = UInt8(ascii: "[")
  /// `(`, which `)` follows.
  fileprivate static let parenthesis = UInt8(ascii: "(")
  /// `{`, which `}` follows after one.
  fileprivate static let brace = UInt8(ascii: "{")
}
