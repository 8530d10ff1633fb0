internal import ArgumentParser
internal import Literate

struct NewExercise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exercise",
    abstract: "Begin an exercise: stub, tests, solution and a wrong turn, all of them proved.",
    discussion: """
      The section goes to the end of the chapter's exercises, and its solution to the end of the \
      chapter's solutions. The stub's file gets its name from the title.

      Example:
        swift run course new exercise 4.2 "The backup takes over" --stars 2
      """)

  @Argument(help: "The exercise, as in 4.2: the chapter's next one.")
  var exercise: ExerciseLabel

  @Argument(help: "Its title.")
  var title: String?

  @Option(help: "One to four.")
  var stars = 1

  func validate() throws {
    guard (1...4).contains(stars) else { throw ValidationError("--stars takes 1 to 4") }
  }

  func run() throws {
    let workspace = try Workspace.current()
    let chapter = try workspace.chapter(exercise.chapter)
    let next = (chapter.exercises.map(\.number).max() ?? 0) + 1
    guard exercise.number == next else {
      throw CommandFailure(
        .usage,
        "course: the next exercise of chapter \(chapter.number) is \(chapter.number).\(next)")
    }
    let template = ExerciseTemplate(
      chapter: chapter.number, number: next, stars: stars, title: title ?? "Untitled \(next)")
    let taken = chapter.exercises.first { $0.name.lowercased() == template.name.lowercased() }
    if let taken {
      throw CommandFailure(
        .usage,
        "course: exercise \(taken.label) has the file \(taken.name).swift; choose another title")
    }
    let text = chapter.inserting(exercise: template.section)
    let solutions = "Solutions/\(chapter.stem).md"
    let head = "# Solutions to chapter \(chapter.number)\n"
    let before = try workspace.files.read(solutions) ?? Array(head.utf8)
    try workspace.files.write([
      (chapter.path, text.bytes), (solutions, before + Array(template.solution.utf8)),
    ])
    print("  updated  \(chapter.path)\n  updated  \(solutions)")
    print(try workspace.extract().summary(besides: [chapter.path, solutions]))
    print("Next: write it, then `swift run course verify \(chapter.number).\(next)`")
  }
}
