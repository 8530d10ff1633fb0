extension TransactionHistory {
  /// Reads our own format or Elle's, whichever the text begins with.
  ///
  /// - Throws: `FormatError` at the first line that can't be read.
  public init(log text: String, file: String) throws(FormatError) {
    let first = text.first { !$0.isWhitespace }
    let isElle = first == "{" || first == "[" || first == ";" || text.hasPrefix("#jepsen")
    self = isElle ? try Self(elle: text, file: file) : try Self(text: text, file: file)
  }

  /// Reads a history of Jepsen's list-append workload, as Elle does: one EDN map for each event, such as
  /// `{:type :ok, :f :txn, :value [[:append :x 1] [:r :y [2 3]]], :process 0, :index 3}`.
  ///
  /// Processes become clients in the order in which they appear. Events of other functions and of processes
  /// that aren't numbers (the nemesis) are left out. `:fail` means aborted; `:info`, and no end at all,
  /// that nobody knows.
  ///
  /// - Throws: `FormatError` at the first line that can't be read.
  public init(elle text: String, file: String) throws(FormatError) {
    var clients: [Int: Int] = [:]
    var log = TransactionLog()
    // Newer versions of Jepsen print records; the map in them is what counts.
    let maps = text.replacing("#jepsen.history.Op{", with: "{")
    for (line, map) in try EDNReader.maps(in: maps, file: file) {
      guard map["f"] == .keyword("txn"), let process = map["process"]?.integer else { continue }
      let client = clients[process] ?? clients.count
      clients[process] = client
      do throws(LineError) {
        try log.add(map, client, line)
      } catch {
        throw error.at(line, in: file)
      }
    }
    self = log.history
  }
}

extension EDN {
  fileprivate var integer: Int? {
    if case .bare(let word) = self { Int(word) } else { nil }
  }

  fileprivate var items: [EDN]? {
    if case .vector(let items) = self { items } else { nil }
  }

  /// The name of a list, whatever it is written as.
  fileprivate var name: String? {
    switch self {
    case .keyword(let name), .text(let name), .bare(let name): name
    default: nil
    }
  }
}

extension TransactionLog {
  fileprivate mutating func add(
    _ map: [String: EDN], _ client: Int, _ line: Int
  ) throws(LineError) {
    let events: [String: Event] = ["invoke": .invoke, "ok": .ok, "fail": .fail, "info": .info]
    guard case .keyword(let type)? = map["type"], let event = events[type] else {
      throw LineError(":type must be :invoke, :ok, :fail or :info")
    }
    var operations: [Transaction.Operation] = []
    let value = map["value"] ?? .missing
    guard let items = value == .missing ? [] : value.items else {
      throw LineError(":value must be a vector of operations")
    }
    for item in items { operations.append(try Self.operation(item)) }
    try add(event, client: client, operations, line: line)
  }

  private static func operation(_ item: EDN) throws(LineError) -> Transaction.Operation {
    guard let parts = item.items, parts.count == 3, case .keyword(let verb) = parts[0],
      let key = parts[1].name
    else { throw LineError("an operation is [:append KEY NUMBER] or [:r KEY LIST]") }
    switch (verb, parts[2]) {
    case ("append", .bare):
      if let number = parts[2].integer { return .append(key, number) }
    case ("r", .missing): return .read(key, nil)
    case ("r", .vector(let items)):
      let numbers = items.compactMap(\.integer)
      if numbers.count == items.count { return .read(key, numbers) }
    default: break
    }
    throw LineError("[:\(verb) \(key) …] is neither an append of a number nor a read of numbers")
  }
}
