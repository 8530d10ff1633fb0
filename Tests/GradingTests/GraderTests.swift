import Foundation
import Synchronization
import Testing

@testable import Grading

@Suite("The grader") struct GraderTests {
  private func submissions(_ ready: FixtureCourse.Ready) throws -> [Submission] {
    let (ponger, sum) = (ready.ponger.exercise, ready.sum.exercise)
    return [
      Submission(name: "unfinished", files: [ponger.stub.path: .text(ponger.stub.text)]),
      Submission(
        name: "done",
        files: [
          ponger.stub.path: .text(try #require(ponger.solution)),
          sum.stub.path: .text(try #require(sum.solution)),
        ]),
      Submission(
        name: "broken", files: [sum.stub.path: .text("public func sum(upTo last: Int) -> Int {")]),
      Submission(name: "binary", files: [sum.stub.path: .unreadable("the file is not UTF-8")]),
      Submission(name: "bomb", problem: "the archive can't be read"),
    ]
  }

  @Test("grading twice gives the same bytes in every format, whatever the number of jobs")
  func twice() throws {
    let ready = try FixtureCourse.ready.get()
    let submissions = try submissions(ready)
    let exercises = [ready.ponger, ready.sum]
    let once = ready.grader.grade(submissions, on: exercises, jobs: 1, isFresh: true)
    let again = ready.grader.grade(submissions.reversed(), on: exercises, jobs: 3, isFresh: true)
    for format in [ReportFormat.json, .terminal, .junit, .csv] {
      #expect(try format.write(once) == format.write(again))
    }
    #expect(once.submissions.map(\.name) == ["binary", "bomb", "broken", "done", "unfinished"])
    #expect(once.submissions.map(\.earned.description) == ["0", "0", "0", "30", "0"])
    #expect(try !ReportFormat.json.write(once).contains(FixtureCourse.work.path))
  }

  @Test("a compile error costs its exercise alone and is named by its line")
  func compileError() throws {
    let ready = try FixtureCourse.ready.get()
    let report = ready.grader.grade(
      [
        Submission(
          name: "half",
          files: [
            ready.ponger.exercise.stub.path: .text(try #require(ready.ponger.exercise.solution)),
            ready.sum.exercise.stub.path: .text(
              "public func sum(upTo last: Int) -> Int {\n  last + \"1\"\n}\n"),
          ])
      ], on: [ready.ponger, ready.sum])
    let (ponger, sum) = (report.submissions[0].exercises[0], report.submissions[0].exercises[1])
    #expect(ponger.verdict == .passed)
    #expect(sum.verdict == .didNotCompile)
    #expect(sum.findings.first?.place == Place(file: "Exercises/Chapter1/Sum.swift", line: 2))
  }

  @Test("a failing expectation is named by its line in the chapter, with what was compared")
  func expectation() throws {
    let ready = try FixtureCourse.ready.get()
    let result = ready.grader.judge(
      "public func sum(upTo last: Int) -> Int { last == 0 ? 0 : 10 }", on: ready.sum)
    #expect(result.tests.map(\.verdict) == [.passed, .passed, .failed])
    #expect(result.earned == Points(hundredths: 667))
    #expect(result.tests.map(\.test.place.line) == [201, 202, 203])
    let finding = try #require(result.tests[2].findings.first)
    #expect(finding.place == Place(file: "Chapters/01-miniature.md", line: 204))
    #expect(finding.message.contains("(sum(upTo: 100) → 10) == 5050"))
  }

  @Test("a crash of one test leaves the others their points")
  func crash() throws {
    let ready = try FixtureCourse.ready.get()
    let result = ready.grader.judge(
      "public func sum(upTo last: Int) -> Int { last == 4 ? [0][last] : last * (last + 1) / 2 }",
      on: ready.sum)
    #expect(result.tests.map(\.verdict) == [.crashed, .passed, .passed])
  }

  @Test("what was graded before is not run again, and what changed is")
  func resume() throws {
    let ready = try FixtureCourse.ready.get()
    let name = "answer\(UInt64.random(in: 0 ... .max))"  // never graded before
    func source(_ value: Int) -> String {
      "private let \(name) = \(value)\npublic func sum(upTo last: Int) -> Int { \(name) }"
    }
    let results = FixtureCourse.work.appendingPathComponent("strongest/results")
    // What is remembered gets a title of its own, which no run would find.
    func judge(_ value: Int, isFresh: Bool = false) -> String {
      let result = ready.grader.judge(source(value), on: ready.sum, isFresh: isFresh)
      #expect(result.tests[0].verdict == (value == 10 ? .passed : .failed))
      return result.title
    }
    let title = ready.sum.exercise.title
    #expect(judge(10) == title)
    for file in try FileManager.default.contentsOfDirectory(
      at: results, includingPropertiesForKeys: nil)
    {
      let text = try String(contentsOf: file, encoding: .utf8)
      guard text.contains(name) else { continue }
      let other = text.replacingOccurrences(of: "\"\(title)\"", with: "\"remembered\"")
      try Data(other.utf8).write(to: file, options: .atomic)
    }
    #expect(judge(10) == "remembered")
    #expect(judge(11) == title)
    #expect(judge(10, isFresh: true) == title)
  }

  @Test("a stored result of another text, or one cut short, is not taken")
  func store() throws {
    let ready = try FixtureCourse.ready.get()
    let folder = try Folder(FixtureCourse.work.appendingPathComponent("store").path)
    defer { folder.remove() }
    let store = ResultStore(folder: folder)
    let result = ready.sum.result(.failed, [])
    try store.store(result, for: "one")
    #expect(store.result(for: "one") == result)
    #expect(store.result(for: "other") == nil)
    try folder.write("{\"key\": \"one\"", to: try #require(folder.files().first))
    #expect(store.result(for: "one") == nil)
  }

  @Test("progress is told for every piece, up to the last")
  func progress() throws {
    let ready = try FixtureCourse.ready.get()
    let told = Mutex<[Int]>([])
    _ = ready.grader.grade(
      try submissions(ready), on: [ready.ponger, ready.sum], jobs: 2
    ) { done, total in
      #expect(total == 10)
      told.withLock { $0.append(done) }
    }
    #expect(told.withLock { $0.sorted() } == Array(1...10))
  }

  @Test("tests that count on more than the stub's interface are refused")
  func inside() throws {
    let ready = try FixtureCourse.ready.get()
    var exercise = ready.sum.exercise
    exercise.stub.text = "@inlinable public func sum(upTo last: Int) -> Int { 0 }"
    #expect(throws: GradingError.self) { try ready.grader.prepare([exercise]) }
  }

  @Test("a course that doesn't build is the course's fault, and says so")
  func libraries() throws {
    let ready = try FixtureCourse.ready.get()
    let empty = try Folder(FixtureCourse.work.appendingPathComponent("empty").path)
    let grader = try Grader(
      package: empty.path, work: empty.path("work"), isolation: ready.grader.isolation)
    #expect(throws: GradingError.self) { try grader.prepare([ready.sum.exercise]) }
  }
}
