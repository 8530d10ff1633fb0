internal import CellReport
internal import LineDiff

/// Compares what a cell did with what its chapter records of it: byte for byte, since the page is to show
/// what a reader gets.
struct Comparison {
  var chapter: Int
  var cell: RecordedCell
  /// The bytes of a file of the package; nil if there is none.
  var contents: (String) -> [UInt8]?

  func differences(of run: CellRun) -> [CellRun.Difference] {
    guard !cell.isVolatile else { return [] }
    var found: [CellRun.Difference] = []
    if !(cell.output ?? "").utf8.elementsEqual(run.output.utf8) {
      found.append(
        difference(
          cell.outputLine, "cell '\(cell.name)' prints something else than is recorded",
          from: cell.output ?? "", to: run.output))
    }
    for figure in run.figures where !cell.figures.contains(where: { $0.name == figure.name }) {
      found.append(
        difference(
          cell.line, "cell '\(cell.name)' shows a figure '\(figure.name)' that is not recorded"))
    }
    for recorded in cell.figures {
      let shown = run.figures.first { $0.name == recorded.name }
      if let difference = difference(between: recorded, and: shown) { found.append(difference) }
    }
    return found
  }

  private func difference(
    between recorded: RecordedCell.RecordedFigure, and shown: ShownFigure?
  ) -> CellRun.Difference? {
    guard let shown else {
      return difference(
        recorded.line, "cell '\(cell.name)' no longer shows the figure '\(recorded.name)'")
    }
    if !shown.text.utf8.elementsEqual(recorded.text.utf8) {
      return difference(
        recorded.line, "the figure '\(shown.name)' of cell '\(cell.name)' changed",
        from: recorded.text, to: shown.text)
    }
    let path = PicturePath(ofFigure: shown.name, inChapter: chapter)
    guard let picture = contents(path.description) else {
      return difference(recorded.line, "the picture \(path) is missing")
    }
    guard !picture.elementsEqual(shown.svg.utf8) else { return nil }
    return difference(recorded.line, "the picture \(path) is not the one that the cell shows")
  }

  private func difference(
    _ line: Int, _ message: String, from old: String, to new: String
  ) -> CellRun.Difference {
    let diff = LineDiff(from: old, to: new).unified(offset: line, limit: 60)
    return difference(line, "\(message) (recorded -, now +)\n\(diff)")
  }

  private func difference(_ line: Int, _ message: String) -> CellRun.Difference {
    let advice =
      "If the new one is right: swift run course run \(chapter) \(cell.name) --record"
    return CellRun.Difference(line: line, message: "\(message)\n\(advice)")
  }
}
