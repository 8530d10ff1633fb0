#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The modules of the course that a chapter's exercises are compiled and linked against.
///
/// SwiftPM builds them, once, in a folder of their own and without any exercise, so that nobody's
/// unfinished work can get in the way. After that each submission is a single file to compile.
public struct CourseLibraries: Sendable {
  /// Options of the compiler that a module of this chapter is built with.
  var options: [String]
  var objects: [String]
  /// Names of the modules built.
  var modules: Set<String>
  /// Folders that the compiler reads.
  var folders: [String]
  /// Changes whenever any of it is built anew.
  var stamp: String

  /// Builds what chapter `chapter` of the package at `package` needs.
  ///
  /// - Parameter folder: where to build; kept between runs.
  /// - Throws: `GradingError.libraries` with the compiler's output.
  static func build(
    package: String, chapter: Int, in folder: Folder, toolchain: Toolchain
  ) throws -> CourseLibraries {
    // SwiftPM would look for a package in the folders above.
    guard FileManager.default.fileExists(atPath: package + "/Package.swift") else {
      throw GradingError.libraries("there is no Package.swift in \(package)")
    }
    let scratch = try folder.folder("libraries-\(chapter)")
    let focus = ["COURSE_FOCUS=\(chapter)", "COURSE_ANSWERS=none"]
    let ending = Child.run(
      Command(
        arguments: [
          toolchain.root + "/bin/swift", "build", "--package-path", package, "--scratch-path",
          scratch.path,
        ],
        directory: package, environment: Toolchain.environment + focus, limits: .libraries))
    guard ending.isSuccess else {
      let output = String(decoding: ending.output + ending.errors, as: UTF8.self)
      throw GradingError.libraries(output.isEmpty ? "\(ending.cause)" : output)
    }
    guard let plan = scratch.read("debug.yaml") else {
      throw GradingError.libraries("no build plan in \(scratch.path)")
    }
    // The plan names the tests' modules, too, which a plain build leaves out.
    let commands = try Self.commands(in: String(decoding: plan, as: UTF8.self)).filter {
      $0.value.objects.allSatisfy(FileManager.default.fileExists(atPath:))
    }
    return CourseLibraries(commands: commands, chapter: chapter, scratch: scratch.path)
  }

  private init(commands: [String: Compilation], chapter: Int, scratch: String) {
    let own = commands["Chapter\(chapter)"] ?? commands["ExerciseTesting"]
    options = Self.kept(own?.arguments ?? [])
    objects = commands.values.flatMap(\.objects).sorted()
    modules = Set(commands.keys)
    folders = [scratch]
    stamp = objects.map { path in
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      let date = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      return "\(path) \(date) \(attributes?[.size] ?? 0)"
    }.joined(separator: "\n")
  }

  private struct Compilation {
    var arguments: [String] = []
    var objects: [String] = []
  }

  /// The commands of SwiftPM's build plan that compile a module, by the module's name.
  ///
  /// The plan is YAML whose lists are written as JSON, a line each.
  private static func commands(in plan: String) throws -> [String: Compilation] {
    var commands: [String: Compilation] = [:]
    var current: Compilation?
    func finish() {
      guard let done = current, let flag = done.arguments.firstIndex(of: "-module-name") else {
        return
      }
      commands[done.arguments[flag + 1]] = done
    }
    for line in plan.split(separator: "\n") {
      if line.hasPrefix("  \"") {
        finish()
        current = line.hasSuffix(".module\":") ? Compilation() : nil
      } else if let list = Self.list("    args: ", line) {
        current?.arguments = try list.get()
      } else if let list = Self.list("    outputs: ", line) {
        current?.objects = try list.get().filter { $0.hasSuffix(".o") }
      }
    }
    finish()
    return commands
  }

  private static func list(_ key: String, _ line: Substring) -> Result<[String], any Error>? {
    guard line.hasPrefix(key) else { return nil }
    return Result {
      try JSONDecoder().decode([String].self, from: Data(line.dropFirst(key.count).utf8))
    }
  }

  /// The options that say how to read other modules and which language this is. What makes a
  /// module of the package (its name, its outputs, testability) stays behind.
  private static func kept(_ arguments: [String]) -> [String] {
    let pairs: Set<String> = [
      "-I", "-F", "-Xcc", "-swift-version", "-enable-upcoming-feature", "-target", "-sdk",
    ]
    return arguments.indices.dropLast().filter { pairs.contains(arguments[$0]) }
      .filter { $0 == 0 || !pairs.contains(arguments[$0 - 1]) }
      .flatMap { [arguments[$0], arguments[$0 + 1]] }
  }
}
