/// How often values fall into each of a row of bins.
public struct Histogram: Figure, Hashable {
  public var title: String
  public var summary: String
  public var horizontal: Axis
  /// What is counted.
  public var counted: String
  public var bins: [Bin]
  public var references: [LinePlot.Reference] = []

  public struct Bin: Hashable, Sendable {
    /// What the bin holds: its lower bound and all up to, but without, its upper bound.
    public var range: Range<Double>
    public var count: Int

    public init(_ range: Range<Double>, count: Int) {
      self.range = range
      self.count = count
    }
  }

  public init(
    title: String, summary: String = "", horizontal: Axis, counted: String = "count", bins: [Bin]
  ) {
    self.title = title
    self.summary = summary
    self.horizontal = horizontal
    self.counted = counted
    self.bins = bins
  }

  /// Counts values in about `count` bins of equal width whose edges are round numbers, or, on a
  /// logarithmic axis, powers of ten and their halves; what isn't finite is left out.
  public init(
    title: String, summary: String = "", horizontal: Axis, counted: String = "count",
    values: [Double], count: Int = 12
  ) {
    let edges = AxisScale.ticks(horizontal, values, count: count).map(\.value)
    // The last bin holds its upper bound too, or a largest value that is round would be lost.
    let bins = zip(edges, edges.dropFirst()).map { low, high in
      let isLast = high == edges.last
      return Bin(
        low..<high,
        count: values.count { $0 >= low && ($0 < high || (isLast && $0 == high)) })
    }
    self.init(
      title: title, summary: summary, horizontal: horizontal, counted: counted, bins: bins)
  }

  var horizontalScale: AxisScale {
    AxisScale(
      horizontal, values: bins.flatMap { [$0.range.lowerBound, $0.range.upperBound] }, count: 8,
      isTight: true)
  }

  var verticalScale: AxisScale {
    let counts = bins.map(\.count)
    // With fewer ticks than things to count, no tick is a fraction.
    return AxisScale(
      Axis(counted), values: counts.map(Double.init), count: min(5, max(1, counts.max() ?? 1)),
      includesZero: true)
  }
}

extension Histogram {
  public var svg: String {
    var canvas = Canvas()
    let top = canvas.heading(title, width: PlotFrame.width)
    let frame = PlotFrame(
      x: horizontalScale, y: verticalScale, top: top, right: Canvas.margin + 12, hasLabel: true)
    frame.draw(on: &canvas, horizontal: horizontal, vertical: Axis(counted))
    for bin in bins { draw(bin, on: &canvas, frame) }
    if bins.isEmpty { canvas.text("no data", at: frame.box.center, "dim middle") }
    drawReferences(references, on: &canvas, frame)
    return canvas.document(for: self, width: PlotFrame.width, height: frame.height)
  }

  private func draw(_ bin: Bin, on canvas: inout Canvas, _ frame: PlotFrame) {
    guard bin.count > 0,
      let low = frame.place(bin.range.lowerBound, 0),
      let high = frame.place(bin.range.upperBound, Double(bin.count)),
      let bar = frame.box.clipped(Segment(start: Point(low.x, low.y), end: Point(high.x, low.y)))
    else { return }
    let gap = high.x - low.x > 4 ? 0.5 : 0
    canvas.rectangle(
      Box(
        x: bar.start.x + gap, y: high.y, width: max(0.5, bar.end.x - bar.start.x - 2 * gap),
        height: low.y - high.y), "f0")
  }

  /// One line for each bin, as long as its count.
  public var text: String {
    let names = bins.map {
      "\(Numeral.short($0.range.lowerBound)) – \(Numeral.short($0.range.upperBound))"
    }
    let title = Typography.line(horizontal.title)
    let width = max(
      names.map(Typography.cells).max() ?? 0, Typography.cells(title))
    let scale = verticalScale
    let lines = zip(names, bins).map { name, bin in
      let cells = Int(((scale.fraction(Double(bin.count)) ?? 0) * 40).rounded())
      let bar = bin.count > 0 && cells == 0 ? "▏" : String(repeating: "█", count: cells)
      let space = bar.isEmpty ? "" : " "
      return name.padded(to: width, right: true) + "  " + bar + space + String(bin.count) + "\n"
    }
    let notes = references.map { "\($0.label): \(Numeral.short($0.value))\n" }.joined()
    let head = title.padded(to: width, right: true) + "  " + Typography.line(counted) + "\n"
    return textPage(self, lines.isEmpty ? "no data\n" : head + lines.joined() + notes)
  }
}
