/// JUnit XML as continuous integration servers read it: a suite an exercise. It has no `time`
/// attributes, which are optional and would differ from run to run.
enum JUnitReport {
  static func write(_ report: GradeReport) -> String {
    let suites = report.submissions.flatMap { submission in
      submission.exercises.map { suite($0, of: submission, among: report.submissions.count) }
    }
    let all = report.submissions.flatMap(\.exercises).flatMap(\.tests)
    return #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
      + "<testsuites \(counts(all))>\n" + suites.joined() + "</testsuites>\n"
  }

  private static func suite(
    _ exercise: ExerciseResult, of submission: SubmissionResult, among count: Int
  ) -> String {
    let prefix = count == 1 ? "" : submission.name + ": "
    let name = attribute("name", "\(prefix)\(exercise.id) \(exercise.title)")
    let cases = exercise.tests.map { testCase($0, of: exercise) }
    return "  <testsuite \(name) \(counts(exercise.tests))>\n" + cases.joined() + "  </testsuite>\n"
  }

  private static func testCase(_ result: TestResult, of exercise: ExerciseResult) -> String {
    let attributes = [
      attribute("name", result.test.name), attribute("classname", "Exercise \(exercise.id)"),
      attribute("file", result.test.place.file), attribute("line", "\(result.test.place.line)"),
    ].joined(separator: " ")
    guard result.verdict != .passed else { return "    <testcase \(attributes)/>\n" }
    let element = isError(result.verdict) ? "error" : "failure"
    let type = attribute("type", result.verdict.rawValue)
    let findings = result.findings.isEmpty ? exercise.findings : result.findings
    let message = attribute("message", findings.first?.message ?? result.verdict.rawValue)
    return "    <testcase \(attributes)>\n"
      + "      <\(element) \(type) \(message)>\(escaped(Plain.text(findings)))</\(element)>\n"
      + "    </testcase>\n"
  }

  private static func counts(_ tests: [TestResult]) -> String {
    let missed = tests.filter { $0.verdict != .passed }
    let errors = missed.count { isError($0.verdict) }
    return #"tests="\#(tests.count)" failures="\#(missed.count - errors)" errors="\#(errors)""#
  }

  /// JUnit tells a test that failed from one that could not be judged.
  private static func isError(_ verdict: Verdict) -> Bool {
    verdict != .failed && verdict != .notAttempted
  }

  private static func attribute(_ name: String, _ value: String) -> String {
    "\(name)=\"\(escaped(Shown.line(value)))\""
  }

  private static func escaped(_ text: String) -> String {
    // By scalar: a mark that joins with "<" into one character must not carry it through.
    text.unicodeScalars.reduce(into: "") { escaped, scalar in
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
  }
}
