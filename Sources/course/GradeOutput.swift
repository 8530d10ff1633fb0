internal import Foundation
internal import Grading
internal import Literate

/// Where the report of a grading goes.
struct GradeOutput {
  private enum Target {
    case terminal
    case file(String)
    /// A file for each student, and the table of all of them.
    case folder(String, withTable: Bool)
  }

  private var format: ReportFormat
  private var isFull: Bool
  private var target: Target

  /// - Parameters:
  ///   - path: what `--output` says.
  ///   - count: how many submissions there are.
  ///   - isFull: whether the terminal shows every test, not the first that fails.
  ///   - isPart: whether there are more that are not graded now, so that a table would lack them.
  /// - Throws: if the format holds one submission, there are more, and no folder is named.
  init(format: ReportFormat, path: String?, count: Int, isFull: Bool, isPart: Bool) throws {
    self.format = format
    self.isFull = isFull
    var isFolder: ObjCBool = false
    let path = path.map { ($0, $0.hasSuffix("/") ? String($0.dropLast()) : $0) }
    let isThere = path.map { FileManager.default.fileExists(atPath: $0.1, isDirectory: &isFolder) }
    let wantsFolder = path.map { $0.0 != $0.1 } == true || isThere == true && isFolder.boolValue
    switch path {
    case nil:
      guard !format.isForOneSubmission || count == 1 else {
        throw CommandFailure(.usage, "course: \(ReportError.count(format, count))")
      }
      target = .terminal
    case let (_, path)? where format.isPerStudent && (count > 1 || wantsFolder):
      target = .folder(path, withTable: !isPart)
    case let (_, path)?: target = .file(path)
    }
  }

  func write(_ report: GradeReport) throws {
    switch target {
    case .terminal where format == .terminal:
      let terminal = TerminalReport(
        colour: Terminal.hasColour, columns: Terminal.columns, isFull: isFull)
      print(terminal.write(report), terminator: "")
    case .terminal: print(try text(report), terminator: "")
    case .file(let path): try write(try text(report), to: path)
    case .folder(let path, let withTable):
      for submission in report.submissions {
        let one = GradeReport(isolation: report.isolation, submissions: [submission])
        let name = "\(path)/\(fileName(submission.name)).\(format.ending)"
        do {
          try PackageFiles.write(Array(try format.write(one).utf8), anywhere: name)
        } catch let error as ReportError {
          Terminal.error("course: \(error)")
        }
      }
      print("  wrote    \(path)/  (\(Terminal.count(report.submissions.count, "student")))")
      if withTable { try write(try ReportFormat.csv.write(report), to: path + "/grades.csv") }
    }
  }

  private func text(_ report: GradeReport) throws -> String {
    do {
      return try format.write(report)
    } catch {
      throw CommandFailure(.environment, "course: \(error)")
    }
  }

  private func write(_ text: String, to path: String) throws {
    try PackageFiles.write(Array(text.utf8), anywhere: path)
    print("  wrote    \(path)")
  }

  /// A submission's name is that of a file already; the ending must still fit behind it.
  private func fileName(_ name: String) -> String {
    String(decoding: name.utf8.prefix(200), as: UTF8.self)
  }
}
