/// A page for a student: what each test asked, and what it found.
enum MarkdownReport {
  static func write(_ submission: SubmissionResult) -> String {
    let total =
      submission.isUnknown
      ? "The grader failed on some of it; it will be graded again."
      : "\(submission.earned) of \(submission.possible) points."
    let parts =
      ["# \(plain(submission.name))", total] + (submission.problem.map { [block([$0])] } ?? [])
      + submission.exercises.flatMap(section)
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func section(_ exercise: ExerciseResult) -> [String] {
    let stars = String(repeating: "★", count: exercise.stars)
    let score =
      exercise.verdict == .graderFailed
      ? "not graded yet" : "\(exercise.earned) of \(exercise.possible) points"
    let heading = "## Exercise \(exercise.id) \(plain(exercise.title)) \(stars)"
    guard exercise.findings.isEmpty else {
      let text = "\(score), \(exercise.verdict.rawValue): none of its tests was run."
      return [heading, text, block([Plain.text(exercise.findings)])]
    }
    return [heading, "\(score)."] + exercise.tests.map(item)
  }

  private static func item(_ result: TestResult) -> String {
    let name = "- \(result.verdict.sign) \(plain(result.test.name))"
    guard result.verdict != .passed else { return name }
    let place = "  \(result.verdict.rawValue), `\(result.test.place)`"
    guard !result.findings.isEmpty else { return name + "  \n" + place }
    return name + "  \n" + place + "\n\n" + block([Plain.text(result.findings)], indent: "  ")
  }

  /// Text in a fence that nothing in the text can close.
  private static func block(_ texts: [String], indent: String = "") -> String {
    let lines = texts.flatMap(Shown.lines)
    let runs = lines.flatMap { $0.split { $0 != "`" } }.map(\.count)
    let fence = String(repeating: "`", count: max(2, runs.max() ?? 0) + 1)
    return ([fence + "text"] + lines + [fence]).map { indent + $0 }.joined(separator: "\n")
  }

  /// Text that is nothing but text: every sign that Markdown might read is escaped.
  private static func plain(_ text: String) -> String {
    Shown.line(text).map { sign in
      "\\`*_[]<>#!|&~".contains(sign) ? "\\\(sign)" : "\(sign)"
    }.joined()
  }
}
