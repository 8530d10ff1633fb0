internal import ArgumentParser
internal import Foundation
internal import Literate

struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "On every save: extract, build, test, and show the next thing to do.",
    discussion: """
      A save of your work tests the exercise in hand; once it is solved, the next one comes up. A save \
      of the chapter builds it and runs its tests: errors name the line in the chapter.

      Keys: n next exercise, h hint, l list, r run again, q quit.
      """)

  @Argument(help: "The chapter's number; the first with an open exercise without it.")
  var number: Int?

  func run() throws {
    let workspace = try Workspace.current()
    // An author begins to watch because there are errors.
    let asked = try number.map { try workspace.chapter($0, isWhole: false) }
    guard let chapter = try asked ?? firstOpen(workspace) else {
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
