#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The modules of the course that a chapter's exercises are compiled and linked against.
///
/// SwiftPM builds them in a folder of their own and without any exercise, so that nobody's
/// unfinished work can get in the way. All chapters share that folder, so what several of them
/// import is built once. After that each submission is a single file to compile.
public struct CourseLibraries: Sendable, Codable {
  /// Options of the compiler that a module of this chapter is built with.
  var options: [String]
  var objects: [String]
  /// Names of the modules built.
  var modules: Set<String>
  /// Folders that the compiler reads.
  var folders: [String]
  /// A digest of the sources and of how they are compiled: the same wherever the course lies.
  var stamp: String

  /// What was built, for as long as the package's files stay as they are.
  private struct Record: Codable {
    var files: String
    var libraries: CourseLibraries
  }

  /// Builds what chapter `chapter` of the package at `package` needs, unless that is there.
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
    let scratch = try folder.folder("libraries")
    // One focus at a time: the plan that is read has to be the plan that was built.
    let lock = try FileLock(scratch.path("grading.lock"))
    defer { withExtendedLifetime(lock) {} }
    let files = SourceTree.state(of: package) + toolchain.version
    let name = "chapter-\(chapter).json"
    if let known = record(name, in: scratch), known.files == files,
      known.libraries.objects.allSatisfy(FileManager.default.fileExists(atPath:))
    {
      return known.libraries
    }
    try compile(package, chapter, in: scratch, toolchain)
    guard let plan = scratch.read("debug.yaml") else {
      throw GradingError.libraries("no build plan in \(scratch.path)")
    }
    let libraries = try CourseLibraries(
      BuildPlan(String(decoding: plan, as: UTF8.self)), chapter: chapter, package: package,
      scratch: scratch.path, version: toolchain.version)
    let record = try JSONEncoder().encode(Record(files: files, libraries: libraries))
    try scratch.write(String(decoding: record, as: UTF8.self), to: name)
    return libraries
  }

  /// Removes what earlier graders built: a folder for each chapter, each with all libraries.
  static func sweep(_ folder: Folder) {
    for name in folder.files() where name.hasPrefix("libraries-") { folder.remove(name) }
  }

  private static func record(_ name: String, in scratch: Folder) -> Record? {
    scratch.read(name).flatMap { try? JSONDecoder().decode(Record.self, from: Data($0)) }
  }

  private static func compile(
    _ package: String, _ chapter: Int, in scratch: Folder, _ toolchain: Toolchain
  ) throws {
    let focus = ["COURSE_FOCUS=\(chapter)", "COURSE_ANSWERS=none"]
    // Not all that the focus leaves: a chapter has no use for every library. SwiftPM takes one target.
    for target in roots(of: chapter) {
      let ending = Child.run(
        Command(
          arguments: [
            toolchain.root + "/bin/swift", "build", "--package-path", package, "--scratch-path",
            scratch.path, "--target", target,
          ],
          directory: package, environment: Toolchain.environment + focus, limits: .libraries))
      guard ending.isSuccess else {
        let output = String(decoding: ending.output + ending.errors, as: UTF8.self)
        throw GradingError.libraries(output.isEmpty ? "\(ending.cause)" : output)
      }
    }
  }

  /// The modules that an exercise and its tests are given; all others come with these.
  private static func roots(of chapter: Int) -> [String] {
    ["Chapter\(chapter)", "ExerciseTesting"]
  }

  private init(
    _ plan: BuildPlan, chapter: Int, package: String, scratch: String, version: String
  ) throws {
    let own = plan.modules["Chapter\(chapter)"] ?? plan.modules["ExerciseTesting"]
    options = Self.kept(own?.arguments ?? [])
    let built = plan.closure(of: Self.roots(of: chapter))
    modules = Set(built.map(\.name))
    objects = Set(built.flatMap(\.objects)).sorted()
    folders = [scratch]
    var digest = TextDigest([version])
    func add(_ text: String) {
      digest.add(text.replacing(scratch, with: "").replacing(package, with: ""))
    }
    for module in built {
      module.arguments.forEach(add)
      for source in module.sources {
        add(source)
        digest.add(FileManager.default.contents(atPath: source).map(Array.init) ?? [])
      }
    }
    stamp = digest.text
    guard objects.allSatisfy(FileManager.default.fileExists(atPath:)) else {
      throw GradingError.libraries("SwiftPM left a module of chapter \(chapter) without its object")
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
