internal import ArgumentParser
internal import Grading
internal import Literate

struct Grade: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Grade exercises: your own, or a folder of submissions.",
    discussion: """
      Each exercise is compiled and tested on its own, in isolation; a test that is missing, crashes \
      or exits earns nothing. An exercise is worth ten points a star, shared by its tests.

      Examples:
        swift run course grade 1
        swift run course grade 1.2
        swift run course grade 1 --submissions class/ --format csv --output grades.csv
      """)

  @Argument(help: "A chapter (7) or an exercise (7.2); all without it.")
  var what: String?

  @Option(
    help: "A folder that holds a folder, a zip or a tar for each student.", completion: .directory)
  var submissions: String?

  @Option(
    help: "terminal, json, junit, gradescope, exercism, classroom or csv.",
    transform: Self.format)
  var format = ReportFormat.terminal

  @Option(help: "Write the report to this file.", completion: .file())
  var output: String?

  @Option(help: "How many submissions to grade at a time.")
  var jobs = 2

  @Flag(help: "Run everything anew, also what was graded before and has not changed.")
  var fresh = false

  private static func format(_ name: String) throws -> ReportFormat {
    guard let format = ReportFormat(rawValue: name) else {
      throw ValidationError("there is no format '\(name)'")
    }
    return format
  }

  func validate() throws {
    if jobs < 1 { throw ValidationError("--jobs takes 1 or more") }
  }

  func run() throws {
    let workspace = try Workspace.current()
    let course = try GradedCourse(workspace)
    let exercises = try course.exercises(what)
    let grader = try course.grader()
    let prepared = try grader.prepare(try exercises.map(course.gradable))
    let wanted = exercises.map(\.workPath)
    let work =
      try submissions.map { try Submission.all(in: $0, wanted: wanted) }
      ?? [course.ownWork(on: exercises)]
    let bar = ProgressBar("grading")
    let report = grader.grade(work, on: prepared, jobs: jobs, isFresh: fresh) {
      bar.show($0, of: $1)
    }
    bar.clear()
    if submissions == nil, let own = report.submissions.first { try course.keep(own) }
    try write(report)
    let isComplete = report.submissions.allSatisfy { $0.earned == $0.possible }
    if submissions == nil && !isComplete { throw ExitCode(Status.fallsShort.rawValue) }
  }

  private func write(_ report: GradeReport) throws {
    let text =
      format == .terminal && output == nil
      ? TerminalReport(colour: Terminal.hasColour).write(report) : try format.write(report)
    guard let output else { return print(text, terminator: "") }
    try PackageFiles.write(Array(text.utf8), anywhere: output)
    print("  wrote    \(output)")
  }
}
