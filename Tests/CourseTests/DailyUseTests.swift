import Foundation
import Testing

@testable import course

/// A reader's hour with a small course: the real tool, the real compiler, a terminal.
@Suite("A reader's hour", .serialized) struct DailyUseTests {
  /// One for all, since building it takes a while.
  private static let shared = Result { try DailyCourse.make() }

  private let course: TemporaryCourse

  init() throws { course = try Self.shared.get() }

  /// As in CI, where a command that forgot to hand it on would build with other flags.
  private static let strict = ["COURSE_STRICT": "1"]

  private func run(_ arguments: String...) throws -> Tool.Result {
    try Tool.run(arguments, in: course.folder, Self.strict)
  }

  /// A compiler that notes each module that it compiles, and otherwise is the real one.
  private func spy() throws -> [String: String] {
    let spy = course.url("spy")
    let frontend = try Tool.output(of: "/usr/bin/env", ["which", "swift-frontend"])
    try course.write(
      "spy",
      """
      #!/bin/sh
      case " $* " in *" -c "*|*" -emit-module "*) echo "$*" >> '\(course.url("compiled").path)' ;; esac
      exec '\(frontend)' "$@"

      """)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: spy.path)
    return ["SWIFT_DRIVER_SWIFT_FRONTEND_EXEC": spy.path]
  }

  /// The modules that are compiled while `body` runs.
  private func compiled(during body: () throws -> Void) throws -> [String] {
    try? FileManager.default.removeItem(at: course.url("compiled"))
    try body()
    let text = (try? course.text("compiled")) ?? ""
    return text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      return words.firstIndex(of: "-module-name").map { String(words[$0 + 1]) }
    }.filter { $0 != "main" }
  }

  private func onTerminal(_ program: String, _ arguments: [String], _ spy: [String: String]) throws
    -> Screen
  {
    let screen = try Screen(program, arguments, in: course.folder, spy)
    screen.watch()
    return screen
  }

  @Testing.Test(
    "after each command ran once, none of them compiles anything, whoever ran before and wherever its output goes"
  )
  func sameFlags() throws {
    let spy = try spy().merging(Self.strict) { $1 }
    let tool = try Tool.executable.path
    let commands = [["run", "1"], ["test", "1"], ["grade", "1.1"], ["list"]]
    /// What a reader's own `swift run course` does before the tool starts: a build of something else.
    let other = spy.merging(["COURSE_FOCUS": "1", "COURSE_ANSWERS": "Exercises"]) { $1 }
    func outer() throws {
      let screen = try onTerminal("/usr/bin/env", ["swift", "build"], other)
      #expect(screen.status == 0, "\(screen.text)")
    }
    func everything() throws {
      for command in commands {
        try outer()
        let screen = try onTerminal(tool, command, spy)
        #expect(screen.status == (command == ["grade", "1.1"] ? 1 : 0), "\(screen.text)")
      }
      try outer()
    }
    #expect(try !compiled(during: everything).isEmpty)
    #expect(try compiled(during: everything) == [])
    let redirected = try compiled {
      for command in commands {
        try outer()
        _ = try Tool.run(command, in: course.folder, spy)
      }
    }
    #expect(redirected == [])
  }

  @Testing.Test("run ends in a verdict, and a cell that is not as recorded in another")
  func verdict()
    throws
  {
    let result = try run("run", "1")
    #expect(result.status == 0)
    #expect(result.output.hasSuffix("1 cell, all as recorded\n"), "\(result.output)")
    try course.edit("Chapters/01-a.md", "```output\n1\n", "```output\n2\n")
    defer { try? course.edit("Chapters/01-a.md", "```output\n2\n", "```output\n1\n") }
    let wrong = try run("run", "1")
    #expect(wrong.status == 1)
    #expect(wrong.errors.hasSuffix("1 of 1 cell not as recorded\n"), "\(wrong.errors)")
  }

  @Testing.Test("test runs the exercises' tests on their solutions, too") func solutions() throws {
    let result = try run("test", "1")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.hasSuffix("✔ 1 solution passed 2 tests\n"), "\(result.output)")
    try course.edit("Solutions/01-a.md", "2 * number", "number")
    defer { try? course.edit("Solutions/01-a.md", "{ number }", "{ 2 * number }") }
    let wrong = try run("test", "1")
    #expect(wrong.status == 1)
    #expect(
      wrong.errors.contains("error: solution of 1.1: “a number is doubled”: "), "\(wrong.errors)")
  }

  @Testing.Test(
    "a compiler's error is told once, at its line in the chapter, with the chapter's lines")
  func compilerError() throws {
    try course.edit("Chapters/01-a.md", "{ speed }", "{ sped }")
    defer { try? course.edit("Chapters/01-a.md", "{ sped }", "{ speed }") }
    let result = try run("run", "1")
    #expect(result.status == 1)
    #expect(
      result.errors == """
        Chapters/01-a.md:6:32: error: cannot find 'sped' in scope
          5 | 
          6 | public func opening() -> Int { sped }
            |                                ^

        """)
  }

  @Testing.Test("a watched exercise that is solved is praised, and the next one comes up")
  func watch()
    throws
  {
    let stub = try course.text(DailyCourse.work)
    defer { try? course.write(DailyCourse.work, stub) }
    let screen = try Screen(Tool.executable.path, ["watch", "1"], in: course.folder, Self.strict)
    var isSolved = false
    screen.watch { screen in
      let ends = screen.text.components(separatedBy: "q quit").count - 1
      if ends == 1 && !isSolved {
        isSolved = true
        try? course.write(DailyCourse.work, DailyCourse.solved)
      }
      if ends == 2 { screen.press("lq") }
    }
    #expect(screen.status == 0)
    let text = screen.lines.joined(separator: "\n")
    #expect(text.contains("Nicely done! 1.1 earns 10 points.\nNext: 1.2 ★★ Thrice"), "\(text)")
    #expect(text.contains("✓ 1.1  ▸ 1.2"), "\(text)")
    #expect(text.contains("Chapter 1: 10 of 30 points"), "\(text)")
  }
}
