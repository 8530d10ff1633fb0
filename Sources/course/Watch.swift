internal import ArgumentParser
internal import Foundation
internal import Grading
internal import Literate

struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "On every save: extract, build, test, and show the next thing to do.",
    discussion: "Keys: n next exercise, h hint, l list, r run again, q quit.")

  @Argument(help: "The chapter's number; the first with an open exercise without it.")
  var number: Int?

  func run() throws {
    let workspace = try Workspace.current()
    let open = try number.map { try workspace.chapter($0) } ?? firstOpen(workspace)
    guard let chapter = open, !chapter.exercises.isEmpty else {
      throw CommandFailure(.fallsShort, "course: no chapter has an exercise yet")
    }
    try Watcher(chapter.number, workspace).run()
  }

  private func firstOpen(_ workspace: Workspace) throws -> Chapter? {
    let chapters = try CourseText.read(from: workspace.files).chapters.filter {
      !$0.exercises.isEmpty
    }
    return try chapters.first { try $0.exercises.contains { try !workspace.hasFullMarks($0) } }
      ?? chapters.first
  }
}

/// Watches a chapter and the work on it. Changes are found by looking three times a second, which
/// needs nothing of the system and works on every file system.
private final class Watcher {
  private let chapter: Int
  private let workspace: Workspace
  private var current: Int?
  private var seen: [String: String] = [:]

  init(_ chapter: Int, _ workspace: Workspace) {
    self.chapter = chapter
    self.workspace = workspace
  }

  func run() throws {
    let keyboard = Keyboard()
    while true {
      let now = snapshot()
      if now != seen {
        seen = now
        judge()
      }
      switch keyboard.key(within: 300) {
      case "n": try moveOn()
      case "h": attempt { try showHint() }
      case "l": attempt { print(try Overview(workspace).table) }
      case "r": judge()
      case "q", "\u{4}": return
      default: break
      }
    }
  }

  /// The state of the files that matter, by their size and the time of their last change.
  private func snapshot() -> [String: String] {
    var state: [String: String] = [:]
    for folder in ["Chapters", "Solutions", "Exercises/Chapter\(chapter)"] {
      for name in workspace.files.list(folder)
      where name.hasSuffix(".md") || name.hasSuffix(".swift") {
        let path = "\(folder)/\(name)"
        let attributes = try? FileManager.default.attributesOfItem(
          atPath: "\(workspace.files.root)/\(path)")
        let date = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        state[path] = "\(attributes?[.size] ?? 0) \(date)"
      }
    }
    return state
  }

  /// A mistake while watching is shown, and watching goes on.
  private func attempt(_ action: () throws -> Void) {
    do { try action() } catch { Terminal.error("\(error)") }
  }

  private func judge() {
    attempt {
      if Terminal.hasColour { print("\u{1B}[2J\u{1B}[H", terminator: "") }
      let course = try GradedCourse(workspace)
      seen = snapshot()
      let exercises = try course.exercises("\(chapter)")
      let exercise = try chosen(exercises)
      print(Terminal.styled("Exercise \(exercise.label) \(exercise.title)", .bold))
      Terminal.status("building …")
      let grader = try course.grader()
      let prepared = try grader.prepare([try course.gradable(exercise)])
      let report = grader.grade([course.ownWork(on: [exercise])], on: prepared)
      Terminal.status("")
      if let own = report.submissions.first { try course.keep(own) }
      print(TerminalReport(colour: Terminal.hasColour).write(report))
      try showProgress(exercises)
    }
  }

  /// The exercise in hand, or the first that is not solved.
  private func chosen(_ exercises: [ExerciseText]) throws -> ExerciseText {
    let open = try exercises.first { try !workspace.hasFullMarks($0) }
    let exercise = exercises.first { $0.number == current } ?? open ?? exercises[0]
    current = exercise.number
    return exercise
  }

  private func showProgress(_ exercises: [ExerciseText]) throws {
    let signs = try exercises.map { exercise in
      let isSolved = try workspace.hasFullMarks(exercise)
      return isSolved ? Terminal.styled("✓ \(exercise.label)", .green) : "· \(exercise.label)"
    }
    print(signs.joined(separator: "  "))
    print(Terminal.styled("n next  h hint  l list  r run  q quit", .dim))
  }

  /// To the next exercise that is not solved, round in a circle.
  private func moveOn() throws {
    let exercises = try workspace.chapter(chapter).exercises
    let position = exercises.firstIndex { $0.number == current } ?? 0
    let others = exercises[(position + 1)...] + exercises[...position]
    let next = try others.first { try !workspace.hasFullMarks($0) } ?? others.first
    current = next?.number
    judge()
  }

  private func showHint() throws {
    guard let current else { return }
    try Hint.show(ExerciseLabel(chapter: chapter, number: current), workspace)
  }
}
