extension TransactionHistory {
  /// Reads our own format or Elle's, whichever the text begins with.
  ///
  /// - Throws: `FormatError` at the first line that can't be read.
  public init(log text: String, file: String) throws(FormatError) {
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{feff}" }
    let isElle = first.map { "{[(;#".unicodeScalars.contains($0) && !text.hasPrefix("# ") }
    self = isElle ?? false ? try Self(elle: text, file: file) : try Self(text: text, file: file)
  }

  /// Reads a history of Jepsen's list-append workload, as Elle does: one EDN map for each event, such as
  /// `{:type :ok, :f :txn, :value [[:append :x 1] [:r :y [2 3]]], :process 0, :index 3}`.
  ///
  /// Processes become clients in the order in which they appear. Events of processes that aren't numbers
  /// (the nemesis) are left out. `:fail` means aborted; `:info`, and no end at all, that nobody knows.
  /// In what was `:ok`, a read of `nil` found the empty list.
  ///
  /// - Throws: `FormatError` at the first line that can't be read.
  public init(elle text: String, file: String) throws(FormatError) {
    self = try Self.read(elle: text, file: file).history
  }

  /// The same with what was passed over.
  ///
  /// - Throws: `FormatError` at the first line that can't be read.
  public static func read(
    elle text: String, file: String
  ) throws(FormatError) -> (history: TransactionHistory, omissions: [OmittedLines]) {
    let (events, omissions) = try EDNLog.events(in: text, file: file)
    var log = TransactionLog<Transaction.Operation>()
    var elements = Elements()
    log.omissions = omissions
    try log.add(events, file: file) { event throws(LineError) in
      var operations: [Transaction.Operation] = []
      for micro in try event.micros() { operations.append(try micro.onLists(&elements)) }
      return operations
    }
    return (try TransactionHistory(log, elements, file: file), omissions.all)
  }

  init(
    _ log: TransactionLog<Transaction.Operation>, _ elements: Elements, file: String
  ) throws(FormatError) {
    let transactions = try log.finish(file: file).map {
      Transaction(
        client: $0.client, operations: $0.operations, outcome: $0.outcome, invoked: $0.invoked,
        completed: $0.completed)
    }
    self.init(transactions, names: elements.names, isTimed: log.isTimed)
  }
}

extension Transaction.Operation: LoggedOperation {
  var asked: Transaction.Operation {
    switch self {
    case .append: self
    case .read(let key, _): .read(key, nil)
    }
  }
}

/// One operation of a transaction in Elle's notation: `[:append :x 1]`.
struct MicroOperation {
  var verb: String
  var key: EDN
  var value: EDN
  /// Whether it is part of a transaction that committed.
  var isTold: Bool
}

extension LoggedEvent {
  /// The operations of a transaction, each a vector of its verb, its key and perhaps a value.
  ///
  /// What failed, or is unknown, may say why instead: then there are none.
  func micros() throws(LineError) -> [MicroOperation] {
    guard function == nil || function == "txn" else {
      throw LineError("a transaction is :f :txn, and not :f :\(function ?? "")")
    }
    guard let items = value?.untagged.items else {
      if kind == .fail || kind == .info { return [] }
      throw LineError(":value must be a vector of operations, as [[:append :x 1] [:r :y nil]]")
    }
    var micros: [MicroOperation] = []
    for item in items {
      guard let parts = item.untagged.items, (2...3).contains(parts.count),
        let verb = parts[0].keyword
      else { throw LineError("\(item.label) is no operation, as [:append :x 1] or [:r :y nil]") }
      micros.append(
        MicroOperation(
          verb: verb, key: parts[1], value: parts.count == 3 ? parts[2] : .missing,
          isTold: kind == .ok))
    }
    return micros
  }
}

extension MicroOperation {
  fileprivate func onLists(_ elements: inout Elements) throws(LineError) -> Transaction.Operation {
    switch (verb, value) {
    case ("append", let value) where value.held != nil:
      return .append(key.label, elements.number(of: value.label))
    case ("r", .missing): return .read(key.label, isTold ? [] : nil)
    case ("r", .sequence(let items)):
      return .read(key.label, items.map { elements.number(of: $0.label) })
    case ("w", _):
      throw LineError("\(words) is of registers: read them with --model rw-register")
    default:
      throw LineError("\(words) is neither [:append KEY ELEMENT] nor [:r KEY LIST]")
    }
  }

  var words: String { "[:\(verb) \(key.label) \(value.label)]" }
}
