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
    let graded = try GradedCourse(workspace)
    _ = try graded.exercises(what)
    // Stubs as the chapters have them: what stands in Exercises/ may be somebody's work.
    var course = try graded.exercises(nil).map { (path: $0.workPath, bytes: $0.stub) }
    for path in try tracked(workspace)
    where !path.hasPrefix("Solutions/") && !path.hasPrefix("Exercises/") {
      guard let bytes = try workspace.files.read(path) else { continue }
      course.append((path, bytes))
    }
    try PackageFiles.write(
      GradescopePackage.archive(selection: what, course: course), anywhere: output)
    print("  wrote    \(output)  (\(Terminal.count(course.count, "file")) of the course)")
    print(GradescopePackage.needs)
  }

  /// The files of the course that version control keeps: nothing that lies about, was built or kept
  /// aside.
  private func tracked(_ workspace: Workspace) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "git", "-C", workspace.files.root, "ls-files", "-z", "--cached",
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
