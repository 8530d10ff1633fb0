/// Reads the part of the extensible data notation that Jepsen's histories are written in.
struct EDNReader {
  indirect enum Value: Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    case keyword(String)
    case string(String)
    /// Anything else that is one word: a symbol, a fraction.
    case symbol(String)
    case vector([Item])
    /// The entries whose key is a keyword.
    case map([String: Value])
  }

  struct Item: Hashable {
    var value: Value
    /// The line it begins in, counted from one.
    var line: Int
  }

  private let bytes: [UInt8]
  private var place = 0
  private var line = 1

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The next value; nil at the end of the text.
  mutating func next() throws(TransactionLogError) -> (value: Value, line: Int)? {
    skipBlanks()
    guard place < bytes.count else { return nil }
    let start = line
    return (try value(), start)
  }

  private mutating func value() throws(TransactionLogError) -> Value {
    skipBlanks()
    guard place < bytes.count else { throw error("the text ends within a value") }
    switch bytes[place] {
    case UInt8(ascii: "["): return .vector(try items(until: UInt8(ascii: "]")))
    case UInt8(ascii: "("): return .vector(try items(until: UInt8(ascii: ")")))
    case UInt8(ascii: "{"): return try map()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "#"):
      // A tag, as in #jepsen.history.Op{…}: what follows is enough.
      place += 1
      _ = word()
      return try value()
    default: return try atom()
    }
  }

  private mutating func items(until end: UInt8) throws(TransactionLogError) -> [Item] {
    place += 1
    var items: [Item] = []
    while true {
      skipBlanks()
      guard place < bytes.count else { throw error("a bracket is never closed") }
      guard bytes[place] != end else { break }
      let start = line
      items.append(Item(value: try value(), line: start))
    }
    place += 1
    return items
  }

  private mutating func map() throws(TransactionLogError) -> Value {
    let items = try items(until: UInt8(ascii: "}"))
    guard items.count.isMultiple(of: 2) else { throw error("a map has a key without a value") }
    var fields: [String: Value] = [:]
    for index in stride(from: 0, to: items.count, by: 2) {
      if case .keyword(let name) = items[index].value { fields[name] = items[index + 1].value }
    }
    return .map(fields)
  }

  private mutating func string() throws(TransactionLogError) -> String {
    var content: [UInt8] = []
    place += 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      if bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count { place += 1 }
      if bytes[place] == UInt8(ascii: "\n") { line += 1 }
      content.append(bytes[place])
      place += 1
    }
    guard place < bytes.count else { throw error("a string is never closed") }
    place += 1
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func atom() throws(TransactionLogError) -> Value {
    let word = word()
    if let number = Int(word) { return .integer(number) }
    switch word {
    case "": throw error("'\(Character(UnicodeScalar(bytes[place])))' is out of place")
    case "nil": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default: return word.hasPrefix(":") ? .keyword(String(word.dropFirst())) : .symbol(word)
    }
  }

  private mutating func word() -> String {
    let start = place
    while place < bytes.count, !Self.endsWord(bytes[place]) { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte <= UInt8(ascii: " ") || ",;\"()[]{}#".utf8.contains(byte)
  }

  /// Commas are blanks, and a semicolon begins a comment.
  private mutating func skipBlanks() {
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\n"): line += 1
      case UInt8(ascii: ";"):
        while place + 1 < bytes.count, bytes[place + 1] != UInt8(ascii: "\n") { place += 1 }
      case UInt8(ascii: ","), 0...UInt8(ascii: " "): break
      default: return
      }
      place += 1
    }
  }

  private func error(_ problem: String) -> TransactionLogError {
    TransactionLogError(line: line, problem: problem)
  }
}

extension EDNReader.Value {
  var items: [EDNReader.Item]? {
    if case .vector(let items) = self { items } else { nil }
  }

  /// The name of a key, whatever it is written as.
  var name: String? {
    switch self {
    case .keyword(let name), .string(let name), .symbol(let name): name
    case .integer(let number): String(number)
    default: nil
    }
  }
}
