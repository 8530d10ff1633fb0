/// The report as a person reads it: a line an exercise, the first test that fails in full, and at the
/// end the points and what to do next. What there is more of is a number, so that nothing scrolls away.
public struct TerminalReport: Sendable {
  public var colour: Bool
  /// How wide the terminal is.
  public var columns: Int
  /// Whether every test is shown.
  public var isFull: Bool

  public init(colour: Bool, columns: Int = 80, isFull: Bool = false) {
    self.colour = colour
    self.columns = columns
    self.isFull = isFull
  }

  public func write(_ report: GradeReport) -> String {
    let isOnly = report.submissions.count == 1
    let submissions = report.submissions.map { submission in
      (isOnly ? [] : [Shown.line(submission.name)]) + lines(of: submission, isOnly: isOnly)
    }
    let isolation = "isolation: \(report.isolation)"
    // Whose work is graded here knows what it does.
    let parts =
      isOnly
      ? [(isFull ? [isolation] : []) + (submissions.first ?? [])] : submissions + [[isolation]]
    return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func lines(of submission: SubmissionResult, isOnly: Bool) -> [String] {
    var lines: [String] = []
    if let problem = submission.problem { lines.append("✗ \(Shown.line(problem))") }
    let table = ExerciseLines(submission.exercises, columns: columns)
    for exercise in submission.exercises {
      lines.append(painted(table.line(of: exercise), exercise.verdict))
      if isFull {
        lines += exercise.tests.flatMap { self.lines(of: $0) }
        lines += exercise.findings.flatMap { self.lines(of: $0) }
      } else if !isOnly {
        lines += exercise.findings.prefix(1).flatMap { self.lines(of: $0) }
      }
    }
    if isOnly && !isFull { lines += firstFailure(in: submission) }
    if let next = nextStep(submission) { lines.append("next: \(next)") }
    let earned = submission.isUnknown ? "?" : "\(submission.earned)"
    return lines + ["\(earned) of \(submission.possible) points"]
  }

  /// The first thing that keeps an exercise from its points, in full; how many more there are.
  private func firstFailure(in submission: SubmissionResult) -> [String] {
    guard let exercise = submission.exercises.first(where: { $0.verdict != .passed }) else {
      return []
    }
    let heading = "\n\(exercise.id) \(exercise.title)"
    guard exercise.findings.isEmpty else {
      return [heading] + exercise.findings.flatMap { lines(of: $0) } + [""]
    }
    let failing = exercise.tests.filter { $0.verdict != .passed }
    let more = failing.count - 1
    return [heading] + failing.prefix(1).flatMap { lines(of: $0) }
      + (more > 0 ? ["  and \(more) more of its tests"] : []) + [""]
  }

  private func lines(of result: TestResult) -> [String] {
    let verdict = result.verdict == .passed ? "" : "  \(result.verdict.rawValue)"
    let line = "  \(result.verdict.sign) \(result.test.name)\(verdict)"
    return [painted(line, result.verdict)]
      + (result.verdict == .passed ? [] : ["    \(result.test.place)"])
      + result.findings.flatMap { lines(of: $0) }
  }

  private func lines(of finding: Finding) -> [String] {
    let place = finding.place.map { "\($0): " } ?? ""
    let details = finding.details.flatMap { Shown.lines($0) }
    return ["    \(place)\(Shown.line(finding.message))"] + details.map { "      \($0)" }
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

/// Exercises as lines of a table: sign, number, title and stars, points, and how its tests went.
struct ExerciseLines {
  private let width: Int

  init(_ exercises: [ExerciseResult], columns: Int) {
    let longest = exercises.map { Self.heading($0).count }.max() ?? 0
    width = min(longest, max(20, columns - 38))
  }

  func line(of exercise: ExerciseResult) -> String {
    let heading = Self.heading(exercise)
    let earned = exercise.verdict == .graderFailed ? "?" : "\(exercise.earned)"
    let score = "\(earned)/\(exercise.possible)"
    return "\(exercise.verdict.sign) \(Self.fitted(heading, width))  "
      + String(repeating: " ", count: max(0, 8 - score.count)) + score
      + "  \(Self.outcome(exercise))"
  }

  private static func heading(_ exercise: ExerciseResult) -> String {
    let stars = String(repeating: "★", count: exercise.stars)
    return "\(exercise.id) \(stars) \(exercise.title)"
  }

  /// `3 tests`, or the verdict and how many pass.
  private static func outcome(_ exercise: ExerciseResult) -> String {
    let count = exercise.tests.count
    let passed = exercise.tests.count { $0.verdict == .passed }
    let tests = "\(count) test\(count == 1 ? "" : "s")"
    guard exercise.verdict != .passed else { return tests }
    return exercise.verdict.rawValue + (passed > 0 ? ", \(passed) of \(tests) pass" : "")
  }

  private static func fitted(_ text: String, _ width: Int) -> String {
    text.count > width
      ? String(text.prefix(width - 1)) + "…"
      : text + String(repeating: " ", count: width - text.count)
  }
}
