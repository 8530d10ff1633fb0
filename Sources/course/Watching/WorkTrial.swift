internal import Grading
internal import Literate

/// Grades the reader's work on one exercise after another, and keeps what it has made ready: as long
/// as the chapter stays, a save costs one file to compile, a link, and the tests.
final class WorkTrial {
  private let course: GradedCourse
  private let grader: Grader
  private var prepared: [String: PreparedExercise] = [:]

  init(_ course: GradedCourse) throws {
    self.course = course
    grader = try course.grader()
  }

  /// Grades, remembers the points, and says what there is to say.
  func report(on exercise: ExerciseText, isFresh: Bool) throws -> String {
    let ready: PreparedExercise
    if let known = prepared[exercise.label] {
      ready = known
    } else {
      ready = try grader.prepare([try course.gradable(exercise)])[0]
    }
    prepared[exercise.label] = ready
    Terminal.status("testing \(exercise.label) …")
    let report = grader.grade(
      [course.ownWork(on: [exercise])], on: [ready], isFresh: isFresh)
    Terminal.clearStatus()
    if let own = report.submissions.first { try course.keep(own) }
    return TerminalReport(colour: Terminal.hasColour, columns: Terminal.columns)
      .write(report)
  }
}
