internal import Grading
internal import Literate

/// The course's exercises as the grader needs them, and a reader's own work as a submission.
struct GradedCourse {
  /// Where libraries, tests and results are kept between runs.
  static let workFolder = ".build/grading"

  private let workspace: Workspace
  private let plan: Extraction

  init(_ workspace: Workspace) throws { self.init(workspace, try workspace.extract()) }

  /// - Parameter plan: what was extracted last.
  init(_ workspace: Workspace, _ plan: Extraction) {
    self.workspace = workspace
    self.plan = plan
  }

  /// The exercises that an argument names: `7.2`, `7`, or all without one.
  func exercises(_ argument: String?) throws -> [ExerciseText] {
    guard let argument else { return plan.course.chapters.flatMap(\.exercises) }
    if let label = ExerciseLabel(argument: argument) {
      return [try workspace.exercise(label).exercise]
    }
    guard let number = Int(argument) else {
      throw CommandFailure(
        .usage, "course: '\(argument)' is neither a chapter (7) nor an exercise (7.2)")
    }
    let chapter = try workspace.chapter(number, in: plan.course)
    guard !chapter.exercises.isEmpty else {
      throw CommandFailure(.fallsShort, "course: chapter \(number) has no exercises")
    }
    return chapter.exercises
  }

  /// An exercise with its tests, its solutions and its wrong turns.
  func gradable(_ exercise: ExerciseText) throws -> Exercise {
    let path = exercise.testsPath
    let tests = plan.generated.first { $0.path == path }?.bytes ?? []
    let mutants = try plan.course.mutants(of: exercise).map { mutant in
      Mutant(name: mutant.name, source: String(decoding: mutant.source, as: UTF8.self))
    }
    let rights = plan.course.rights(of: exercise).map { right in
      RightSolution(name: right.name, source: String(decoding: right.source, as: UTF8.self))
    }
    return Exercise(
      chapter: exercise.chapter, number: exercise.number, title: exercise.title,
      stars: exercise.stars,
      stub: SourceFile(
        path: exercise.workPath, text: String(decoding: exercise.stub, as: UTF8.self)),
      tests: SourceFile(path: path, text: String(decoding: tests, as: UTF8.self)),
      solution: plan.course.solution(of: exercise).map { String(decoding: $0, as: UTF8.self) },
      rights: rights, mutants: mutants)
  }

  /// The course as it was last read.
  var text: CourseText { plan.course }

  func grader() throws -> Grader {
    try Grader(
      package: workspace.files.root, work: "\(workspace.files.root)/\(Self.workFolder)")
  }

  /// The work in this tree.
  func ownWork(on exercises: [ExerciseText]) -> Submission {
    Submission.read(
      workspace.files.root, name: "Exercises", wanted: exercises.map(\.workPath))
  }

  /// Remembers what the work in this tree earned, for the progress at home.
  func keep(_ result: SubmissionResult) throws {
    let notes = ReaderNotes(workspace)
    for exercise in result.exercises where exercise.verdict != .graderFailed {
      guard let work = try workspace.files.read(exercise.file) else { continue }
      try notes.keep(points: exercise.earned, exercise.id, for: work)
    }
  }
}
