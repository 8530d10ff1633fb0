import Histories
import Testing

/// What Elle's own tests of list-append ask, in words of our own, and what is said of it there.
@Suite("Elle's cases") struct ElleCaseTests {
  /// Transactions that committed, one after the other in time, in Elle's notation.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var transactions: [String]
    /// The name of an anomaly that must be found; nil if there is none.
    var anomaly: String?
    /// Levels that forbid what was found, and levels that don't.
    var violated: [IsolationLevel]
    var kept: [IsolationLevel]

    init(
      _ name: String, _ transactions: [String], _ anomaly: String?,
      violates violated: [IsolationLevel], keeps kept: [IsolationLevel]
    ) {
      (self.name, self.transactions, self.anomaly) = (name, transactions, anomaly)
      (self.violated, self.kept) = (violated, kept)
    }

    var testDescription: String { name }

    /// Only the ends, as in many of Elle's tests.
    var text: String {
      transactions.enumerated().map { index, value in
        "{:index \(index), :process \(index), :type :ok, :f :txn, :value [\(value)]}\n"
      }.joined()
    }
  }

  static let cases: [Case] = [
    Case(
      "two keys overwritten in two orders",
      [
        "[:append :a 1] [:append :b 1]", "[:append :a 2] [:append :b 2]",
        "[:r :a [1 2]] [:r :b [2 1]]",
      ],
      "G0", violates: [.readUncommitted, .serializable], keeps: []),
    Case(
      "half of what a transaction appends is seen",
      ["[:append :a 1] [:append :a 2]", "[:r :a [1]]", "[:r :a [1 2]]"],
      "G1b", violates: [.readCommitted], keeps: [.readUncommitted]),
    Case(
      "each appends, and one sees the other",
      ["[:append :a 1] [:r :b [1]]", "[:append :a 2] [:append :b 1]", "[:r :a [1 2]] [:r :b [1]]"],
      "G1c", violates: [.readCommitted], keeps: [.readUncommitted]),
    Case(
      "nil is the empty list: one key is seen new, the other old",
      ["[:append :a 1] [:append :b 1]", "[:append :a 2] [:r :b nil]", "[:r :a [1 2]]"],
      "G-single", violates: [.snapshotIsolation, .serializable], keeps: [.readCommitted]),
    Case(
      "nil is the empty list: write skew",
      ["[:append :a 1] [:r :b nil]", "[:append :b 1] [:r :a nil]"],
      "G2-item", violates: [.serializable],
      keeps: [.snapshotIsolation, .strongSessionSnapshotIsolation]),
    Case(
      "nil is the empty list: two reads that nothing was appended before",
      ["[:r :a nil]", "[:append :a 1]", "[:r :a [1]]"], nil, violates: [],
      keeps: [.strongSessionSerializable]),
    Case(
      "nil is the empty list: one's own append isn't seen",
      ["[:append :a 6] [:r :a nil]"], "internal inconsistency",
      violates: [.snapshotIsolation], keeps: [.readCommitted]),
    Case(
      "one's own append isn't seen, in an empty list",
      ["[:append :a 6] [:r :a []]"], "internal inconsistency",
      violates: [.snapshotIsolation], keeps: [.readCommitted]),
    Case(
      "a read, an append, the same read",
      ["[:append :a 1] [:append :a 2]", "[:r :a [1 2]] [:append :a 3] [:r :a [1 2]]"],
      "internal inconsistency", violates: [.snapshotIsolation], keeps: [.readCommitted]),
    Case(
      "a read that grows by more than one's own append",
      ["[:append :a 1]", "[:append :a 4]", "[:r :a [1]] [:append :a 3] [:r :a [1 3 4]]"],
      "internal inconsistency", violates: [.snapshotIsolation], keeps: []),
    Case(
      "a read of what the transaction appends only then",
      ["[:r :a [1]] [:append :a 1]"], "internal inconsistency", violates: [.snapshotIsolation],
      keeps: []),
    Case(
      "what each reads, and then appends, agrees",
      [
        "[:r :b [5 6]] [:append :a 3] [:r :a [1 2 3]] [:append :a 4] [:r :a [1 2 3 4]]",
        "[:append :a 1] [:append :a 2] [:append :b 5] [:append :b 6]",
      ],
      nil, violates: [], keeps: [.serializable]),
    Case(
      "two lists that neither continues the other",
      [
        "[:append :a 1] [:r :b [1]]", "[:append :a 2]", "[:append :a 3] [:append :b 1]",
        "[:r :a [1 3]]", "[:r :a [1 2 3]]",
      ],
      "incompatible order", violates: [.readCommitted], keeps: []),
    Case(
      "an element twice",
      ["[:append :a 1] [:r :b [1]]", "[:append :a 2] [:append :b 1]", "[:r :a [1 2 1]]"],
      "duplicate element", violates: [.readUncommitted], keeps: []),
    Case(
      "unseen appends come after the longest list, whose order two keys contradict",
      [
        "[:append :a 1] [:append :b 1]", "[:append :a 2] [:append :b 2]",
        "[:append :a 3] [:append :b 3]", "[:r :a [1 2]]", "[:r :b [2]]",
      ],
      "G0", violates: [.readUncommitted], keeps: []),
    Case(
      "two reads that see two appends in two orders: a long fork",
      ["[:append :a 1]", "[:r :a [1]] [:r :b nil]", "[:append :b 1]", "[:r :b [1]] [:r :a nil]"],
      "G-nonadjacent", violates: [.snapshotIsolation, .serializable], keeps: [.readCommitted]),
    Case(
      "a cycle with two antidependencies in a row is allowed to snapshots",
      ["[:r :b nil] [:r :d [3]]", "[:append :b 1] [:r :c nil]", "[:append :c 2] [:append :d 3]"],
      "G2-item", violates: [.serializable], keeps: [.snapshotIsolation]),
    Case(
      "a lost update",
      ["[:append :a 0]", "[:r :a [0]] [:append :a 1]", "[:r :a [0]] [:append :a 2]"],
      "lost update", violates: [.snapshotIsolation], keeps: [.readCommitted]),
    Case(
      "one transaction appends twice to what it read",
      ["[:r :a nil] [:append :a 1] [:append :a 2]", "[:r :a [1 2]]"], nil, violates: [],
      keeps: [.serializable, .strongSessionSerializable]),
    Case(
      "antidependencies apart, across four keys",
      [
        "[:append :a 1] [:append :d 1]", "[:r :a [1]] [:r :b nil]",
        "[:append :b 1] [:append :c 2]", "[:r :c [2]] [:r :d nil]",
      ],
      "G-nonadjacent", violates: [.snapshotIsolation], keeps: [.readCommitted]),
    Case(
      "a crowd of antidependencies, of which no two stand apart",
      [
        "[:append 9 2]", "[:append 8 1] [:r 9 nil]", "[:r 6 nil] [:r 8 nil] [:append 9 5]",
        "[:append 6 2] [:r 9 [2]]",
      ],
      "G2-item", violates: [.serializable], keeps: [.snapshotIsolation]),
    Case(
      "a read that found nothing, and an append that nobody found",
      ["[:r :a nil]", "[:append :a 1]", "[:append :a 2]"], nil, violates: [],
      keeps: [.serializable]),
    Case(
      "keys and elements of any type, each of its own",
      ["[:append [:k 1] \"a\"] [:append 1 :a]", "[:r [:k 1] [\"a\"]] [:r 1 [:a]] [:r \"1\" nil]"],
      nil, violates: [], keeps: [.serializable]),
    Case(
      "a text is no keyword", ["[:append :a \"a\"]", "[:r :a [:a]]"], "garbage read",
      violates: [.readUncommitted], keeps: []),
  ]

  @Test("each has the verdict that Elle gives it", arguments: cases)
  func agrees(_ example: Case) throws {
    let report = try TransactionHistory(elle: example.text, file: "log").report()
    if let anomaly = example.anomaly {
      #expect(report.anomalies.map(\.name).contains(anomaly), "\(report)")
    } else {
      #expect(report.anomalies.isEmpty, "\(report)")
    }
    for level in example.violated {
      #expect(report.verdict(level).isRejected, "\(level): \(report)")
    }
    for level in example.kept {
      #expect(report.verdict(level).isAccepted, "\(level): \(report)")
    }
  }

  /// Beginnings and ends, one transaction after the other; `nil` is what is asked, and perhaps what is found.
  private func timed(_ transactions: [(process: Int, asked: String, found: String)]) -> String {
    transactions.map { process, asked, found in
      "{:process \(process), :type :invoke, :f :txn, :value [\(asked)]}\n"
        + "{:process \(process), :type :ok, :f :txn, :value [\(found)]}\n"
    }.joined()
  }

  private func report(
    _ transactions: [(process: Int, asked: String, found: String)]
  ) throws -> TransactionReport {
    try TransactionHistory(elle: timed(transactions), file: "log").report()
  }

  @Test("a stale read breaks what keeps real time, and its client's order where it is its own")
  func stale() throws {
    for (process, level, name) in [
      (2, IsolationLevel.strongSnapshotIsolation, "G-single-realtime"),
      (1, .strongSessionSnapshotIsolation, "G-single-process"),
    ] {
      let report = try report([
        (0, "[:append :a 1]", "[:append :a 1]"), (1, "[:append :a 2]", "[:append :a 2]"),
        (process, "[:r :a nil]", "[:r :a [1]]"), (3, "[:r :a nil]", "[:r :a [1 2]]"),
      ])
      #expect(report.verdict(.serializable) == .accepted)
      #expect(report.verdict(level).isRejected)
      #expect(report.anomalies.map(\.name).contains(name), "\(report)")
    }
  }

  @Test("a stale read of nil is one too, which an open read would hide")
  func staleNil() throws {
    let report = try report([
      (0, "[:append :a 1]", "[:append :a 1]"), (1, "[:r :a nil]", "[:r :a nil]"),
    ])
    #expect(report.verdict(.strictSerializable).isRejected)
    #expect(report.verdict(.strongSessionSerializable) == .accepted)
  }

  @Test("antidependencies apart, with a client's own order among them")
  func apartByProcess() throws {
    let report = try report([
      (1, "[:append :a 1]", "[:append :a 1]"), (1, "[:r :c nil]", "[:r :c nil]"),
      (2, "[:append :c 1]", "[:append :c 1]"),
      (0, "[:r :a nil] [:r :c nil]", "[:r :a nil] [:r :c [1]]"),
    ])
    #expect(report.verdict(.serializable) == .accepted)
    #expect(report.verdict(.strongSessionSnapshotIsolation).isRejected)
    #expect(report.anomalies.map(\.name).contains("G-nonadjacent-process"), "\(report)")
  }

  @Test("a read from the future, with a client's own order")
  func futureByProcess() throws {
    let report = try report([
      (1, "[:r :a] [:append :b 1]", "[:r :a [1]] [:append :b 1]"), (2, "[:r :b]", "[:r :b [1]]"),
      (2, "[:append :a 1]", "[:append :a 1]"),
    ])
    #expect(report.anomalies.map(\.name).contains("G1c-process"), "\(report)")
    #expect(report.verdict(.strongSessionSnapshotIsolation).isRejected)
    #expect(report.verdict(.serializable) == .accepted)
  }

  @Test("what aborted, or may have, is read as such: nil in it says nothing")
  func outcomes() throws {
    let aborted = """
      {:process 0, :type :fail, :value [[:append :a 1]]}
      {:process 1, :type :ok, :value [[:r :a [1]]]}
      """
    let report = try TransactionHistory(elle: aborted, file: "log").report()
    #expect(report.anomalies.map(\.name) == ["G1a"])
    // That the unknown one didn't see the append to :b would close a cycle.
    let unknown = """
      {:process 0, :type :info, :value [[:append :a 2] [:r :b nil]]}
      {:process 1, :type :ok, :value [[:append :a 1] [:append :b 1]]}
      {:process 2, :type :ok, :value [[:r :a [1 2]] [:r :b [1]]]}
      """
    #expect(try TransactionHistory(elle: unknown, file: "log").check(.serializable) == .accepted)
  }

  @Test("where beginnings aren't told, real time is no accepted demand, and never broken either")
  func untimed() throws {
    let history = try TransactionHistory(
      elle: "{:process 0, :type :ok, :value [[:append :a 1]]}", file: "log")
    #expect(history.check(.serializable) == .accepted)
    guard case .unknown(let why) = history.check(.strictSerializable) else {
      Issue.record("judged all the same")
      return
    }
    #expect(why.contains("doesn't say when transactions began"))
  }
}
