import Foundation

/// A course that builds, with this course's own manifest: a small chapter 1, the modules for cells and
/// exercises as they are, and nothing in all the others.
enum CourseInMiniature {
  /// - Parameters:
  ///   - contents: its chapter and solutions, by path.
  ///   - kept: a folder that stays, with what is built in it.
  static func make(_ contents: [String: String], kept: URL? = nil) throws -> TemporaryCourse {
    let course = try TemporaryCourse(contents, kept: kept)
    let manifest = try text("Package.swift")
    // SwiftPM has met the real one, and caches what it says: this is another one.
    try course.write("Package.swift", manifest + "// \(UUID().uuidString)\n")
    _ = try course.run("extract")
    for target in try targets(of: course) { try write(target, to: course) }
    return course
  }

  /// A target, as the manifest has it.
  struct Target: Decodable {
    var name: String
    var path: String?
    var exclude: [String]
  }

  /// The targets of the course, focused on its chapter.
  static func targets(of course: TemporaryCourse) throws -> [Target] {
    struct Manifest: Decodable { var targets: [Target] }
    let result = try swift(["package", "dump-package"], in: course)
    let json = result.output.drop { $0 != "{" }
    return try JSONDecoder().decode(Manifest.self, from: Data(json.utf8)).targets
  }

  /// Runs SwiftPM on the course, focused on its chapter.
  static func swift(
    _ arguments: [String], in course: TemporaryCourse
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["swift"] + arguments
    process.currentDirectoryURL = course.folder
    process.environment = ProcessInfo.processInfo.environment
      .merging(["COURSE_FOCUS": "1", "COURSE_ANSWERS": "Exercises"]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  private static let copied = [
    "CellReport", "LineDiff", "Notebook", "ExerciseSupport", "ExerciseTesting",
  ]

  private static func write(_ target: Target, to course: TemporaryCourse) throws {
    let folder = target.path ?? "Sources/\(target.name)"
    let source = Tool.repository.appendingPathComponent(folder)
    if copied.contains(target.name) {
      let files = FileManager.default
      if files.contentsEqual(atPath: source.path, andPath: course.url(folder).path) { return }
      try? files.removeItem(at: course.url(folder))
      try files.copyItem(at: source, to: course.url(folder))
    } else if target.name == "Figures" {
      try course.write("\(folder)/Figure.swift", try text("\(folder)/Figure.swift"))
    } else if target.path == nil && course.files(below: folder).isEmpty {
      try course.write("\(folder)/\(target.name).swift", "")
    }
    // What the manifest leaves out must be there to be left out.
    for other in target.exclude {
      let path = other.contains(".") ? "\(folder)/\(other)" : "\(folder)/\(other)/Left.swift"
      if !FileManager.default.fileExists(atPath: course.url(path).path) {
        try course.write(path, "")
      }
    }
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: Tool.repository.appendingPathComponent(path), encoding: .utf8)
  }
}
