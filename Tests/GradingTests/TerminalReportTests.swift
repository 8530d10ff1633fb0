import Testing

@testable import Grading

/// What stands on a student's screen.
@Suite("The report on a terminal") struct TerminalReportTests {
  /// Six exercises of eight tests each, as they are before anybody has touched them.
  private static let untouched = GradeReport(
    isolation: "a sandbox",
    submissions: [
      SubmissionResult(name: "Exercises", exercises: (1...6).map(untouched))
    ])

  private static func untouched(_ number: Int) -> ExerciseResult {
    let exercise = Exercise(
      chapter: 1, number: number, title: "An exercise whose title is as long as a title may get",
      stars: 4, stub: SourceFile(path: "Exercises/Chapter1/File\(number).swift", text: ""),
      tests: SourceFile(path: "Tests/Exercise1Tests/File\(number).swift", text: ""))
    let tests = (1...8).map { test in
      TestResult(
        test: TestCase(
          id: "Suite/test\(test)()", name: "test \(number).\(test)",
          place: Place(file: "Chapters/01-introduction.md", line: 100 * number + test)),
        verdict: .notAttempted,
        findings: [
          Finding(
            place: Place(file: "Exercises/Chapter1/File\(number).swift", line: 9),
            message: "value(of:) is not attempted yet: fill it in here")
        ])
    }
    return ExerciseResult(exercise, tests: tests)
  }

  @Test(
    "forty-eight open tests take a line an exercise, one test in full, and a number for the rest")
  func folded() {
    let lines = TerminalReport(colour: false).write(Self.untouched).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 16)
    #expect(lines[1].hasSuffix("  0/40  not attempted"))
    #expect(
      lines[6...].joined(separator: "\n") == """

        1.1 An exercise whose title is as long as a title may get
          · test 1.1  not attempted
            Chapters/01-introduction.md:101
            Exercises/Chapter1/File1.swift:9: value(of:) is not attempted yet: fill it in here
          and 7 more of its tests

        next: exercise 1.1, Exercises/Chapter1/File1.swift:9
        0 of 240 points

        """)
  }

  @Test("the table fits the terminal", arguments: [60, 80, 120]) func width(_ columns: Int) {
    let report = TerminalReport(colour: false, columns: columns).write(Self.untouched)
    let table = report.split(separator: "\n").prefix(6)
    #expect(table.allSatisfy { $0.hasPrefix("· 1.") && $0.count <= columns })
  }

  @Test("every test is shown where that is asked for") func full() {
    let report = TerminalReport(colour: false, isFull: true).write(Self.untouched)
    #expect(report.split(separator: "\n").count { $0.hasPrefix("  · test ") } == 48)
  }
}
