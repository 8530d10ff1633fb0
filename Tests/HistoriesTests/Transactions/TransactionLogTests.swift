import Histories
import Testing

@Suite("Transactions as text")
struct TransactionLogTests {
  static let text = """
    model list-append
    0 invoke append x 1, read y
    1 invoke append y -2
    1 info
    0 ok append x 1, read y [-2]
    2 invoke read x, read y
    2 fail
    """

  @Test("what is printed is read as the same history")
  func roundTrip() throws {
    let history = try TransactionHistory(text: Self.text)
    #expect(history.transactions.map(\.outcome) == [.committed, .unknown, .aborted])
    let again = try TransactionHistory(text: history.text)
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
    #expect(try TransactionHistory(elle: elle) == TransactionHistory(text: Self.text))
    #expect(
      try TransactionHistory(elle: "[\(elle)\n]") == TransactionHistory(text: Self.text))
  }

  @Test(
    "a line that can't be read is named, with what is wrong",
    arguments: [
      ("0 invoke append x 1\n0 invoke read x", "line 2: client 0 is still in the transaction of line 1"),
      ("# nothing\n0 ok read x []", "line 2: client 0 ends a transaction that it never began"),
      ("0 invoke append x", "line 1: '' stands where a number is expected"),
      ("0 begin read x", "line 1: 'begin' is no event"),
      ("a invoke read x", "line 1: 'a' is no client"),
      ("0 invoke write x 1", "line 1: 'write' is no operation"),
      ("0 invoke read x\n0 ok read x [1", "line 2: a list is never closed"),
      ("0 invoke read x\n0 ok read y [1]", "line 2: the operations are not those of line 1"),
      ("0 invoke read x read y", "line 1: 'read' after read x: separate operations with commas"),
      ("model register", "line 1: the model is 'register'"),
      ("70000 invoke read x", "line 1: client 70000 is not between"),
    ])
  func errors(_ text: String, _ expected: String) throws {
    let error = #expect(throws: TransactionLogError.self) { try TransactionHistory(text: text) }
    #expect(try #require(error).description.hasPrefix(expected), "\(error?.description ?? "")")
  }

  @Test(
    "so is one in Elle's notation",
    arguments: [
      ("\n[1 2", "line 2: a bracket is never closed"),
      ("{:f :txn, :process 1, :type :maybe}", "line 1: :type must be"),
      ("{:f :txn, :process 1, :type :invoke,\n:value [\n[:w :x 1]]}", "line 3: [:w x …] is neither"),
      ("{:f}", "line 1: a map has a key without a value"),
      ("]", "line 1: ']' is out of place"),
      ("7", "line 1: an event is a map"),
      ("{:f \"txn", "line 1: a string is never closed"),
    ])
  func elleErrors(_ text: String, _ expected: String) throws {
    let error = #expect(throws: TransactionLogError.self) { try TransactionHistory(elle: text) }
    #expect(try #require(error).description.hasPrefix(expected), "\(error?.description ?? "")")
  }
}
