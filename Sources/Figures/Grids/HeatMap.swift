/// A table of amounts: each cell carries its number, and is the darker the larger it is.
///
/// A cell without a finite value is empty.
public struct HeatMap: Figure, Hashable {
  public var title: String
  public var summary: String
  public var rowTitle: String
  public var columnTitle: String
  public var rows: [String]
  public var columns: [String]
  /// What the numbers measure.
  public var quantity: Axis
  /// By row, then by column.
  public var values: [[Double]]

  public init(
    title: String, summary: String = "", rowTitle: String = "", columnTitle: String = "",
    rows: [String], columns: [String], quantity: Axis, values: [[Double]]
  ) {
    self.title = title
    self.summary = summary
    self.rowTitle = rowTitle
    self.columnTitle = columnTitle
    self.rows = rows
    self.columns = columns
    self.quantity = quantity
    self.values = values
  }

  private func value(_ row: Int, _ column: Int) -> Double? {
    guard values.indices.contains(row), values[row].indices.contains(column),
      values[row][column].isFinite
    else { return nil }
    return values[row][column]
  }

  private func words(_ row: Int, _ column: Int) -> String {
    value(row, column).map(Numeral.short) ?? ""
  }

  public var svg: String {
    let all = rows.indices.flatMap { row in columns.indices.map { words(row, $0) } }
    let widest = all.map { Typography.width($0, size: 12) }.max() ?? 0
    var table = TableDrawing(
      rowTitle: rowTitle, columnTitle: columnTitle, rows: rows, columns: columns,
      cellWidth: widest + 14)
    table.start(title)
    let scale = AxisScale(
      quantity, values: values.flatMap { $0 }, count: 5, includesZero: true, isTight: true)
    for row in rows.indices {
      for column in columns.indices { draw(row, column, on: &table, scale) }
    }
    if !quantity.title.isEmpty { table.drawNote("in the cells: " + quantity.title) }
    return table.document(for: self)
  }

  private func draw(_ row: Int, _ column: Int, on table: inout TableDrawing, _ scale: AxisScale) {
    let box = table.cell(row, column, inset: 0.5)
    guard let value = value(row, column) else {
      return table.canvas.rectangle(box, "hairline")
    }
    let fraction = min(1, max(0, scale.fraction(value) ?? 0))
    table.canvas.rectangle(box, "f0", opacity: 0.04 + 0.56 * fraction)
    table.canvas.text(
      words(row, column), at: Point(box.center.x, box.center.y + 4.5), "middle")
  }

  public var text: String {
    let body = rows.indices.map { row in
      [Typography.shortened(rows[row], to: 32)]
        + columns.indices.map { words(row, $0).isEmpty ? "·" : words(row, $0) }
    }
    let note = quantity.title.isEmpty ? "" : "\nin the cells: \(Typography.line(quantity.title))\n"
    let table = TextTable(columns: columns, corner: [rowTitle, columnTitle], rows: body)
    return textPage(self, table.text(limit: .max) + note)
  }
}
