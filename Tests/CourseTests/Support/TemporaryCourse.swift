import Foundation

/// A small course in a folder of its own that is removed with it.
final class TemporaryCourse: Sendable {
  let folder: URL
  private let isKept: Bool

  /// - Parameter kept: a folder that stays, for what takes long to build.
  init(
    _ contents: [String: String] = ["Chapters/01-a.md": TemporaryCourse.chapter],
    kept: URL? = nil
  ) throws {
    isKept = kept != nil
    folder =
      kept
      ?? FileManager.default.temporaryDirectory
      .appendingPathComponent("course-tests-\(UUID().uuidString)").resolvingSymlinksInPath()
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("Chapters"), withIntermediateDirectories: true)
    let manifest = "// No table of chapters: a test that wants one writes it.\n"
    let all = contents.merging(["Package.swift": manifest]) { own, _ in own }
    for (path, text) in all { try write(path, text) }
  }

  deinit { if !isKept { try? FileManager.default.removeItem(at: folder) } }

  static let chapter = "# 1. A\n\n```swift\nlet a = 1\n```\n"
  static let file = "Sources/Chapter1/Chapter1.swift"

  func url(_ path: String) -> URL { folder.appendingPathComponent(path) }

  func write(_ path: String, _ text: String) throws {
    // What stays as it is keeps its date, and is not compiled anew.
    if (try? self.text(path)) == text { return }
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

  /// The names in a folder, none if it is not there.
  func files(below folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: url(folder).path)) ?? []
  }

  func run(_ arguments: String...) throws -> Tool.Result {
    try Tool.run(arguments, in: folder)
  }
}
