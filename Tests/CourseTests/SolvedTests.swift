import Foundation
import Testing

/// One exercise of two is solved and graded: everything that the tool says of it agrees.
@Suite struct SolvedTests {
  private static let chapter = """
    # 1. A

    ```swift
    public let one = 1
    ```

    \(exercise(1, stars: "★", "Twice", "twice", 6))
    \(exercise(2, stars: "★★", "Thrice", "thrice", 9))
    """

  private static func exercise(
    _ number: Int, stars: String, _ name: String, _ function: String, _ answer: Int
  ) -> String {
    """
    ### Exercise 1.\(number) \(stars) \(name)

    Multiply.

    ```swift exercise=\(name)
    import ExerciseSupport

    public func \(function)(_ number: Int) -> Int { unimplemented("\(function)", returning: 0) }
    ```

    Its tests:

    ```swift exercise-test=\(name)
    import Exercise1
    import ExerciseTesting
    import Testing

    @Suite("1.\(number) \(name)", .exercise) struct \(name)Tests {
      @Test("\(function) three") func three() { #expect(\(function)(3) == \(answer)) }
    }
    ```

    """
  }

  private static let solutions = """
    # Solutions of chapter 1

    ```swift solution=Twice
    public func twice(_ number: Int) -> Int { 2 * number }
    ```

    ```swift solution=Thrice
    public func thrice(_ number: Int) -> Int { 3 * number }
    ```

    """

  static let contents = ["Chapters/01-a.md": chapter, "Solutions/01-a.md": solutions]

  @Test("an exercise with full marks counts everywhere, until the work on it changes")
  func solved() throws {
    let course = try CourseInMiniature.make(Self.contents)
    #expect(try course.run("list").output.contains("0 of 30 points"))

    let work = "Exercises/Chapter1/Twice.swift"
    let solution = "public func twice(_ number: Int) -> Int { number + number }\n"
    try course.write(work, solution)
    let graded = try course.run("grade", "1.1")
    #expect(graded.status == 0, "\(graded.output)\(graded.errors)")
    #expect(graded.output.contains("10 of 10 points"))

    #expect(try course.run("list").output.contains("10 of 30 points"))
    #expect(try course.run("home").output.contains("Next: exercise 1.2 ★★ Thrice"))
    #expect(try course.run("solution", "1.1").output.contains("2 * number"))
    let other = try course.run("solution", "1.2")
    #expect(other.output.contains("not solved yet") && !other.output.contains("3 * number"))

    // Watching begins with the first exercise that is open, and ends with the end of the input.
    let watched = try course.run("watch")
    #expect(watched.status == 0, "\(watched.errors)")
    #expect(watched.output.contains("· 1.2 ★★ Thrice"), "\(watched.output)")
    #expect(watched.output.contains("✓ 1.1  ▸ 1.2"), "\(watched.output)")

    try course.write(work, solution + "// later\n")
    #expect(try course.run("list").output.contains("0 of 30 points"))
  }

  @Test("part of the points are not full marks, and all of them are") func part() throws {
    let course = try TemporaryCourse([
      "Chapters/01-a.md":
        "# 1. A\n\n### Exercise 1.1 ★★ One\n\n```swift exercise=One\n```\n\n"
        + "```swift exercise-test=One\n```\n",
      "Solutions/01-a.md": "# S\n\n```swift solution=One\nlet answer = 1\n```\n",
    ])
    #expect(try course.run("extract").status == 0)
    let digest = "cbf29ce484222325"  // of the empty stub
    for (hundredths, isOpen) in [("2", false), ("1000", false), ("2000", true)] {
      try course.write(".course/points/1.1", "\(hundredths) \(digest)\n")
      let shown = try course.run("solution", "1.1").output
      #expect(shown.contains("let answer = 1") == isOpen, "\(hundredths)")
      try? FileManager.default.removeItem(at: course.url(".course/asked"))
    }
  }
}
