/// Gradescope's `results.json`.
enum GradescopeReport {
  static func write(_ submission: SubmissionResult) -> String {
    let tests = submission.exercises.flatMap { exercise in
      zip(exercise.tests, exercise.shares).enumerated().map { index, pair in
        test(pair.0, share: pair.1, number: "\(exercise.id).\(index + 1)", of: exercise)
      }
    }
    return JSON.object([
      .init("score", .points(submission.earned)),
      .init("output", .string(summary(submission))),
      .init("output_format", .string("text")),
      .init("visibility", .string("visible")),
      .init("stdout_visibility", .string("hidden")),
      .init("tests", .array(tests)),
    ]).text
  }

  private static func summary(_ submission: SubmissionResult) -> String {
    let lines = submission.exercises.map {
      "\($0.id) \($0.title): \($0.earned) of \($0.possible), \($0.verdict.rawValue)"
    }
    return ((submission.problem.map { [Shown.line($0)] } ?? []) + lines).joined(separator: "\n")
  }

  private static func test(
    _ result: TestResult, share: Points, number: String, of exercise: ExerciseResult
  ) -> JSON {
    let isPassed = result.verdict == .passed
    let findings = result.findings.isEmpty ? exercise.findings : result.findings
    let output = isPassed ? "" : "\(result.verdict.rawValue)\n" + Plain.text(findings)
    return .object([
      .init("score", .points(isPassed ? share : .zero)),
      .init("max_score", .points(share)),
      .init("status", .string(isPassed ? "passed" : "failed")),
      .init("name", .string("\(exercise.id) \(result.test.name)")),
      .init("name_format", .string("text")),
      .init("number", .string(number)),
      .init("output", .string(output)),
      .init("output_format", .string("text")),
      .init("visibility", .string("visible")),
    ])
  }
}
