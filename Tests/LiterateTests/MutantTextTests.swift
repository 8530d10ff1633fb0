import Foundation
import Testing

@testable import Literate

@Suite("Wrong turns from an edit") struct MutantTextTests {
  private static let solution = """
    func twice(_ n: Int) -> Int {
      2 * n
    }

    func thrice(_ n: Int) -> Int {
      3 * n
    }

    """

  private func package(_ mutants: String = "") throws -> TemporaryPackage {
    try TemporaryPackage([
      "Chapters/01-a.md":
        "# 1. A\n\n### Exercise 1.1 ★ One\n\n```swift exercise=One\n```\n\n```swift exercise-test=One\n```\n",
      "Solutions/01-a.md":
        "# 1. Solutions\n\n```swift solution=One\n\(Self.solution)```\n\(mutants)\nThe end.\n",
    ])
  }

  private func add(_ edited: String, _ package: TemporaryPackage) throws -> String {
    let course = try CourseText.read(from: package.files)
    let exercise = try #require(course.chapters.first?.exercises.first)
    let text = try course.adding(mutant: "wrong", Array(edited.utf8), to: exercise)
    try package.write(text.path, text.bytes)
    let again = try CourseText.read(from: package.files)
    #expect(again.errors == [])
    let sources = try again.mutants(of: exercise)
    #expect(sources.last?.name == "wrong")
    #expect(sources.last?.source == Array(edited.utf8))
    return text.bytes.text
  }

  @Test(
    "the difference becomes a block after the solution, with enough around it to find its place")
  func first() throws {
    let text = try add(Self.solution.replacing("3 * n", with: "n"), package())
    #expect(
      text.hasSuffix(
        """
        ### Wrong turns

        Say who takes this turn, and what it breaks.

        ```diff mutant=wrong of=One
        @@ -5 +5 @@
         func thrice(_ n: Int) -> Int {
        -  3 * n
        +  n
         }
        ```

        The end.

        """))
  }

  @Test("a change of lines that stand twice shows as much as tells them apart")
  func context() throws {
    let edited = Self.solution.replacing("  3 * n\n}", with: "  3 * n\n}\n// the end")
    #expect(try add(edited, package()).contains(" }\n+// the end\n"))
  }

  @Test("a second one goes after the first, without a second heading") func second() throws {
    let mutant = "\n### Wrong turns\n\n```diff mutant=a of=One\n-  2 * n\n+  n\n```\n"
    let text = try add(Self.solution.replacing("3 * n", with: "n"), package(mutant))
    #expect(text.components(separatedBy: "### Wrong turns").count == 2)
    let places = try ["mutant=a", "mutant=wrong", "The end."].map {
      try #require(text.range(of: $0)).lowerBound
    }
    #expect(places == places.sorted())
  }

  @Test("the solution itself is no wrong turn") func same() throws {
    let package = try package()
    let course = try CourseText.read(from: package.files)
    let exercise = try #require(course.chapters.first?.exercises.first)
    #expect(throws: LiterateError.self) {
      try course.adding(mutant: "wrong", Array(Self.solution.utf8), to: exercise)
    }
  }
}
