import Histories
import Simulation

/// A transaction on named lists of numbers, or on registers as lists of one number.
protocol OracleTransaction {
  var client: NodeID { get }
  var outcome: Transaction.Outcome { get }
  var invoked: Int { get }
  var completed: Int? { get }
  var writtenKeys: Set<String> { get }

  /// Runs the transaction; false if it reads something else than it was told. What a transaction of unknown
  /// outcome read nobody knows.
  func run(on lists: inout [String: [Int]]) -> Bool
}

/// Isolation levels by their definitions: all orders of up to four transactions are tried.
struct TransactionOracle {
  let transactions: [any OracleTransaction]
  private let order: Anomaly.Order

  init(_ transactions: [any OracleTransaction], _ order: Anomaly.Order) {
    self.transactions = transactions
    self.order = order
  }

  init(_ history: TransactionHistory, _ order: Anomaly.Order) {
    self.init(history.transactions, order)
  }

  init(_ history: RegisterTransactionHistory, _ order: Anomaly.Order) {
    self.init(history.transactions, order)
  }

  private func mustPrecede(_ first: Int, _ second: Int) -> Bool {
    let (one, other) = (transactions[first], transactions[second])
    guard order != .data, let completed = one.completed, completed < other.invoked else {
      return false
    }
    return order == .realTime || one.client == other.client
  }

  /// The sets of transactions that may have taken effect: all committed, and any of the unknown.
  private func choices(_ body: ([Int]) -> Bool) -> Bool {
    let unknown = transactions.indices.filter { transactions[$0].outcome == .unknown }
    let committed = transactions.indices.filter { transactions[$0].outcome == .committed }
    return (0..<(1 << unknown.count)).contains { mask in
      body(committed + unknown.enumerated().filter { mask >> $0.offset & 1 == 1 }.map(\.element))
    }
  }

  // MARK: - One after the other

  var isSerializable: Bool { choices { canRun($0, [:]) } }

  private func canRun(_ left: [Int], _ lists: [String: [Int]]) -> Bool {
    if left.isEmpty { return true }
    return left.contains { next in
      guard !left.contains(where: { mustPrecede($0, next) }) else { return false }
      var after = lists
      return transactions[next].run(on: &after) && canRun(left.filter { $0 != next }, after)
    }
  }

  // MARK: - Snapshots

  /// Snapshot isolation: each transaction reads from the lists as they were when it started, and of two
  /// that overlap and append to one list only one commits.
  var isSnapshotIsolated: Bool {
    choices { chosen in
      canInterleave(notStarted: chosen, running: [], lists: [:], written: [:], now: 0)
    }
  }

  private struct Running {
    var transaction: Int
    var started: Int
    var lists: [String: [Int]]
  }

  private func canInterleave(
    notStarted: [Int], running: [Running], lists: [String: [Int]], written: [String: Int], now: Int
  ) -> Bool {
    if notStarted.isEmpty, running.isEmpty { return true }
    for next in notStarted {
      let earlier = notStarted + running.map(\.transaction)
      guard !earlier.contains(where: { mustPrecede($0, next) }) else { continue }
      var snapshot = lists
      guard transactions[next].run(on: &snapshot) else { continue }
      let started = Running(transaction: next, started: now, lists: snapshot)
      let isPossible = canInterleave(
        notStarted: notStarted.filter { $0 != next }, running: running + [started], lists: lists,
        written: written, now: now + 1)
      if isPossible { return true }
    }
    for (place, committing) in running.enumerated() {
      let keys = transactions[committing.transaction].writtenKeys
      guard keys.allSatisfy({ written[$0, default: -1] < committing.started }) else { continue }
      var (after, writtenAfter, left) = (lists, written, running)
      left.remove(at: place)
      for key in keys {
        after[key] = committing.lists[key]
        writtenAfter[key] = now
      }
      let isPossible = canInterleave(
        notStarted: notStarted, running: left, lists: after, written: writtenAfter, now: now + 1)
      if isPossible { return true }
    }
    return false
  }
}

extension Transaction: OracleTransaction {
  var writtenKeys: Set<String> {
    Set(operations.compactMap { if case .append(let key, _) = $0 { key } else { nil } })
  }

  func run(on lists: inout [String: [Int]]) -> Bool {
    for operation in operations {
      switch operation {
      case .append(let key, let value): lists[key, default: []].append(value)
      case .read(let key, let list):
        if outcome == .committed, let list, list != lists[key, default: []] { return false }
      }
    }
    return true
  }
}

extension RegisterTransaction: OracleTransaction {
  var writtenKeys: Set<String> {
    Set(operations.compactMap { if case .write(let key, _) = $0 { key } else { nil } })
  }

  func run(on lists: inout [String: [Int]]) -> Bool {
    for operation in operations {
      switch operation {
      case .write(let key, let value): lists[key] = Int(value).map { [$0] }
      case .read(let key, let value):
        let found = value.flatMap(Int.init).map { [$0] } ?? []
        if outcome == .committed, found != lists[key, default: []] { return false }
      case .unansweredRead: break
      }
    }
    return true
  }
}
