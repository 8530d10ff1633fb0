extension BarChart {
  public var svg: String {
    var drawing = BarDrawing(self)
    return drawing.draw()
  }

  /// One line for each bar, as long as its value, which follows it.
  public var text: String {
    let names = categories.map { Typography.shortened($0, to: 32) }
    let labels = series.map { Typography.shortened($0.label, to: 20) }
    let width = names.map(Typography.cells).max() ?? 0
    let labelWidth = labels.map(Typography.cells).max() ?? 0
    var lines: [String] = []
    for (row, name) in names.enumerated() {
      for (index, series) in series.enumerated() where row < series.values.count {
        let head = (index == 0 ? name : "").padded(to: width)
        let label = labelWidth > 0 ? "  " + labels[index].padded(to: labelWidth) : ""
        lines.append(head + label + "  " + textBar(series.values[row]))
      }
    }
    let body = lines.isEmpty ? "no data\n" : lines.joined(separator: "\n") + "\n"
    let unit = axis.title.isEmpty ? "" : Typography.line(axis.title) + "\n"
    return textPage(self, unit + body)
  }

  private func textBar(_ amount: Amount) -> String {
    let (scale, length) = (self.scale, 40.0)
    guard let fraction = scale.fraction(amount.value) else { return words(for: amount) }
    let (low, high) = (min(fraction, origin(on: scale)), max(fraction, origin(on: scale)))
    let start = Int((max(0, low) * length).rounded())
    let cells = Int((min(1, high) * length).rounded()) - start
    let bar = String(repeating: " ", count: start) + String(repeating: "█", count: max(0, cells))
    return (cells > 0 ? bar : bar + "▏") + " " + words(for: amount)
  }
}

/// The picture of one bar chart.
private struct BarDrawing {
  let chart: BarChart
  let scale: AxisScale
  let names: [String]
  var canvas = Canvas()
  var box = Box(x: 0, y: 0, width: 0, height: 0)

  private static let bar = 15.0
  private static let space = 11.0

  init(_ chart: BarChart) {
    self.chart = chart
    scale = chart.scale
    names = chart.categories.map { Typography.fitted($0, width: 230, size: 12) }
  }

  mutating func draw() -> String {
    let top = canvas.heading(chart.title, width: PlotFrame.width)
    let legend = drawLegend(at: top + 10)
    let left = Canvas.margin + (names.map { Typography.width($0, size: 12) }.max() ?? 0) + 10
    let words = chart.series.flatMap(\.values).map { chart.words(for: $0) }
    let right = Canvas.margin + (words.map { Typography.width($0, size: 11) }.max() ?? 0) + 8
    let group = Double(max(1, chart.series.count)) * Self.bar + Self.space
    box = Box(
      x: left, y: top + legend + 8, width: max(120, PlotFrame.width - left - right),
      height: max(40, group * Double(names.count)))
    drawAxis()
    for (row, name) in names.enumerated() {
      let y = box.minY + group * Double(row)
      canvas.text(name, at: Point(box.minX - 8, y + group / 2 + 4), "end")
      for index in chart.series.indices where row < chart.series[index].values.count {
        let start = y + Self.space / 2 + Self.bar * Double(index)
        drawBar(chart.series[index].values[row], index, at: start)
      }
    }
    if words.isEmpty { canvas.text("no data", at: box.center, "dim middle") }
    drawOrigin()
    return canvas.document(for: chart, width: PlotFrame.width, height: box.maxY + 52)
  }

  /// A legend where there are several series; returns its height.
  private mutating func drawLegend(at y: Double) -> Double {
    guard chart.series.count > 1 else { return 0 }
    var (x, y, height) = (Canvas.margin, y, 24.0)
    for (index, series) in chart.series.enumerated() {
      let name = Typography.fitted(series.label, width: 230, size: 12)
      let width = Typography.width(name, size: 12) + 34
      if x + width > PlotFrame.width - Canvas.margin, x > Canvas.margin {
        (x, y, height) = (Canvas.margin, y + 18, height + 18)
      }
      fill(Box(x: x, y: y - 10, width: 12, height: 12), index)
      canvas.text(name, at: Point(x + 17, y))
      x += width
    }
    return height
  }

  private mutating func drawAxis() {
    for tick in scale.ticks {
      guard let fraction = scale.fraction(tick.value) else { continue }
      let x = box.minX + fraction * box.width
      canvas.line(Point(x, box.minY), Point(x, box.maxY), "hairline")
      canvas.text(tick.label, at: Point(x, box.maxY + 15), "small dim middle")
    }
    canvas.text(
      Typography.fitted(chart.axis.title, width: box.width, size: 12),
      at: Point(box.center.x, box.maxY + 36), "dim middle")
  }

  private mutating func drawOrigin() {
    let x = box.minX + chart.origin(on: scale) * box.width
    canvas.line(Point(x, box.minY), Point(x, box.maxY), "lane")
  }

  private func x(_ value: Double) -> Double? {
    scale.fraction(value).map { box.minX + min(1, max(0, $0)) * box.width }
  }

  private mutating func drawBar(_ amount: BarChart.Amount, _ index: Int, at y: Double) {
    let start = box.minX + chart.origin(on: scale) * box.width
    let words = chart.words(for: amount)
    guard let end = x(amount.value) else {
      return canvas.text(words, at: Point(start + 6, y + 11), "small dim")
    }
    fill(Box(x: min(start, end), y: y + 1, width: max(0.8, abs(end - start)), height: 13), index)
    var right = max(start, end)
    if let interval = amount.interval, let low = x(interval.lowerBound),
      let high = x(interval.upperBound)
    {
      drawInterval(from: low, to: high, y: y + 7.5)
      right = max(right, high)
    }
    canvas.text(words, at: Point(right + 6, y + 11.5), "small halo")
  }

  private mutating func drawInterval(from low: Double, to high: Double, y: Double) {
    canvas.line(Point(low, y), Point(high, y), "line")
    for x in [low, high] { canvas.line(Point(x, y - 3.5), Point(x, y + 3.5), "line") }
  }

  /// Series differ in colour and in how full they are: solid, tinted with a border, hatched.
  private mutating func fill(_ box: Box, _ index: Int) {
    let colour = index % Stylesheet.seriesCount
    switch index % 3 {
    case 0: canvas.rectangle(box, "f\(colour)")
    case 1:
      canvas.rectangle(box, "t\(colour)")
      canvas.rectangle(box, "s\(colour)")
    default:
      canvas.rectangle(box, "t\(colour)")
      for x in stride(from: box.minX + 2, to: box.maxX, by: 4) {
        canvas.line(Point(x, box.minY), Point(x, box.maxY), "s\(colour)")
      }
    }
  }
}
