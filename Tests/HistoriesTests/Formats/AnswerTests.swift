import Simulation
import Testing

@testable import Histories

@Suite("Answers and questions") struct AnswerTests {
  private func knossos(_ text: String) -> String? {
    do {
      _ = try KnossosLog.parse(text, file: "log")
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "an answer with another function, value or key than its question is an error with both lines",
    arguments: [
      (
        ":f :write, :value 1", ":type :ok, :f :read, :value 1",
        ":f :read, but on line 1 it asked with :f :write"
      ),
      (
        ":f :write, :value 1", ":type :ok, :f :write, :value 2",
        ":value 2, but on line 1 it asked with :value 1"
      ),
      (":f :write, :value 1", ":type :ok, :f :write, :value \"1\"", ":value \"1\", but on line 1"),
      (":f :cas, :value [1 2]", ":type :ok, :f :cas, :value [1 3]", ":value [1 3], but on line 1"),
      (":f :read, :value nil", ":type :fail, :f :cas, :value nil", ":f :cas, but on line 1"),
      (":f :read, :value nil", ":type :info, :f :write, :value nil", ":f :write, but on line 1"),
    ])
  func mismatch(_ question: String, _ answer: String, _ expected: String) {
    let message = knossos("{:process 3, :type :invoke, \(question)}\n{:process 3, \(answer)}")
    #expect(
      message?.hasPrefix("log:2: error: process 3 says :") == true, "\(message ?? "accepted")")
    #expect(message?.contains(expected) == true, "\(message ?? "accepted")")
  }

  @Test("the same holds of Jepsen's logs, and of a store's keys")
  func otherFormats() {
    let log = "INFO  jepsen.util - 3\t:invoke\t:write\t1\nINFO  jepsen.util - 3\t:ok\t:write\t2"
    let jepsen = #expect(throws: FormatError.self) { try JepsenLog.parse(log, file: "log") }
    #expect(jepsen?.message.contains("on line 1 it asked with :value 1") == true)
    let store = """
      {:process 3, :type :invoke, :f :get, :key "a", :value nil}
      {:process 3, :type :ok, :f :get, :key "b", :value ""}
      """
    let porcupine = #expect(throws: FormatError.self) { try PorcupineLog.parse(store, file: "log") }
    #expect(porcupine?.message.contains(":key \"b\", but on line 1") == true)
    let pairs = """
      {:process 3, :type :invoke, :f :read, :value [1 nil]}
      {:process 3, :type :ok, :f :read, :value [2 5]}
      """
    let keyed = #expect(throws: FormatError.self) { try KnossosLog.parseStore(pairs, file: "log") }
    #expect(keyed?.message.contains("key 1 is answered for key 2") == true)
  }

