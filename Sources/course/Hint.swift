internal import ArgumentParser
internal import Literate

struct Hint: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The next hint of an exercise.",
    discussion: "Each call unfolds one more hint. --again begins with the first.")

  @Argument(help: "The exercise, as in 1.2.")
  var exercise: ExerciseLabel

  @Flag(help: "Begin with the first hint again.")
  var again = false

  func run() throws {
    let workspace = try Workspace.current()
    let (exercise, chapter) = try workspace.exercise(self.exercise)
    guard !exercise.hints.isEmpty else {
      return print(
        "Exercise \(exercise.label) has no hints. It stands at \(chapter.path):\(exercise.line)")
    }
    let notes = ReaderNotes(workspace)
    let seen = again ? 0 : notes.hintsSeen(exercise.label)
    let index = min(seen, exercise.hints.count - 1)
    let hint = exercise.hints[index]
    print(
      "\(Terminal.styled("\(hint.title) of \(exercise.hints.count)", .bold))  \(chapter.path):\(hint.line)\n"
    )
    print(hint.text)
    if index + 1 == exercise.hints.count { print("\nThat was the last one.") }
    try notes.keep(hintsSeen: index + 1, exercise.label)
  }
}
