import Foundation

/// A course with one chapter, one cell and two exercises, for a reader's whole hour. What is built stays
/// for the next time.
enum DailyCourse {
  static let work = "Exercises/Chapter1/Twice.swift"
  static let solved = "/// Twice.\npublic func twice(_ number: Int) -> Int { 2 * number }\n"

  static func make() throws -> TemporaryCourse {
    let folder = Tool.repository.appendingPathComponent(".build/course-tests/daily")
    for path in [".course", "Exercises"] {
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(path))
    }
    return try CourseInMiniature.make(
      [
        "Chapters/01-a.md": chapter, "Solutions/01-a.md": solutions,
        // Another one each time, so that there is something to compile.
        "Sources/Simulation/Simulation.swift": "public let speed = 1 // \(UUID().uuidString)\n",
      ], kept: folder)
  }

  private static let chapter = """
    # 1. A

    ```swift
    import Simulation

    public func opening() -> Int { speed }
    ```

    ```swift cell=opening
    print(opening())
    ```

    ```output
    1
    ```

    ### Exercise 1.1 ★ Twice

    ```swift exercise=Twice
    import ExerciseSupport

    /// Twice.
    public func twice(_ number: Int) -> Int { unimplemented("twice(_:)", returning: 0) }
    ```

    ```swift exercise-test=Twice
    import Exercise1
    import ExerciseTesting
    import Testing

    @Suite("1.1 Twice", .exercise) struct TwiceTests {
      @Test("a number is doubled") func doubles() { #expect(twice(21) == 42) }

      @Test("a debt is doubled, too") func negative() { #expect(twice(-3) == -6) }
    }
    ```

    ### Exercise 1.2 ★★ Thrice

    ```swift exercise=Thrice
    import ExerciseSupport

    /// Thrice.
    public func thrice(_ number: Int) -> Int { unimplemented("thrice(_:)", returning: 0) }
    ```

    ```swift exercise-test=Thrice
    import Exercise1
    import ExerciseTesting
    import Testing

    @Suite("1.2 Thrice", .exercise) struct ThriceTests {
      @Test("a number is trebled") func trebles() { #expect(thrice(14) == 42) }
    }
    ```

    """

  private static let solutions = """
    # Solutions of chapter 1

    ```swift solution=Twice
    /// Twice.
    public func twice(_ number: Int) -> Int { 2 * number }
    ```

    """
}
