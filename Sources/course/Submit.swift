internal import ArgumentParser
internal import Grading
internal import Literate

struct Submit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Pack your work as the grader takes it.",
    discussion: """
      The archive holds your files of a chapter's exercises and nothing else. Stubs that you have not \
      touched are packed as well: what isn't there can't be graded.

      Examples:
        swift run course submit 1
        swift run course submit 1.2 --output ada.zip
      """)

  @Argument(help: "A chapter (7) or an exercise (7.2).")
  var what: String

  @Option(help: "Where to write the zip.", completion: .file(extensions: ["zip"]))
  var output: String?

  func run() throws {
    let workspace = try Workspace.current()
    let exercises = try GradedCourse(workspace).exercises(what)
    var zip = ZipWriter()
    var touched = 0
    for exercise in exercises {
      let path = exercise.workPath
      guard let work = try workspace.files.read(path) else {
        print("  missing  \(path)")
        continue
      }
      zip.add(path, work)
      if work != exercise.stub { touched += 1 }
      print("  \(work == exercise.stub ? "untouched" : "packed   ")  \(path)")
    }
    guard touched > 0 else {
      throw CommandFailure(
        .fallsShort, "course: there is nothing to hand in: no stub has been filled in")
    }
    let path = output ?? "submission-\(what).zip"
    try PackageFiles.write(zip.bytes, anywhere: path)
    print("  wrote    \(path)  (\(touched) of \(Terminal.count(exercises.count, "exercise")))")
  }
}
