internal import ArgumentParser
internal import Foundation
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
    let tests = try SwiftBuild.exercisesAndTests(chapter, workspace)
    let folder = try Interruption.temporaryFolder("course-replay")
    defer { Interruption.remove(folder) }
    guard let run = try run(tests, of: chapter, into: folder.appendingPathComponent("run")) else {
      throw CommandFailure(
        .fallsShort,
        "course: no test of chapter \(chapter.number) checks the scenario '\(token.scenario)' with seeds"
      )
    }
    if run.hasPrefix("the token") {
      throw CommandFailure(.fallsShort, "course: \(run.trimmingCharacters(in: .newlines))")
    }
    print(run, terminator: "")
  }

  /// Runs the chapter's tests until one of them has shown the run.
  private func run(_ tests: TestBundle, of chapter: Chapter, into file: URL) throws -> String? {
    let process = tests.process(
      "^(Chapter|Exercise)\(chapter.number)Tests\\.", ["--quiet"],
      ["COURSE_REPLAY": token, "COURSE_REPLAY_TO": file.path])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return try Interruption.run(process) {
      while process.isRunning && !FileManager.default.fileExists(atPath: file.path) {
        usleep(20_000)
      }
      let run = FileManager.default.contents(atPath: file.path)
      process.terminate()
      process.waitUntilExit()
      return run.map { String(decoding: $0, as: UTF8.self) }
    }
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
