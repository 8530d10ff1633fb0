import Figures
import Histories
import Testing

@testable import course

@Suite("Histories of one's own") struct CheckHistoryTests {
  private func judge(
    _ text: String, _ model: HistoryModel, _ name: String? = nil, limit: Int = 1_000
  ) throws -> Judgement {
    let demand = try #require(HistoryDemand(name, of: model))
    return try HistoryFile(text: text, name: "run.txt", format: .auto)
      .judgement(of: model, demand, initial: nil, limit: .states(limit))
  }

  private let stale = """
    a invoke write 1
    a ok
    b invoke read
    b ok 1
    b invoke read
    b ok nil
    """

  private let skew = """
    model list-append
    0 invoke append x 1, read y
    1 invoke append y 2, read x
    0 ok append x 1, read y []
    1 ok append y 2, read x []
    """

  @Test("a stale read is rejected, with the shortest prefix and a picture")
  func rejected() throws {
    let judgement = try judge(stale, .register)
    #expect(judgement.status == .fallsShort)
    #expect(judgement.words.contains("the shortest prefix that isn't has 6 of 6 events"))
    #expect(judgement.picture?.text.contains("fits nowhere") == true)
  }

  @Test("the same reads keep one session guarantee and break another, and clients have their names")
  func weak() throws {
    #expect(try judge(stale, .register, "monotonic-writes").status == .fine)
    let judgement = try judge(stale, .register, "monotonic-reads")
    #expect(judgement.status == .fallsShort)
    #expect(judgement.words.contains("n1 is b"), "\(judgement.words)")
  }

  @Test("write skew is no serializable history, and one of snapshot isolation")
  func transactions() throws {
    #expect(try judge(skew, .listAppend).status == .fallsShort)
    #expect(try judge(skew, .listAppend).words.contains("G2-item"))
    #expect(try judge(skew, .listAppend, "snapshot-isolation").status == .fine)
  }

  @Test("transactions in Elle's notation are recognized")
  func elle() throws {
    let log = """
      {:type :invoke, :f :txn, :value [[:append :x 1]], :process 0}
      {:type :ok, :f :txn, :value [[:append :x 1]], :process 0}
      """
    #expect(try judge(log, .listAppend, "strict-serializable").status == .fine)
  }

  @Test("what ran into the limit is unknown, and no pass")
  func unknown() throws {
    let overlapping =
      (0..<8).map { "c\($0) invoke write \($0 % 2)\n" }.joined()
      + "r invoke read\nr ok 7\n"
    let judgement = try judge(overlapping, .register, limit: 1)
    #expect(judgement.status == .fallsShort)
    #expect(judgement.words.hasPrefix("unknown"), "\(judgement.words)")
  }

  @Test("a model knows the names of its own demands alone")
  func demands() {
    #expect(HistoryDemand("serializable", of: .register) == nil)
    #expect(HistoryDemand("linearizable", of: .listAppend) == nil)
    for name in HistoryDemand.names(for: .kv) { #expect(HistoryDemand(name, of: .kv) != nil) }
  }

  @Test("a file that isn't of its model is an error with its line")
  func mistakes() {
    let error = #expect(throws: FormatError.self) { try judge(stale, .listAppend) }
    #expect(error?.description.contains("run.txt:1: error:") == true)
    let unordered = #expect(throws: FormatError.self) { try judge("a ok 1", .register) }
    #expect(unordered?.description.contains("run.txt:1: error:") == true)
  }
}
