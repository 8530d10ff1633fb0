/// What is known of a cell's run: the sum of its events so far.
public struct CellRun: Hashable, Sendable {
  /// The cell's name.
  public var cell: String
  /// Everything that it printed. Once it has ended, this ends in a newline unless it is empty, as a
  /// markdown block does.
  public private(set) var output = ""
  public private(set) var figures: [ShownFigure] = []
  /// Where it doesn't do what its chapter records of it.
  public private(set) var differences: [Difference] = []
  /// How it ended; nil while it runs, and forever if it took its process down.
  public private(set) var ending: Ending?

  /// Whether it came to its end without throwing.
  public var isComplete: Bool { ending.map { $0.thrown == nil } ?? false }

  /// A line of the chapter, and what is not as that line says.
  public struct Difference: Hashable, Sendable {
    public var line: Int
    public var message: String

    public init(line: Int, message: String) {
      self.line = line
      self.message = message
    }
  }

  public struct Ending: Hashable, Sendable {
    public var milliseconds: Int
    /// What it threw, if it did.
    public var thrown: String?
  }

  public init(of cell: String, _ events: [CellEvent] = []) {
    self.cell = cell
    for event in events { take(event) }
  }

  /// Adds the next event.
  public mutating func take(_ event: CellEvent) {
    switch event {
    case .began: break
    case .printed(let text): output += text
    case .showed(let figure): figures.append(figure)
    case .differed(let line, let message):
      differences.append(Difference(line: line, message: message))
    case .ended(let milliseconds, let thrown):
      ending = Ending(milliseconds: milliseconds, thrown: thrown)
    }
  }
}
