internal import Foundation
internal import Literate

/// The files that a watch waits for. Changes are found by looking ten times a second, which needs
/// nothing of the system and works on every file system.
struct WatchedFiles {
  /// What was saved since somebody last looked.
  struct Change {
    /// The chapter, its solutions, or the code generated from them.
    var isOfProse = false
    /// The reader's work.
    var isOfWork = false
  }

  private let files: PackageFiles
  private let prose: [String]
  private let work: String
  /// What the last change left.
  private var seen: [String: String] = [:]
  /// What there was at the last look.
  private var looked: [String: String] = [:]

  init(_ chapter: Int, _ workspace: Workspace) {
    files = workspace.files
    prose = ["Chapters", "Solutions", "Sources/Chapter\(chapter)", "Tests/Chapter\(chapter)Tests"]
    work = "Exercises/Chapter\(chapter)"
    seen = state()
    looked = seen
  }

  /// What changed since this was last asked, once two looks find the same: an editor may empty a file
  /// before it writes.
  mutating func changes() -> Change {
    let now = state()
    defer { looked = now }
    guard now == looked else { return Change() }
    defer { seen = now }
    let changed = Set(now.keys).union(seen.keys).filter { now[$0] != seen[$0] }
    return Change(
      isOfProse: changed.contains { !$0.hasPrefix(work) },
      isOfWork: changed.contains { $0.hasPrefix(work) })
  }

  /// Takes these files as seen.
  mutating func accept(_ paths: [String]) {
    let now = state()
    for path in paths { seen[path] = now[path] }
  }

  /// Each file with its size and the time of its last change.
  private func state() -> [String: String] {
    var state: [String: String] = [:]
    for folder in prose + [work] {
      for name in files.list(folder) where name.hasSuffix(".md") || name.hasSuffix(".swift") {
        let path = "\(folder)/\(name)"
        let attributes = try? FileManager.default.attributesOfItem(atPath: "\(files.root)/\(path)")
        let date = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        state[path] = "\(attributes?[.size] ?? 0) \(date)"
      }
    }
    return state
  }
}
