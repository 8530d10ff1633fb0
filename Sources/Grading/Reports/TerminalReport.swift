/// The report as a person reads it: per exercise a line, then each test, then what to do next.
public struct TerminalReport: Sendable {
  public var colour: Bool

  public init(colour: Bool) { self.colour = colour }

  public func write(_ report: GradeReport) -> String {
    let isOnly = report.submissions.count == 1
    let submissions = report.submissions.map { lines(of: $0, isOnly: isOnly) }
    return (submissions + [["isolation: \(report.isolation)"]])
      .map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func lines(of submission: SubmissionResult, isOnly: Bool) -> [String] {
    var lines = isOnly ? [] : ["\(Shown.line(submission.name))"]
    if let problem = submission.problem { lines.append("✗ \(Shown.line(problem))") }
    for exercise in submission.exercises { lines += self.lines(of: exercise) }
    lines.append(
      "\(submission.isUnknown ? "?" : "\(submission.earned)") of \(submission.possible) points")
    if let next = nextStep(submission) { lines.append("next: \(next)") }
    return lines
  }

  private func lines(of exercise: ExerciseResult) -> [String] {
    let stars = String(repeating: "★", count: exercise.stars)
    let earned = exercise.verdict == .graderFailed ? "?" : "\(exercise.earned)"
    let score = "\(earned)/\(exercise.possible)"
    let heading =
      "\(exercise.verdict.sign) \(exercise.id) \(exercise.title) \(stars)  \(score)  "
      + exercise.verdict.rawValue
    return [painted(heading, exercise.verdict)]
      + exercise.findings.flatMap { lines(of: $0, indent: "    ") }
      + (exercise.findings.isEmpty ? exercise.tests.flatMap { lines(of: $0) } : [])
  }

  private func lines(of result: TestResult) -> [String] {
    let line = "  \(result.verdict.sign) \(result.test.name)"
    let verdict = result.verdict == .passed ? "" : "  \(result.verdict.rawValue)"
    return [painted(line + verdict, result.verdict)]
      + (result.verdict == .passed ? [] : ["    \(result.test.place)"])
      + result.findings.flatMap { lines(of: $0, indent: "    ") }
  }

  private func lines(of finding: Finding, indent: String) -> [String] {
    let place = finding.place.map { "\($0): " } ?? ""
    let details = finding.details.flatMap { Shown.lines($0) }
    return [indent + place + Shown.line(finding.message)] + details.map { indent + "  " + $0 }
  }

  /// The first thing to do that would earn points.
  private func nextStep(_ submission: SubmissionResult) -> String? {
    guard let exercise = submission.exercises.first(where: { $0.verdict != .passed }) else {
      return nil
    }
    let result = exercise.tests.first { $0.verdict != .passed }
    let finding = exercise.findings.first ?? result?.findings.first
    let place = finding?.place ?? result?.test.place
    return "exercise \(exercise.id), \(place.map { "\($0)" } ?? exercise.file)"
  }

  private func painted(_ line: String, _ verdict: Verdict) -> String {
    guard colour else { return line }
    let code = verdict == .passed ? 32 : verdict == .notAttempted ? 33 : 31
    return "\u{1B}[\(code)m\(line)\u{1B}[0m"
  }
}
