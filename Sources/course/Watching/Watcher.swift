internal import Foundation
internal import Grading
internal import Literate

/// Watches a chapter and the work on it.
final class Watcher {
  private let chapter: Int
  private let workspace: Workspace
  private var files: WatchedFiles
  private var course: GradedCourse?
  private var trial: WorkTrial?
  /// The number of the exercise in hand.
  private var current: Int?

  init(_ chapter: Int, _ workspace: Workspace) {
    self.chapter = chapter
    self.workspace = workspace
    files = WatchedFiles(chapter, workspace)
  }

  func run() throws {
    let keyboard = Keyboard()
    // To begin with, the exercise is enough: the chapter is as it came.
    attempt("chapter \(chapter)") { try judgeWork() }
    while true {
      let change = files.changes()
      if change.isOfProse {
        attempt("chapter \(chapter), saved") {
          try judgeChapter()
          try judgeWork()
        }
      } else if change.isOfWork {
        attempt("your work, saved") { try judgeWork() }
      }
      switch keyboard.key(within: 100) {
      case "n": attempt("the next exercise") { try moveOn() }
      case "h": attempt("a hint") { try showHint() }
      case "l": attempt("the exercises") { try list() }
      case "r": attempt("once more") { try judgeWork(isFresh: true) }
      case "q", "\u{4}": return
      default: break
      }
    }
  }

  /// One thing after another, each on a clear screen under its heading, with the keys below. A mistake is
  /// shown, and watching goes on.
  private func attempt(_ heading: String, _ action: () throws -> Void) {
    if Terminal.hasColour { print("\u{1B}[2J\u{1B}[H", terminator: "") }
    print(Terminal.styled("── \(heading)", .bold))
    do { try action() } catch { Terminal.error("\(error)") }
    print(Terminal.styled("n next · h hint · l list · r run · q quit", .dim))
    fflush(nil)
  }

  // MARK: The chapter

  private func judgeChapter() throws {
    (course, trial) = (nil, nil)
    try extract()
    let chapter = try workspace.chapter(chapter, in: course?.text)
    let tests = try SwiftBuild.chapterTests(chapter, workspace)
    let status = try tests.run("^\(chapter.module)Tests\\.", ["--quiet"])
    if status != 0 && status != TestBundle.noTests {
      throw CommandFailure(.fallsShort, "the tests of \(chapter.path) fail")
    }
  }

  /// What the tool itself writes is no change.
  private func extract() throws {
    let plan = try workspace.extract()
    files.accept(plan.steps.map(\.path))
    course = GradedCourse(workspace, plan)
  }

  // MARK: The work

  private func judgeWork(isFresh: Bool = false) throws {
    if course == nil { try extract() }
    guard let course else { return }
    let exercises = course.text.chapters.first { $0.number == chapter }?.exercises ?? []
    guard let exercise = try chosen(exercises) else {
      return print("Chapter \(chapter) has no exercises; a save of it runs its tests.")
    }
    let wasSolved = try workspace.hasFullMarks(exercise)
    let trial = try self.trial ?? WorkTrial(course)
    self.trial = trial
    print(try trial.report(on: exercise, isFresh: isFresh), terminator: "")
    if try !wasSolved && workspace.hasFullMarks(exercise) {
      return try celebrate(exercise, among: exercises)
    }
    try showProgress(exercises)
  }

  /// The exercise in hand, or the first that is not solved.
  private func chosen(_ exercises: [ExerciseText]) throws -> ExerciseText? {
    let open = try exercises.first { try !workspace.hasFullMarks($0) }
    let exercise = exercises.first { $0.number == current } ?? open ?? exercises.first
    current = exercise?.number
    return exercise
  }

  /// A word of praise, and on to the next exercise.
  private func celebrate(
    _ exercise: ExerciseText, among exercises: [ExerciseText]
  ) throws {
    let praise = ["Well done!", "Nicely done!", "That's it!", "Solved!"][exercise.number % 4]
    print(Terminal.styled("\n\(praise) \(exercise.label) earns \(exercise.worth) points.", .green))
    guard let next = try following(exercise, exercises) else {
      print("Every exercise of chapter \(chapter) is solved.")
      return try showProgress(exercises)
    }
    current = next.number
    let stars = String(repeating: "★", count: next.stars)
    print(
      """
      Next: \(next.label) \(stars) \(next.title)
        read  \(try workspace.chapter(chapter).path):\(next.line)
        edit  \(next.workPath)
      """)
    try showProgress(exercises)
  }

  /// The next exercise that is not solved, round in a circle.
  private func following(
    _ exercise: ExerciseText?, _ exercises: [ExerciseText]
  ) throws -> ExerciseText? {
    let position = exercises.firstIndex { $0.number == exercise?.number } ?? -1
    return try (exercises[(position + 1)...] + exercises[..<max(0, position)]).first {
      try !workspace.hasFullMarks($0)
    }
  }

  private func showProgress(_ exercises: [ExerciseText]) throws {
    let signs = try exercises.map { exercise in
      let isSolved = try workspace.hasFullMarks(exercise)
      return isSolved
        ? Terminal.styled("✓ \(exercise.label)", .green)
        : (exercise.number == current ? "▸ " : "· ") + exercise.label
    }
    print(signs.joined(separator: "  "))
  }

  // MARK: Keys

  private func moveOn() throws {
    let exercises = try workspace.chapter(chapter).exercises
    let inHand = exercises.first { $0.number == current }
    current = try (following(inHand, exercises) ?? inHand)?.number
    try judgeWork()
  }

  private func list() throws {
    print(try ExerciseTable(workspace.chapter(chapter), workspace).text)
  }

  private func showHint() throws {
    guard let current else { return }
    try Hint.show(ExerciseLabel(chapter: chapter, number: current), workspace)
  }
}
