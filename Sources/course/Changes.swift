internal import Foundation
internal import Grading
internal import Literate

/// Which exercises could be judged otherwise than at an earlier revision.
///
/// Both trees are read in the same way, and what verdicts depend on is compared by digest: the
/// exercise's own text, the sources of its chapter and of all that these import, the grader's, and
/// the manifest.
struct Changes {
  private let workspace: Workspace
  /// By exercise; none if the course as it was then can't be read.
  private let before: [String: String]

  /// - Throws: `CommandFailure` if there is no such revision.
  init(since revision: String, in workspace: Workspace) throws {
    self.workspace = workspace
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "course-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.export(revision, of: workspace, to: folder)
    let then = Workspace(files: PackageFiles(root: folder.path))
    before = (try? Self.digests(then)) ?? [:]
  }

  func of(_ exercises: [Grading.Exercise]) throws -> [Grading.Exercise] {
    let digests = TreeDigests(workspace)
    return try exercises.filter { try before[$0.id] != digests.digest(of: $0) }
  }

  private static func digests(_ workspace: Workspace) throws -> [String: String] {
    let course = try GradedCourse(workspace)
    let digests = TreeDigests(workspace)
    let pairs = try course.exercises(nil).map(course.gradable).map {
      ($0.id, try digests.digest(of: $0))
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  private static func export(_ revision: String, of workspace: Workspace, to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let archive = folder.appendingPathComponent("tree.tar").path
    let git = ["git", "-C", workspace.files.root, "archive", "--output", archive, revision]
    guard try run(git) else {
      throw CommandFailure(
        .usage, "course: '\(revision)' is no revision of this checkout: see `git log --oneline`")
    }
    guard try run(["tar", "-x", "-f", archive, "-C", folder.path]) else {
      throw CommandFailure(.environment, "course: `tar` doesn't unpack what `git archive` made")
    }
  }

  private static func run(_ arguments: [String]) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}

/// Digests of all that verdicts depend on, in one tree.
private final class TreeDigests {
  private let workspace: Workspace
  private var chapters: [Int: String] = [:]

  init(_ workspace: Workspace) { self.workspace = workspace }

  func digest(of exercise: Grading.Exercise) throws -> String {
    exercise.digest + (try chapter(exercise.chapter))
  }

  private func chapter(_ number: Int) throws -> String {
    if let known = chapters[number] { return known }
    let sources = SourceClosure.digest(
      of: ["Chapter\(number)", "ExerciseTesting", "Grading"], package: workspace.files.root)
    let digest = "\(sources) \(try manifest(for: number))"
    chapters[number] = digest
    return digest
  }

  /// The manifest without the rows of chapters that this one doesn't import.
  private func manifest(for number: Int) throws -> String {
    guard let manifest = try Manifest.read(from: workspace.files) else { return "" }
    let rows = manifest.rows
    var needed = Set([number])
    for row in rows.reversed() where needed.contains(row.number) { needed.formUnion(row.imports) }
    let bytes = try workspace.files.read(Manifest.path) ?? []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let starts = rows.compactMap { manifest.line(ofChapter: $0.number).map { $0 - 1 } }
    let end = lines[(starts.last ?? 0)...].firstIndex { $0.first == UInt8(ascii: "]") }
    // A row goes on until the next one, the last one until the table's end.
    let others = zip(rows, zip(starts, starts.dropFirst() + [end ?? lines.endIndex]))
      .filter { !needed.contains($0.0.number) }.flatMap { $0.1.0..<$0.1.1 }
    let left = Set(lines.indices).subtracting(others).sorted()
    return left.map { String(decoding: lines[$0], as: UTF8.self) }.joined(separator: "\n")
  }
}
