import Histories
import Testing

@testable import course

@Suite("What is said of a history's file") struct FileVerdictTests {
  private func verdict(
    _ text: String, _ model: HistoryModel, format: HistoryFormat = .auto, initial: String? = nil
  ) throws -> FileVerdict {
    let demand = try #require(HistoryDemand(nil, of: model))
    let file = HistoryFile(text: text, name: "run.log", format: format)
    do throws(FormatError) {
      let judgement = try file.judgement(
        of: model, demand, initial: initial, limit: .states(1_000))
      return FileVerdict(file: "run.log", model: model, demand: demand, .success(judgement))
    } catch {
      return FileVerdict(file: "run.log", model: model, demand: demand, .failure(error))
    }
  }

  private let log = """
    INFO  jepsen.util - :nemesis\t:info\t:start\tnil
    INFO  jepsen.util - 0\t:invoke\t:read\tnil
    INFO  jepsen.util - 0\t:ok\t:read\t7

    """

  @Test("an empty file, a wrong format, and a file of other things are refused with exit code 2")
  func refused() throws {
    let texts: [(String, HistoryFormat)] = [
      ("", .auto), ("", .jepsen), ("", .knossos), (log, .text), (log, .knossos), ("hello\n", .auto),
      ("{:type :info, :process :nemesis, :f :kill}", .auto), ("[]", .auto),
    ]
    for (text, format) in texts {
      let verdict = try verdict(text, .register, format: format)
      #expect(verdict.status == .usage, "\(format): \(text)")
      #expect(verdict.line.hasPrefix("refused: line 1: "), "\(verdict.line)")
    }
  }

  @Test("a line has the verdict and how much was passed over, with either line end")
  func lines() throws {
    for text in [log, log.replacing("\n", with: "\r\n")] {
      let verdict = try verdict(text, .casRegister)
      #expect(verdict.status == .fallsShort)
      #expect(verdict.line.hasPrefix("not linearizable: 1 operations"), "\(verdict.line)")
      #expect(verdict.line.hasSuffix("(1 lines passed over)"), "\(verdict.line)")
    }
  }

  @Test("JSON tells scripts the verdict, the size, and what was passed over, always in one order")
  func json() throws {
    let good = try verdict("a invoke read\na ok nil\n", .register).json
    #expect(
      good == #"{"consistency":"linearizable","file":"run.log","model":"register","#
        + #""passedOver":[],"reason":"linearizable: 1 operations, 0 of them pending","#
        + #""size":1,"verdict":"accepted"}"#)
    let bad = try verdict(log, .casRegister).json
    #expect(bad.contains(#""passedOver":[{"lines":[1],"what":"events of :nemesis"}]"#), "\(bad)")
    #expect(bad.contains(#""verdict":"rejected""#))
    let refused = try verdict("a ok 1", .register).json
    #expect(refused.contains(#""line":1"#) && refused.contains(#""verdict":"refused""#))
    #expect(!refused.contains("\n"))
  }

  @Test("registers of transactions are judged, and their lists are not taken for them")
  func registers() throws {
    let skew = """
      {:type :ok, :f :txn, :value [[:r :x nil] [:w :y 1]], :process 0}
      {:type :ok, :f :txn, :value [[:r :y nil] [:w :x 1]], :process 1}
      """
    let verdict = try verdict(skew, .rwRegister)
    #expect(verdict.status == .fallsShort)
    #expect(verdict.line.hasPrefix("serializability: no, 2 transactions"), "\(verdict.line)")
    #expect(try self.verdict(skew, .listAppend).status == .usage)
  }

  @Test("a counter begins where it is told to, if it can")
  func counters() throws {
    let text = "a invoke read\na ok 5\n"
    #expect(try verdict(text, .counter, initial: "5").status == .fine)
    #expect(try verdict(text, .counter).status == .fallsShort)
    #expect(try verdict(text, .counter, initial: "many").status == .usage)
  }

  @Test("several files get a line each, and the exit code is the highest of theirs")
  func several() throws {
    let course = try TemporaryCourse(["good.txt": "a invoke read\na ok nil\n", "bad.log": log])
    let mixed = try course.run("check-history", "good.txt", "bad.log", "--model", "cas-register")
    #expect(mixed.status == 1)
    #expect(mixed.output.split(separator: "\n").count == 2)
    #expect(mixed.output.hasPrefix("good.txt: linearizable: 1 operations"), "\(mixed.output)")
    #expect(mixed.output.contains("\nbad.log: not linearizable: 1 operations"))
    let missing = try course.run(
      "check-history", "good.txt", "missing.txt", "--model", "register", "--json")
    #expect(missing.status == 2)
    #expect(missing.output.split(separator: "\n").count == 2)
    #expect(missing.output.contains(#""verdict":"refused""#))
  }
}
