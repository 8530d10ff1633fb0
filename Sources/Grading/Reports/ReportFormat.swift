/// The ways to write a report down.
public enum ReportFormat: String, CaseIterable, Sendable {
  case terminal
  case json
  case junit
  case gradescope
  case exercism
  case classroom
  case csv
  case markdown

  /// Whether the format has room for one submission alone.
  public var isForOneSubmission: Bool {
    switch self {
    case .gradescope, .exercism, .classroom, .markdown: true
    case .terminal, .json, .junit, .csv: false
    }
  }

  /// Whether a folder of submissions gets a file for each student.
  public var isPerStudent: Bool { isForOneSubmission || self == .junit }

  /// The usual ending of its files.
  public var ending: String {
    switch self {
    case .json, .gradescope, .exercism: "json"
    case .junit: "xml"
    case .csv: "csv"
    case .markdown: "md"
    case .terminal, .classroom: "txt"
    }
  }

  /// The report in this format.
  ///
  /// - Throws: if the format holds one submission and the report has another number of them, or if
  ///   it would give a score that is not known.
  public func write(_ report: GradeReport) throws(ReportError) -> String {
    switch self {
    case .terminal: return TerminalReport(colour: false).write(report)
    case .json: return JSONReport.write(report)
    case .junit: return JUnitReport.write(report)
    case .csv: return CSVReport.write(report)
    case .exercism: return ExercismReport.write(try only(report))
    case .markdown: return MarkdownReport.write(try only(report))
    case .gradescope: return GradescopeReport.write(try known(report))
    case .classroom: return ClassroomReport.write(try known(report))
    }
  }

  private func known(_ report: GradeReport) throws(ReportError) -> SubmissionResult {
    let submission = try only(report)
    guard !submission.isUnknown else { throw .unknown(self, submission.name) }
    return submission
  }

  private func only(_ report: GradeReport) throws(ReportError) -> SubmissionResult {
    guard let first = report.submissions.first, report.submissions.count == 1 else {
      throw .count(self, report.submissions.count)
    }
    return first
  }
}

/// A report that its format has no room for.
public enum ReportError: Error, Hashable, CustomStringConvertible {
  case count(ReportFormat, Int)
  /// The grader failed, and the format has no way to say so but by a score.
  case unknown(ReportFormat, String)

  public var description: String {
    switch self {
    case .count(let format, let count):
      "the format \(format.rawValue) holds one submission, and there are \(count): "
        + "name a folder with --output"
    case .unknown(let format, let name):
      "no \(format.rawValue) report on \(JSON.quoted(name)): the grader failed, and it is no zero"
    }
  }
}
