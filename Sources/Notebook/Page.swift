internal import CellReport
internal import Foundation

/// A place in a chapter where a cell no longer does what is recorded of it.
public struct Mismatch: Sendable {
  public var path: String
  /// `Module/file`, as a test framework wants it.
  public var fileID: String
  public var line: Int
  public var message: String
}

/// A chapter's cells, where they run.
public struct Page: Sendable {
  private let chapter: String
  private let root: String
  private let log: CellLog.Writer?

  /// - Parameters:
  ///   - chapter: The chapter's path in the package, `Chapters/07-paxos.md`.
  ///   - generated: The full path of the file that runs the cells, `…/Tests/Chapter7Tests/Cells.swift`.
  public init(chapter: String, generated: String) {
    self.init(chapter: chapter, generated: generated, log: .ofThisProcess())
  }

  init(chapter: String, generated: String, log: CellLog.Writer?) {
    self.chapter = chapter
    root = "/" + generated.split(separator: "/").dropLast(3).joined(separator: "/")
    self.log = log
  }

  /// Runs a cell's body and returns where it differs from what is recorded.
  ///
  /// A tool that listens is told the same, event by event, and says it itself; then only a cell that
  /// throws is a mismatch here.
  public func run(
    _ cell: RecordedCell, _ body: @Sendable () async throws -> Void
  ) async -> [Mismatch] {
    let recorder = Recorder(cell: cell.name) { log?.write($0, of: cell.name) }
    recorder.take(.began)
    let stopwatch = CellStopwatch()
    var thrown: String?
    do {
      try await Recorder.$current.withValue(recorder) { try await body() }
    } catch {
      thrown = "\(error)"
    }
    let time = stopwatch.elapsed.components
    recorder.endLine()
    if thrown == nil {
      for difference in comparison(with: cell).differences(of: recorder.run) {
        recorder.take(.differed(line: difference.line, message: difference.message))
      }
    }
    let milliseconds = Int(time.seconds) * 1000 + Int(time.attoseconds / 1_000_000_000_000_000)
    recorder.take(.ended(milliseconds: milliseconds, thrown: thrown))
    if let thrown { return [mismatch(cell.line, "cell '\(cell.name)' threw \(thrown)")] }
    return log == nil ? recorder.run.differences.map { mismatch($0.line, $0.message) } : []
  }

  private func comparison(with cell: RecordedCell) -> Comparison {
    let number = Int(chapter.split(separator: "/").last?.prefix(2) ?? "") ?? 0
    return Comparison(chapter: number, cell: cell) { [root] path in
      FileManager.default.contents(atPath: "\(root)/\(path)").map { [UInt8]($0) }
    }
  }

  private func mismatch(_ line: Int, _ message: String) -> Mismatch {
    Mismatch(path: chapter, fileID: chapter, line: line, message: message)
  }
}
