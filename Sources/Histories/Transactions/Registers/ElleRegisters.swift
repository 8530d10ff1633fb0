extension RegisterTransactionHistory {
  /// Reads a history of Jepsen's rw-register workload: one EDN map for each event, such as
  /// `{:type :ok, :f :txn, :value [[:w :x 1] [:r :y 2]], :process 0}`.
  ///
  /// All is as in histories of lists (``TransactionHistory/init(elle:file:)``), but that a read finds
  /// one value; in what was `:ok`, `nil` is the value that nobody wrote.
  ///
  /// - Throws: `FormatError` at the first line that can't be read.
  public static func read(
    elle text: String, file: String
  ) throws(FormatError) -> (history: RegisterTransactionHistory, omissions: [OmittedLines]) {
    let (events, omissions) = try EDNLog.events(in: text, file: file)
    var log = TransactionLog<RegisterTransaction.Operation>()
    log.omissions = omissions
    try log.add(events, file: file) { event throws(LineError) in
      var operations: [RegisterTransaction.Operation] = []
      for micro in try event.micros() { operations.append(try micro.onRegisters()) }
      return operations
    }
    let transactions = try log.finish(file: file).map {
      RegisterTransaction(
        client: $0.client, operations: $0.operations, outcome: $0.outcome, invoked: $0.invoked,
        completed: $0.completed)
    }
    return (
      RegisterTransactionHistory(transactions, isTimed: log.isTimed), omissions.all
    )
  }
}

extension RegisterTransaction.Operation: LoggedOperation {
  var asked: RegisterTransaction.Operation {
    if case .read(let key, _) = self { .unansweredRead(key) } else { self }
  }
}

extension MicroOperation {
  fileprivate func onRegisters() throws(LineError) -> RegisterTransaction.Operation {
    switch (verb, value.held) {
    case ("w", let value?): return .write(key.label, value)
    case ("r", let value): return isTold ? .read(key.label, value) : .unansweredRead(key.label)
    case ("append", _):
      throw LineError("\(words) is of lists: read them with --model list-append")
    default: throw LineError("\(words) is neither [:w KEY VALUE] nor [:r KEY VALUE]")
    }
  }
}
