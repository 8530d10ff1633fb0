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
    var log = TransactionLog()
    var line = 0
    for row in text.split(separator: "\n", omittingEmptySubsequences: false) {
      line += 1
      var words = EventWords(row)
      do throws(LineError) {
        try words.read(into: &log, line)
      } catch {
        throw error.at(line, in: file)
      }
    }
    self = log.history
  }

  /// The same format. What `init(text:)` reads is this history again, with its positions counted anew.
  public var text: String {
    var events: [(position: Int, line: String)] = []
    for transaction in transactions {
      let client = transaction.client.index
      let asked = transaction.operations.map(\.asked.description).joined(separator: ", ")
      let isUnknown = transaction.outcome == .unknown
      let end = isUnknown ? "\n\(client) info" : ""
      events.append((transaction.invoked, "\(client) invoke \(asked)\(end)"))
      guard let completed = transaction.completed else { continue }
      let found = transaction.operations.map(\.wholeText).joined(separator: ", ")
      let isCommitted = transaction.outcome == .committed
      events.append((completed, isCommitted ? "\(client) ok \(found)" : "\(client) fail"))
    }
    events.sort { $0.position < $1.position }
    return (["model list-append"] + events.map(\.line)).map { $0 + "\n" }.joined()
  }
}

extension Transaction.Operation {
  /// With all elements of a list, however long.
  fileprivate var wholeText: String {
    guard case .read(let key, let list?) = self else { return description }
    return "read \(key) [\(list.map(String.init).joined(separator: " "))]"
  }
}

/// The words of one line, taken one by one.
private struct EventWords {
  private var words: [Substring]
  private var place = 0

  init(_ row: Substring) {
    let code = row.prefix { $0 != "#" }
    words = []
    // Punctuation stands alone, however it is written.
    for word in code.split(whereSeparator: \.isWhitespace) { words += Self.parts(of: word) }
  }

  private static func parts(of word: Substring) -> [Substring] {
    var parts: [Substring] = []
    var rest = word
    while let mark = rest.firstIndex(where: { ",[]".contains($0) }) {
      if mark > rest.startIndex { parts.append(rest[..<mark]) }
      parts.append(rest[mark...mark])
      rest = rest[rest.index(after: mark)...]
    }
    return rest.isEmpty ? parts : parts + [rest]
  }

  private mutating func next() -> Substring? {
    guard place < words.count else { return nil }
    defer { place += 1 }
    return words[place]
  }

  private var peek: Substring? { place < words.count ? words[place] : nil }

  mutating func read(into log: inout TransactionLog, _ line: Int) throws(LineError) {
    guard let first = next() else { return }
    if first == "model" {
      try expectModel()
    } else {
      try addEvent(of: first, to: &log, line)
    }
  }

  private mutating func expectModel() throws(LineError) {
    let model = next() ?? ""
    guard model == "list-append", next() == nil else {
      throw LineError(
        "the model is '\(model)', and transactions are read as 'list-append'")
    }
  }

  private mutating func addEvent(
    of client: Substring, to log: inout TransactionLog, _ line: Int
  ) throws(LineError) {
    guard let number = Int(client) else {
      throw LineError(
        "'\(client)' is no client: begin the line with its number")
    }
    let events: [Substring: TransactionLog.Event] = [
      "invoke": .invoke, "ok": .ok, "fail": .fail, "info": .info,
    ]
    let word = next() ?? ""
    guard let event = events[word] else {
      throw LineError(
        "'\(word)' is no event: write invoke, ok, fail or info")
    }
    try log.add(event, client: number, try operations(), line: line)
  }

  private mutating func operations() throws(LineError) -> [Transaction.Operation] {
    var operations: [Transaction.Operation] = []
    while let verb = next() {
      operations.append(try operation(verb))
      guard let mark = next() else { break }
      guard mark == ",", peek != nil else {
        throw LineError(
          "'\(mark)' after \(operations[operations.count - 1]): separate "
            + "operations with commas")
      }
    }
    return operations
  }

  private mutating func operation(
    _ verb: Substring
  ) throws(LineError) -> Transaction.Operation {
    guard verb == "append" || verb == "read" else {
      throw LineError(
        "'\(verb)' is no operation: write 'append KEY NUMBER' or 'read KEY'")
    }
    guard let key = next(), !",[]".contains(key) else {
      throw LineError(
        "the key is missing after '\(verb)'")
    }
    guard verb == "append" else { return .read(String(key), try list()) }
    return .append(String(key), try number(next()))
  }

  private mutating func list() throws(LineError) -> [Int]? {
    guard peek == "[" else { return nil }
    place += 1
    var list: [Int] = []
    while let word = next(), word != "]" { list.append(try number(word)) }
    guard words[place - 1] == "]" else {
      throw LineError(
        "a list is never closed: write ']' after it")
    }
    return list
  }

  private mutating func number(_ word: Substring?) throws(LineError) -> Int {
    guard let word, let number = Int(word) else {
      throw LineError(
        "'\(word ?? "")' stands where a number is expected")
    }
    return number
  }
}
