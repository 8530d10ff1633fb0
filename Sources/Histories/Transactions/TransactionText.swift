internal import Simulation

extension TransactionHistory {
  /// Reads our own format: a line for each event, `client event operation, operation …`.
  ///
  /// ```
  /// 0 invoke append x 1, read y
  /// 0 ok     append x 1, read y [2 3]
  /// 1 invoke read x
  /// 1 info
  /// ```
  ///
  /// The event is `invoke`, `ok` (committed), `fail` (aborted) or `info` (nobody knows). After `fail` and
  /// `info` the operations may be left out. `#` begins a comment; a line `model list-append` may come
  /// first.
  ///
  /// - Throws: `FormatError` at the first line that can't be read.
  public init(text: String, file: String) throws(FormatError) {
    let lines = TextLines(text)
    var log = TransactionLog<Transaction.Operation>()
    var elements = Elements()
    for (index, range) in lines.ranges.enumerated() {
      do throws(LineError) {
        var words = EventWords(try EventWord.all(of: lines[range]))
        try words.read(into: &log, &elements, index + 1)
      } catch {
        throw error.at(index + 1, in: file)
      }
    }
    try self.init(log, elements, file: file)
  }

  /// The same format. What `init(text:)` reads is this history again, with its positions counted anew.
  public var text: String {
    var events: [(position: Int, line: String)] = []
    for transaction in transactions {
      let client = transaction.client.index
      let asked = transaction.operations.map { text(of: $0.asked) }.joined(separator: ", ")
      let isUnknown = transaction.outcome == .unknown
      let end = isUnknown ? "\n\(client) info" : ""
      events.append((transaction.invoked, "\(client) invoke \(asked)\(end)"))
      guard let completed = transaction.completed else { continue }
      let found = transaction.operations.map(text(of:)).joined(separator: ", ")
      let isCommitted = transaction.outcome == .committed
      events.append((completed, isCommitted ? "\(client) ok \(found)" : "\(client) fail"))
    }
    events.sort { $0.position < $1.position }
    return (["model list-append"] + events.map(\.line)).map { $0 + "\n" }.joined()
  }

  /// With all elements of a list, however long.
  private func text(of operation: Transaction.Operation) -> String {
    let element = { EventWord.text(of: name($0)) }
    let key = EventWord.text(of: operation.key)
    return switch operation {
    case .append(_, let value): "append \(key) \(element(value))"
    case .read(_, nil): "read \(key)"
    case .read(_, let list?): "read \(key) [\(list.map(element).joined(separator: " "))]"
    }
  }
}

/// A word of a line: in quotes it may hold anything; without, a comma and brackets stand alone.
private enum EventWord: Equatable {
  case word(String)
  case mark(UnicodeScalar)

  static func all(of line: String) throws(LineError) -> [EventWord] {
    var rest = Substring(line).unicodeScalars
    var words: [EventWord] = []
    while let first = rest.first, first != "#" {
      switch first {
      case " ", "\t": rest.removeFirst()
      case ",", "[", "]": words.append(.mark(rest.removeFirst()))
      case "\"": words.append(.word(try Words.quoted(&rest).exact))
      default:
        let end = rest.firstIndex { " \t,[]#\"".unicodeScalars.contains($0) } ?? rest.endIndex
        words.append(.word(String(rest[..<end]).exact))
        rest = rest[end...]
      }
    }
    return words
  }

  /// The word as it stands in a file.
  static func text(of word: String) -> String {
    let isPlain =
      !word.isEmpty && word.isExact
      && !word.unicodeScalars.contains {
        $0.value <= 0x20 || $0.value == 0x7f || "\\,[]#\"".unicodeScalars.contains($0)
      }
    return isPlain ? word : Word.quoted(word.inexact)
  }
}

/// The words of one line, taken one by one.
private struct EventWords {
  private var words: [EventWord]
  private var place = 0

  init(_ words: [EventWord]) { self.words = words }

  private mutating func next() -> EventWord? {
    guard place < words.count else { return nil }
    defer { place += 1 }
    return words[place]
  }

  private mutating func nextWord() -> String? {
    guard place < words.count, case .word(let word) = words[place] else { return nil }
    place += 1
    return word
  }

  private var peek: EventWord? { place < words.count ? words[place] : nil }

  mutating func read(
    into log: inout TransactionLog<Transaction.Operation>, _ elements: inout Elements, _ line: Int
  ) throws(LineError) {
    guard peek != nil else { return }
    guard let first = nextWord() else {
      throw LineError("begin the line with the client's number")
    }
    if first == "model" {
      try expectModel()
    } else {
      let (client, event) = try event(of: first)
      try log.add(event, client: client, try operations(&elements), line: line)
    }
  }

  private mutating func expectModel() throws(LineError) {
    let model = nextWord() ?? ""
    guard model == "list-append", next() == nil else {
      throw LineError(
        "the model is '\(model)', and transactions are read as 'list-append'")
    }
  }

  private mutating func event(
    of client: String
  ) throws(LineError) -> (client: Int, LoggedEvent.Kind) {
    guard let number = Int(client) else {
      throw LineError(
        "'\(client)' is no client: begin the line with its number")
    }
    let word = nextWord() ?? ""
    guard let event = LoggedEvent.Kind(rawValue: word) else {
      throw LineError(
        "'\(word)' is no event: write invoke, ok, fail or info")
    }
    return (number, event)
  }

  private mutating func operations(
    _ elements: inout Elements
  ) throws(LineError) -> [Transaction.Operation] {
    var operations: [Transaction.Operation] = []
    while let verb = nextWord() {
      operations.append(try operation(verb, &elements))
      guard let mark = next() else { return operations }
      guard mark == .mark(","), peek != nil else {
        throw LineError("separate operations with commas")
      }
    }
    guard peek == nil else {
      throw LineError("an operation begins with a word: 'append' or 'read'")
    }
    return operations
  }

  private mutating func operation(
    _ verb: String, _ elements: inout Elements
  ) throws(LineError) -> Transaction.Operation {
    guard verb == "append" || verb == "read" else {
      throw LineError(
        "'\(verb)' is no operation: write 'append KEY ELEMENT' or 'read KEY'")
    }
    guard let key = nextWord() else {
      throw LineError(
        "the key is missing after '\(verb)'")
    }
    guard verb == "append" else { return .read(key, try list(&elements)) }
    guard let element = nextWord() else {
      throw LineError("the element is missing after 'append \(key)'")
    }
    return .append(key, elements.number(of: element))
  }

  private mutating func list(_ elements: inout Elements) throws(LineError) -> [Int]? {
    guard peek == .mark("[") else { return nil }
    place += 1
    var list: [Int] = []
    while let element = nextWord() { list.append(elements.number(of: element)) }
    guard next() == .mark("]") else {
      throw LineError(
        "a list is never closed: write ']' after it")
    }
    return list
  }
}
