/// Exercism's test runner interface, version 3: each test knows the task it belongs to.
enum ExercismReport {
  /// The interface's own limits, in characters.
  private static let longestMessage = 65535
  private static let longestOutput = 500

  static func write(_ submission: SubmissionResult) -> String {
    let results = submission.exercises.enumerated().flatMap { index, exercise in
      exercise.tests.map { test($0, of: exercise, task: index + 1) }
    }
    let broken = submission.exercises.filter { !$0.findings.isEmpty }
    let isError =
      submission.isUnknown || !broken.isEmpty && broken.count == submission.exercises.count
    var members: [JSON.Member] = [.init("version", .integer(3))]
    if isError || submission.problem != nil {
      let message = submission.problem ?? Plain.text(broken.flatMap(\.findings))
      members += [
        .init("status", .string("error")), .init("message", .string(cut(message, longestMessage))),
      ]
    } else {
      let isPassed = submission.exercises.allSatisfy { $0.verdict == .passed }
      members += [.init("status", .string(isPassed ? "pass" : "fail")), .init("message", .null)]
    }
    return JSON.object(members + [.init("tests", .array(results))]).text
  }

  private static func test(_ result: TestResult, of exercise: ExerciseResult, task: Int) -> JSON {
    let isPassed = result.verdict == .passed
    let findings = result.findings.isEmpty ? exercise.findings : result.findings
    let message = isPassed ? JSON.null : .string(cut(Plain.text(findings), longestMessage))
    let output = "\(result.test.place): \(result.verdict.rawValue)"
    return .object([
      .init("name", .string(result.test.name)),
      .init("status", .string(status(result.verdict))),
      .init("task_id", .integer(task)),
      .init("message", message),
      .init("output", .string(cut(output, longestOutput))),
      .init("test_code", .string("\(result.test.id), \(result.test.place)")),
    ])
  }

  private static func status(_ verdict: Verdict) -> String {
    switch verdict {
    case .passed: "pass"
    case .failed, .notAttempted: "fail"
    default: "error"
    }
  }

  private static func cut(_ text: String, _ count: Int) -> String {
    text.count <= count ? text : text.prefix(count - 1) + "…"
  }
}
