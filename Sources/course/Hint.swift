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
    try Self.show(exercise, isAgain: again, try Workspace.current())
  }

  /// Unfolds the next hint.
  static func show(_ label: ExerciseLabel, isAgain: Bool = false, _ workspace: Workspace) throws {
    let (exercise, chapter) = try workspace.exercise(label)
    guard !exercise.hints.isEmpty else {
      return print("Exercise \(exercise.label) has no hints: \(chapter.path):\(exercise.line)")
    }
    let notes = ReaderNotes(workspace)
    let seen = isAgain ? 0 : notes.hintsSeen(exercise.label)
    let index = min(seen, exercise.hints.count - 1)
    let hint = exercise.hints[index]
    let title = Terminal.styled("\(hint.title) of \(exercise.hints.count)", .bold)
    print("\(title)  \(chapter.path):\(hint.line)\n")
    for line in hint.text.split(separator: "\n", omittingEmptySubsequences: false) {
      print(line.hasPrefix(" ") ? String(line) : String(line).wrapped(indent: 0))
    }
    if index + 1 == exercise.hints.count { print("\nThat was the last one.") }
    try notes.keep(hintsSeen: index + 1, exercise.label)
  }
}
