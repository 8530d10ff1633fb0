import Histories
import Simulation
import Testing

@Suite("The checker of transactions on registers against the definitions")
struct RegisterOracleTests {
  /// Up to four transactions on two registers; each read finds any value that somebody writes, or none.
  static func random(_ random: inout SplitMix64) -> RegisterTransactionHistory {
    let count = 2 + Int(random.next() % 3)
    var value = 0
    var values: [String: [String?]] = ["x": [nil], "y": [nil]]
    var shapes: [[RegisterTransaction.Operation]] = (0..<count).map { _ in
      (0..<(1 + Int(random.next() % 3))).map { _ in
        let key = random.next() % 3 == 0 ? "y" : "x"
        guard random.next() % 2 == 0 else { return .unansweredRead(key) }
        value += 1
        values[key]?.append("\(value)")
        return .write(key, "\(value)")
      }
    }
    for shape in shapes.indices {
      var seen: [String: String?] = [:]
      for place in shapes[shape].indices {
        switch shapes[shape][place] {
        case .write(let key, let value): seen[key] = .some(value)
        case .unansweredRead(let key), .read(let key, _):
          let choices = values[key] ?? [nil]
          var found = choices[Int(random.next() % UInt64(choices.count))]
          // Mostly what the transaction must find by itself.
          if let known = seen[key], random.next() % 16 > 0 { found = known }
          shapes[shape][place] = .read(key, found)
          seen[key] = .some(found)
        }
      }
    }
    let timed = OracleTests.timed(shapes.count, &random)
    return RegisterTransactionHistory(
      zip(shapes, timed).map { shape, time in
        RegisterTransaction(
          client: time.client, operations: shape, outcome: time.outcome, invoked: time.invoked,
          completed: time.completed)
      })
  }

  static let levels: [IsolationLevel] = [
    .serializable, .strongSessionSerializable, .strictSerializable, .snapshotIsolation,
    .strongSessionSnapshotIsolation, .strongSnapshotIsolation,
  ]

  @Test(
    "serializability and snapshot isolation are decided exactly",
    arguments: [1, 2, 3, 4] as [UInt64])
  func exact(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var accepted: [IsolationLevel: Int] = [:]
    for _ in 0..<1500 {
      let history = Self.random(&random)
      let report = history.report()
      for level in Self.levels {
        let oracle = TransactionOracle(history, level.order)
        let isSnapshot = !level.forbids(.antidependencyCycle, .data)
        let expected = isSnapshot ? oracle.isSnapshotIsolated : oracle.isSerializable
        accepted[level, default: 0] += expected ? 1 : 0
        #expect(report.verdict(level).isAccepted == expected, "\(level): \(history)\n\(report)")
        #expect(report.verdict(level).isRejected != expected, "\(level): \(history)\n\(report)")
      }
    }
    for level in Self.levels { #expect(accepted[level, default: 0] > 100, "\(level)") }
  }

  @Test("the anomalies of Elle's tests have their names, and break what forbids them")
  func named() throws {
    for case let (text, name, strongest) in Self.planted {
      let report = try RegisterTransactionHistory.read(elle: text, file: "log").history.report()
      #expect(report.anomalies.map(\.name).contains(name), "\(name): \(report)")
      #expect(report.strongest == strongest, "\(name): \(report)")
    }
  }

  private static func pair(_ process: Int, _ asked: String, _ found: String) -> String {
    """
    {:process \(process), :type :invoke, :f :txn, :value \(asked)}
    {:process \(process), :type :ok, :f :txn, :value \(found)}

    """
  }

  private static func pair(_ process: Int, _ value: String) -> String {
    pair(process, value, value)
  }

  static let planted: [(String, String, [IsolationLevel])] = [
    (
      pair(0, "[[:w :x 1]]").replacing(":ok", with: ":fail")
        + pair(1, "[[:r :x nil]]", "[[:r :x 1]]"),
      "G1a", [.readUncommitted]
    ),
    (
      pair(0, "[[:w :x 1] [:w :x 2]]") + pair(1, "[[:r :x nil]]", "[[:r :x 1]]"), "G1b",
      [.readUncommitted]
    ),
    (
      """
      {:process 0, :type :ok, :f :txn, :value [[:w :x 1] [:r :y 1]]}
      {:process 1, :type :ok, :f :txn, :value [[:w :y 1] [:r :x 1]]}
      """, "G1c", [.readUncommitted]
    ),
    (
      pair(0, "[[:r :x nil] [:r :x nil]]", "[[:r :x nil] [:r :x 2]]"), "internal inconsistency",
      [.readCommitted]
    ),
    (pair(0, "[[:r :x nil]]", "[[:r :x 7]]"), "garbage read", []),
    (
      """
      {:process 0, :type :ok, :f :txn, :value [[:r :x nil] [:r :y 1]]}
      {:process 1, :type :ok, :f :txn, :value [[:w :y 1] [:w :x 2]]}
      """, "G-single", [.readCommitted]
    ),
    (
      """
      {:process 0, :type :ok, :f :txn, :value [[:r :x nil] [:w :x 1]]}
      {:process 1, :type :ok, :f :txn, :value [[:r :x nil] [:w :x 2]]}
      """, "lost update", [.readCommitted]
    ),
    (
      """
      {:process 0, :type :ok, :f :txn, :value [[:r :x nil] [:w :y 1]]}
      {:process 1, :type :ok, :f :txn, :value [[:r :y nil] [:w :x 1]]}
      """, "G2-item", [.strongSessionSnapshotIsolation]
    ),
  ]

  @Test("a value that is written twice to one key makes the history unjudgeable, not right")
  func repeated() throws {
    let text = Self.pair(0, "[[:w :x 1]]") + Self.pair(1, "[[:w :x 1]]")
    let history = try RegisterTransactionHistory.read(elle: text, file: "log").history
    guard case .unknown(let why) = history.check(.serializable) else {
      Issue.record("judged all the same")
      return
    }
    #expect(why.hasPrefix("T2 writes 1 to :x, which was written before"))
  }

  @Test(
    "hundreds of transactions on registers that ran one after the other are accepted, and a lie is found"
  )
  func large() {
    var random = SplitMix64(seed: 5)
    var state: [String: String] = [:]
    var transactions: [RegisterTransaction] = []
    for number in 0..<400 {
      let operations = (0..<3).map { place -> RegisterTransaction.Operation in
        let key = "k\(random.next() % 40)"
        guard random.next() % 2 == 0 else { return .read(key, state[key]) }
        state[key] = "\(number).\(place)"
        return .write(key, "\(number).\(place)")
      }
      transactions.append(
        RegisterTransaction(
          client: NodeID(number % 7), operations: operations, invoked: 2 * number,
          completed: 2 * number + 1))
    }
    let calm = RegisterTransactionHistory(transactions)
    #expect(calm.check(.strictSerializable) == .accepted)
    let stale = RegisterTransaction(
      client: NodeID(8), operations: [.read("k1", nil)], invoked: 7000, completed: 7001)
    let lying = RegisterTransactionHistory(transactions + [stale])
    #expect(lying.check(.strictSerializable).isRejected)
    #expect(lying.check(.serializable) == .accepted)
  }
}
