extension TransactionHistory {
  /// Reads a history of Jepsen's list-append workload, as Elle does: one EDN map for each event, such as
  /// `{:type :ok, :f :txn, :value [[:append :x 1] [:r :y [2 3]]], :process 0, :index 3}`.
  ///
  /// Events of other functions and of processes that aren't numbers (the nemesis) are left out. `:fail`
  /// means aborted; `:info`, and no end at all, that nobody knows.
  public init(elle text: String) throws(TransactionLogError) {
    var reader = EDNReader(text)
    var log = TransactionLog()
    while let (value, line) = try reader.next() {
      // The whole history may stand in one vector.
      let events = value.items ?? [EDNReader.Item(value: value, line: line)]
      for event in events { try log.add(event) }
    }
    self = log.history
  }
}

extension TransactionLog {
  fileprivate mutating func add(_ item: EDNReader.Item) throws(TransactionLogError) {
    let line = item.line
    guard case .map(let fields) = item.value else {
      throw TransactionLogError(line: line, problem: "an event is a map, as in {:type :invoke …}")
    }
    guard fields["f"] == .keyword("txn"), case .integer(let process)? = fields["process"]
    else { return }
    let events: [String: Event] = ["invoke": .invoke, "ok": .ok, "fail": .fail, "info": .info]
    guard case .keyword(let type)? = fields["type"], let event = events[type] else {
      throw TransactionLogError(
        line: line, problem: ":type must be :invoke, :ok, :fail or :info")
    }
    let operations = try Self.operations(fields["value"], line)
    try add(event, client: process, operations, line: line)
  }

  private static func operations(
    _ value: EDNReader.Value?, _ line: Int
  ) throws(TransactionLogError) -> [Transaction.Operation] {
    guard let value, value != .null else { return [] }
    guard let items = value.items else {
      throw TransactionLogError(line: line, problem: ":value must be a vector of operations")
    }
    var operations: [Transaction.Operation] = []
    for item in items { operations.append(try operation(item)) }
    return operations
  }

  private static func operation(
    _ item: EDNReader.Item
  ) throws(TransactionLogError) -> Transaction.Operation {
    let parts = item.value.items?.map(\.value) ?? []
    guard parts.count == 3, case .keyword(let verb) = parts[0], let key = parts[1].name else {
      throw TransactionLogError(
        line: item.line, problem: "an operation is [:append KEY NUMBER] or [:r KEY LIST]")
    }
    switch (verb, parts[2]) {
    case ("append", .integer(let number)): return .append(key, number)
    case ("r", .null): return .read(key, nil)
    case ("r", .vector(let items)):
      let numbers = items.compactMap { if case .integer(let number) = $0.value { number } else { nil } }
      guard numbers.count == items.count else { break }
      return .read(key, numbers)
    default: break
    }
    throw TransactionLogError(
      line: item.line, problem: "[:\(verb) \(key) …] is neither an append of a number nor a read")
  }
}
