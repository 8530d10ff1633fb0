internal import ArgumentParser
internal import Literate
internal import Simulation

struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show a failing run again, step by step, with its diagram.",
    discussion: """
      A failing test prints a line that begins with 'replay:'. Give the word after it. If the code has \
      changed so that the run is another one, the answer says so.
      """)

  @Argument(help: "The token that the failing test printed.")
  var token: String

  func run() throws {
    let workspace = try Workspace.current()
    let token: ReplayToken
    do throws(ReplayError) {
      token = try ReplayToken(self.token)
    } catch {
      throw CommandFailure(.usage, "course: \(error)")
    }
    let chapter = try chapter(of: token.scenario, workspace)
    try workspace.extract()
    try SwiftTools(workspace).replaceProcess(
      [
        "test", "--disable-xctest", "--quiet", "--filter",
        "^(Chapter|Exercise)\(chapter.number)Tests\\.",
      ],
      environment: ["COURSE_FOCUS": "\(chapter.number)", "COURSE_REPLAY": token.text])
  }

  /// The chapter whose blocks name the scenario.
  private func chapter(of scenario: String, _ workspace: Workspace) throws -> Chapter {
    let course = try CourseText.read(from: workspace.files)
    let name = Array("\"\(scenario)\"".utf8)
    let found = course.chapters.first { chapter in
      chapter.blocks.contains { $0.isProgram && $0.fenced.literal.firstRange(of: name) != nil }
    }
    guard let found else {
      throw CommandFailure(
        .fallsShort,
        "course: no chapter has a scenario '\(scenario)': it was renamed or removed since the token was made"
      )
    }
    return found
  }
}
