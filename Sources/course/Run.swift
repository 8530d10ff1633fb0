internal import ArgumentParser
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
    let course = try CourseText.read(from: workspace.files)
    guard course.errors.isEmpty else { throw LiterateError(course.errors) }
    let chapters = try number.map { [try workspace.chapter($0)] } ?? course.chapters
    if let cell, let chapter = chapters.first { try check(cell, in: chapter) }
    try workspace.extract()
    var failures = 0
    for chapter in chapters where !chapter.cells.isEmpty {
      failures += try run(chapter, workspace)
    }
    if record { print(try workspace.extract().summary) }
    if failures > 0 {
      throw Failure(.fallsShort, "\(Terminal.count(failures, "cell")) not as recorded")
    }
  }

  private func check(_ cell: String, in chapter: Chapter) throws {
    let names = chapter.cells.map(\.name)
    guard !names.contains(cell) else { return }
    let hint = names.isEmpty ? "it has none" : "it has: \(names.joined(separator: ", "))"
    throw Failure(.usage, "course: \(chapter.path) has no cell '\(cell)'; \(hint)")
  }

  /// Runs the chapter's cells, and returns how many fell short.
  private func run(_ chapter: Chapter, _ workspace: Workspace) throws -> Int {
    let cells = chapter.cells.filter { cell == nil || $0.name == cell }
    let runner = try CellRunner(chapter, workspace)
    defer { runner.cleanUp() }
    try runner.build()
    var results: [CellResult] = []
    var failures = 0
    for outcome in try runner.run(cells) {
      switch outcome.ending {
      case .finished(let result):
        results.append(result)
        if !record { failures += compare(outcome.cell, result, chapter, workspace) ? 0 : 1 }
      case .threw(let error):
        failures += 1
        Terminal.error(
          "\(chapter.path):\(outcome.cell.block.line):1: error: cell '\(outcome.cell.name)' threw \(error)"
        )
      case .crashed(let report):
        failures += 1
        Terminal.error(
          "\(chapter.path):\(outcome.cell.block.line):1: error: cell '\(outcome.cell.name)' crashed\n\(report)"
        )
      }
    }
    try finish(results, chapter, workspace)
    return failures
  }

  private func finish(_ results: [CellResult], _ chapter: Chapter, _ workspace: Workspace) throws {
    let recording = Recording(results, in: chapter)
    if record { try recording.apply(to: workspace.files) }
    for picture in recording.pictures {
      let path =
        record ? picture.path : ".course/figures/" + (picture.path.split(separator: "/").last ?? "")
      if !record { try workspace.files.write(picture.svg, to: path) }
      print(Terminal.styled("  figure   \(path)", .dim))
      if open { Toolchain(workspace).open(path) }
    }
  }

  /// Says where a cell no longer does what is recorded of it.
  private func compare(
    _ cell: Cell, _ result: CellResult, _ chapter: Chapter, _ workspace: Workspace
  ) -> Bool {
    guard !cell.isVolatile else { return true }
    let recording = Recording([result], in: chapter)
    let isSame =
      recording.text.bytes == chapter.source.bytes && recording.diagnostics.isEmpty
      && recording.pictures.allSatisfy { (try? workspace.files.read($0.path)) == $0.svg }
    guard !isSame else { return true }
    Terminal.error(
      """
      \(chapter.path):\((cell.output ?? cell.block).line):1: error: cell '\(cell.name)' is not as recorded
      \(recording.diff(from: chapter.source))
        hint: if the new one is right, swift run course run \(chapter.number) \(cell.name) --record
      """)
    return false
  }
}
