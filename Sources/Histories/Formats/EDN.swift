/// A value of the extensible data notation, as far as histories use it.
indirect enum EDN: Hashable {
  case missing
  case keyword(String)
  case text(String)
  /// A number, true, false, or any other bare word.
  case bare(String)
  case vector([EDN])
  /// Keys are keywords, without the colon.
  case map([String: EDN])

  /// The value as a word, if it is one.
  var word: Word? {
    switch self {
    case .missing: Word(nil)
    case .text(let text), .bare(let text): Word(text)
    case .keyword(let name): Word(":" + name)
    case .vector, .map: nil
    }
  }
}

/// Reads maps one after the other, each with the line on which it begins.
///
/// Commas are white space, `;` begins a comment, and a vector around all maps is looked through.
struct EDNReader {
  private var rest: Substring.UnicodeScalarView
  private(set) var line = 1

  init(_ text: String) { rest = Substring(text).unicodeScalars }

  static func maps(
    in text: String, file: String
  ) throws(FormatError) -> [(line: Int, map: [String: EDN])] {
    var reader = EDNReader(text)
    var result: [(line: Int, map: [String: EDN])] = []
    do throws(LineError) {
      while let next = reader.peek() {
        if next == "[" || next == "]" || next == "(" || next == ")" {
          _ = reader.take()
          continue
        }
        let line = reader.line
        guard next == "{", case .map(let map) = try reader.value() else {
          throw LineError("here should be a map, as {:process 0, :type :invoke, ...}")
        }
        result.append((line, map))
      }
    } catch {
      throw error.at(reader.line, in: file)
    }
    return result
  }

  /// The next scalar that isn't white space.
  private mutating func peek() -> UnicodeScalar? {
    while let next = rest.first {
      if next == ";" {
        while let comment = rest.first, comment != "\n" { _ = take() }
      } else if next == "," || next.properties.isWhitespace {
        _ = take()
      } else {
        return next
      }
    }
    return nil
  }

  private mutating func take() -> UnicodeScalar? {
    let next = rest.popFirst()
    if next == "\n" { line += 1 }
    return next
  }

  mutating func value() throws(LineError) -> EDN {
    switch peek() {
    case nil: throw LineError("the file ends in the middle of a value")
    case "{":
      _ = take()
      return .map(try map())
    case "[", "(":
      _ = take()
      return .vector(try values())
    case "\"":
      _ = take()
      return .text(try text())
    case "}", "]", ")": throw LineError("a bracket is closed that isn't open")
    default: return bare()
    }
  }

  private mutating func map() throws(LineError) -> [String: EDN] {
    var map: [String: EDN] = [:]
    while peek() != "}" {
      guard case .keyword(let key) = try value() else {
        throw LineError("a map's keys must be keywords, as :process")
      }
      map[key] = try value()
    }
    _ = take()
    return map
  }

  private mutating func values() throws(LineError) -> [EDN] {
    var values: [EDN] = []
    while let next = peek(), next != "]", next != ")" { values.append(try value()) }
    guard take() != nil else { throw LineError("a bracket is never closed") }
    return values
  }

  private mutating func text() throws(LineError) -> String {
    var text = String.UnicodeScalarView()
    while let next = take() {
      if next == "\"" { return String(text) }
      guard next == "\\" else {
        text.append(next)
        continue
      }
      switch take() {
      case "n": text.append("\n")
      case "t": text.append("\t")
      case "r": text.append("\r")
      case let other?: text.append(other)
      case nil: break
      }
    }
    throw LineError("a quotation mark is never closed")
  }

  private mutating func bare() -> EDN {
    var text = String.UnicodeScalarView()
    while let next = rest.first, !next.properties.isWhitespace,
      !",;{}[]()\"".unicodeScalars.contains(next)
    {
      text.append(next)
      _ = take()
    }
    let word = String(text)
    if word == "nil" { return .missing }
    return word.hasPrefix(":") ? .keyword(String(word.dropFirst())) : .bare(word)
  }
}

extension EDNReader {
  /// A log of one map for each event: `read` adds the event of a numbered process to the history.
  static func history<Operation, Response>(
    in text: String, file: String,
    reading read: (
      _ event: [String: EDN], _ process: String, _ line: Int,
      _ builder: inout HistoryBuilder<Operation, Response>
    ) throws(LineError) -> Void
  ) throws(FormatError) -> RecordedHistory<Operation, Response> {
    var builder = HistoryBuilder<Operation, Response>()
    for (line, map) in try maps(in: text, file: file) {
      guard case .bare(let process)? = map["process"] else { continue }
      do throws(LineError) {
        try read(map, process, line, &builder)
      } catch {
        throw error.at(line, in: file)
      }
    }
    return builder.finish()
  }
}
