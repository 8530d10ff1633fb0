internal import CellReport
internal import Foundation
internal import Grading
internal import Literate

/// Runs a chapter's cells in test processes and shows what they print as they print it.
///
/// All cells share a process until one of them takes it down; the others then run in a new one.
struct CellRunner {
  /// A cell with what it did. If its run has no ending, it took its process down.
  struct Outcome {
    var cell: CellText
    var run: CellRun
    /// What the process said last, if it died.
    var lastWords: String
  }

  private let chapter: Chapter
  private let workspace: Workspace
  private let folder: URL
  private let tests: TestBundle

  /// Builds the chapter's tests and what its cells run; an error is what the compiler said.
  init(_ chapter: Chapter, _ workspace: Workspace) throws {
    self.chapter = chapter
    self.workspace = workspace
    tests = try SwiftBuild.chapterTests(chapter, workspace)
    folder = try Interruption.temporaryFolder("course-cells-\(chapter.number)")
  }

  func cleanUp() { Interruption.remove(folder) }

  func run(_ cells: [CellText]) throws -> [Outcome] {
    var outcomes: [Outcome] = []
    while outcomes.count < cells.count {
      let open = Array(cells[outcomes.count...])
      let (runs, lastWords) = try runProcess(open)
      let ended = open.prefix { runs[$0.name]?.ending != nil }.count
      // The one after those began and did not end, or the process could not even begin it.
      for cell in open.prefix(ended + 1) {
        let run = runs[cell.name] ?? CellRun(of: cell.name)
        keepTime(of: run)
        outcomes.append(Outcome(cell: cell, run: run, lastWords: lastWords))
      }
    }
    return outcomes
  }

  /// One test process for these cells: what each did, by name, and its last words.
  private func runProcess(_ cells: [CellText]) throws -> (
    runs: [String: CellRun], lastWords: String
  ) {
    let names = cells.map(\.functionName).joined(separator: "|")
    let log = folder.appendingPathComponent("run.log")
    let events = folder.appendingPathComponent("events").path
    var reader = try CellLog.Reader(creating: events)
    let process = tests.process(
      "^\(chapter.module)Tests\\.Cells/(\(names))\\(", [], [CellLog.variable: events])
    try redirect(process, to: log)
    var runs: [String: CellRun] = [:]
    try Interruption.run(process) {
      var isOver = false
      while !isOver {
        // Looked at before the log, which then holds all that there will be.
        isOver = !process.isRunning
        for (name, event) in try reader.news() {
          runs[name, default: CellRun(of: name)].take(event)
          if let cell = cells.first(where: { $0.name == name }) { show(event, of: cell) }
        }
        if !isOver { usleep(30_000) }
      }
    }
    return (runs, lastWords(read(log), process))
  }

  private func show(_ event: CellEvent, of cell: CellText) {
    switch event {
    case .began:
      print(Terminal.styled("── \(chapter.path):\(cell.block.line)  \(cell.name)", .bold))
    case .printed(let text): print(text, terminator: "")
    case .showed, .differed, .ended: return
    }
    fflush(nil)
  }

  /// Notes how long a cell took, for `course check`. Where nothing can be written, that is all that is lost.
  private func keepTime(of run: CellRun) {
    guard let ending = run.ending else { return }
    try? workspace.files.write(
      Array("\(ending.milliseconds)\n".utf8),
      to: ".course/times/\(chapter.paddedNumber)-\(run.cell)")
  }

  /// What a process that died said of it: the trap's message, and where in the chapter it stood.
  private func lastWords(_ log: String, _ process: Process) -> String {
    let lines = log.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }
    let signs = Trap.signs + ["error: Exited"]
    let kind = process.terminationReason == .exit ? "exit code" : "signal"
    let message = [
      lines.first { line in signs.contains { line.contains($0) } }.map(String.init)
        ?? "the process ended with \(kind) \(process.terminationStatus)"
    ]
    let place = lines.first { $0.contains("\(chapter.path):") }.flatMap { line in
      line.firstRange(of: "\(chapter.path):").map { line[$0.lowerBound...].prefix { $0 != " " } }
    }
    return (message + (place.map { ["at \($0)"] } ?? [])).map { "  \($0)" }.joined(separator: "\n")
  }

  private func redirect(_ process: Process, to log: URL) throws {
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    let handle = try FileHandle(forWritingTo: log)
    process.standardOutput = handle
    process.standardError = handle
  }

  private func read(_ url: URL) -> String {
    String(decoding: FileManager.default.contents(atPath: url.path) ?? Data(), as: UTF8.self)
  }
}
