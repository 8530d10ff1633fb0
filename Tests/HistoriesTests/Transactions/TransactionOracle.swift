import Histories

/// Isolation levels by their definitions: all orders of up to four transactions are tried.
struct TransactionOracle {
  let transactions: [Transaction]
  private let order: Anomaly.Order

  init(_ history: TransactionHistory, _ order: Anomaly.Order) {
    transactions = history.transactions
    self.order = order
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
      return run(next, on: &after) && canRun(left.filter { $0 != next }, after)
    }
  }

  /// Runs a transaction; false if it reads something else than it was told. What a transaction of unknown
  /// outcome read nobody knows.
  private func run(_ index: Int, on lists: inout [String: [Int]]) -> Bool {
    let transaction = transactions[index]
    for operation in transaction.operations {
      switch operation {
      case .append(let key, let value): lists[key, default: []].append(value)
      case .read(let key, let list):
        if transaction.outcome == .committed, let list, list != lists[key, default: []] {
          return false
        }
      }
    }
    return true
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
      guard run(next, on: &snapshot) else { continue }
      let started = Running(transaction: next, started: now, lists: snapshot)
      let isPossible = canInterleave(
        notStarted: notStarted.filter { $0 != next }, running: running + [started], lists: lists,
        written: written, now: now + 1)
      if isPossible { return true }
    }
    for (place, committing) in running.enumerated() {
      let keys = Set(
        transactions[committing.transaction].operations.compactMap {
          if case .append(let key, _) = $0 { key } else { nil }
        })
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
