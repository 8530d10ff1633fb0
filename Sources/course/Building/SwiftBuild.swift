internal import Foundation
internal import Literate

/// A build of the package by SwiftPM.
///
/// Whoever asks, and wherever its output goes, it has the flags of the build that made this very tool,
/// in that build's folder: what one command compiled, the next one finds. SwiftPM colours what the
/// compiler says if it writes to a terminal, by a flag that makes optimised modules compile anew; so it
/// always writes to one here, which the tool reads, and is told to leave colours out if the tool's own
/// build did.
struct SwiftBuild {
  /// What is in the manifest.
  enum Scope {
    case whole
    /// A chapter and all it imports; with the exercises' modules from a folder, or without any.
    case chapter(Int, answers: String? = nil)
  }

  private let files: PackageFiles
  private let scope: Scope

  init(_ workspace: Workspace, _ scope: Scope) {
    files = workspace.files
    self.scope = scope
  }

  /// Builds. Warnings of the course's own files are shown; errors are thrown.
  func run(_ arguments: [String], as title: String) throws {
    try checkFolder()
    var output = BuildOutput()
    let status = try Self.start(
      ["swift", "build"] + options + arguments, in: files.root, environment, as: title, &output)
    let messages = CompilerMessages(output.lines, root: files.root)
    guard status == 0 else {
      throw CommandFailure(.fallsShort, messages.report(files, lastWords: output.lines))
    }
    for warning in messages.warnings where !warning.path.hasPrefix("/") {
      Terminal.error(CompilerMessages.shown(warning, files))
    }
  }

  // MARK: The same flags

  /// The folder that SwiftPM builds in: the one that this tool was built in, if that is the course's.
  var folder: String {
    let standard = files.root + "/.build"
    let parts = (Bundle.main.executablePath ?? "").split(separator: "/").dropLast(3)
    let own = "/" + parts.joined(separator: "/")
    let isCourses = own.hasPrefix(files.root + "/") && has(own + "/debug.yaml")
    return isCourses ? own : standard
  }

  /// SwiftPM would speak of a folder that nobody has heard of.
  private func checkFolder() throws(CommandFailure) {
    let place = has(folder) ? folder : files.root
    guard !FileManager.default.isWritableFile(atPath: place) else { return }
    throw CommandFailure(
      .environment,
      "course: nothing can be written to \(place); work in a copy of the course that you may write to"
    )
  }

  private func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// Whether what was built last was built with colours.
  private var isColoured: Bool {
    guard let plan = FileManager.default.contents(atPath: folder + "/debug.yaml") else {
      return Terminal.isShown(on: .errors)
    }
    return plan.range(of: Data("\"-color-diagnostics\"".utf8)) != nil
  }

  private var options: [String] {
    let isStandard = folder == files.root + "/.build"
    return (isStandard ? [] : ["--scratch-path", folder])
      + (isColoured ? [] : ["--no-color-diagnostics"])
  }

  /// A terminal's, since it is given one; and the manifest's own.
  private var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment
    for name in ["NO_COLOR", "COURSE_FOCUS", "COURSE_ANSWERS"] { environment[name] = nil }
    environment["TERM"] = "xterm"
    if case .chapter(let number, let answers) = scope {
      environment["COURSE_FOCUS"] = "\(number)"
      environment["COURSE_ANSWERS"] = answers ?? "none"
    }
    return environment
  }

  // MARK: The process

  private static func start(
    _ command: [String], in folder: String, _ environment: [String: String], as title: String,
    _ output: inout BuildOutput
  ) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    let bar = ProgressBar(title)
    defer { bar.clear() }
    func show(_ bytes: [UInt8]) {
      guard output.take(bytes), let progress = output.progress else { return }
      bar.show(progress.done, of: progress.count, progress.work)
    }
    if let terminal = PseudoTerminal() {
      process.standardOutput = terminal.screen
      process.standardError = terminal.screen
      try run(process) { terminal.watch(process, show) }
    } else {
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardError = pipe
      try run(process) {
        while case let data = pipe.fileHandleForReading.availableData, !data.isEmpty {
          show(Array(data))
        }
      }
    }
    process.waitUntilExit()
    output.finish()
    guard process.terminationStatus != 127 else { throw SwiftTools.missing }
    return process.terminationStatus
  }

  private static func run(_ process: Process, _ body: () -> Void) throws {
    do { try Interruption.run(process, body) } catch { throw SwiftTools.missing }
  }
}

extension SwiftBuild {
  /// Builds a chapter's modules and tests, and what its cells run.
  static func chapterTests(_ chapter: Chapter, _ workspace: Workspace) throws -> TestBundle {
    for product in chapter.products {
      try SwiftBuild(workspace, .whole).run(["--product", product], as: "building \(product)")
    }
    return try tests(of: chapter, answers: nil, workspace)
  }

  /// Builds a chapter's tests and those of its exercises, with the reader's work.
  static func exercisesAndTests(_ chapter: Chapter, _ workspace: Workspace) throws -> TestBundle {
    try tests(of: chapter, answers: "Exercises", workspace)
  }

  private static func tests(
    of chapter: Chapter, answers: String?, _ workspace: Workspace
  ) throws -> TestBundle {
    let build = SwiftBuild(workspace, .chapter(chapter.number, answers: answers))
    try build.run(["--build-tests"], as: "building chapter \(chapter.number)")
    let name = "chapter-\(chapter.number)" + (answers.map { "-\($0.lowercased())" } ?? "")
    return TestBundle(folder: build.folder, name: name, workspace)
  }
}
