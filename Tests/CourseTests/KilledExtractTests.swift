import Foundation
import Testing

@Suite struct KilledExtractTests {
  /// Twelve files, in an old and in a new version.
  private static func chapter(_ version: Int) -> String {
    let blocks = (0..<12).map { file in
      let lines = (0..<40).map { "let value\($0) = \(version)" }
      return "```swift file=File\(file).swift\n\(lines.joined(separator: "\n"))\n```\n"
    }
    return "# 1. A\n\n" + blocks.joined(separator: "\n")
  }

  private static func sources(_ course: TemporaryCourse) throws -> [String: String] {
    let paths = try course.files().filter { $0.hasPrefix("Sources/") && !$0.contains("/.") }
    return Dictionary(uniqueKeysWithValues: try paths.map { ($0, try course.text($0)) })
  }

  @Test("an extraction killed at any moment leaves every file either old or new")
  func killedAtAnyMoment() throws {
    let course = try TemporaryCourse(["Chapters/01-a.md": Self.chapter(1)])
    #expect(try course.run("extract").status == 0)
    let old = try Self.sources(course)
    try course.write("Chapters/01-a.md", Self.chapter(2))
    #expect(try course.run("extract").status == 0)
    let new = try Self.sources(course)
    #expect(old.count == 12 && new.count == 12)

    for round in 0..<60 {
      let isForward = round.isMultiple(of: 2)
      try course.write("Chapters/01-a.md", Self.chapter(isForward ? 1 : 2))
      let process = try Tool.process(["extract"], in: course.folder)
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      usleep(UInt32(200 * round))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let now = try Self.sources(course)
      #expect(Set(now.keys) == Set(old.keys), "round \(round)")
      for (path, text) in now {
        #expect(text == old[path] || text == new[path], "round \(round): \(path) is torn")
      }
    }
    // Whatever was left, the next run finishes the work and sweeps up.
    #expect(try course.run("extract").status == 0)
    #expect(try Self.sources(course) == new)
    let leftovers = try course.files().filter { $0.contains(".course-") }
    #expect(leftovers == [])
  }
}
