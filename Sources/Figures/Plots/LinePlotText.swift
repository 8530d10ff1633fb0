extension LinePlot {
  /// The plot in characters, and below it its values in a table.
  public var text: String {
    textPage(self, LinePage(plot: self).draw() + "\n" + table)
  }

  /// One row for each x, one column for each series.
  private var table: String {
    let all = series.flatMap { $0.points.map(\.x) }.filter { !$0.isNaN }.sorted()
    let xs = all.indices.filter { $0 == 0 || all[$0] != all[$0 - 1] }.map { all[$0] }
    let rows = xs.map { x in
      [Numeral.short(x)]
        + series.map { series in
          series.points.filter { $0.x == x }.map(words).joined(separator: ", ")
        }
    }
    let header = [horizontal.title] + series.map { Typography.line($0.label) }
    let notes = references.map { "\($0.label): \(Numeral.short($0.value))\n" }.joined()
    return rows.isEmpty ? "no data\n" : TextTable(header: header, rows: rows).text() + notes
  }

  private func words(for sample: Sample) -> String {
    guard let interval = sample.interval else { return Numeral.short(sample.y) }
    let (low, high) = (Numeral.short(interval.lowerBound), Numeral.short(interval.upperBound))
    return "\(Numeral.short(sample.y)) [\(low), \(high)]"
  }
}

/// The monospace page of one plot.
private struct LinePage {
  let plot: LinePlot
  let x: AxisScale
  let y: AxisScale
  let left: Int
  var grid = TextGrid()

  private static let size = (width: 60, height: 15)

  init(plot: LinePlot) {
    self.plot = plot
    x = plot.horizontalScale
    y = plot.verticalScale
    left = (y.ticks.map { Typography.cells($0.label) }.max() ?? 0) + 2
  }

  func draw() -> String {
    var page = self
    page.drawAxes()
    for index in plot.series.indices { page.drawLine(index) }
    for index in plot.series.indices { page.drawMarks(index) }
    let names = plot.series.enumerated().map {
      "  \(SeriesStyle(index: $0).letter)  \(Typography.line($1.label))\n"
    }
    let title = plot.vertical.title.isEmpty ? "" : Typography.line(plot.vertical.title) + "\n"
    return title + page.grid.text + (names.isEmpty ? "" : "\n" + names.joined())
  }

  private mutating func drawAxes() {
    let bottom = Self.size.height
    for row in 0..<bottom { grid.put("│", row: row, column: left - 1) }
    grid.put("└" + String(repeating: "─", count: Self.size.width), row: bottom, column: left - 1)
    for tick in y.ticks {
      guard let row = row(tick.value) else { continue }
      grid.put(tick.label.padded(to: left - 2, right: true), row: row, column: 0)
      grid.put(row == bottom ? "┼" : "┤", row: row, column: left - 1)
    }
    var free = 0
    for tick in x.ticks {
      guard let column = column(tick.value) else { continue }
      grid.put("┬", row: bottom, column: column)
      let start = max(0, column - Typography.cells(tick.label) / 2)
      guard start >= free else { continue }
      grid.put(tick.label, row: bottom + 1, column: start)
      free = start + Typography.cells(tick.label) + 1
    }
    let title = Typography.line(plot.horizontal.title)
    let center = left + Self.size.width / 2 - Typography.cells(title) / 2
    grid.put(title, row: bottom + 2, column: max(0, center))
  }

  /// Dots where the line runs between its points.
  private mutating func drawLine(_ index: Int) {
    let series = plot.series[index]
    guard series.style != .points else { return }
    for (from, to) in zip(series.points, series.points.dropFirst()) {
      guard let a = x.fraction(from.x), let b = x.fraction(to.x), let c = y.fraction(from.y),
        let d = y.fraction(to.y)
      else { continue }
      for step in 0...Self.size.width {
        let part = Double(step) / Double(Self.size.width)
        let height = series.style == .steps ? c : c + (d - c) * part
        put("·", a + (b - a) * part, height)
      }
    }
  }

  private mutating func drawMarks(_ index: Int) {
    for sample in plot.series[index].points {
      guard let a = x.fraction(sample.x), let b = y.fraction(sample.y) else { continue }
      put(SeriesStyle(index: index).letter, a, b)
    }
  }

  private mutating func put(_ sign: String, _ a: Double, _ b: Double) {
    guard (0...1).contains(a), (0...1).contains(b) else { return }
    let row = Int(((1 - b) * Double(Self.size.height)).rounded())
    let column = left + Int((a * Double(Self.size.width - 1)).rounded())
    let there = grid.cell(row: row, column: column)
    // Where two series meet, `*` stands for both.
    let isTaken = there.first?.isLetter == true && there != sign
    grid.put(isTaken && sign != "·" ? "*" : sign, row: row, column: column)
  }

  private func row(_ value: Double) -> Int? {
    y.fraction(value).map { Int(((1 - $0) * Double(Self.size.height)).rounded()) }
  }

  private func column(_ value: Double) -> Int? {
    x.fraction(value).map { left + Int(($0 * Double(Self.size.width - 1)).rounded()) }
  }
}
