import Histories
import Testing

@Suite("Transactions as text")
struct TransactionLogTests {
  static let text = """
    model list-append
    0 invoke append :x 1, read :y
    1 invoke append :y -2
    1 info
    0 ok append :x 1, read :y [-2]
    2 invoke read :x, read :y
    2 fail
    """

  @Test("what is printed is read as the same history")
  func roundTrip() throws {
    let history = try TransactionHistory(log: Self.text, file: "log")
    #expect(history.transactions.map(\.outcome) == [.committed, .unknown, .aborted])
    let again = try TransactionHistory(text: history.text, file: "log")
    #expect(again.text == history.text)
    #expect(again.transactions.map(\.operations) == history.transactions.map(\.operations))
    #expect(again.transactions.map(\.outcome) == history.transactions.map(\.outcome))
  }

  @Test("Elle's notation says the same as ours")
  func elle() throws {
    let elle = """
      ; from a test of Jepsen's
      {:type :invoke, :f :txn, :value [[:append :x 1] [:r :y nil]], :process 0, :index 0}
      {:type :info, :f :start-partition, :value nil, :process :nemesis, :index 1}
      {:type :invoke, :f :txn, :value [[:append :y -2]], :process 1, :time 12, :index 2}
      {:type :info, :f :txn, :value [[:append :y -2]], :process 1, :error [:timeout "a \\" b"]}
      #jepsen.history.Op{:type :ok, :f :txn, :value [[:append :x 1] [:r :y [-2]]], :process 0}
      {:type :invoke, :f :txn, :value [[:r :x nil] [:r :y nil]], :process 2}
      {:type :fail, :f :txn, :value [[:r :x nil] [:r :y nil]], :process 2}
      """
    #expect(
      try TransactionHistory(log: elle, file: "log")
        == TransactionHistory(text: Self.text, file: "log"))
    #expect(
      try TransactionHistory(elle: "[\(elle)\n]", file: "log")
        == TransactionHistory(text: Self.text, file: "log"))
  }

  @Test(
    "a line that can't be read is named, with what is wrong",
    arguments: [
      (
        "0 invoke append x 1\n0 invoke read x",
        "log:2: error: client 0 is still in the transaction of line 1"
      ),
      (
        "# nothing\n0 ok read x []",
        "log:2: error: client 0 has no open operation: its 'invoke' must come first"
      ),
      ("0 invoke append x", "log:1: error: the element is missing after 'append x'"),
      ("0 begin read x", "log:1: error: 'begin' is no event"),
      ("a invoke read x", "log:1: error: 'a' is no client"),
      ("0 invoke write x 1", "log:1: error: 'write' is no operation"),
      ("0 invoke read x\n0 ok read x [1", "log:2: error: a list is never closed"),
      ("0 invoke read x\n0 ok read y [1]", "log:2: error: the operations are not those of line 1"),
      (
        "0 invoke read x read y",
        "log:1: error: separate operations with commas"
      ),
      ("model register", "log:1: error: the model is 'register'"),
      ("70000 invoke read x", "log:1: error: client 70000 is not between"),
    ])
  func errors(_ text: String, _ expected: String) throws {
    let error = #expect(throws: FormatError.self) {
      try TransactionHistory(text: text, file: "log")
    }
    #expect(try #require(error).description.hasPrefix(expected), "\(error?.description ?? "")")
  }

  @Test(
    "so is one in Elle's notation",
    arguments: [
      (
        "\n{:f :txn, :process 1, :value [1 2", "log:2: error: the '[' of line 2 is never closed"
      ),
      ("{:f :txn, :process 1, :type :maybe}", "log:1: error: :type must be"),
      (
        "\n{:f :txn, :process 1, :type :invoke, :value [[:w :x 1]]}",
        "log:2: error: [:w :x 1] is of registers: read them with --model rw-register"
      ),
      ("{:f :txn, :process 1, :type :invoke, :value 7}", "log:1: error: :value must be a vector"),
      (
        "{:f :txn, :process 1, :type :invoke, :value [[:r :x 7]]}",
        "log:1: error: [:r :x 7] is neither"
      ),
      ("{:f :txn, :process 1, :type :ok}", "log:1: error: :value must be a vector"),
      (
        "{:f :read, :process 1, :type :ok, :value [[:r :x nil]]}",
        "log:1: error: a transaction is :f :txn, and not :f :read"
      ),
      ("7", "log:1: error: here should be a map"),
    ])
  func elleErrors(_ text: String, _ expected: String) throws {
    let error = #expect(throws: FormatError.self) {
      try TransactionHistory(elle: text, file: "log")
    }
    #expect(try #require(error).description.hasPrefix(expected), "\(error?.description ?? "")")
  }

  @Test("keys and elements that need quotes get them, and are read as they were")
  func quoting() throws {
    let elle = #"""
      {:type :ok, :f :txn, :process 0, :value [[:append [1 "a, b"] "x]"] [:append "é" "\"\\"] [:append "é" 9223372036854775808]]}
      {:type :ok, :f :txn, :process 1, :value [[:r [1 "a, b"] ["x]"]] [:r "é" ["\"\\"]] [:r "é" [9223372036854775808]]]}
      """#
    let history = try TransactionHistory(elle: elle, file: "log")
    #expect(history.check(.serializable) == .accepted)
    let again = try TransactionHistory(text: history.text, file: "log")
    #expect(again.text == history.text)
    #expect(again.transactions.map(\.operations) == history.transactions.map(\.operations))
    #expect(again.names == history.names)
  }
}
