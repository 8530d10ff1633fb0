import Histories
import Simulation

/// Transactions against a store that runs each of them at one moment between invocation and response.
///
/// 20 clients; 1 to 4 operations each; ten lists at a time, each replaced after 32 appends; one of 50
/// transactions aborts, one of 100 never learns its outcome.
struct ListAppendGenerator {
  private struct Open {
    var transaction: Transaction
    var hasRun = false
  }

  private var random = SplitMix64(seed: 7)
  private var lists: [String: [Int]] = [:]
  private var active = Array(0..<10)
  private var nextList = 10
  private var open: [Open?] = Array(repeating: nil, count: 20)
  private var finished: [Transaction] = []
  private var position = 0

  static func history(count: Int) -> TransactionHistory {
    var generator = ListAppendGenerator()
    while generator.finished.count < count { generator.step() }
    // What still runs is never answered.
    let pending = generator.open.compactMap { $0 }.filter(\.hasRun).map(\.transaction).map {
      Transaction(
        client: $0.client, operations: $0.operations, outcome: .unknown, invoked: $0.invoked,
        completed: nil)
    }
    return TransactionHistory(generator.finished + pending)
  }

  /// Write skew on two fresh lists, in the middle: two transactions at once, each of which misses the other.
  static func withSkew(_ history: TransactionHistory) -> TransactionHistory {
    var transactions = history.transactions
    let middle = transactions.count / 2
    // Positions are doubled to make room for four more events.
    for index in transactions.indices {
      transactions[index].invoked *= 8
      transactions[index].completed = transactions[index].completed.map { $0 * 8 }
    }
    let start = transactions[middle].invoked
    let first: [Transaction.Operation] = [.read("left", []), .append("right", 1)]
    let second: [Transaction.Operation] = [.read("right", []), .append("left", 1)]
    let skew = [first, second].enumerated().map { index, operations in
      Transaction(
        client: NodeID(20 + index), operations: operations, invoked: start + 1 + index,
        completed: start + 3 + index)
    }
    return TransactionHistory(transactions + skew)
  }

  /// A read in the last tenth that misses everything which its list got since: stale by real time.
  static func withStaleRead(_ history: TransactionHistory) -> TransactionHistory {
    var transactions = history.transactions
    let start = transactions.count * 9 / 10
    let old = transactions[10].operations.compactMap { operation -> String? in
      if case .append(let key, _) = operation { key } else { nil }
    }
    let stale = Transaction(
      client: NodeID(30), operations: [.read(old.first ?? "list0", [])],
      invoked: transactions[start].invoked * 8 + 1,
      completed: transactions[start].invoked * 8 + 2)
    for index in transactions.indices {
      transactions[index].invoked *= 8
      transactions[index].completed = transactions[index].completed.map { $0 * 8 }
    }
    return TransactionHistory(transactions + [stale])
  }

  /// One read in 20 misses the last element that it should have found: anomalies everywhere.
  static func withMissedElements(_ history: TransactionHistory) -> TransactionHistory {
    var random = SplitMix64(seed: 8)
    var transactions = history.transactions
    for index in transactions.indices {
      for place in transactions[index].operations.indices {
        guard case .read(let key, let list?) = transactions[index].operations[place],
          random.next(below: 20) == 0
        else { continue }
        transactions[index].operations[place] = .read(key, list.dropLast())
      }
    }
    return TransactionHistory(transactions)
  }

  private mutating func step() {
    let client = Int(random.next(below: 20))
    defer { position += 1 }
    guard var current = open[client] else {
      let transaction = Transaction(
        client: NodeID(client), operations: operations(), outcome: .unknown, invoked: position,
        completed: nil)
      open[client] = Open(transaction: transaction)
      return
    }
    guard current.hasRun else {
      run(&current)
      open[client] = current
      return
    }
    if current.transaction.outcome != .unknown { current.transaction.completed = position }
    finished.append(current.transaction)
    open[client] = nil
  }

  private mutating func operations() -> [Transaction.Operation] {
    (0..<(1 + random.next(below: 4))).map { _ in
      let key = "list\(active[Int(random.next(below: 10))])"
      return random.next(below: 2) == 0 ? .append(key, 0) : .read(key, nil)
    }
  }

  private mutating func run(_ open: inout Open) {
    open.hasRun = true
    let fate = random.next(below: 100)
    open.transaction.outcome = fate < 2 ? .aborted : fate == 2 ? .unknown : .committed
    let before = lists
    for index in open.transaction.operations.indices {
      switch open.transaction.operations[index] {
      case .append(let key, _):
        let value = lists[key, default: []].count + 1 + position * 64
        lists[key, default: []].append(value)
        open.transaction.operations[index] = .append(key, value)
        replaceIfFull(key)
      case .read(let key, _):
        if fate != 2 { open.transaction.operations[index] = .read(key, lists[key, default: []]) }
      }
    }
    if fate < 2 { lists = before }
  }

  private mutating func replaceIfFull(_ key: String) {
    guard lists[key, default: []].count >= 32,
      let place = active.firstIndex(where: { "list\($0)" == key })
    else { return }
    active[place] = nextList
    nextList += 1
  }
}

/// Times the check of generated histories: one that is strictly serializable, one with write skew, one with
/// a read that is stale by real time, and one of a careless store.
func checkListAppend(_ count: Int) {
  let calm = ListAppendGenerator.history(count: count)
  let elements = calm.transactions.flatMap(\.operations).reduce(0) { sum, operation in
    if case .read(_, let list?) = operation { sum + list.count } else { sum }
  }
  print("\(count) transactions, \(elements) elements read")
  let histories = [
    ("strictly serializable", calm), ("write skew", ListAppendGenerator.withSkew(calm)),
    ("stale read", ListAppendGenerator.withStaleRead(calm)),
    ("missed elements", ListAppendGenerator.withMissedElements(calm)),
  ]
  for (name, history) in histories {
    var best = Duration.seconds(1_000_000)
    var report = history.report()
    for _ in 0..<5 {
      let clock = ContinuousClock()
      best = min(best, clock.measure { report = history.report() })
    }
    print("\(name): \(best), \(report.anomalies.count) anomalies")
    for line in report.description.split(separator: "\n").prefix(12) { print("  \(line)") }
  }
}
