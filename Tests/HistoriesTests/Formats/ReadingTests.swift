import Foundation
import Simulation
import Testing

@testable import Histories

/// What a reader must not let pass: each of these was accepted once.
@Suite("Reading right or refusing") struct ReadingTests {
  private func error(_ read: () throws -> Void) -> String? {
    do {
      try read()
      return nil
    } catch {
      return "\(error)"
    }
  }

  private func jepsen(_ text: String) -> String? {
    error { _ = try JepsenLog.parse(text, file: "log") }
  }

  private func knossos(_ text: String) -> String? {
    error { _ = try KnossosLog.parse(text, file: "log") }
  }

  // MARK: - Line ends

  /// A register that is read stale, and a queue, a store and transactions that are as wrong.
  static let illegal: [(String, @Sendable (String) throws -> Bool)] = [
    (
      "model register nil\na invoke write 1\na ok\nb invoke read\nb ok 2\n",
      {
        try HistoryText.parse($0, file: "log", as: Register<String?>.self).history
          .linearizability(of: Register(nil)).isRejected
      }
    ),
    (
      "INFO  jepsen.util - 0\t:invoke\t:write\t1\nINFO  jepsen.util - 0\t:ok\t:write\t1\n"
        + "INFO  jepsen.util - 1\t:invoke\t:read\tnil\nINFO  jepsen.util - 1\t:ok\t:read\t2\n",
      {
        try JepsenLog.parse($0, file: "log").history.linearizability(of: Register(nil)).isRejected
      }
    ),
    (
      "; a comment\n{:process 0, :type :invoke, :f :read, :value nil}\n"
        + "{:process 0, :type :ok, :f :read, :value 2}\n",
      {
        try KnossosLog.parse($0, file: "log").history.linearizability(of: Register(nil)).isRejected
      }
    ),
    (
      "{:process 0, :type :invoke, :f :get, :key \"a\", :value nil}\n"
        + "{:process 0, :type :ok, :f :get, :key \"a\", :value \"b\"}\n",
      {
        try PorcupineLog.parse($0, file: "log").history.linearizability(of: PorcupineStore())
          .isRejected
      }
    ),
    (
      "; a comment\n{:process 0, :type :invoke, :f :txn, :value [[:r :x nil]]}\n"
        + "{:process 0, :type :ok, :f :txn, :value [[:r :x [1]]]}\n",
      { try TransactionHistory(elle: $0, file: "log").check(.serializable).isRejected }
    ),
    (
      "model list-append # lists\n0 invoke read x\n0 ok read x [1]\n",
      { try TransactionHistory(text: $0, file: "log").check(.serializable).isRejected }
    ),
    (
      "; a comment\n{:process 0, :type :invoke, :f :txn, :value [[:r :x nil]]}\n"
        + "{:process 0, :type :ok, :f :txn, :value [[:r :x 1]]}\n",
      {
        try RegisterTransactionHistory.read(elle: $0, file: "log").history.check(.serializable)
          .isRejected
      }
    ),
  ]

  @Test(
    "a history that is wrong is wrong with either line end, and behind a byte-order mark",
    arguments: illegal.indices)
  func lineEnds(_ index: Int) throws {
    let (text, isRejected) = Self.illegal[index]
    #expect(try isRejected(text))
    #expect(try isRejected(text.replacing("\n", with: "\r\n")))
    #expect(try isRejected("\u{feff}" + text))
    #expect(try isRejected(String(text.dropLast())))
  }

