import Foundation
import Testing

/// A checkout that its reader may look at, and not write to.
@Suite("A read-only checkout") struct ReadOnlyTests {
  private static let chapter = """
    # 1. A

    ```swift cell=a
    ```

    ```output
    ```

    ### Exercise 1.1 ★ One

    ```swift exercise=One
    ```

    ```swift exercise-test=One
    ```

    """

  /// `setpriv`, since nothing is read-only for root.
  private static let setpriv = "/usr/bin/setpriv"
  private static let isRoot = geteuid() == 0

  private func course() throws -> TemporaryCourse {
    let course = try TemporaryCourse([
      "Chapters/01-a.md": Self.chapter, "Chapters/02-b.md": "# 2. B\n",
      "Package.swift":
        "let chapters: [Chapter] = [\n  Chapter(number: 2, slug: \"b\", cluster: true),\n]\n",
    ])
    // Where the tests were built, another user may not come.
    try FileManager.default.copyItem(at: Tool.executable, to: course.url("tool"))
    return course
  }

  private func run(_ arguments: [String], in course: TemporaryCourse) throws -> Tool.Result {
    let process = Process()
    let command = [course.url("tool").path] + arguments
    let asNobody = ["--reuid=65534", "--regid=65534", "--clear-groups"]
    process.executableURL = URL(fileURLWithPath: Self.isRoot ? Self.setpriv : command[0])
    process.arguments = Self.isRoot ? asNobody + command : arguments
    process.currentDirectoryURL = course.folder
    process.standardInput = FileHandle.nullDevice
    return try Tool.result(of: process)
  }

  private func changeModes(_ modes: String, of course: TemporaryCourse) throws {
    _ = try Tool.output(of: "/bin/chmod", ["-R", modes, course.folder.path])
  }

  @Test(
    "what has to write there says in one sentence that it can't, exits 3 and leaves everything as it is",
    .enabled(if: !isRoot || FileManager.default.isExecutableFile(atPath: setpriv)),
    arguments: [
      (["home"], false), (["extract"], false), (["run", "1"], false), (["run", "1"], true),
      (["test", "1"], true), (["grade", "1"], true),
      (["cluster", "2"], true), (["reset", "1.1"], true), (["new", "chapter", "4"], true),
    ])
  func oneSentence(_ arguments: [String], _ isExtracted: Bool) throws {
    let course = try course()
    if isExtracted { _ = try course.run("extract") }
    try course.write("Exercises/Chapter1/One.swift", "let mine = 1\n")
    let before = try course.files()
    try changeModes("a-w", of: course)
    defer { try? changeModes("u+w", of: course) }
    let result = try run(arguments, in: course)
    #expect(result.status == 3)
    let lines = result.errors.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 2 && lines[1] == "", "\(result.errors)")
    #expect(result.errors.hasPrefix("course: "), "\(result.errors)")
    #expect(
      result.errors.hasSuffix("; work in a copy of the course that you may write to\n"),
      "\(result.errors)")
    #expect(try course.files() == before)
  }

  @Test(
    "what only reads works there",
    .enabled(if: !isRoot || FileManager.default.isExecutableFile(atPath: setpriv)),
    arguments: [["home"], ["list"], ["status", "1"], ["extract", "--check"]])
  func reading(_ arguments: [String]) throws {
    let course = try course()
    _ = try course.run("extract")
    try changeModes("a-w", of: course)
    defer { try? changeModes("u+w", of: course) }
    let result = try run(arguments, in: course)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
  }
}
