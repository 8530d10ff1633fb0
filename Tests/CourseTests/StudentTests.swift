import Foundation
import Testing

/// What a student asks of the tool between two grades.
@Suite struct StudentTests {
  private static let chapter = """
    # 1. A

    ### Exercise 1.1 ★★ Twice

    Double it.

    <details><summary>Hint 1</summary>

    Add it to itself.

    </details>

    <details><summary>Hint 2</summary>

    There is an operator for it.

    </details>

    ```swift exercise=Twice
    func twice(_ number: Int) -> Int { 0 }
    ```

    ```swift exercise-test=Twice
    // its tests
    ```

    """
  private static let solutions = """
    # Solutions of chapter 1

    ```swift solution=Twice
    func twice(_ number: Int) -> Int { 2 * number }
    ```

    ```diff mutant=thrice of=Twice
    -func twice(_ number: Int) -> Int { 2 * number }
    +func twice(_ number: Int) -> Int { 3 * number }
    ```

    """
  private static let work = "Exercises/Chapter1/Twice.swift"

  private let course: TemporaryCourse

  init() throws {
    course = try TemporaryCourse([
      "Chapters/01-a.md": Self.chapter, "Solutions/01-a.md": Self.solutions,
    ])
    #expect(try course.run("extract").status == 0)
  }

  @Test("hints come one at a time, and the last one again") func hints() throws {
    #expect(try course.run("hint", "1.1").output.contains("Hint 1 of 2"))
    let second = try course.run("hint", "1.1").output
    #expect(second.contains("There is an operator for it.") && second.contains("the last one"))
    #expect(try course.run("hint", "1.1").output.contains("Hint 2 of 2"))
    #expect(try course.run("hint", "1.1", "--again").output.contains("Add it to itself."))
  }

  @Test("extraction keeps a student's work, also when the stub changes") func keepsWork() throws {
    try course.write(Self.work, "my work\n")
    try course.edit("Chapters/01-a.md", "{ 0 }", "{ 1 }")
    #expect(try course.run("extract").status == 0)
    #expect(try course.text(Self.work) == "my work\n")
  }

  @Test("a stub that nobody touched follows the chapter") func untouchedStub() throws {
    try course.edit("Chapters/01-a.md", "{ 0 }", "{ 1 }")
    #expect(try course.run("extract").status == 0)
    #expect(try course.text(Self.work).contains("{ 1 }"))
  }

  @Test("reset puts the stub back and keeps every work aside under a name of its own")
  func reset() throws {
    for text in ["first\n", "second\n"] {
      try course.write(Self.work, text)
      #expect(try course.run("reset", "1.1").status == 0)
      #expect(try course.text(Self.work).contains("{ 0 }"))
    }
    #expect(try course.text(".course/kept/Chapter1/Twice.1.swift") == "first\n")
    #expect(try course.text(".course/kept/Chapter1/Twice.2.swift") == "second\n")
    #expect(try course.run("reset", "1.1").output == "\(Self.work) is the stub already.\n")
  }

  @Test("the solution is shown when it is asked for twice") func solution() throws {
    let first = try course.run("solution", "1.1")
    #expect(first.status == 0 && !first.output.contains("2 * number"))
    #expect(try course.run("solution", "1.1").output.contains("2 * number"))
  }

  @Test(
    "what does not exist is named, with what does",
    arguments: [
      (["hint", "1.2"], "there is no exercise 1.2; chapter 1 has 1.1"),
      (["hint", "2.1"], "chapter 2 is not written yet; written so far: 1"),
      (["solution", "19.1"], "there is no chapter 19; the course has 1 to 18"),
      (["reset", "one"], "The value 'one' is invalid"),
      (["grade", "x"], "'x' is neither a chapter (7) nor an exercise (7.2)"),
      (["path", "advancd"], "no path is called 'advancd'; did you mean 'advanced'?"),
      (["run", "1", "duel"], "Chapters/01-a.md has no cell 'duel'; it has none"),
      (["replay", "AQRi"], "the token is damaged"),
      (["rnu"], "there is no command 'rnu'; did you mean 'run'?"),
    ])
  func unknown(arguments: [String], message: String) throws {
    let result = try Tool.run(arguments, in: course.folder)
    #expect(result.status == 2)
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test("outside a course the tool says where to go") func elsewhere() throws {
    let result = try Tool.run(["list"], in: FileManager.default.temporaryDirectory)
    #expect(result.status == 3)
    #expect(
      result.errors.contains("run it inside the folder that holds Package.swift and Chapters/"))
  }

  @Test("a wrong turn that fits no solution is an error at its line") func misfit() throws {
    try course.edit("Solutions/01-a.md", "-func twice(_ number", "-func thrice(_ number")
    let result = try course.run("check")
    #expect(result.status == 1)
    #expect(
      result.errors.contains(
        "Solutions/01-a.md:8:1: error: the solution has no such lines for this hunk"))
  }
}
