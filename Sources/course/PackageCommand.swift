internal import ArgumentParser
internal import Foundation
internal import Grading
internal import Literate

struct PackageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "package", abstract: "Pack the grader for a platform that runs it.",
    subcommands: [PackageGradescope.self])
}

struct PackageGradescope: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradescope",
    abstract: "The zip that Gradescope takes as an autograder.",
    discussion: "Solutions are left out: a submission must not be able to read them.")

  @Argument(help: "What to grade: a chapter (7) or an exercise (7.2).")
  var what: String

  @Option(help: "Where to write the zip.", completion: .file(extensions: ["zip"]))
  var output = "autograder.zip"

  func run() throws {
    let workspace = try Workspace.current()
    _ = try GradedCourse(workspace).exercises(what)
    let paths = try tracked(workspace)
    var course: [(path: String, bytes: [UInt8])] = []
    for path in paths where !path.hasPrefix("Solutions/") {
      guard let bytes = try workspace.files.read(path) else { continue }
      course.append((path, bytes))
    }
    try PackageFiles.write(
      GradescopePackage.archive(selection: what, course: course), anywhere: output)
    print("  wrote    \(output)  (\(Terminal.count(course.count, "file")) of the course)")
  }

  /// The files of the course, as version control knows them: nothing that was built or kept aside.
  private func tracked(_ workspace: Workspace) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "git", "-C", workspace.files.root, "ls-files", "-z", "--cached", "--others",
      "--exclude-standard",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw CommandFailure(
        .environment, "course: this folder is no git checkout: clone the course and try again")
    }
    return data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.sorted()
  }
}
