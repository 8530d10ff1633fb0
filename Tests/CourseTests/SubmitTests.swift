import Foundation
import Testing

@testable import Grading

/// What goes from a student to an instructor, and from there to a platform.
@Suite struct SubmitTests {
  private static let chapter = """
    # 1. A

    ### Exercise 1.1 ★ Twice

    Double it.

    ```swift exercise=Twice
    public func twice(_ number: Int) -> Int { 0 }
    ```

    ```swift exercise-test=Twice
    // its tests
    ```

    ### Exercise 1.2 ★ Thrice

    Once more.

    ```swift exercise=Thrice
    public func thrice(_ number: Int) -> Int { 0 }
    ```

    ```swift exercise-test=Thrice
    // its tests
    ```

    """
  private static let twice = "Exercises/Chapter1/Twice.swift"
  private static let thrice = "Exercises/Chapter1/Thrice.swift"
  private static let work = "public func twice(_ number: Int) -> Int { 2 * number }\n"

  private let course: TemporaryCourse

  init() throws {
    course = try TemporaryCourse(["Chapters/01-a.md": Self.chapter])
    #expect(try course.run("extract").status == 0)
  }

  private func zip(_ path: String) throws -> [String: String] {
    let bytes = [UInt8](try Data(contentsOf: course.url(path)))
    let files = try Archive.entries(of: bytes).map { entry in
      (entry.path, String(decoding: try entry.unpacked(limit: 1 << 20), as: UTF8.self))
    }
    return Dictionary(uniqueKeysWithValues: files)
  }

  @Test("the archive that submit makes is what the grader reads") func submit() throws {
    try course.write(Self.twice, Self.work)
    let result = try course.run("submit", "1", "--output", "ada.zip")
    #expect(result.status == 0)
    #expect(result.output.contains("packed     \(Self.twice)"))
    #expect(result.output.contains("untouched  \(Self.thrice)"))
    let bytes = [UInt8](try Data(contentsOf: course.url("ada.zip")))
    let submission = Submission(named: "ada", archive: bytes, wanted: [Self.twice, Self.thrice])
    #expect(submission.files[Self.twice] == .text(Self.work))
    #expect(submission.files.count == 2)
  }

  @Test("stubs alone are nothing to hand in") func nothing() throws {
    let result = try course.run("submit", "1.1")
    #expect(result.status == 1)
    #expect(result.errors.contains("nothing to hand in"))
    #expect(try !course.files().contains { $0.hasSuffix(".zip") })
  }

  @Test("the autograder holds stubs, and nobody's work, no solution and nothing that lies about")
  func package() throws {
    try course.write(Self.twice, "// the author's own work\n" + Self.work)
    try course.write("Solutions/01-a.md", "# Solutions\n\nthe answers\n")
    for command in [["init", "-q"], ["add", "-A", "-f"]] {
      let git = Process()
      git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      git.arguments = ["git", "-C", course.folder.path] + command
      try git.run()
      git.waitUntilExit()
      try #require(git.terminationStatus == 0)
    }
    try course.write("class/ada/Twice.swift", Self.work)
    try course.write("grades.csv", "ada,10")
    let result = try course.run("package", "gradescope", "1", "--output", "auto.zip")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("Memory: ") && result.output.contains("Isolation: "))
    let files = try zip("auto.zip")
    #expect(files["course/" + Self.twice] == "public func twice(_ number: Int) -> Int { 0 }\n")
    #expect(files["course/" + Self.thrice] != nil)
    #expect(files["course/Package.swift"] != nil)
    #expect(files["setup.sh"]?.contains("course grade 1 --prepare") == true)
    #expect(!files.keys.contains { $0.contains("Solutions") || $0.contains("class/") })
    #expect(!files.keys.contains { $0.contains("grades.csv") })
    #expect(!files.values.contains { $0.contains("author's own") })
  }

  @Test("submissions that aren't there are one sentence") func absent() throws {
    try FileManager.default.createDirectory(
      at: course.url("empty"), withIntermediateDirectories: true)
    for (folder, says) in [
      ("nowhere", "there is no folder nowhere"), ("empty", "no submissions in"),
    ] {
      let result = try course.run("grade", "1", "--submissions", folder)
      #expect(result.status == 2)
      #expect(result.errors.contains(says) && result.errors.split(separator: "\n").count == 1)
    }
    try course.write("class/ada/Twice.swift", Self.work)
    let other = try course.run("grade", "1", "--submissions", "class", "--only", "eve")
    #expect(other.status == 2)
    #expect(other.errors.contains("nothing in class is called 'eve'"))
  }

  @Test("a format for one student asks for a folder where there are two") func formats() throws {
    for name in ["ada", "eve"] { try course.write("class/\(name)/Twice.swift", Self.work) }
    let result = try course.run("grade", "1", "--submissions", "class", "--format", "gradescope")
    #expect(result.status == 2)
    #expect(result.errors.contains("name a folder with --output"))
  }
}
