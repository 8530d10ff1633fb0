import Foundation
import Simulation
import Testing

@testable import Histories

@Suite("Formats of histories") struct FormatTests {
  func fixture(_ name: String) throws -> String {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return try String(contentsOf: folder.appending(path: "Fixtures/\(name)"), encoding: .utf8)
  }

  @Test(
    "the verdicts on two histories of etcd are those that are published",
    arguments: [("etcd_000.log", false), ("etcd_005.log", true)])
  func etcd(_ name: String, _ isLinearizable: Bool) throws {
    let recorded = try JepsenLog.parse(fixture(name), file: name)
    let verdict = recorded.history.linearizability(of: Register<String?>(nil))
    #expect(verdict.isAccepted == isLinearizable)
    #expect(verdict.isRejected != isLinearizable)
  }

  @Test(
    "in a log of etcd a failed compare-and-set is an observation; to leave it out flips the verdict"
  )
  func jepsenFail() throws {
    let log = """
      INFO  jepsen.util - 0\t:invoke\t:write\t1
      INFO  jepsen.util - 0\t:ok\t:write\t1
      INFO  jepsen.util - 1\t:invoke\t:cas\t[1 2]
      INFO  jepsen.util - 1\t:fail\t:cas\t[1 2]
      """
    let right = try JepsenLog.parse(log, file: "log").history
    #expect(right.linearizability(of: Register<String?>(nil)).isRejected)
    let wrong = right.filter { $0.response != .conflict }
    #expect(wrong.linearizability(of: Register<String?>(nil)).isAccepted)
  }

  @Test(
    "in Knossos's notation what fails did not happen; to take it for an observation flips the verdict"
  )
  func knossosFail() throws {
    let log = """
      [{:process 0, :type :invoke, :f :write, :value 1} ; a comment
       {:process 0, :type :ok, :f :write, :value 1}
       {:process 1, :type :invoke, :f :cas, :value [1 2]}
       {:process 1, :type :fail, :f :cas, :value [1 2]}
       {:process :nemesis, :type :info, :f :start, :value nil}]
      """
    let right = try KnossosLog.parse(log, file: "log").history
    #expect(right.entries.count == 1)
    #expect(right.linearizability(of: Register<String?>(nil)).isAccepted)
    var wrong = right
    let id = OperationID(client: NodeID(1), number: 1)
    wrong.invoke(.compareAndSet(expected: "1", new: "2"), as: id, at: .start)
    try wrong.respond(.conflict, to: id, at: .start)
    #expect(wrong.linearizability(of: Register<String?>(nil)).isRejected)
  }

  @Test("Porcupine's logs are read, and an absent key is empty text")
  func porcupine() throws {
    let log = """
      {:process 0, :type :invoke, :f :get, :key "5", :value nil}
      {:process 0, :type :ok, :f :get, :key "5", :value ""}
      {:process 0, :type :invoke, :f :append, :key "5", :value "x 0 0 y"}
      {:process 0, :type :ok, :f :append, :key "5", :value "x 0 0 y"}
      {:process 1, :type :invoke, :f :get, :key "5", :value nil}
      {:process 1, :type :ok, :f :get, :key "5", :value "x 0 0 y"}

      """
    let recorded = try PorcupineLog.parse(log, file: "log")
    #expect(recorded.history.linearizability(of: PorcupineStore()).isAccepted)
    #expect(PorcupineLog.print(recorded) == log)
    // What was appended is another text, and the read finds what it found.
    let other = try PorcupineLog.parse(
      log.replacing(":append, :key \"5\", :value \"x", with: ":append, :key \"5\", :value \"w"),
      file: "log")
    #expect(other.history.linearizability(of: PorcupineStore()).isRejected)
  }

  @Test(
    "a log that is printed and read again is the same", arguments: ["etcd_000.log", "etcd_005.log"])
  func jepsenRoundTrip(_ name: String) throws {
    let recorded = try JepsenLog.parse(fixture(name), file: name)
    #expect(try JepsenLog.parse(JepsenLog.print(recorded), file: name) == recorded)
  }

  @Test("our own text, printed and read again, is the same", arguments: 0..<20)
  func ownRoundTrip(_ seed: UInt64) throws {
    let history = try randomHistory(
      clients: 4, operations: 30, values: 0...3, lies: true, seed: seed)
    let recorded = RecordedHistory(history, clients: (0..<4).map { "client \($0)" })
    let text = HistoryText.print(
      recorded, as: IntRegister.self, header: [Word("register"), Word("0")])
    let read = try HistoryText.parse(text, file: "text", as: IntRegister.self)
    #expect(
      HistoryText.print(read, as: IntRegister.self, header: [Word("register"), Word("0")]) == text)
    #expect(read.history.entries.map(\.operation) == history.entries.map(\.operation))
    #expect(
      read.history.entries.map(\.completed?.moment.position)
        == history.entries.map(\.completed?.moment.position))
  }

  @Test(
    "what can't be read is named with its line",
    arguments: [
      ("model register\na invoke read\na invoke read", 3, "is open"),
      ("a ok 1", 1, "no open operation"),
      ("a invoke jump", 1, "no operation 'jump'"),
      ("a invoke write", 1, "takes 1 argument"),
      ("# nothing\n\na invoke write \"1", 3, "never closed"),
      ("a invoke write one", 1, "can't be an argument"),
      ("a invoke read\na ok", 2, "one value"),
      ("a sings", 1, "none of invoke, ok, fail and info"),
      ("@5 a invoke read\n@4 a ok 0", 2, "not before"),
    ])
  func errors(_ text: String, _ line: Int, _ words: String) throws {
    let error = #expect(throws: FormatError.self) {
      try HistoryText.parse(text, file: "f.txt", as: IntRegister.self)
    }
    #expect(error?.line == line)
    #expect(error?.message.contains(words) == true, "\(String(describing: error))")
    #expect(error.map { "\($0)".hasPrefix("f.txt:\(line): error: ") } == true)
  }

  @Test("errors in the other formats have lines too")
  func otherErrors() throws {
    #expect(throws: FormatError.self) {
      try JepsenLog.parse("INFO  jepsen.util - 3\t:sings\t:read\tnil", file: "f")
    }
    let error = #expect(throws: FormatError.self) {
      try KnossosLog.parse("{:process 0, :type :invoke, :f :read}\n{:process 0, :type", file: "f")
    }
    #expect(error?.line == 2)
  }
}
