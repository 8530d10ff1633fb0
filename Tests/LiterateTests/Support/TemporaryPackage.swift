import Foundation

@testable import Literate

/// A package in a folder of its own that is removed with it.
final class TemporaryPackage {
  let files: PackageFiles
  let folder: URL

  init(_ contents: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("literate-tests-\(UUID().uuidString)").resolvingSymlinksInPath()
    files = PackageFiles(root: folder.path)
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("Chapters"), withIntermediateDirectories: true)
    try self.write("Package.swift", "// a course\n")
    for (path, text) in contents { try self.write(path, text) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func url(_ path: String) -> URL { folder.appendingPathComponent(path) }

  func write(_ path: String, _ text: String) throws { try write(path, Array(text.utf8)) }

  func write(_ path: String, _ bytes: [UInt8]) throws {
    try FileManager.default.createDirectory(
      at: url(path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url(path))
  }

  func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: url(path))) }

  func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

  /// Replaces `old`, which must be there, in a file.
  func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try text(path)
    guard text.contains(old) else { throw MissingText(path: path, text: old) }
    try write(path, text.replacingOccurrences(of: old, with: new))
  }

  struct MissingText: Error {
    var path: String
    var text: String
  }

  /// Every file with its bytes.
  func snapshot() throws -> [String: Data] {
    var snapshot: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      if files.kind(path) == .file { snapshot[path] = try Data(contentsOf: url(path)) }
    }
    return snapshot
  }

  // MARK: What the tool does

  @discardableResult
  func extract(_ policy: Extraction.Policy = .keepEdits) throws -> Extraction {
    let plan = try Extraction.plan(files, policy: policy)
    try plan.apply(to: files)
    return plan
  }

  /// Brings edits back, as `course sync` does: the prose first, then the files.
  @discardableResult
  func sync() throws -> Sync {
    let sync = try Sync.plan(files)
    try sync.apply(to: files)
    try extract(.synced(sync.editedFiles))
    return sync
  }

  /// What extraction says is wrong.
  func diagnostics() throws -> [String] {
    try Extraction.plan(files).diagnostics.map(\.description)
  }
}
