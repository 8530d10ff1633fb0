internal import ArgumentParser
internal import Literate

struct SolutionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solution",
    abstract: "The solution of an exercise: once it is solved, or when asked for twice.")

  @Argument(help: "The exercise, as in 1.2.")
  var exercise: ExerciseLabel

  func run() throws {
    let workspace = try Workspace.current()
    let (exercise, chapter) = try workspace.exercise(self.exercise)
    let course = try CourseText.read(from: workspace.files)
    guard let text = course.solutions(of: chapter),
      let block = text.blocks.first(where: { $0.role == .solution(name: exercise.name) })
    else {
      throw CommandFailure(
        .fallsShort, "course: exercise \(exercise.label) has no written solution yet")
    }
    let notes = ReaderNotes(workspace)
    let isOpen = try workspace.hasFullMarks(exercise) || notes.hasAskedForSolution(exercise.label)
    guard isOpen else {
      try notes.keepAskedForSolution(exercise.label)
      print(
        """
        Exercise \(exercise.label) is not solved yet. A hint may do: swift run course hint \(exercise.label)
        Ask again, and you see the solution.
        """)
      return
    }
    print("\(text.path):\(block.line)\n")
    print(String(decoding: block.fenced.literal, as: UTF8.self), terminator: "")
  }
}
