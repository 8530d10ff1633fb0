/// Who wrote what to registers, and who read whose writes; what no order of the writes could explain.
///
/// Only committed transactions are believed.
struct RegisterVersions {
  struct Write {
    var transaction: Int
    var key: Int
    var value: String
    /// Whether the transaction writes the key no more.
    var isFinal = true
  }

  /// A transaction's first read of a key that it had not written.
  struct Read {
    var transaction: Int
    var key: Int
    /// -1 for the value that nobody wrote.
    var write: Int
  }

  private struct Cell: Hashable {
    var key: Int
    var value: String
  }

  let history: RegisterTransactionHistory
  private(set) var keys: [String] = []
  private(set) var writes: [Write] = []
  private(set) var reads: [Read] = []
  private(set) var anomalies: [Anomaly] = []
  /// Which transactions took effect: the committed ones, and of unknown outcome those of whose writes
  /// somebody read one.
  private(set) var tookEffect: [Bool]
  /// The first write of a value that its key had already, if there is one.
  private(set) var repeated: Write?
  private var keyNumbers: [String: Int] = [:]
  private var writers: [Cell: Int] = [:]

  init(_ history: RegisterTransactionHistory) {
    self.history = history
    tookEffect = history.transactions.map { $0.outcome == .committed }
    for transaction in history.transactions.indices { collectWrites(of: transaction) }
    for (index, transaction) in history.transactions.enumerated()
    where transaction.outcome == .committed {
      judge(transaction, index)
    }
    reportLostUpdates()
  }

  private mutating func number(of key: String) -> Int {
    if let known = keyNumbers[key] { return known }
    keyNumbers[key] = keys.count
    keys.append(key)
    return keys.count - 1
  }

  private mutating func collectWrites(of transaction: Int) {
    var last: [Int: Int] = [:]
    for operation in history.transactions[transaction].operations {
      let key = number(of: operation.key)
      guard case .write(_, let value) = operation else { continue }
      let write = Write(transaction: transaction, key: key, value: value)
      if writers[Cell(key: key, value: value)] != nil { repeated = repeated ?? write }
      writers[Cell(key: key, value: value)] = writes.count
      if let earlier = last[key] { writes[earlier].isFinal = false }
      last[key] = writes.count
      writes.append(write)
    }
  }

  /// What each transaction must find: what it wrote or found before.
  private mutating func judge(_ transaction: RegisterTransaction, _ index: Int) {
    var known: [Int: String?] = [:]
    for operation in transaction.operations {
      let key = keyNumbers[operation.key] ?? 0
      switch operation {
      case .unansweredRead: break
      case .write(_, let value): known[key] = .some(value)
      case .read(_, let value):
        if let expected = known[key] {
          if expected != value { reportInconsistency(index, operation, expected) }
        } else {
          addRead(of: value, key, by: index)
        }
        known[key] = .some(value)
      }
    }
  }

  private mutating func addRead(of value: String?, _ key: Int, by reader: Int) {
    guard let value else {
      reads.append(Read(transaction: reader, key: key, write: -1))
      return
    }
    let words = "\(TransactionID(reader)) read \(keys[key]) as \(value)"
    guard let write = writers[Cell(key: key, value: value)] else {
      return report(.garbageRead, [reader], "\(words), which nobody wrote")
    }
    let writer = writes[write].transaction
    guard writer != reader else {
      return report(.internalInconsistency, [reader], "\(words) before its own write of it")
    }
    switch history.transactions[writer].outcome {
    case .aborted:
      return report(
        .abortedRead, [writer, reader],
        "\(words), which \(TransactionID(writer)) wrote, which aborted")
    case .unknown: tookEffect[writer] = true
    case .committed: break
    }
    guard writes[write].isFinal else {
      return report(
        .intermediateRead, [writer, reader],
        "\(words), though \(TransactionID(writer)) wrote something else to it after that")
    }
    reads.append(Read(transaction: reader, key: key, write: write))
  }

  private mutating func reportInconsistency(
    _ reader: Int, _ operation: RegisterTransaction.Operation, _ expected: String?
  ) {
    report(
      .internalInconsistency, [reader],
      "\(TransactionID(reader)) found \(operation), though it had \(expected ?? "nil") there before"
    )
  }

  /// Committed transactions that read one version of a key and all wrote to it.
  private mutating func reportLostUpdates() {
    var groups: [(read: Read, transactions: [Int])] = []
    var places: [[Int]: Int] = [:]
    let updates = Set(writes.map { [$0.transaction, $0.key] })
    for read in reads where updates.contains([read.transaction, read.key]) {
      let version = [read.key, read.write]
      if let place = places[version] {
        groups[place].transactions.append(read.transaction)
      } else {
        places[version] = groups.count
        groups.append((read, [read.transaction]))
      }
    }
    for (read, transactions) in groups where transactions.count > 1 {
      let names = transactions.map { TransactionID($0).description }.joined(separator: ", ")
      report(
        .lostUpdate, transactions,
        "each of \(names) read \(keys[read.key]) as \(value(of: read)), and wrote to it without "
          + "seeing the others")
    }
  }

  private mutating func report(
    _ kind: Anomaly.Kind, _ transactions: [Int], _ sentence: String
  ) {
    anomalies.append(
      Anomaly(
        kind: kind, order: .data, transactions: transactions.map(TransactionID.init),
        explanation: [sentence]))
  }

  func value(of read: Read) -> String { read.write < 0 ? "nil" : writes[read.write].value }
}
