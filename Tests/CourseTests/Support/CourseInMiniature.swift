import Foundation

/// A course that builds: a small chapter with two exercises, and the course's own modules for exercises.
enum CourseInMiniature {
  static func make() throws -> TemporaryCourse {
    let course = try TemporaryCourse([
      "Chapters/01-a.md": chapter, "Solutions/01-a.md": solutions, "Package.swift": manifest,
      "Sources/Simulation/Simulation.swift": "", "Sources/Figures/Figures.swift": "",
    ])
    for module in ["ExerciseSupport", "ExerciseTesting"] {
      try FileManager.default.copyItem(
        at: Tool.repository.appendingPathComponent("Sources/\(module)"),
        to: course.url("Sources/\(module)"))
    }
    return course
  }

  static let twice = "public func twice(_ number: Int) -> Int { number + number }\n"
  static let work = "Exercises/Chapter1/Twice.swift"

  private static let manifest = """
    // swift-tools-version: 6.0
    import PackageDescription

    let package = Package(
      name: "course-in-miniature",
      platforms: [.macOS(.v15)],
      targets: [
        .target(name: "Simulation"),
        .target(name: "Figures"),
        .target(name: "ExerciseSupport"),
        .target(name: "ExerciseTesting", dependencies: ["ExerciseSupport"]),
        .target(name: "Chapter1", dependencies: ["Simulation"]),
      ],
      swiftLanguageModes: [.v6]
    )

    """

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
}
