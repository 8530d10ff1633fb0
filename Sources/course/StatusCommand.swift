internal import ArgumentParser
internal import Grading
internal import Literate

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "The exercises with your points, and what to do next.",
    discussion: "Points are those of the last grade of the work as it stands now.")

  @Argument(help: "The chapter's number; all chapters without it.")
  var number: Int?

  func run() throws {
    let workspace = try Workspace.current()
    let course = try CourseText.read(from: workspace.files)
    let chapters =
      try number.map { [try workspace.chapter($0, in: course)] }
      ?? course.chapters.filter { !$0.exercises.isEmpty }
    for chapter in chapters { print(try ExerciseTable(chapter, workspace).text) }
    let overview = try Overview(workspace)
    print("Next: \(overview.nextStep(in: number))".wrapped())
  }
}
