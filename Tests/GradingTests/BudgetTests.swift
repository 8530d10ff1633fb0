import Foundation
import Testing

@testable import Grading

@Suite("Budgets") struct BudgetTests {
  private func answer(_ top: String, _ body: String) -> String {
    "\(top)\npublic func sum(upTo last: Int) -> Int { \(body) }"
  }

  @Test("a global that needs itself is told from a long computation, and asked twice at most")
  func stuck() throws {
    let ready = try FixtureCourse.ready.get()
    let attempts = ready.grader.attempts.folder
    let sum = try PreparedExercise(
      ready.sum.exercise, compiler: ready.sum.compiler, limits: .test,
      in: Folder(FixtureCourse.work.appendingPathComponent("strongest").path), attempts: attempts)
    let result = sum.judge(
      answer("let a: Int = b + 1\nlet b: Int = a + 1", "a"), in: try attempts.unique(),
      policy: .all, ignoringGaps: false)
    #expect(result.tests.map(\.verdict) == [.timedOut, .timedOut, .timedOut])
    #expect(
      result.tests.flatMap(\.findings).map(\.message) == [
        "it waits for something that never comes", "it waits for something that never comes",
        "not run: two tests before it got stuck",
      ])
  }

  @Test("after two tests that time out the others have a quarter, after two more nothing")
  func patience() {
    var patience = Patience(.test)
    var asked: [Int] = []
    for _ in 0..<6 {
      guard let limits = patience.limits else { break }
      asked.append(limits.processorSeconds)
      patience.note(.timedOut, isStuck: false)
    }
    #expect(asked == [20, 20, 5, 5])
  }

  @Test("tests that end use up no patience, however many they are")
  func ended() {
    var patience = Patience(.test)
    for verdict in [Verdict.passed, .failed, .crashed, .outOfMemory, .exitedEarly] {
      for _ in 0..<20 { patience.note(verdict, isStuck: false) }
    }
    #expect(patience.limits == .test)
  }

  @Test("a test that passes after one that hangs has its point")
  func mixed() throws {
    let ready = try FixtureCourse.ready.get()
    let result = ready.grader.judge(
      answer("", "while last == 4 {}; return last * (last + 1) / 2"), on: ready.sum, isFresh: true)
    #expect(result.tests.map(\.verdict) == [.timedOut, .passed, .passed])
  }

  @Test("a source that crashes the compiler is told so in the same words each time")
  func crash() throws {
    let ready = try FixtureCourse.ready.get()
    let source = answer(
      "final class C { var c: C { self } }",
      "_ = C()" + String(repeating: ".c", count: 9000)
        + "; return 1")
    let results = (0..<2).map { _ in ready.grader.judge(source, on: ready.sum, isFresh: true) }
    #expect(results[0] == results[1])
    #expect(results[0].verdict == .didNotCompile)
    #expect(results[0].findings.map(\.message) == [Compiler.crash])
  }

  @Test("megabytes of words become a report that a person can read")
  func words() throws {
    let ready = try FixtureCourse.ready.get()
    let source = answer("", #"fatalError(String(repeating: "no\n", count: 1_000_000))"#)
    let result = ready.grader.judge(source, on: ready.sum, isFresh: true)
    #expect(result.tests.map(\.verdict) == [.crashed, .crashed, .crashed])
    let long = answer("", #"fatalError(String(repeating: "no ", count: 1_000_000))"#)
    let crashed = ready.grader.judge(long, on: ready.sum, isFresh: true)
    for report in [result, crashed] {
      let text = try ReportFormat.json.write(
        GradeReport(isolation: "", submissions: [SubmissionResult(name: "a", exercises: [report])]))
      #expect(text.utf8.count < 200_000)
    }
  }

  @Test(
    "a crash that speaks of memory is a crash",
    arguments: [
      #"fatalError("failed to allocate")"#,
      #"fatalError("\nFatal error: failed to allocate 8 bytes of memory")"#,
      #"preconditionFailure("bad_alloc")"#,
    ])
  func memory(body: String) throws {
    let ready = try FixtureCourse.ready.get()
    let result = ready.grader.judge(answer("", body), on: ready.once, isFresh: true)
    #expect(result.tests.map(\.verdict) == [.crashed])
  }

  @Test("far more in public than the stub has is refused, and soon")
  func interface() throws {
    let ready = try FixtureCourse.ready.get()
    let members = (0..<400).map { "func f\($0)() -> Int" }.joined(separator: "\n")
    let defaults = (0..<400).map { "public func f\($0)() -> Int { 1 }" }.joined(separator: "\n")
    let types = (0..<300).map { "public struct S\($0): P { }" }.joined(separator: "\n")
    let source = answer(
      "public protocol P {\n\(members)\n}\nextension P {\n\(defaults)\n}\n\(types)", "1")
    let result = ready.grader.judge(source, on: ready.sum, isFresh: true)
    #expect(result.verdict == .refused)
    #expect(result.findings.count <= 20)
  }
}
