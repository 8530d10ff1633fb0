internal import ArgumentParser
internal import Grading
internal import Literate

struct Grade: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Grade exercises: your own, or a folder of submissions.",
    discussion: """
      Each exercise is compiled and tested on its own, in isolation; a test that is missing, crashes \
      or exits earns nothing. An exercise is worth ten points a star, shared by its tests.

      A submission is a folder or an archive with the tree of the course, a chapter's folder, or \
      loose files. Where the grader itself fails, nothing is scored, and it ends with 3: grade again, \
      and what was graded is kept.

      Examples:
        swift run course grade 1
        swift run course grade 1.2
        swift run course grade 1 --submissions class/ --format csv --output grades.csv
        swift run course grade 1 --submissions class/ --format markdown --output feedback/
        swift run course grade 1 --submissions class/ --only ada
      """)

  @Argument(help: "A chapter (7) or an exercise (7.2); all without it.")
  var what: String?

  @Option(
    help: "A folder that holds a folder, a zip or a tar for each student.", completion: .directory)
  var submissions: String?

  @Option(help: "Grade this one of the submissions alone.")
  var only: String?

  @Option(
    help: "terminal, json, junit, gradescope, exercism, classroom, markdown or csv.",
    transform: Self.format)
  var format = ReportFormat.terminal

  @Option(
    help:
      "Write the report to this file, or a file for each student and grades.csv to this folder.",
    completion: .file())
  var output: String?

  @Option(help: "How many submissions to grade at a time.")
  var jobs = 2

  @Flag(help: "Show every test, not the first that fails.")
  var all = false

  @Flag(help: "Run everything anew, also what was graded before and has not changed.")
  var fresh = false

  @Flag(help: "Build all that grading needs, and grade nothing yet.")
  var prepare = false

  private static func format(_ name: String) throws -> ReportFormat {
    guard let format = ReportFormat(rawValue: name) else {
      throw ValidationError("there is no format '\(name)'")
    }
    return format
  }

  func validate() throws {
    if jobs < 1 { throw ValidationError("--jobs takes 1 or more") }
    if only != nil, submissions == nil { throw ValidationError("--only needs --submissions") }
  }

  func run() throws {
    let workspace = try Workspace.current()
    let course = try GradedCourse(workspace)
    let exercises = try course.exercises(what)
    let work = try handedIn(exercises) ?? [course.ownWork(on: exercises)]
    let output = try GradeOutput(
      format: format, path: self.output, count: work.count, isFull: all, isPart: only != nil)
    let grader = try course.grader()
    let prepared = try grader.prepare(try exercises.map(course.gradable))
    guard !prepare else { return print("  ready    \(Terminal.count(prepared.count, "exercise"))") }
    let bar = ProgressBar("grading")
    let report = grader.grade(work, on: prepared, jobs: jobs, isFresh: fresh) {
      bar.show($0, of: $1)
    }
    bar.clear()
    if submissions == nil, let own = report.submissions.first { try course.keep(own) }
    try output.write(report)
    try leave(report)
  }

  private func handedIn(_ exercises: [ExerciseText]) throws -> [Submission]? {
    guard let submissions else { return nil }
    do {
      let all = try Submission.all(in: submissions, wanted: exercises.map(\.workPath))
      guard let only else { return all }
      let chosen = all.filter { $0.name == only || $0.name.hasPrefix(only + ".") }
      guard chosen.count == 1 else {
        throw CommandFailure(
          .usage,
          "course: \(chosen.isEmpty ? "nothing" : "more than one submission") in \(submissions) is "
            + "called '\(only)'")
      }
      return chosen
    } catch let error as SubmissionError {
      throw CommandFailure(.usage, "course: \(error)")
    }
  }

  private func leave(_ report: GradeReport) throws {
    let failed = report.submissions.filter(\.isUnknown).count
    if failed > 0 {
      Terminal.error(
        "course: the grader failed on \(Terminal.count(failed, "submission")): see to the machine "
          + "(disk, memory) and grade again; the rest is kept")
      throw ExitCode(Status.environment.rawValue)
    }
    let isComplete = report.submissions.allSatisfy { $0.earned == $0.possible }
    if submissions == nil && !isComplete { throw ExitCode(Status.fallsShort.rawValue) }
  }
}
