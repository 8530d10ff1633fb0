internal import ArgumentParser
internal import Grading
internal import Literate

/// An author's own exercises: their tests, run on the solutions that the author wrote.
struct SolutionTrial {
  private let course: GradedCourse

  init(_ course: GradedCourse) { self.course = course }

  /// Runs them, and says how many pass.
  ///
  /// - Throws: exit code 1 after a report of what fails.
  func run(on chapter: Chapter) throws {
    let solved = try chapter.exercises.map(course.gradable).filter { $0.solution != nil }
    guard !solved.isEmpty else { return }
    let grader = try course.grader()
    let prepared = try grader.prepare(solved)
    let bar = ProgressBar("testing the solutions")
    let report = grader.grade([solution(of: solved)], on: prepared, jobs: 2) {
      bar.show($0, of: $1)
    }
    bar.clear()
    let results = report.submissions.flatMap(\.exercises)
    let failing = results.filter { $0.verdict != .passed }
    guard failing.isEmpty else {
      for result in failing { Terminal.error(course.problem(of: result)) }
      throw ExitCode(Status.fallsShort.rawValue)
    }
    let tests = Terminal.count(results.reduce(0) { $0 + $1.tests.count }, "test")
    print("✔ \(Terminal.count(results.count, "solution")) passed \(tests)")
  }

  private func solution(of exercises: [Grading.Exercise]) -> Submission {
    Submission(
      name: "solutions",
      files: Dictionary(
        uniqueKeysWithValues: exercises.map {
          ($0.stub.path, .text($0.solution ?? ""))
        }))
  }
}

extension GradedCourse {
  /// The first thing that is wrong with a solution, at its line among the solutions or in the tests.
  fileprivate func problem(of result: ExerciseResult) -> String {
    let test = result.tests.first { $0.verdict != .passed }
    let finding = result.findings.first ?? test?.findings.first
    let place = finding?.place ?? test?.test.place
    let what = finding?.message ?? result.verdict.rawValue
    let name = result.findings.isEmpty ? test.map { "“\($0.test.name)”: " } ?? "" : ""
    return "\(place.map { "\($0):1: " } ?? "")error: solution of \(result.id): \(name)\(what)"
  }
}
