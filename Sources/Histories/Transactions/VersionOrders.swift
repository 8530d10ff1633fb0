/// What the reads of a history tell of each list: the order of its versions, and who read which.
///
/// Only committed transactions are believed. A read that ends in its transaction's own appends counts as
/// a read of the version before them, which is what others had made.
struct VersionOrders {
  /// A read of the version that holds the first `length` elements of its key's list.
  struct Read {
    var transaction: Int
    var key: Int
    var length: Int
  }

  /// All that is known of one list.
  struct List {
    /// The longest version that was found, and who found it first.
    var longest: ArraySlice<Int> = []
    var reader: TransactionID?
    /// The appends that made it, by their numbers; nil where nobody made the element.
    var appends: [Int?] = []
    /// Appends that took effect, and that no read found: they come after the longest version.
    var unseen: [Int] = []
    /// False if the reads contradict each other, so that no order of versions follows from them.
    var isOrdered = true
  }

  let history: TransactionHistory
  let index: AppendIndex
  private(set) var lists: [List]
  private(set) var reads: [Read] = []
  private(set) var anomalies: [Anomaly] = []
  /// Which transactions took effect: the committed ones, and of unknown outcome those of whose appends
  /// somebody read one.
  private(set) var tookEffect: [Bool]

  private var findings: [SessionView.Finding] = []
  private var isSeen: [Bool]

  /// Linear in the number of elements of all reads, apart from one sorting of each longest version.
  init(_ history: TransactionHistory) {
    self.history = history
    index = AppendIndex(history)
    lists = Array(repeating: List(), count: index.keys.count)
    tookEffect = history.transactions.map { $0.outcome == .committed }
    isSeen = Array(repeating: false, count: index.appends.count)
    for (number, transaction) in history.transactions.enumerated()
    where transaction.outcome == .committed {
      collectFindings(of: transaction, TransactionID(number))
    }
    for key in lists.indices { resolve(key) }
    for finding in findings { judge(finding) }
    collectUnseen()
    findings = []
  }

  // MARK: - What was found

  private mutating func collectFindings(of transaction: Transaction, _ id: TransactionID) {
    var view = SessionView(transaction: id)
    for (place, operation) in transaction.operations.enumerated() {
      switch operation {
      case .append(let key, let value): view.append(value, to: index.number(of: key))
      case .read(_, nil): break
      case .read(let key, let list?):
        let finding = view.read(list, of: index.number(of: key), at: place)
        let holdsOwn = transaction.operations.contains {
          $0.isAppend(to: key, within: finding.version)
        }
        if finding.isInconsistent || holdsOwn { reportInconsistency(finding) }
        if !finding.isRepeated { add(finding) }
      }
    }
  }

  private mutating func add(_ finding: SessionView.Finding) {
    findings.append(finding)
    let key = finding.key
    if lists[key].reader == nil || finding.version.count > lists[key].longest.count {
      lists[key].longest = finding.version
      lists[key].reader = finding.reader
    }
  }

  // MARK: - Who made it

  private mutating func resolve(_ key: Int) {
    guard let reader = lists[key].reader else { return }
    lists[key].appends = examine(lists[key].longest, of: key, reader)
    var last: [Int32: Int] = [:]
    for append in lists[key].appends.compactMap({ $0 }) {
      let writer = index.appends[append].transaction
      if let earlier = last[writer], append < earlier { reportDisorder(append, earlier, reader) }
      last[writer] = append
    }
  }

  /// A transaction's appends stand in another order than it made them.
  private mutating func reportDisorder(_ first: Int, _ second: Int, _ reader: TransactionID) {
    let append = index.appends[first]
    let (key, writer) = (Int(append.key), TransactionID(Int(append.transaction)))
    lists[key].isOrdered = false
    report(
      .incompatibleOrder, [writer, reader],
      "\(reader) read \(words(key, lists[key].longest)), but \(writer) appended "
        + "\(history.name(append.value)) before \(history.name(index.appends[second].value))")
  }

  /// Finds who made the elements of a version; reports what should not stand in it.
  private mutating func examine(
    _ version: ArraySlice<Int>, of key: Int, _ reader: TransactionID
  ) -> [Int?] {
    let appends = version.map { index.append(of: $0, to: key) }
    let sorted = version.sorted()
    if let twice = zip(sorted, sorted.dropFirst()).first(where: ==)?.0 {
      lists[key].isOrdered = false
      report(
        .duplicateElement, [reader],
        "\(reader) read \(words(key, version)), with \(history.name(twice)) twice, which was "
          + "appended once")
    }
    for (value, append) in zip(version, appends) { see(append, value, version, key, reader) }
    return appends
  }

