/// A row a submission for a gradebook, after RFC 4180. What is not known is left empty.
enum CSVReport {
  static func write(_ report: GradeReport) -> String {
    let exercises = report.submissions.first?.exercises ?? []
    let heading =
      ["submission"] + exercises.map { "\($0.id) (of \($0.possible))" }
      + ["total", "possible", "problem"]
    let rows = report.submissions.map { submission in
      [submission.name]
        + exercises.map { exercise in
          submission.exercises.first { $0.id == exercise.id && $0.verdict != .graderFailed }
            .map { "\($0.earned)" } ?? ""
        }
        + [
          submission.isUnknown ? "" : "\(submission.earned)", "\(submission.possible)",
          submission.isUnknown ? "the grader failed: grade again" : submission.problem ?? "",
        ]
    }
    return ([heading] + rows).map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  /// Quoted where it must be. A field that a spreadsheet would run as a formula gets an apostrophe:
  /// names of submissions are chosen by those who hand them in.
  private static func field(_ text: String) -> String {
    let line = Shown.line(text).unicodeScalars
    let isFormula = line.first.map { "=+-@\t".unicodeScalars.contains($0) } ?? false
    let isQuoted = isFormula || line.contains { "\",".unicodeScalars.contains($0) }
    guard isQuoted else { return String(line) }
    let doubled = line.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    return "\"" + (isFormula ? "'" : "") + doubled + "\""
  }
}
