internal import ArgumentParser
internal import Literate

struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a chapter's tests and cells, and each exercise's tests on its solution.",
    discussion: """
      Only what the chapter needs is built. An error names the line in the chapter. What stands after \
      the number goes to Swift Testing, which knows --verbose and --repetitions.

      Examples:
        swift run course test 1
        swift run course test 1 --verbose
      """)

  @Argument(help: "The chapter's number.")
  var number: Int

  @Argument(parsing: .captureForPassthrough, help: "Further arguments, for Swift Testing.")
  var rest: [String] = []

  func run() throws {
    let workspace = try Workspace.current()
    let course = try GradedCourse(workspace)
    let chapter = try workspace.chapter(number, in: course.text)
    let tests = try SwiftBuild.chapterTests(chapter, workspace)
    let status = try tests.run(
      "^\(chapter.module)Tests\\.", rest.isEmpty ? ["--quiet"] : rest)
    guard status == 0 || status == TestBundle.noTests else {
      throw ExitCode(Status.fallsShort.rawValue)
    }
    if status == TestBundle.noTests { print("Chapter \(number) has no tests yet.") }
    try SolutionTrial(course).run(on: chapter)
  }
}
