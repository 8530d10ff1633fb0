import Foundation

/// A small course in a folder of its own that is removed with it.
final class TemporaryCourse {
  let folder: URL

  init(_ contents: [String: String] = ["Chapters/01-a.md": TemporaryCourse.chapter]) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("course-tests-\(UUID().uuidString)").resolvingSymlinksInPath()
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("Chapters"), withIntermediateDirectories: true)
    try write("Package.swift", "// No table of chapters: a test that wants one writes it.\n")
    for (path, text) in contents { try write(path, text) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static let chapter = "# 1. A\n\n```swift\nlet a = 1\n```\n"
  static let file = "Sources/Chapter1/Chapter1.swift"

  func url(_ path: String) -> URL { folder.appendingPathComponent(path) }

  func write(_ path: String, _ text: String) throws {
    try FileManager.default.createDirectory(
      at: url(path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url(path))
  }

  func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: url(path)), as: UTF8.self)
  }

  func edit(_ path: String, _ old: String, _ new: String) throws {
    try write(path, try text(path).replacingOccurrences(of: old, with: new))
  }

  /// Every file, by its path.
  func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: url($0).path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }

  func run(_ arguments: String...) throws -> Tool.Result {
    try Tool.run(arguments, in: folder)
  }
}