  @Test("an illegal log of etcd is illegal with the line ends of Windows")
  func etcd() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
    let url = folder.appending(path: "Fixtures/etcd_000.log")
    let text = try String(contentsOf: url, encoding: .utf8)
    let unix = try JepsenLog.parse(text, file: "log")
    let windows = try JepsenLog.parse(text.replacing("\n", with: "\r\n"), file: "log")
    #expect(windows == unix)
    #expect(windows.history.linearizability(of: Register(nil)).isRejected)
  }

  @Test("lines are those of bytes, whatever stands before their ends")
  func lines() {
    let lines = TextLines("\u{feff}a\r\n\nb\rc\r\n\u{301}d")
    #expect(lines.ranges.map { lines[$0] } == ["a", "", "b\rc", "\u{301}d"])
    #expect(TextLines("").ranges.isEmpty)
    #expect(TextLines("a\n").ranges.count == 1)
  }

  // MARK: - Nothing understood

  @Test("nothing understood is no history: what was passed over is told, and where")
  func nothing() {
    #expect(jepsen("")?.contains("no operation was found") == true)
    #expect(jepsen("")?.contains("nothing stands in it") == true)
    #expect(
      jepsen("hello\nINFO  jepsen.core - up\n")?
        .contains("passed over 2 lines, of other loggers than jepsen.util: lines 1, 2") == true)
    #expect(
      knossos("{:process :nemesis, :type :info, :f :start, :value nil}")?
        .contains("passed over 1 line, events of :nemesis: line 1") == true)
    #expect(knossos("")?.contains("no operation was found") == true)
    #expect(
      error { _ = try HistoryText.parse("# a\n", file: "log", as: Register<String?>.self) }?
        .contains("no operation was found") == true)
    #expect(
      error { _ = try TransactionHistory(text: "model list-append\n", file: "log") }?
        .contains("no operation was found") == true)
  }

  @Test(
    "operations that nobody answered, and transactions of which none committed, are nothing to judge"
  )
  func unanswered() {
    #expect(
      knossos("{:process 0, :type :invoke, :f :read}")?
        .contains("none of the 1 operations was answered") == true)
    #expect(
      error { _ = try TransactionHistory(text: "0 invoke append x 1\n0 fail", file: "log") }?
        .contains("none of the 1 transactions committed") == true)
    #expect(
      error {
        _ = try RegisterTransactionHistory.read(
          elle: "{:process 0, :type :info, :value [[:w :x 1]]}", file: "log")
      }?.contains("none of the 1 transactions committed") == true)
  }

  @Test(
    "one strange event among good ones is an error with its line",
    arguments: [
      ("{:type :ok, :f :read, :value 1}", "the event has no :process"),
      ("{:process nil, :type :ok, :f :read, :value 1}", "the process nil is not a number"),
      ("{:process :a, :type :ok, :f :read, :value 1}", "the process :a is not a number"),
      ("{:process 0, :f :read, :value 1}", ":type must be"),
      ("{:process 7, :type :invoke, :f :drain, :value 1}", "a register knows :f :read"),
      ("{:process 7, :type :invoke, :value 1}", "a register knows :f :read"),
      ("{:process 7, :type :invoke, :f :write}", "a register knows :f :read"),
      ("{:process 7, :type :invoke, :f \"read\"}", ":f must be a keyword"),
      ("{:process 7, :type :ok, :f :read, :value 1}", "client 7 has no open operation"),
      ("[{:process 7, :type :invoke, :f :read}]]", "']' closes a bracket"),
      ("[[{:process 7, :type :invoke, :f :read}]]", "here should be a map"),
      ("7", "here should be a map"),
    ])
  func strange(_ row: String, _ expected: String) {
    let good = """
      {:process 0, :type :invoke, :f :write, :value 1}
      {:process 0, :type :ok, :f :write, :value 1}

      """
    let message = knossos(good + row)
    #expect(message?.hasPrefix("log:3: error: \(expected)") == true, "\(message ?? "accepted")")
  }

  @Test("events of what is no client are passed over, and counted by what they are")
  func omissions() throws {
    let recorded = try JepsenLog.parse(
      """
      INFO  jepsen.core - Worker 0 starting
      INFO  jepsen.util - :nemesis\t:info\t:start\tnil
      INFO  jepsen.util - 0\t:invoke\t:read\tnil
      INFO  jepsen.util - waiting

      INFO  jepsen.util - 0\t:ok\t:read\tnil
      INFO  jepsen.util - :nemesis\t:info\t:stop\tnil
      """, file: "log")
    #expect(
      recorded.omissions == [
        OmittedLines(what: "of other loggers than jepsen.util", lines: [1]),
        OmittedLines(what: "events of :nemesis", lines: [2, 7]),
        OmittedLines(what: "of jepsen.util, but no events", lines: [4]),
      ])
    #expect(recorded.history.completed.count == 1)
  }

  @Test(
    "a log is read however Jepsen laid it out",
    arguments: [
      "INFO  jepsen.util - ", "INFO [2017-03-30 15:28:17,423] jepsen worker 2 - jepsen.util ",
      "2024-05-01 12:00:00,000{GMT}\tINFO\t[jepsen worker 2] jepsen.util: ",
      "WARN  jepsen.util   -   ",
    ])
  func layouts(_ head: String) throws {
    let log = [
      "2  :invoke :cas  [0 1]", "2  :fail :cas  [0 1] :not-found", "2\t:invoke\t:read\tnil",
      "2\t:ok\t:read\t\"a b\"",
    ].map { head + $0 + "\n" }.joined()
    let entries = try JepsenLog.parse(log, file: "log").history.entries
    #expect(entries.map(\.response) == [.conflict, .value("\"a b\"")])
    #expect(entries.first?.operation == .compareAndSet(expected: "0", new: "1"))
  }

  @Test("records as Jepsen prints them today are read")
  func records() throws {
    let log = """
      #jepsen.history.Op{:index 0, :time 5, :type :invoke, :process 0, :f :write, :value 1}
      #jepsen.history.Op{:index 1, :time 9, :type :ok, :process 0, :f :write, :value 1}
      """
    #expect(try KnossosLog.parse(log, file: "log").history.completed.count == 1)
  }
}
