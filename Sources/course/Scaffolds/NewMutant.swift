internal import ArgumentParser
internal import Literate

struct NewMutant: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutant",
    abstract: "Write a wrong turn from an edit of the solution.",
    discussion: """
      Edit the solution's generated file (Solutions/Chapter4/Name.swift) until it is wrong, then call \
      this: the difference becomes a block among the chapter's solutions, and the file is the solution \
      again.

      Example:
        swift run course new mutant 4.2 forgets-the-lease
      """)

  @Argument(help: "The exercise, as in 4.2.")
  var exercise: ExerciseLabel

  @Argument(help: "The wrong turn's name, in lowercase words joined by hyphens.")
  var name: String?

  func run() throws {
    let workspace = try Workspace.current()
    let (exercise, chapter) = try workspace.exercise(self.exercise)
    let course = try CourseText.read(from: workspace.files)
    guard course.errors.isEmpty else { throw LiterateError(course.errors) }
    let path = "Solutions/\(chapter.module)/\(exercise.name).swift"
    guard let edited = try course.editedSolution(of: exercise, workspace.files) else {
      throw CommandFailure(
        .usage, "course: \(path) is the solution: edit it into the wrong turn, then call this again"
      )
    }
    let text = try course.adding(mutant: try name(among: course, exercise), edited, to: exercise)
    try workspace.files.write(text.bytes, to: text.path)
    print("  updated  \(text.path)")
    print(try workspace.extract(.synced([path])).summary())
    print("Next: say what it breaks, then `swift run course verify \(exercise.label)`")
  }

  /// The name asked for, or the first free number.
  private func name(among course: CourseText, _ exercise: ExerciseText) throws -> String {
    let taken = course.mutantNames(of: exercise)
    if let name {
      guard !taken.contains(name) else {
        throw CommandFailure(
          .usage, "course: exercise \(exercise.label) has a mutant '\(name)' already")
      }
      return name
    }
    var number = taken.count + 1
    while taken.contains("turn-\(number)") { number += 1 }
    return "turn-\(number)"
  }
}
