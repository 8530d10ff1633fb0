import Figures
import Histories
import Testing

@Suite("Anomalies of transactions")
struct AnomalyTests {
  /// A history in which an anomaly was planted, the name it must get, and what it leaves standing.
  struct Planted: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var strongest: [IsolationLevel]
    var testDescription: String { name }
  }

  static let planted: [Planted] = [
    Planted(
      name: "G0",
      text: """
        0 invoke append x 1, append y 1
        1 invoke append x 2, append y 2
        0 ok
        1 ok
        2 invoke read x, read y
        2 ok read x [1 2], read y [2 1]
        """, strongest: []),
    Planted(
      name: "G1a",
      text: """
        0 invoke append x 1
        0 fail
        1 invoke read x
        1 ok read x [1]
        """, strongest: [.readUncommitted]),
    Planted(
      name: "G1b",
      text: """
        0 invoke append x 1, append x 2
        1 invoke read x
        1 ok read x [1]
        0 ok
        2 invoke read x
        2 ok read x [1 2]
        """, strongest: [.readUncommitted]),
    Planted(
      name: "G1c",
      text: """
        0 invoke append x 1, read y
        1 invoke append y 1, read x
        0 ok append x 1, read y [1]
        1 ok append y 1, read x [1]
        """, strongest: [.readUncommitted]),
    Planted(
      name: "incompatible order",
      text: """
        0 invoke append x 1
        1 invoke append x 2
        0 ok
        1 ok
        0 invoke read x
        0 ok read x [1 2]
        1 invoke read x
        1 ok read x [2 1]
        """, strongest: [.readUncommitted]),
    Planted(
      name: "garbage read",
      text: """
        0 invoke read x
        0 ok read x [7]
        """, strongest: []),
    Planted(
      name: "duplicate element",
      text: """
        0 invoke append x 1
        0 ok
        0 invoke read x
        0 ok read x [1 1]
        """, strongest: []),
    Planted(
      name: "internal inconsistency",
      text: """
        0 invoke append x 1, read x
        0 ok append x 1, read x []
        """, strongest: [.readCommitted]),
    Planted(
      name: "lost update",
      text: """
        0 invoke read x, append x 1
        1 invoke read x, append x 2
        0 ok read x [], append x 1
        1 ok read x [], append x 2
        """, strongest: [.readCommitted]),
    Planted(
      name: "G-single",
      text: """
        0 invoke append x 1, append y 1
        1 invoke read x, read y
        0 ok
        1 ok read x [1], read y []
        2 invoke read y
        2 ok read y [1]
        """, strongest: [.readCommitted]),
    Planted(
      name: "G-nonadjacent",
      text: """
        0 invoke append x 1
        1 invoke append y 1
        2 invoke read x, read y
        3 invoke read x, read y
        0 ok
        1 ok
        2 ok read x [1], read y []
        3 ok read x [], read y [1]
        """, strongest: [.readCommitted]),
    Planted(
      name: "G2-item",
      text: """
        0 invoke read x, append y 1
        1 invoke read y, append x 1
        0 ok read x [], append y 1
        1 ok read y [], append x 1
        """, strongest: [.strongSnapshotIsolation]),
    Planted(
      name: "G-single-process",
      text: """
        0 invoke append x 1
        0 ok
        0 invoke read x
        0 ok read x []
        1 invoke read x
        1 ok read x [1]
        """, strongest: [.serializable]),
    Planted(
      name: "G-single-realtime",
      text: """
        0 invoke append x 1
        0 ok
        1 invoke read x
        1 ok read x []
        """, strongest: [.strongSessionSerializable]),
    Planted(
      name: "G0-realtime",
      text: """
        0 invoke append x 1
        0 ok
        1 invoke append x 2
        1 ok
        2 invoke read x
        2 ok read x [2 1]
        """, strongest: [.strongSessionSerializable]),
    Planted(
      name: "G1c-process",
      text: """
        0 invoke read x
        1 invoke append x 1, read y
        0 ok read x [1]
        0 invoke append y 1
        0 ok
        1 ok append x 1, read y [1]
        """, strongest: [.serializable]),
  ]

  @Test(
    "each planted anomaly gets its name, and breaks the levels that forbid it", arguments: planted)
  func named(_ planted: Planted) throws {
    let report = try TransactionHistory(text: planted.text, file: "log").report()
    #expect(report.anomalies.map(\.name).contains(planted.name), "\(report)")
    #expect(report.strongest == planted.strongest, "\(report)")
  }

  @Test("each level accepts one history and rejects another", arguments: IsolationLevel.allCases)
  func discriminates(_ level: IsolationLevel) throws {
    let calm = try TransactionHistory(
      text: """
        0 invoke append x 1, read y
        0 ok append x 1, read y []
        1 invoke read x, append y 1
        1 ok read x [1], append y 1
        """, file: "log")
    #expect(calm.check(level) == .accepted)
    let rejecting = try Self.planted.filter {
      try TransactionHistory(text: $0.text, file: "log").check(level).isRejected
    }
    #expect(!rejecting.isEmpty)
  }

  @Test("snapshot isolation allows write skew and forbids the long fork")
  func skewAndFork() throws {
    let skew = try Self.history("G2-item")
    #expect(skew.check(.snapshotIsolation) == .accepted)
    #expect(skew.check(.serializable).isRejected)
    let fork = try Self.history("G-nonadjacent")
    #expect(fork.check(.snapshotIsolation).isRejected)
  }

  @Test("a cycle is explained edge by edge, and starts again where it began")
  func explained() throws {
    let report = try Self.history("G-single").report()
    let cycle = try #require(report.anomalies.first { $0.name == "G-single" })
    #expect(
      cycle.description == """
        G-single: T2, T1
          T2 read y as [] before T1 appended 1
          T1 appended 1 before T2 read x as [1]
        """)
    #expect(cycle.isShortest)
    #expect(cycle.edges == ["rw y", "wr x"])
    #expect(cycle.graph.edges.map(\.to) == [1, 0])
    let bars = cycle.figure(of: try Self.history("G-single")).operations
    #expect(bars.map(\.label) == ["T1: append x 1, append y 1", "T2: read x [1], read y []"])
  }

  @Test("an append of unknown outcome that somebody read did happen")
  func unknownHappened() throws {
    let seen = try TransactionHistory(
      text: """
        0 invoke append x 1, append y 1
        0 info
        1 invoke read x, read y
        1 ok read x [1], read y []
        """, file: "log")
    #expect(seen.check(.serializable).isRejected)
    let unseen = try TransactionHistory(
      text: """
        0 invoke append x 1, append y 1
        0 info
        1 invoke read x, read y
        1 ok read x [], read y []
        """, file: "log")
    #expect(unseen.check(.strictSerializable) == .accepted)
  }

  @Test("one number appended twice to a key makes the history unjudgeable, not right")
  func ambiguous() throws {
    let twice = try TransactionHistory(
      text: """
        0 invoke append x 1
        0 ok
        1 invoke append x 1
        1 ok
        """, file: "log")
    guard case .unknown(let why) = twice.check(.readUncommitted) else {
      Issue.record("judged all the same")
      return
    }
    #expect(why.hasPrefix("T2 appends 1 to x, which was appended before"))
  }

  @Test("the same history gives the same report, byte for byte")
  func deterministic() throws {
    for planted in Self.planted {
      let history = try TransactionHistory(text: planted.text, file: "log")
      #expect(history.report().description == history.report().description)
    }
  }

  static func history(_ name: String) throws -> TransactionHistory {
    let planted = try #require(planted.first { $0.name == name })
    return try TransactionHistory(text: planted.text, file: "log")
  }
}
