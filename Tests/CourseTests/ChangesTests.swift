import Foundation
import Grading
import Literate
import Testing

@testable import course

/// Which exercises `course verify --since` asks for.
@Suite("What changed since a revision") struct ChangesTests {
  private let course: TemporaryCourse
  private let workspace: Workspace

  init() throws {
    course = try CourseInMiniature.make(SolvedTests.contents)
    workspace = Workspace(files: PackageFiles(root: course.folder.path))
    #expect(try course.run("extract").status == 0)
    try git("init", "--quiet")
    try git("add", "--all")
    try git(
      "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "one")
  }

  private func git(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", course.folder.path] + arguments
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "git \(arguments)")
  }

  /// The exercises of which something changed.
  private func changed() throws -> [String] {
    let graded = try GradedCourse(workspace)
    let all = try graded.exercises(nil).map(graded.gradable)
    return try Changes(since: "HEAD", in: workspace).of(all).map(\.id)
  }

  @Test("where nothing changed, or only prose, nothing is verified")
  func prose() throws {
    #expect(try changed() == [])
    try course.edit("Chapters/01-a.md", "# 1. A\n", "# 1. A\n\nA sentence more.\n")
    #expect(try changed() == [])
  }

  @Test("a test, a stub or a solution that changed is its exercise's alone")
  func exercise() throws {
    try course.edit("Chapters/01-a.md", "twice(3) == 6", "twice(4) == 8")
    #expect(try changed() == ["1.1"])
    try course.edit("Solutions/01-a.md", "3 * number", "number * 3")
    #expect(try changed() == ["1.1", "1.2"])
  }

  @Test(
    "a module that the tests stand on changes them all, another one changes none",
    arguments: [
      ("Sources/ExerciseTesting/GradedRun.swift", 2),
      ("Sources/Chapter9/Chapter9.swift", 0), ("Package.swift", 2),
    ])
  func module(path: String, count: Int) throws {
    let before = (try? course.text(path)) ?? ""
    try course.write(path, before + "// one line more\n")
    #expect(try changed().count == count)
  }

  @Test("a block of the chapter's module that changed changes all of its exercises")
  func block() throws {
    try course.edit("Chapters/01-a.md", "let one = 1", "let one = 2")
    #expect(try changed() == ["1.1", "1.2"])
  }

  @Test("a revision that isn't there is refused in a sentence, before anything is built")
  func unknown() throws {
    let result = try course.run("verify", "--since", "no-such-branch")
    #expect(result.status == 2)
    #expect(result.errors.contains("'no-such-branch' is no revision of this checkout"))
  }

  @Test("the command says how many it leaves out")
  func command() throws {
    let result = try course.run("verify", "--since", "HEAD")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("2 exercises unchanged since HEAD\n"))
  }
}
