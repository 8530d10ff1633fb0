internal import ArgumentParser
internal import Literate

struct NewChapter: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chapter",
    abstract: "Begin a chapter: a scaffold that extracts, builds and passes `course check`.")

  @Argument(help: "The chapter's number, 1 to 18.")
  var number: Int

  func run() throws {
    let workspace = try Workspace.current()
    guard let entry = Catalogue.entries.first(where: { $0.number == number }) else {
      throw CommandFailure(
        .usage,
        "course: there is no chapter \(number); the course has 1 to \(Catalogue.entries.count)")
    }
    let prose = try CourseText.read(from: workspace.files)
    if let other = (prose.chapters + prose.solutions).first(where: { $0.number == number }) {
      throw CommandFailure(.fallsShort, "course: \(other.path) exists already; it is left as it is")
    }
    let template = ChapterTemplate(entry)
    let chapter = "Chapters/\(entry.stem).md"
    let solutions = "Solutions/\(entry.stem).md"
    let files = [(chapter, Array(template.text.utf8)), (solutions, Array(template.solutions.utf8))]
    try workspace.files.write(files)
    print("  wrote    \(chapter)\n  wrote    \(solutions)")
    if let readme = try ReadmeTable(workspace.files)?.adding(entry) {
      try workspace.files.write(readme.bytes, to: ReadmeTable.path)
      print("  updated  \(ReadmeTable.path)")
    }
    print(try workspace.extract().summary(besides: [chapter, solutions]))
    print("Next: write the chapter, then `swift run course test \(number)`")
  }
}
