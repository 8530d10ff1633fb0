/// The frame of a figure made of cells: names of rows at the left, of columns above.
struct TableDrawing {
  let rowTitle: String
  let columnTitle: String
  let rows: [String]
  let columns: [String]
  let size: (width: Double, height: Double)
  let isUpright: Bool
  var canvas = Canvas()
  private let names: (rows: [String], columns: [String])
  private var origin = Point(0, 0)
  private var bottom = 0.0
  private var right = 0.0

  init(rowTitle: String, columnTitle: String, rows: [String], columns: [String], cellWidth: Double)
  {
    self.rowTitle = rowTitle
    self.columnTitle = columnTitle
    self.rows = rows
    self.columns = columns
    names = (
      rows.map { Typography.fitted($0, width: 240, size: 12) },
      columns.map { Typography.fitted($0, width: 200, size: 12) }
    )
    let widest = names.columns.map { Typography.width($0, size: 12) }.max() ?? 0
    let roomy = max(cellWidth, min(widest + 12, 64), 28)
    // Few columns get the room that their names need; many names stand on end instead.
    isUpright = widest + 12 > roomy && widest + 12 > 640 / Double(max(1, columns.count))
    let width = isUpright ? max(cellWidth, 24) : max(roomy, widest + 12)
    size = (width, 26)
  }

  /// Draws the heading and the names.
  mutating func start(_ title: String) {
    let rowNames = names.rows.map { Typography.width($0, size: 12) }
    let left = max(rowNames.max() ?? 0, Typography.width(rowTitle, size: 12)) + 10
    let columnNames = names.columns.map { Typography.width($0, size: 12) }
    let body = size.width * Double(columns.count)
    let titleWidth = Typography.width(title, size: 14, isBold: true)
    let least = max(
      left + max(body, 60), Typography.width(columnTitle, size: 12) + left, min(titleWidth, 480))
    right = Canvas.margin * 2 + least
    let top = canvas.heading(title, width: right)
    let head = isUpright ? (columnNames.max() ?? 0) + 8 : 22
    origin = Point(Canvas.margin + left, top + (columnTitle.isEmpty ? 0 : 18) + head)
    bottom = origin.y + size.height * Double(rows.count)
    canvas.text(columnTitle, at: Point(origin.x, top + 12), "dim")
    canvas.text(rowTitle, at: Point(origin.x - 10, origin.y - 7), "dim end")
    for (row, name) in names.rows.enumerated() {
      let y = origin.y + (Double(row) + 0.5) * size.height + 4
      canvas.text(name, at: Point(origin.x - 10, y), "end")
    }
    for (column, name) in names.columns.enumerated() { drawColumn(name, column) }
    if rows.isEmpty || columns.isEmpty {
      canvas.text("no data", at: Point(origin.x, origin.y + 16), "dim")
      bottom = max(bottom, origin.y + 24)
    }
  }

  private mutating func drawColumn(_ name: String, _ column: Int) {
    let x = origin.x + (Double(column) + 0.5) * size.width
    guard isUpright else { return canvas.text(name, at: Point(x, origin.y - 7), "middle") }
    canvas.text(name, at: Point(x + 4, origin.y - 6), "", isUpright: true)
  }

  func cell(_ row: Int, _ column: Int, inset: Double = 0) -> Box {
    Box(
      x: origin.x + Double(column) * size.width + inset,
      y: origin.y + Double(row) * size.height + inset,
      width: size.width - 2 * inset, height: size.height - 2 * inset)
  }

  /// Signs and what they mean, in as many lines as they need.
  mutating func drawLegend(_ entries: [(sign: String, fill: String, label: String)]) {
    guard !entries.isEmpty else { return }
    var (x, y) = (Canvas.margin, bottom + 14)
    for entry in entries {
      let label = Typography.fitted(entry.label, width: 300, size: 12)
      let width = 26 + Typography.width(label, size: 12) + 18
      if x + width > right, x > Canvas.margin { (x, y) = (Canvas.margin, y + 24) }
      canvas.rectangle(Box(x: x, y: y, width: 20, height: 20), entry.fill)
      canvas.text(entry.sign, at: Point(x + 10, y + 14.5), "middle")
      canvas.text(label, at: Point(x + 26, y + 14))
      right = max(right, x + width)
      x += width
    }
    bottom = y + 22
  }

  /// Words below the cells.
  mutating func drawNote(_ note: String) {
    bottom += 20
    canvas.text(note, at: Point(origin.x, bottom), "dim")
    right = max(right, origin.x + Typography.width(note, size: 12) + Canvas.margin)
  }

  func document(for figure: some Figure) -> String {
    canvas.document(for: figure, width: right, height: bottom + Canvas.margin)
  }
}