  private mutating func see(
    _ append: Int?, _ value: Int, _ version: ArraySlice<Int>, _ key: Int, _ reader: TransactionID
  ) {
    guard let append else {
      lists[key].isOrdered = false
      report(
        .garbageRead, [reader],
        "\(reader) read \(words(key, version)), with \(history.name(value)), which nobody appended")
      return
    }
    guard !isSeen[append] else { return }
    isSeen[append] = true
    let writer = TransactionID(Int(index.appends[append].transaction))
    switch history[writer].outcome {
    case .committed: break
    case .unknown: tookEffect[writer.index] = true
    case .aborted:
      report(
        .abortedRead, [writer, reader],
        "\(reader) read \(words(key, version)), with \(history.name(value)) of \(writer), which "
          + "aborted")
    }
  }

  // MARK: - Each version against the longest

  private mutating func judge(_ finding: SessionView.Finding) {
    let (key, version) = (finding.key, finding.version)
    guard lists[key].longest.starts(with: version) else { return reportContradiction(finding) }
    reads.append(
      VersionOrders.Read(transaction: finding.reader.index, key: key, length: version.count))
    guard version.count > 0, let number = lists[key].appends[version.count - 1] else { return }
    let append = index.appends[number]
    let writer = TransactionID(Int(append.transaction))
    guard !append.isFinal, writer != finding.reader, history[writer].outcome != .aborted
    else { return }
    report(
      .intermediateRead, [writer, finding.reader],
      "\(finding.reader) read \(words(key, version)), though \(writer) appended more to it after "
        + history.name(append.value))
  }

  private mutating func reportContradiction(_ finding: SessionView.Finding) {
    let key = finding.key
    guard let other = lists[key].reader else { return }
    lists[key].isOrdered = false
    report(
      .incompatibleOrder, [other, finding.reader],
      "\(other) read \(words(key, lists[key].longest)), but \(finding.reader) read "
        + "\(words(key, finding.version)), and neither continues the other")
    _ = examine(finding.version, of: key, finding.reader)
  }

  private mutating func reportInconsistency(_ finding: SessionView.Finding) {
    let operations = history[finding.reader].operations
    let operation = operations[finding.operation]
    let before = operations[..<finding.operation].filter { $0.key == operation.key }
      .map(history.words).joined(separator: ", ")
    report(
      .internalInconsistency, [finding.reader],
      "\(finding.reader) found \(history.words(operation)) "
        + (before.isEmpty ? "before its own append" : "after its own \(before)"))
  }

  // MARK: - What nobody found

  private mutating func collectUnseen() {
    for (number, append) in index.appends.enumerated()
    where !isSeen[number] && tookEffect[Int(append.transaction)] {
      lists[Int(append.key)].unseen.append(number)
      let list = lists[Int(append.key)]
      guard !append.isFinal, let reader = list.reader,
        let later = list.appends.first(where: { isLater($0, than: number) })
      else { continue }
      if let later { reportDisorder(number, later, reader) }
    }
  }

  /// Whether an append was made by the same transaction, after another.
  private func isLater(_ append: Int?, than other: Int) -> Bool {
    guard let append, append > other else { return false }
    return index.appends[append].transaction == index.appends[other].transaction
  }

  /// The transactions of a list's appends that no read found, if there are several.
  struct Unsettled {
    var key: Int
    var writers: [Int]
    /// Those that had read the longest version: none of them may have missed another's append.
    var readers: [Int]
  }

  var unsettled: [Unsettled] {
    var found: [Unsettled] = []
    var place: [Int: Int] = [:]
    for key in lists.indices where lists[key].isOrdered && lists[key].unseen.count > 1 {
      let writers = Set(lists[key].unseen.map { Int(index.appends[$0].transaction) }).sorted()
      guard writers.count > 1 else { continue }
      place[key] = found.count
      found.append(Unsettled(key: key, writers: writers, readers: []))
    }
    for read in reads where read.length == lists[read.key].longest.count {
      guard let place = place[read.key], found[place].writers.contains(read.transaction)
      else { continue }
      found[place].readers.append(read.transaction)
    }
    return found
  }

  private mutating func report(
    _ kind: Anomaly.Kind, _ transactions: [TransactionID], _ sentence: String
  ) {
    anomalies.append(
      Anomaly(kind: kind, order: .data, transactions: transactions, explanation: [sentence]))
  }

  /// The version as in "x as [1 2]".
  func words(_ key: Int, _ version: ArraySlice<Int>) -> String {
    "\(index.keys[key]) as \(history.words(version))"
  }
}

extension Transaction.Operation {
  var key: String {
    switch self {
    case .append(let key, _), .read(let key, _): key
    }
  }

  func isAppend(to list: String, within version: ArraySlice<Int>) -> Bool {
    if case .append(list, let value) = self { version.contains(value) } else { false }
  }
}
