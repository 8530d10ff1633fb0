#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The result that GitHub Classroom's reporter takes from a grading step: JSON in Base64, on one
/// line, to be set as the step's output `result`.
enum ClassroomReport {
  static func write(_ submission: SubmissionResult) -> String {
    Data(json(submission).text.utf8).base64EncodedString() + "\n"
  }

  static func json(_ submission: SubmissionResult) -> JSON {
    let tests = submission.exercises.flatMap { exercise in
      zip(exercise.tests, exercise.shares).map { test($0, share: $1, of: exercise) }
    }
    let isPassed = submission.exercises.allSatisfy { $0.verdict == .passed }
    return .object([
      .init("version", .integer(1)),
      .init("status", .string(isPassed ? "pass" : "fail")),
      .init("max_score", .points(submission.possible)),
      .init("tests", .array(tests)),
    ])
  }

  private static func test(
    _ result: TestResult, share: Points, of exercise: ExerciseResult
  ) -> JSON {
    let isPassed = result.verdict == .passed
    let isError = result.verdict != .failed && result.verdict != .notAttempted
    let findings = result.findings.isEmpty ? exercise.findings : result.findings
    return .object([
      .init("name", .string("\(exercise.id) \(result.test.name)")),
      .init("status", .string(isPassed ? "pass" : isError ? "error" : "fail")),
      .init("score", .points(isPassed ? share : .zero)),
      .init("max_score", .points(share)),
      .init("message", isPassed ? .null : .string(Plain.text(findings))),
      .init("test_code", .string(result.test.id)),
      .init("filename", .string(result.test.place.file)),
      .init("line_no", .integer(result.test.place.line)),
    ])
  }
}
