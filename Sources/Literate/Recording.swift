internal import LineDiff

/// What a cell printed and showed when it ran.
public struct CellResult: Sendable {
  public struct Figure: Sendable {
    public var name: String
    public var title: String
    public var text: [UInt8]
    public var svg: [UInt8]

    public init(name: String, title: String, text: [UInt8], svg: [UInt8]) {
      self.name = name
      self.title = title
      self.text = text
      self.svg = svg
    }
  }

  public var cell: String
  public var output: [UInt8]
  public var figures: [Figure]

  public init(cell: String, output: [UInt8], figures: [Figure]) {
    self.cell = cell
    self.output = output
    self.figures = figures
  }
}

/// Writes what cells printed and showed into their chapter, and leaves every other byte as it was.
public struct Recording: Sendable {
  /// The chapter as it will be.
  public private(set) var text: SourceText
  /// The pictures, by path.
  public private(set) var pictures: [(path: String, svg: [UInt8])] = []
  public private(set) var diagnostics: [Diagnostic] = []

  public init(_ results: [CellResult], in chapter: Chapter) {
    text = chapter.source
    var edits: [TextEdit] = []
    for result in results {
      guard let cell = chapter.cells.first(where: { $0.name == result.cell }) else { continue }
      add(result, cell, chapter, &edits)
    }
    text = chapter.source.applying(edits)
    let again = ChapterParser.parse(
      text, kind: chapter.kind, number: chapter.number, stem: chapter.stem)
    diagnostics += again.diagnostics.filter { $0.severity == .error }
  }

  private mutating func add(
    _ result: CellResult, _ cell: Cell, _ chapter: Chapter, _ edits: inout [TextEdit]
  ) {
    var insertion = ""
    let last = cell.output ?? cell.block
    if let output = cell.output {
      edits.append(contentsOf: text.edit(output.fenced, to: result.output))
    } else if !result.output.isEmpty {
      insertion += "\n" + Self.fence("output", result.output)
    }
    for figure in result.figures {
      pictures.append(("Chapters/figures/\(chapter.paddedNumber)-\(figure.name).svg", figure.svg))
      if let recorded = cell.figures.first(where: { $0.name == figure.name }) {
        edits.append(contentsOf: text.edit(recorded.block.fenced, to: figure.text))
      } else {
        insertion += Self.markdown(figure, chapter)
      }
    }
    for recorded in cell.figures where !result.figures.contains(where: { $0.name == recorded.name })
    {
      diagnostics.append(
        Diagnostic(
          path: chapter.path, line: recorded.block.line,
          "cell '\(cell.name)' no longer shows the figure '\(recorded.name)'",
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

  private static func markdown(_ figure: CellResult.Figure, _ chapter: Chapter) -> String {
    let alt = figure.title.filter { !"[]\\".contains($0) }
    return """

      ![\(alt)](figures/\(chapter.paddedNumber)-\(figure.name).svg)

      <details><summary>The figure as text</summary>

      \(fence("output figure=\(figure.name)", figure.text))
      </details>

      """
  }

  /// Writes the pictures, then the chapter. Call it only without diagnostics; then extract.
  public func apply(to files: PackageFiles) throws {
    guard diagnostics.isEmpty else { throw LiterateError(diagnostics) }
    for picture in pictures where try files.read(picture.path) != picture.svg {
      try files.write(picture.svg, to: picture.path)
    }
    if try files.read(text.path) != text.bytes { try files.write(text.bytes, to: text.path) }
  }
}

extension Recording {
  /// What recording would change in the chapter, for a person.
  public func diff(from old: SourceText) -> String {
    LineDiff(from: old.bytes.text, to: text.bytes.text).unified(limit: 60)
  }
}
