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
  private let toolchain: SwiftTools
  private let folder: URL

  init(_ chapter: Chapter, _ workspace: Workspace) throws {
    self.chapter = chapter
    self.workspace = workspace
    toolchain = SwiftTools(workspace)
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "course-cells-\(ProcessInfo.processInfo.processIdentifier)-\(chapter.number)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func cleanUp() { try? FileManager.default.removeItem(at: folder) }

  /// Builds the chapter's tests and what its cells run; on an error, what the compiler said.
  func build() throws {
    try toolchain.buildProducts(of: chapter)
    let log = folder.appendingPathComponent("build.log")
    if Terminal.hasColour { print(Terminal.styled("Building chapter \(chapter.number) …", .dim)) }
    let process = try start(["build", "--build-tests"], log)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let lines = read(log).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      let errors = lines.filter { $0.contains("error:") }
      throw CommandFailure(
        .fallsShort, (errors.isEmpty ? lines[...].suffix(40) : errors[...]).joined(separator: "\n"))
    }
  }

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
    let process = try start(
      [
        "test", "--skip-build", "--disable-xctest", "--filter",
        "^\(chapter.module)Tests\\.Cells/(\(names))\\(",
      ], log, [CellLog.variable: events])
    var runs: [String: CellRun] = [:]
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
    return (runs, lastWords(read(log)))
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
  private func lastWords(_ log: String) -> String {
    let lines = log.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }
    let signs = Trap.signs + ["error: Exited"]
    let message = lines.filter { line in signs.contains { line.contains($0) } }.prefix(1)
    let place = lines.first { $0.contains("\(chapter.path):") }.flatMap { line in
      line.firstRange(of: "\(chapter.path):").map { line[$0.lowerBound...].prefix { $0 != " " } }
    }
    return (message + (place.map { ["at \($0)"] } ?? [])).map { "  \($0)" }.joined(separator: "\n")
  }

  private func start(
    _ arguments: [String], _ log: URL, _ environment: [String: String] = [:]
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["swift"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: workspace.files.root)
    process.environment = ProcessInfo.processInfo.environment
      .merging(["COURSE_FOCUS": "\(chapter.number)"]) { $1 }.merging(environment) { $1 }
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    let handle = try FileHandle(forWritingTo: log)
    process.standardOutput = handle
    process.standardError = handle
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func read(_ url: URL) -> String {
    String(decoding: FileManager.default.contents(atPath: url.path) ?? Data(), as: UTF8.self)
  }
}
