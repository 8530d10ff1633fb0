/// The ways to write a report down.
public enum ReportFormat: String, CaseIterable, Sendable {
  case terminal
  case json
  case junit
  case gradescope
  case exercism
  case classroom
  case csv

  /// Whether the format has room for one submission alone.
  public var isForOneSubmission: Bool {
    switch self {
    case .gradescope, .exercism, .classroom: true
    case .terminal, .json, .junit, .csv: false
    }
  }

  /// The report in this format.
  ///
  /// - Throws: if the format holds one submission and the report has another number of them.
  public func write(_ report: GradeReport) throws(ReportError) -> String {
    switch self {
    case .terminal: return TerminalReport(colour: false).write(report)
    case .json: return JSONReport.write(report)
    case .junit: return JUnitReport.write(report)
    case .csv: return CSVReport.write(report)
    case .gradescope: return GradescopeReport.write(try only(report))
    case .exercism: return ExercismReport.write(try only(report))
    case .classroom: return ClassroomReport.write(try only(report))
    }
  }

  private func only(_ report: GradeReport) throws(ReportError) -> SubmissionResult {
    guard let first = report.submissions.first, report.submissions.count == 1 else {
      throw ReportError(format: self, count: report.submissions.count)
    }
    return first
  }
}

/// A report that its format has no room for.
public struct ReportError: Error, Hashable, CustomStringConvertible {
  public var format: ReportFormat
  public var count: Int

  public var description: String {
    "the format \(format.rawValue) holds one submission, and there are \(count): "
      + "grade them one at a time, or use json, junit or csv"
  }
}