  @Test("an answer that says less than its question is one: what isn't said isn't another")
  func brief() {
    #expect(
      knossos(
        "{:process 3, :type :invoke, :f :write, :value 1}\n{:process 3, :type :ok, :f :write}")
        == nil)
  }

  @Test("an operation ends once: an answer behind its info is refused, with all three lines")
  func endsOnce() {
    let message = knossos(
      """
      {:process 3, :type :invoke, :f :write, :value 1}
      {:process 3, :type :info, :f :write, :value 1}
      {:process 3, :type :ok, :f :write, :value 1}
      """)
    #expect(
      message
        == "log:3: error: client 3 says :ok, but its operation of line 1 ended in :info on line 2, "
        + "and an operation ends once. If the answer came after all, leave the info out: it says that "
        + "none was heard")
    let text = #expect(throws: FormatError.self) {
      try HistoryText.parse(
        "a invoke read\na info\na ok 1", file: "log", as: Register<String?>.self)
    }
    #expect(text?.message.contains("ended in info on line 2") == true)
    let transactions = #expect(throws: FormatError.self) {
      try TransactionHistory(text: "0 invoke read x\n0 ok read x []\n0 ok read x []", file: "log")
    }
    #expect(transactions?.message.contains("ended in ok on line 2") == true)
  }

  @Test("after an info a process may go on with another operation")
  func goesOn() throws {
    let recorded = try KnossosLog.parse(
      """
      {:process 3, :type :invoke, :f :write, :value 1}
      {:process 3, :type :info, :f :write, :value :timed-out}
      {:process 3, :type :invoke, :f :read, :value nil}
      {:process 3, :type :ok, :f :read, :value 1}
      """, file: "log")
    #expect(recorded.history.pending.count == 1)
    #expect(recorded.history.linearizability(of: Register(nil)).isAccepted)
  }

  @Test("values keep their types: a text is no number, and a composed é no decomposed one")
  func types() throws {
    for (written, found) in [
      ("1", "\"1\""), (":a", "\"a\""), ("\"é\"", "\"e\u{301}\""), ("1", "1.0"),
    ] {
      let log = """
        {:process 0, :type :invoke, :f :write, :value \(written)}
        {:process 0, :type :ok, :f :write, :value \(written)}
        {:process 0, :type :invoke, :f :read, :value nil}
        {:process 0, :type :ok, :f :read, :value \(found)}
        """
      let history = try KnossosLog.parse(log, file: "log").history
      #expect(history.linearizability(of: Register(nil)).isRejected, "\(written) \(found)")
      let same = try KnossosLog.parse(log.replacing(found, with: written), file: "log").history
      #expect(same.linearizability(of: Register(nil)).isAccepted, "\(written)")
    }
    let text = "a invoke put \"é\" 1\na ok\nb invoke get \"e\u{301}\"\nb ok 1"
    #expect(
      try history(text, of: KeyValueStore.self).linearizability(of: KeyValueStore()).isRejected)
  }

  @Test("a suffix that composes with what stood before is a text of its own bytes")
  func composedByAppending() throws {
    func isAccepted(_ found: String) throws -> Bool {
      let log = """
        {:process 0, :type :invoke, :f :append, :key "k", :value "e"}
        {:process 0, :type :ok, :f :append, :key "k", :value "e"}
        {:process 0, :type :invoke, :f :append, :key "k", :value "\u{301}"}
        {:process 0, :type :ok, :f :append, :key "k", :value "\u{301}"}
        {:process 0, :type :invoke, :f :get, :key "k", :value nil}
        {:process 0, :type :ok, :f :get, :key "k", :value "\(found)"}
        """
      let history = try PorcupineLog.parse(log, file: "log").history
      let whole = history.linearizability(of: Undivided(PorcupineStore())).isAccepted
      #expect(history.linearizability(of: PorcupineStore()).isAccepted == whole)
      return whole
    }
    #expect(try isAccepted("e\u{301}"))
    #expect(try !isAccepted("é"))
  }

  @Test("a store of independent keys, a counter and a queue are read from Jepsen's notation")
  func otherObjects() throws {
    let store = """
      {:process 0, :type :invoke, :f :write, :value [:k 1]}
      {:process 0, :type :ok, :f :write, :value [:k 1]}
      {:process 1, :type :invoke, :f :cas, :value [:k [1 2]]}
      {:process 1, :type :ok, :f :cas, :value [:k [1 2]]}
      {:process 0, :type :invoke, :f :read, :value [:k nil]}
      {:process 0, :type :ok, :f :read, :value [:k 2]}
      """
    let history = try KnossosLog.parseStore(store, file: "log").history
    #expect(history.linearizability(of: KeyValueStore()).isAccepted)
    let stale = try KnossosLog.parseStore(store.replacing(":k 2]}", with: ":k 1]}"), file: "log")
    #expect(stale.history.linearizability(of: KeyValueStore()).isRejected)
    let counter = """
      {:process 0, :type :invoke, :f :add, :value 2}
      {:process 0, :type :ok, :f :add, :value 2}
      {:process 0, :type :invoke, :f :read, :value nil}
      {:process 0, :type :ok, :f :read, :value 3}
      """
    #expect(
      try KnossosLog.parseCounter(counter, file: "log").history.linearizability(of: Counter())
        .isRejected)
    let queue = """
      {:process 0, :type :invoke, :f :enqueue, :value 2}
      {:process 0, :type :ok, :f :enqueue, :value 2}
      {:process 0, :type :invoke, :f :dequeue, :value nil}
      {:process 0, :type :ok, :f :dequeue, :value nil}
      """
    #expect(
      try KnossosLog.parseQueue(queue, file: "log").history.linearizability(of: FIFOQueue())
        .isRejected)
  }

  @Test("a counter doesn't wrap: a number that could lead there is refused")
  func counter() {
    let text =
      "a invoke add 9223372036854775807\na ok\na invoke add 1\na ok\na invoke read\n"
      + "a ok -9223372036854775808"
    let error = #expect(throws: FormatError.self) {
      try HistoryText.parse(text, file: "log", as: Counter.self)
    }
    #expect(error?.line == 1)
    #expect(error?.message.contains("must not leave the range") == true)
  }
}
