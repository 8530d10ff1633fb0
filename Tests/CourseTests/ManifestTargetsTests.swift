import Foundation
import Testing

/// The course's own manifest, evaluated by SwiftPM over folders that come and go.
///
/// SwiftPM caches an evaluated manifest by its text: what a manifest finds on the disk it finds once.
@Suite(.serialized) struct ManifestTargetsTests {
  private static let stub = "```swift exercise=One\nlet stub = 1\n```\n"
  private static let test = "```swift exercise-test=One\nimport Testing\n```\n"
  private static let chapter =
    "# 1. A\n\n```swift\npublic let a = 1\n```\n\n```swift test\nimport Testing\n```\n"

  private let course: TemporaryCourse

  init() throws {
    course = try TemporaryCourse(["Chapters/01-a.md": Self.chapter])
    let manifest = try String(
      contentsOf: Tool.repository.appendingPathComponent("Package.swift"), encoding: .utf8)
    // A manifest of its own: SwiftPM's cache has not met it.
    try course.write("Package.swift", manifest + "// \(UUID().uuidString)\n")
  }

  private func swift(_ arguments: [String], focus: String) throws -> (status: Int32, output: String)
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["swift"] + arguments
    process.currentDirectoryURL = course.folder
    process.environment = ProcessInfo.processInfo.environment
      .merging(["COURSE_FOCUS": focus, "COURSE_ANSWERS": "Exercises"]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  private struct Target: Decodable {
    var name: String
    var path: String?
    var exclude: [String]
  }

  private func targets() throws -> [Target] {
    let result = try swift(["package", "dump-package"], focus: "1")
    struct Dump: Decodable { var targets: [Target] }
    let json = result.output.drop { $0 != "{" }
    return try JSONDecoder().decode(Dump.self, from: Data(json.utf8)).targets
  }

  private func exercises() throws -> [String] {
    try targets().map(\.name).filter { $0.hasPrefix("Exercise1") }
  }

  /// Files where the manifest says that there are some besides the chapter's own.
  private func writeLibraries() throws {
    for target in try targets() {
      let folder = target.path ?? "Sources/\(target.name)"
      if target.path == nil { try course.write("\(folder)/\(target.name).swift", "") }
      for other in target.exclude {
        try course.write(
          other.contains(".") ? "\(folder)/\(other)" : "\(folder)/\(other)/A.swift", "")
      }
    }
  }

  @Test("a chapter's first exercise brings its targets with it, and its last takes them away")
  func firstExercise() throws {
    #expect(try course.run("extract").status == 0)
    #expect(try exercises() == [])
    try course.write(
      "Chapters/01-a.md",
      Self.chapter + "\n### Exercise 1.1 ★ One\n\n" + Self.stub + "\nIts tests:\n\n" + Self.test)
    let result = try course.run("extract")
    #expect(result.output.contains("  updated  Package.swift\n"), "\(result.errors)")
    #expect(try exercises() == ["Exercise1", "Exercise1Tests"])
    try course.write("Chapters/01-a.md", Self.chapter)
    #expect(try course.run("extract").status == 0)
    #expect(try exercises() == [])
  }

  @Test("a deleted chapter takes its targets with it") func deletedChapter() throws {
    #expect(try course.run("extract").status == 0)
    #expect(try targets().contains { $0.name == "Chapter1" })
    try FileManager.default.removeItem(at: course.url("Chapters/01-a.md"))
    #expect(try course.run("extract").status == 0)
    #expect(try !targets().contains { $0.name == "Chapter1" })
  }

  @Test(
    "where a chapter's generated code is missing, the package still loads, and says what is missing"
  )
  func missingCode() throws {
    try course.write(
      "Chapters/01-a.md",
      Self.chapter + "\n### Exercise 1.1 ★ One\n\n" + Self.stub + "\nIts tests:\n\n" + Self.test)
    #expect(try course.run("extract").status == 0)
    try writeLibraries()
    let whole = try swift(["package", "describe"], focus: "1")
    #expect(whole.status == 0, "\(whole.output)")
    #expect(!whole.output.contains("warning:"), "\(whole.output)")
    for folder in ["Sources/Chapter1", "Exercises/Chapter1", "Tests/Exercise1Tests"] {
      try FileManager.default.removeItem(at: course.url(folder))
      let result = try swift(["package", "describe"], focus: "1")
      #expect(result.status == 0, "\(folder): \(result.output)")
      #expect(result.output.contains("warning: "), "\(folder): \(result.output)")
    }
    #expect(try course.run("extract").status == 0)
    let again = try swift(["package", "describe"], focus: "1")
    #expect(again.status == 0 && !again.output.contains("warning:"), "\(again.output)")
  }
}
