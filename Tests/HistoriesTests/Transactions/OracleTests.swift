import Histories
import Simulation
import Testing

@Suite("The transaction checker against the definitions")
struct OracleTests {
  /// Transactions that run against a careless store: each read finds some prefix of a list's final order,
  /// or now and then anything.
  static func random(_ random: inout SplitMix64) -> TransactionHistory {
    let count = 2 + Int(random.next() % 3)
    var value = 0
    var shapes: [[Transaction.Operation]] = (0..<count).map { _ in
      (0..<(1 + Int(random.next() % 3))).map { _ in
        let key = random.next() % 3 == 0 ? "y" : "x"
        guard random.next() % 2 == 0 else { return .read(key, nil) }
        value += 1
        return .append(key, value)
      }
    }
    var final: [String: [Int]] = [:]
    for key in ["x", "y"] {
      var values = shapes.joined().compactMap { operation -> Int? in
        if case .append(key, let value) = operation { value } else { nil }
      }
      while !values.isEmpty {
        final[key, default: []].append(values.remove(at: Int(random.next() % UInt64(values.count))))
      }
    }
    for shape in shapes.indices {
      for place in shapes[shape].indices {
        guard case .read(let key, _) = shapes[shape][place] else { continue }
        let list = final[key, default: []]
        var found = Array(list.prefix(Int(random.next() % UInt64(list.count + 1))))
        if found.count > 1, random.next() % 16 == 0 { found.swapAt(0, 1) }
        shapes[shape][place] = .read(key, found)
      }
    }
    return timed(shapes, &random)
  }

  private static func timed(
    _ shapes: [[Transaction.Operation]], _ random: inout SplitMix64
  ) -> TransactionHistory {
    TransactionHistory(
      zip(shapes, timed(shapes.count, &random)).map { shape, time in
        Transaction(
          client: time.client, operations: shape, outcome: time.outcome, invoked: time.invoked,
          completed: time.completed)
      })
  }

  /// Transactions without operations, with clients, times and outcomes of any kind.
  static func timed(_ count: Int, _ random: inout SplitMix64) -> [Transaction] {
    var events = (0..<count).flatMap { [$0, $0] }
    for place in events.indices.reversed() {
      events.swapAt(place, Int(random.next() % UInt64(place + 1)))
    }
    // Two that overlap need two clients; transactions of one client follow each other.
    var free = [0, 1, 2, 3]
    var transactions: [Int: Transaction] = [:]
    for (position, index) in events.enumerated() {
      if let begun = transactions[index] {
        free.insert(Int(begun.client.index), at: 0)
        let kinds: [Transaction.Outcome] = [
          .committed, .committed, .committed, .committed, .committed, .unknown, .aborted,
        ]
        let outcome = kinds[Int(random.next() % 7)]
        transactions[index] = Transaction(
          client: begun.client, operations: [], outcome: outcome, invoked: begun.invoked,
          completed: position)
      } else {
        transactions[index] = Transaction(
          client: NodeID(free.removeFirst()), operations: [], outcome: .unknown,
          invoked: position, completed: nil)
      }
    }
    return (0..<count).compactMap { transactions[$0] }
  }

  @Test(
    "serializability, by session and by real time too, is decided exactly",
    arguments: [1, 2, 3, 4] as [UInt64])
  func serializability(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var accepted = 0
    for _ in 0..<2500 {
      let history = Self.random(&random)
      let report = history.report()
      for level: IsolationLevel in [
        .serializable, .strongSessionSerializable, .strictSerializable,
      ] {
        let expected = TransactionOracle(history, level.order).isSerializable
        if expected { accepted += 1 }
        #expect(report.verdict(level).isAccepted == expected, "\(level): \(history.text)\(report)")
      }
    }
    #expect(accepted > 500)
  }

  @Test(
    "snapshot isolation is decided exactly, or unknown where unseen appends leave it open",
    arguments: [5, 6, 7] as [UInt64])
  func snapshotIsolation(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var unknown = 0
    for _ in 0..<800 {
      let history = Self.random(&random)
      let report = history.report()
      for level: IsolationLevel in [
        .snapshotIsolation, .strongSessionSnapshotIsolation, .strongSnapshotIsolation,
      ] {
        let expected = TransactionOracle(history, level.order).isSnapshotIsolated
        let found = report.verdict(level)
        #expect(!(expected && found.isRejected), "\(level): \(history.text)\(report)")
        #expect(!(!expected && found.isAccepted), "\(level): \(history.text)\(report)")
        guard case .unknown = found else { continue }
        unknown += 1
        #expect(Self.hasSeveralUnseen(history), "\(level): \(history.text)\(report)")
      }
    }
    #expect(unknown < 12)
  }

  /// Whether two transactions appended to one list what no read found.
  private static func hasSeveralUnseen(_ history: TransactionHistory) -> Bool {
    let committed = history.transactions.filter { $0.outcome != .aborted }
    return ["x", "y"].contains { key in
      let unseen = committed.filter { transaction in
        let others = committed.filter { $0 != transaction }.flatMap(\.operations)
        return transaction.operations.contains { operation in
          guard case .append(key, let value) = operation else { return false }
          return !others.contains {
            if case .read(key, let list?) = $0 { list.contains(value) } else { false }
          }
        }
      }
      return unseen.count > 1
    }
  }
}
