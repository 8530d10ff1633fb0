internal import LineDiff

/// What is recorded of a cell in its chapter: the contract that a run must keep.
public struct RecordedCell: Sendable {
  public var name: String
  /// The line of the cell's fence in the chapter.
  public var line: Int
  /// What it printed; nil if nothing is recorded.
  public var output: String?
  public var outputLine: Int
  /// Whether output and figures may differ from run to run: then only that it runs is checked.
  public var isVolatile: Bool
  public var figures: [RecordedFigure]

  public init(
    _ name: String, line: Int, output: String?, outputLine: Int? = nil, isVolatile: Bool = false,
    figures: [RecordedFigure] = []
  ) {
    self.name = name
    self.line = line
    self.output = output
    self.outputLine = outputLine ?? line
    self.isVolatile = isVolatile
    self.figures = figures
  }

  /// A figure's text form in the chapter. Its picture stands beside it in `Chapters/figures/`.
  public struct RecordedFigure: Sendable {
    public var name: String
    public var line: Int
    public var text: String

    public init(_ name: String, line: Int, text: String) {
      self.name = name
      self.line = line
      self.text = text
    }
  }
}

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
  private let store: CellStore

  /// - Parameters:
  ///   - chapter: The chapter's path in the package, `Chapters/07-paxos.md`.
  ///   - generated: The full path of the file that runs the cells, `…/Tests/Chapter7Tests/Cells.swift`.
  public init(chapter: String, generated: String) {
    self.chapter = chapter
    let root = generated.split(separator: "/").dropLast(3).joined(separator: "/")
    self.store = CellStore(root: "/" + root)
  }

  /// Runs a cell's body and returns where it differs from what is recorded.
  public func run(
    _ cell: RecordedCell, _ body: @Sendable () async throws -> Void
  ) async -> [Mismatch] {
    let recorder = Recorder(cell: cell.name) { store.stream($0, of: key(cell.name)) }
    let clock = ContinuousClock()
    let start = clock.now
    var thrown: (any Error)?
    do {
      try await Recorder.$current.withValue(recorder) { try await body() }
    } catch {
      thrown = error
    }
    let run = recorder.finish(thrown: thrown.map { "\($0)" })
    store.keep(run, as: key(cell.name), figuresPrefix: number, took: clock.now - start)
    if let thrown { return [mismatch(cell.line, "cell '\(cell.name)' threw \(thrown)")] }
    // While recording, the differences are what is wanted.
    return cell.isVolatile || store.isRecording ? [] : compare(run, cell)
  }

  /// `07`.
  private var number: String { String(chapter.split(separator: "/").last?.prefix(2) ?? "00") }
  private func key(_ name: String) -> String { "\(number)-\(name)" }

  private func compare(_ run: CellRun, _ cell: RecordedCell) -> [Mismatch] {
    var mismatches: [Mismatch] = []
    if !(cell.output ?? "").utf8.elementsEqual(run.output.utf8) {
      mismatches.append(
        difference(
          "cell '\(cell.name)' prints something else than is recorded", cell, cell.outputLine,
          from: cell.output ?? "", to: run.output))
    }
    for figure in run.figures where !cell.figures.contains(where: { $0.name == figure.name }) {
      mismatches.append(
        mismatch(
          cell.line, "cell '\(cell.name)' shows a figure '\(figure.name)' that is not recorded",
          cell))
    }
    for recorded in cell.figures {
      mismatches += compare(run.figures.first { $0.name == recorded.name }, recorded, cell)
    }
    return mismatches
  }

  private func compare(
    _ shown: CellRun.Shown?, _ recorded: RecordedCell.RecordedFigure, _ cell: RecordedCell
  ) -> [Mismatch] {
    guard let shown else {
      return [
        mismatch(
          recorded.line, "cell '\(cell.name)' no longer shows the figure '\(recorded.name)'",
          cell)
      ]
    }
    if !shown.text.utf8.elementsEqual(recorded.text.utf8) {
      return [
        difference(
          "the figure '\(shown.name)' of cell '\(cell.name)' changed", cell, recorded.line,
          from: recorded.text, to: shown.text)
      ]
    }
    let path = "Chapters/figures/\(number)-\(shown.name).svg"
    guard let picture = store.read(path) else {
      return [mismatch(recorded.line, "the picture \(path) is missing", cell)]
    }
    guard !picture.elementsEqual(shown.svg.utf8) else { return [] }
    return [mismatch(recorded.line, "the picture \(path) is not the one that the cell shows", cell)]
  }

  private func difference(
    _ message: String, _ cell: RecordedCell, _ line: Int, from old: String, to new: String
  ) -> Mismatch {
    let diff = LineDiff(from: old, to: new).unified(offset: line, limit: 60)
    return mismatch(line, "\(message) (recorded -, now +)\n\(diff)", cell)
  }

  private func mismatch(_ line: Int, _ message: String, _ cell: RecordedCell? = nil) -> Mismatch {
    let advice = cell.map {
      "\nIf the new one is right: swift run course run \(Int(number) ?? 0) \($0.name) --record"
    }
    let file = chapter.split(separator: "/").last ?? ""
    return Mismatch(
      path: chapter, fileID: "Chapters/\(file)", line: line, message: message + (advice ?? ""))
  }
}
