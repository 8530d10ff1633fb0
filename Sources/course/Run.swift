internal import ArgumentParser
internal import CellReport
internal import Literate

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a chapter's cells and show what they print.",
    discussion: """
      Output is shown as it is printed, then compared with what the chapter records. --record writes \
      it, and the figures, into the chapter.

      Examples:
        swift run course run 1
        swift run course run 1 opening --record
      """)

  @Argument(help: "The chapter's number; all chapters without it.")
  var number: Int?

  @Argument(help: "The cell's name; all cells of the chapter without it.")
  var cell: String?

  @Flag(help: "Write output and figures into the chapter.")
  var record = false

  @Flag(help: "Show the figures in the system's viewer.")
  var open = false

  func run() throws {
    let workspace = try Workspace.current()
    let course = try workspace.extract().course
    let chapters = try number.map { [try workspace.chapter($0, in: course)] } ?? course.chapters
    if let cell, let chapter = chapters.first { try check(cell, in: chapter) }
    var failures = 0
    for chapter in chapters where !chapter.cells.isEmpty {
      failures += try run(chapter, workspace)
    }
    if record { print(try workspace.extract().summary()) }
    let cells = chapters.flatMap(\.cells).filter { cell == nil || $0.name == cell }
    let verdict = verdict(on: cells, failures)
    if failures > 0 { throw CommandFailure(.fallsShort, Terminal.styled(verdict, .red)) }
    print(Terminal.styled(verdict, .green))
  }

  /// `18 cells, all as recorded`.
  private func verdict(on cells: [CellText], _ failures: Int) -> String {
    let count = Terminal.count(cells.count, "cell")
    if record { return failures == 0 ? "\(count) recorded" : "\(failures) of \(count) failed" }
    guard failures == 0 else { return "\(failures) of \(count) not as recorded" }
    let volatile = cells.count(where: \.isVolatile)
    guard volatile > 0 else { return "\(count), all as recorded" }
    if volatile == cells.count { return "\(count) ran, whose output changes from run to run" }
    return "\(count), all as recorded but \(volatile), whose output changes from run to run"
  }

  private func check(_ cell: String, in chapter: Chapter) throws {
    let names = chapter.cells.map(\.name)
    guard !names.contains(cell) else { return }
    let hint = names.isEmpty ? "it has none" : "it has: \(names.joined(separator: ", "))"
    throw CommandFailure(.usage, "course: \(chapter.path) has no cell '\(cell)'; \(hint)")
  }

  /// Runs the chapter's cells, and returns how many fell short.
  private func run(_ chapter: Chapter, _ workspace: Workspace) throws -> Int {
    let cells = chapter.cells.filter { cell == nil || $0.name == cell }
    let runner = try CellRunner(chapter, workspace)
    defer { runner.cleanUp() }
    let outcomes = try runner.run(cells)
    let failures = outcomes.count { !isAsRecorded($0, chapter) }
    try finish(outcomes.map(\.run).filter(\.isComplete), chapter, workspace)
    return failures
  }

  /// Says where a cell fell short: it crashed, it threw, or it no longer does what is recorded of it.
  private func isAsRecorded(_ outcome: CellRunner.Outcome, _ chapter: Chapter) -> Bool {
    let line = outcome.cell.block.line
    guard let ending = outcome.run.ending else {
      report(chapter, line, "cell '\(outcome.cell.name)' crashed\n\(outcome.lastWords)")
      return false
    }
    if let thrown = ending.thrown {
      report(chapter, line, "cell '\(outcome.cell.name)' threw \(thrown)")
      return false
    }
    // While recording, the differences are what is wanted.
    guard !record else { return true }
    for difference in outcome.run.differences {
      report(chapter, difference.line, difference.message)
    }
    return outcome.run.differences.isEmpty
  }

  private func report(_ chapter: Chapter, _ line: Int, _ message: String) {
    Terminal.error(Diagnostic(path: chapter.path, line: line, message).description)
  }

  /// Records the runs, or shows what they would record.
  private func finish(_ runs: [CellRun], _ chapter: Chapter, _ workspace: Workspace) throws {
    let recording = Recording(runs, in: chapter)
    if record { try recording.apply(to: workspace.files) }
    for picture in recording.pictures {
      let path =
        record ? picture.path : ".course/figures/" + (picture.path.split(separator: "/").last ?? "")
      if !record { try workspace.files.write(picture.svg, to: path) }
      print(Terminal.styled("  figure   \(path)", .dim))
      if open { SwiftTools(workspace).open(path) }
    }
  }
}
