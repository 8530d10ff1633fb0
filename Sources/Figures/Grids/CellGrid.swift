/// A table of states: ballots × acceptors, crash points × recoveries, tests × mutants.
///
/// A state is a sign as well as a colour, so that a grid can be read without colour.
public struct CellGrid: Figure, Hashable {
  public var title: String
  public var summary: String
  /// What the rows and the columns are: "acceptor", "ballot".
  public var rowTitle: String
  public var columnTitle: String
  public var rows: [String]
  public var columns: [String]
  /// The states that cells can be in, in the order of the legend.
  public var states: [State]
  /// By row, then by column: an index into `states`, or `nil` for an empty cell.
  public var cells: [[Int?]]
  /// Words inside of cells instead of the state's sign, such as the value that was accepted.
  public var labels: [Position: String] = [:]
  /// Cells with a frame around them: the chosen ones, the surprising ones.
  public var framed: [Position] = []

  public struct Position: Hashable, Comparable, Sendable {
    public var row: Int
    public var column: Int

    public init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }

    public static func < (left: Position, right: Position) -> Bool {
      (left.row, left.column) < (right.row, right.column)
    }
  }

  public struct State: Hashable, Sendable {
    public enum Tone: Int, Hashable, Sendable {
      case blue, red, green, purple, amber, gray
      /// No ground at all: the sign alone.
      case plain
    }

    /// What the state means.
    public var label: String
    /// One character that stands for it: "●", "✗".
    public var sign: Character
    public var tone: Tone

    public init(_ label: String, sign: Character, tone: Tone = .plain) {
      self.label = label
      self.sign = sign
      self.tone = tone
    }
  }

  public init(
    title: String, summary: String = "", rowTitle: String = "", columnTitle: String = "",
    rows: [String], columns: [String], states: [State], cells: [[Int?]]
  ) {
    self.title = title
    self.summary = summary
    self.rowTitle = rowTitle
    self.columnTitle = columnTitle
    self.rows = rows
    self.columns = columns
    self.states = states
    self.cells = cells
  }

  /// The state of a cell.
  func state(row: Int, column: Int) -> State? {
    guard cells.indices.contains(row), cells[row].indices.contains(column),
      let index = cells[row][column]
    else { return nil }
    precondition(
      states.indices.contains(index), "cell \(row), \(column) is in state \(index): no such state")
    return states[index]
  }

  /// What stands in a cell.
  func words(row: Int, column: Int) -> String {
    let sign = state(row: row, column: column).map { String($0.sign) } ?? ""
    return labels[Position(row: row, column: column)].map { Typography.shortened($0, to: 12) }
      ?? sign
  }

  public var svg: String {
    let signs = rows.indices.flatMap { row in columns.indices.map { words(row: row, column: $0) } }
    let widest = signs.map { Typography.width($0, size: 13) }.max() ?? 0
    var table = TableDrawing(
      rowTitle: rowTitle, columnTitle: columnTitle, rows: rows, columns: columns,
      cellWidth: widest + 14)
    table.start(title)
    for row in rows.indices {
      for column in columns.indices { draw(row, column, on: &table) }
    }
    for position in framed.sorted() {
      table.canvas.rectangle(table.cell(position.row, position.column, inset: 1), "line wide")
    }
    table.drawLegend(states.map { (String($0.sign), fill(of: $0), $0.label) })
    return table.document(for: self)
  }

  private func draw(_ row: Int, _ column: Int, on table: inout TableDrawing) {
    let box = table.cell(row, column, inset: 1)
    guard let state = state(row: row, column: column) else {
      return table.canvas.rectangle(box, "hairline")
    }
    table.canvas.rectangle(box, fill(of: state))
    let words = words(row: row, column: column)
    table.canvas.text(words, at: Point(box.center.x, box.center.y + 4.5), "middle")
  }

  private func fill(of state: State) -> String {
    state.tone == .plain ? "hairline" : "t\(state.tone.rawValue)"
  }

  /// The grid in characters; framed cells stand in brackets.
  public var text: String {
    let framed = Set(framed)
    let body = rows.indices.map { row in
      [Typography.shortened(rows[row], to: 32)]
        + columns.indices.map { column in
          let words = words(row: row, column: column)
          let shown = words.isEmpty ? "·" : words
          return framed.contains(Position(row: row, column: column)) ? "[\(shown)]" : " \(shown) "
        }
    }
    let legend = states.map { "  \($0.sign)  \(Typography.line($0.label))\n" }.joined()
    let table = TextTable(columns: columns, corner: [rowTitle, columnTitle], rows: body, pad: " ")
    return textPage(self, table.text(limit: .max) + (legend.isEmpty ? "" : "\n" + legend))
  }
}
