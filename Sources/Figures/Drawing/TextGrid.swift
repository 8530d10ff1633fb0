/// A page of monospace cells to draw a figure's text form on.
struct TextGrid {
  /// A wide character fills its second cell with the empty string. A no-break space is a cell
  /// that is taken, though it shows nothing.
  private(set) var rows: [[String]] = []

  mutating func put(_ text: String, row: Int, column: Int) {
    var column = column
    for character in Typography.line(text) {
      let cells = Typography.cells(character)
      reserve(row: row, width: column + cells)
      guard cells > 0 else { continue }
      rows[row][column] = String(character)
      if cells == 2 { rows[row][column + 1] = "" }
      column += cells
    }
  }

  /// The character in a cell; a space where nothing was put.
  func cell(row: Int, column: Int) -> String {
    guard rows.indices.contains(row), rows[row].indices.contains(column) else { return " " }
    return rows[row][column]
  }

  /// The page, every line ended by a newline.
  var text: String {
    rows.map { row in row.map { $0 == "\u{A0}" ? " " : $0 }.joined() + "\n" }.joined()
  }

  private mutating func reserve(row: Int, width: Int) {
    while rows.count <= row { rows.append([]) }
    let missing = width - rows[row].count
    if missing > 0 { rows[row] += Array(repeating: " ", count: missing) }
  }
}

/// A figure's text: what it is, what there is to see, and then the figure, without spaces at line
/// ends.
func textPage(_ figure: some Figure, _ body: String) -> String {
  let summary = Typography.wrapped(figure.summary, limit: 80) { Double(Typography.cells($0)) }
  let heading = [Typography.line(figure.title)].filter { !$0.isEmpty } + summary
  let rest = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  return (heading + (heading.isEmpty ? [] : [""]) + rest).map { line in
    var line = Substring(line)
    while line.hasSuffix(" ") { line.removeLast() }
    return String(line)
  }.joined(separator: "\n")
}
