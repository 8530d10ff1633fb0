import Foundation
import Testing

/// The course's own manifest, evaluated by SwiftPM over folders that come and go.
///
/// SwiftPM caches an evaluated manifest by its text: what a manifest finds on the disk it finds once.
@Suite struct ManifestTargetsTests {
  private static let bare = """
    # 1. A

    ```swift
    public let a = 1
    ```

    ```swift test
    import Testing
    ```

    """

  private static let withExercise =
    bare + """

      ### Exercise 1.1 ★ One

      ```swift exercise=One
      let stub = 1
      ```

      Its tests:

      ```swift exercise-test=One
      import Testing
      ```

      """

  private func exercises(of course: TemporaryCourse) throws -> [String] {
    try CourseInMiniature.targets(of: course).map(\.name).filter { $0.hasPrefix("Exercise1") }
  }

  @Test("a chapter's first exercise brings its targets with it, and its last takes them away")
  func firstExercise() throws {
    let course = try CourseInMiniature.make(["Chapters/01-a.md": Self.bare])
    #expect(try exercises(of: course) == [])
    try course.write("Chapters/01-a.md", Self.withExercise)
    let result = try course.run("extract")
    #expect(result.output.contains("  updated  Package.swift\n"), "\(result.errors)")
    #expect(try exercises(of: course) == ["Exercise1", "Exercise1Tests"])
    try course.write("Chapters/01-a.md", Self.bare)
    #expect(try course.run("extract").status == 0)
    #expect(try exercises(of: course) == [])
  }

  @Test("a deleted chapter takes its targets with it") func deletedChapter() throws {
    let course = try CourseInMiniature.make(["Chapters/01-a.md": Self.bare])
    #expect(try CourseInMiniature.targets(of: course).contains { $0.name == "Chapter1" })
    try FileManager.default.removeItem(at: course.url("Chapters/01-a.md"))
    #expect(try course.run("extract").status == 0)
    #expect(try !CourseInMiniature.targets(of: course).contains { $0.name == "Chapter1" })
  }

  @Test(
    "where a chapter's files are missing, the package still loads and says so, and extraction helps"
  )
  func missingFiles() throws {
    let course = try CourseInMiniature.make(["Chapters/01-a.md": Self.withExercise])
    func describe() throws -> (status: Int32, output: String) {
      try CourseInMiniature.swift(["package", "describe"], in: course)
    }
    let whole = try describe()
    #expect(whole.status == 0 && !whole.output.contains("warning:"), "\(whole.output)")
    for folder in ["Sources/Chapter1", "Exercises/Chapter1", "Tests/Exercise1Tests"] {
      try FileManager.default.removeItem(at: course.url(folder))
      let result = try describe()
      #expect(result.status == 0 && result.output.contains("warning:"), "\(result.output)")
    }
    #expect(try course.run("extract").status == 0)
    let again = try describe()
    #expect(again.status == 0 && !again.output.contains("warning:"), "\(again.output)")
  }
}
