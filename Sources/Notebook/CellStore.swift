internal import Foundation

/// Where runs of cells leave their traces for `course run` and `course check`.
///
/// While `course run` listens (`COURSE_CELLS` names its folder), output, figures and the end of each
/// cell are written there as they happen. How long each took goes to `.course/times/NN-cell` in the
/// package, in milliseconds; that folder is never committed.
struct CellStore: Sendable {
  let root: String
  private let folder = ProcessInfo.processInfo.environment["COURSE_CELLS"]

  init(root: String) { self.root = root }

  /// Whether somebody collects the runs and compares them himself.
  var isRecording: Bool { folder != nil }

  func read(_ path: String) -> Data? { FileManager.default.contents(atPath: "\(root)/\(path)") }

  /// Appends what a cell prints, at once, so that it can be watched.
  func stream(_ text: String, of key: String) {
    guard let folder else { return }
    let path = "\(folder)/\(key).out"
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
    }
    guard let handle = FileHandle(forWritingAtPath: path) else { return }
    defer { try? handle.close() }
    _ = try? handle.seekToEnd()
    try? handle.write(contentsOf: Data(text.utf8))
  }

  func keep(_ run: CellRun, as key: String, figuresPrefix: String, took time: Duration) {
    let milliseconds =
      time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000
    // Among other tests a cell waits for its turn: only a run of cells alone says how long it takes.
    guard let folder else { return }
    write("\(milliseconds)\n", to: "\(root)/.course/times/\(key)")
    for figure in run.figures {
      write(figure.svg, to: "\(folder)/\(figuresPrefix)-\(figure.name).svg")
      write(figure.text, to: "\(folder)/\(figuresPrefix)-\(figure.name).txt")
    }
    let lines =
      ["milliseconds \(milliseconds)"] + run.figures.map { "figure \($0.name) \($0.title)" }
      + (run.error.map { ["error \($0)"] } ?? [])
    write(run.output, to: "\(folder)/\(key).out")
    write(lines.joined(separator: "\n") + "\n", to: "\(folder)/\(key).done")
  }

  /// A folder that cannot be written (a read-only checkout) costs the timings, not the test.
  private func write(_ text: String, to path: String) {
    let url = URL(fileURLWithPath: path)
    try? FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? Data(text.utf8).write(to: url, options: .atomic)
  }
}
