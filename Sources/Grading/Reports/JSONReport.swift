/// The project's own format, documented in `Sources/Grading/REPORTS.md`.
enum JSONReport {
  static func write(_ report: GradeReport) -> String {
    JSON.object([
      .init("format", .string("course-grade")),
      .init("version", .integer(1)),
      .init("isolation", .string(report.isolation)),
      .init("submissions", .array(report.submissions.map(submission))),
    ]).text
  }

  private static func submission(_ result: SubmissionResult) -> JSON {
    .object([
      .init("name", .string(result.name)),
      .init("problem", result.problem.map(JSON.string) ?? .null),
      .init("earned", result.isUnknown ? .null : .points(result.earned)),
      .init("possible", .points(result.possible)),
      .init("exercises", .array(result.exercises.map(exercise))),
    ])
  }

  private static func exercise(_ result: ExerciseResult) -> JSON {
    let tests = zip(result.tests, result.shares).map { test($0, share: $1) }
    return .object([
      .init("id", .string(result.id)),
      .init("title", .string(result.title)),
      .init("stars", .integer(result.stars)),
      .init("file", .string(result.file)),
      .init("verdict", .string(result.verdict.rawValue)),
      .init("earned", result.verdict == .graderFailed ? .null : .points(result.earned)),
      .init("possible", .points(result.possible)),
      .init("findings", .array(result.findings.map(finding))),
      .init("tests", .array(tests)),
    ])
  }

  private static func test(_ result: TestResult, share: Points) -> JSON {
    .object([
      .init("id", .string(result.test.id)),
      .init("name", .string(result.test.name)),
      .init("place", place(result.test.place)),
      .init("verdict", .string(result.verdict.rawValue)),
      .init("earned", earned(result, of: share)),
      .init("possible", .points(share)),
      .init("findings", .array(result.findings.map(finding))),
    ])
  }

  private static func earned(_ result: TestResult, of share: Points) -> JSON {
    switch result.verdict {
    case .graderFailed: .null
    case .passed: .points(share)
    default: .points(.zero)
    }
  }

  private static func finding(_ finding: Finding) -> JSON {
    .object([
      .init("place", finding.place.map(place) ?? .null),
      .init("message", .string(finding.message)),
      .init("details", .array(finding.details.map(JSON.string))),
    ])
  }

  private static func place(_ place: Place) -> JSON {
    .object([.init("file", .string(place.file)), .init("line", .integer(place.line))])
  }
}
