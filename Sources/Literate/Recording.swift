public import CellReport

/// Writes what cells printed and showed into their chapter, and leaves every other byte as it was.
public struct Recording: Sendable {
  /// The chapter as it will be.
  public private(set) var text: SourceText
  /// The pictures, by path.
  public private(set) var pictures: [(path: String, svg: [UInt8])] = []
  public private(set) var diagnostics: [Diagnostic] = []

  public init(_ runs: [CellRun], in chapter: Chapter) {
    text = chapter.source
    var edits: [TextEdit] = []
    for run in runs {
      guard let cell = chapter.cells.first(where: { $0.name == run.cell }) else { continue }
      add(run, cell, chapter, &edits)
    }
    text = chapter.source.applying(edits)
    let again = ChapterParser.parse(
      text, kind: chapter.kind, number: chapter.number, stem: chapter.stem)
    diagnostics += again.diagnostics.filter { $0.severity == .error }
  }

  private mutating func add(
    _ run: CellRun, _ cell: CellText, _ chapter: Chapter, _ edits: inout [TextEdit]
  ) {
    var insertion = ""
    let last = cell.output ?? cell.block
    let output = Array(run.output.utf8)
    if let recorded = cell.output {
      edits.append(contentsOf: text.edit(recorded.fenced, to: output))
    } else if !output.isEmpty {
      insertion += "\n" + Self.fence("output", output)
    }
    for figure in run.figures {
      let picture = PicturePath(ofFigure: figure.name, inChapter: chapter.number)
      pictures.append((picture.description, Array(figure.svg.utf8)))
      if let recorded = cell.figures.first(where: { $0.figureName == figure.name }) {
        edits.append(contentsOf: text.edit(recorded.fenced, to: Array(figure.text.utf8)))
      } else {
        insertion += Self.markdown(figure, chapter)
      }
    }
    for recorded in cell.figures {
      let name = recorded.figureName ?? ""
      guard !run.figures.contains(where: { $0.name == name }) else { continue }
      diagnostics.append(
        Diagnostic(
          path: chapter.path, line: recorded.line,
          "cell '\(cell.name)' no longer shows the figure '\(name)'",
          hint: "delete this block and the picture's line, then record again"))
    }
    guard !insertion.isEmpty else { return }
    guard last.fenced.containers.isEmpty else {
      return diagnostics.append(
        Diagnostic(
          path: chapter.path, line: cell.block.line,
          "the output of a cell inside a list or a quote cannot be inserted",
          hint: "write an empty ```output block after it, and record again"))
    }
    edits.append(text.insertion(insertion, after: last.fenced.endLine))
  }

  private static func fence(_ info: String, _ content: [UInt8]) -> String {
    let longest =
      content.linesWithEndings().map { line in
        line.drop { $0 == Ascii.space }.prefix { $0 == Ascii.backtick }.count
      }.max() ?? 0
    let run = String(repeating: "`", count: max(3, longest + 1))
    return "\(run)\(info)\n\(content.text)\(run)\n"
  }

  private static func markdown(_ figure: ShownFigure, _ chapter: Chapter) -> String {
    let alt = figure.title.filter { !"[]\\".contains($0) }
    return """

      ![\(alt)](figures/\(PicturePath(ofFigure: figure.name, inChapter: chapter.number).fileName))

      <details><summary>The figure as text</summary>

      \(fence("output figure=\(figure.name)", Array(figure.text.utf8)))
      </details>

      """
  }

  /// Writes the pictures, then the chapter. Call it only without diagnostics; then extract.
  ///
  /// - Throws: `LiterateError` if there are diagnostics, `FileError` if a file can't be written.
  public func apply(to files: PackageFiles) throws {
    guard diagnostics.isEmpty else { throw LiterateError(diagnostics) }
    for picture in pictures where try files.read(picture.path) != picture.svg {
      try files.write(picture.svg, to: picture.path)
    }
    if try files.read(text.path) != text.bytes { try files.write(text.bytes, to: text.path) }
  }
}
