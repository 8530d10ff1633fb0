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
