internal import ArgumentParser
internal import Literate

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Begin a chapter.", subcommands: [NewChapter.self])
}

struct NewChapter: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chapter", abstract: "A scaffold that extracts, builds and passes `course check`.")

  @Argument(help: "The chapter's number, 1 to 18.")
  var number: Int

  func run() throws {
    let workspace = try Workspace.current()
    guard let entry = Catalogue.entries.first(where: { $0.number == number }) else {
      throw CommandFailure(
        .usage,
        "course: there is no chapter \(number); the course has 1 to \(Catalogue.entries.count)")
    }
    let path = "Chapters/\(entry.stem).md"
    if let other = try CourseText.read(from: workspace.files).chapters.first(where: {
      $0.number == number
    }) {
      throw CommandFailure(.fallsShort, "course: \(other.path) exists already; it is left as it is")
    }
    try workspace.files.write(Array(ChapterTemplate(entry).text.utf8), to: path)
    print("  wrote    \(path)")
    print(try workspace.extract().summary)
    print("Next: write the chapter, then `swift run course test \(number)`")
  }
}
