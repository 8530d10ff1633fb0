import Grading

/// A report with something of everything, hostile names included.
enum SampleReport {
  static let one = GradeReport(
    isolation: "a sandbox", submissions: [submission("ada <&> \"Lovelace\"\n\u{1B}[31m")])

  static let many = GradeReport(
    isolation: "a sandbox",
    submissions: [
      submission("ada"),
      SubmissionResult(
        name: "=cmd|' /C calc'!A0", problem: "the archive can't be read: it is cut short",
        exercises: [unreadable]),
    ])

  static let failed = GradeReport(
    isolation: "a sandbox",
    submissions: [SubmissionResult(name: "ada", exercises: [unknown, refused, done])])

  private static let unknown = ExerciseResult(
    exercise(1, "Ballots", stars: 1),
    tests: [TestResult(test: test(1, "ballots are ordered"), verdict: .graderFailed)],
    findings: [Finding(message: "the grader can't write what it needs")])

  private static func submission(_ name: String) -> SubmissionResult {
    SubmissionResult(name: name, exercises: [partly, refused, done])
  }

  private static func exercise(_ number: Int, _ title: String, stars: Int) -> Exercise {
    Exercise(
      chapter: 7, number: number, title: title, stars: stars,
      stub: SourceFile(path: "Exercises/Chapter7/File\(number).swift", text: ""),
      tests: SourceFile(path: "Tests/Exercise7Tests/File\(number).swift", text: ""))
  }

  private static func test(_ number: Int, _ name: String) -> TestCase {
    TestCase(
      id: "Suite/test\(number)()", name: name,
      place: Place(file: "Chapters/07-paxos.md", line: 100 + number))
  }

  private static let partly = ExerciseResult(
    exercise(1, "Ballots", stars: 1),
    tests: [
      TestResult(test: test(1, "ballots are ordered"), verdict: .passed),
      TestResult(
        test: test(2, "a < b && b < c"), verdict: .failed,
        findings: [
          Finding(
            place: Place(file: "Chapters/07-paxos.md", line: 120),
            message: "Expectation failed: (a → 1) < (b → 0)",
            details: ["seed 42\nA ─ping→ B ✗\n\u{202E}]]>", "<script>\u{0}</script>"])
        ]),
      TestResult(
        test: test(3, "never a ballot twice"), verdict: .notAttempted,
        findings: [
          Finding(
            place: Place(file: "Exercises/Chapter7/File1.swift", line: 9),
            message: "Ballot.next is not attempted yet: fill it in here")
        ]),
    ])

  private static let refused = ExerciseResult(
    exercise(2, "The proposer", stars: 3),
    tests: [
      TestResult(test: test(4, "a majority, chosen once"), verdict: .refused),
      TestResult(test: test(5, "\"quoted\""), verdict: .refused),
    ],
    findings: [
      Finding(
        place: Place(file: "Exercises/Chapter7/File2.swift", line: 3),
        message: "`import Glibc`: only what the stub imports may be imported")
    ])

  private static let done = ExerciseResult(
    exercise(3, "The learner", stars: 2),
    tests: [TestResult(test: test(6, "learns"), verdict: .passed)])

  private static let unreadable = ExerciseResult(
    exercise(1, "Ballots", stars: 1),
    tests: [TestResult(test: test(1, "ballots are ordered"), verdict: .missing)],
    findings: [Finding(message: "the archive can't be read: it is cut short")])
}
