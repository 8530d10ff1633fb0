extension LinePlot {
  /// The plot as a picture; lines are cut where they leave what the axes show.
  public var svg: String {
    var canvas = Canvas()
    let top = canvas.heading(title, width: PlotFrame.width)
    let names = series.map { Typography.fitted($0.label, width: 170, size: 12) }
    let widest = names.map { Typography.width($0, size: 12) }.max() ?? 0
    let frame = PlotFrame(
      x: horizontalScale, y: verticalScale, top: top,
      right: Canvas.margin + (widest > 0 ? widest + 40 : 6), hasLabel: !vertical.title.isEmpty)
    frame.draw(on: &canvas, horizontal: horizontal, vertical: vertical)
    if series.allSatisfy(\.points.isEmpty) {
      canvas.text("no data", at: frame.box.center, "dim middle")
    }
    for (index, series) in series.enumerated() {
      LineDrawing(series: series, style: SeriesStyle(index: index), frame: frame).draw(on: &canvas)
    }
    drawReferences(references, on: &canvas, frame)
    drawNames(names, on: &canvas, frame)
    return canvas.document(for: self, width: PlotFrame.width, height: frame.height)
  }

  /// Names stand where the lines end, pushed apart where the ends are close.
  private func drawNames(_ names: [String], on canvas: inout Canvas, _ frame: PlotFrame) {
    let ends = series.map { series in
      series.points.compactMap { frame.place($0.x, $0.y) }.last { frame.box.holds($0) }
        ?? Point(frame.box.maxX, frame.box.minY)
    }
    let heights = spread(ends.map(\.y), distance: 16, from: frame.box.minY - 6, to: frame.box.maxY)
    for index in names.indices where !names[index].isEmpty {
      let style = SeriesStyle(index: index)
      let left = frame.box.maxX + 8
      let y = heights[index]
      if abs(y - ends[index].y) > 3 || ends[index].x < left - 12 {
        canvas.line(ends[index], Point(left, y), "s\(style.colour) dots")
      }
      canvas.line(Point(left, y), Point(left + 20, y), style.stroke)
      if series[index].isMarked { style.mark(Point(left + 10, y), on: &canvas, size: 3.4) }
      canvas.text(names[index], at: Point(left + 25, y + 4))
    }
  }
}

/// One series of a plot in the making.
private struct LineDrawing {
  let series: LinePlot.Series
  let style: SeriesStyle
  let frame: PlotFrame

  private static let crowd = LinePlot.Series.crowd

  func draw(on canvas: inout Canvas) {
    drawIntervals(on: &canvas)
    if series.style != .points { drawLine(on: &canvas) }
    guard series.isMarked else { return }
    for sample in series.points {
      guard let point = frame.place(sample.x, sample.y), frame.box.holds(point) else { continue }
      style.mark(point, on: &canvas, size: series.points.count < Self.crowd ? 3.6 : 2.4)
    }
  }

  /// The line as the pieces that lie inside of the frame, joined where they meet.
  private func drawLine(on canvas: inout Canvas) {
    var path: [Point] = []
    func flush(_ canvas: inout Canvas) {
      if path.count > 1 { canvas.polyline(path, style.stroke) }
      path = []
    }
    for segment in segments() {
      guard let inside = frame.box.clipped(segment) else { continue }
      if path.last != inside.start {
        flush(&canvas)
        path = [inside.start]
      }
      path.append(inside.end)
    }
    flush(&canvas)
  }

  private func segments() -> [Segment] {
    let places = series.points.map { frame.place($0.x, $0.y) }
    return zip(places, places.dropFirst()).flatMap { from, to -> [Segment] in
      guard let from, let to else { return [] }
      guard series.style == .steps else { return [Segment(start: from, end: to)] }
      let corner = Point(to.x, from.y)
      return [Segment(start: from, end: corner), Segment(start: corner, end: to)]
    }
  }

  private func drawIntervals(on canvas: inout Canvas) {
    let bars = series.points.compactMap { sample -> Segment? in
      guard let interval = sample.interval, let low = frame.place(sample.x, interval.lowerBound),
        let high = frame.place(sample.x, interval.upperBound)
      else { return nil }
      return frame.box.clipped(Segment(start: low, end: high))
    }
    if bars.count >= Self.crowd {
      return canvas.polygon(bars.map(\.start) + bars.reversed().map(\.end), "t\(style.colour)")
    }
    for bar in bars {
      canvas.line(bar.start, bar.end, "s\(style.colour)")
      for end in [bar.start, bar.end] {
        canvas.line(Point(end.x - 3, end.y), Point(end.x + 3, end.y), "s\(style.colour)")
      }
    }
  }
}

extension LinePlot.Series {
  /// From this many points on, markers hide the line and intervals become a band.
  static let crowd = 30

  var isMarked: Bool { style == .points || points.count < Self.crowd }
}

/// Heights as close to the wanted ones as a least distance allows, inside of a range if it is
/// wide enough. Equal heights keep their order.
func spread(_ wanted: [Double], distance: Double, from top: Double, to bottom: Double) -> [Double] {
  let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
  var result = wanted
  var free = top
  for index in order {
    result[index] = max(wanted[index], free)
    free = result[index] + distance
  }
  var limit = max(bottom, top + distance * Double(wanted.count - 1))
  for index in order.reversed() {
    result[index] = min(result[index], limit)
    limit = result[index] - distance
  }
  return result
}
