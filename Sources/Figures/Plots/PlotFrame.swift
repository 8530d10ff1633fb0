/// The axes of a plot, and the way from values to places.
struct PlotFrame {
  let x: AxisScale
  let y: AxisScale
  let box: Box

  static let width = 680.0
  static let plotHeight = 280.0

  /// - Parameters:
  ///   - top: Where the heading ends.
  ///   - right: What the plot leaves free at its right, for names.
  init(x: AxisScale, y: AxisScale, top: Double, right: Double, hasLabel: Bool) {
    self.x = x
    self.y = y
    let labels = y.ticks.map { Typography.width($0.label, size: 11) }.max() ?? 0
    let left = Canvas.margin + labels + 10
    box = Box(
      x: left, y: top + (hasLabel ? 28 : 12), width: PlotFrame.width - left - right,
      height: PlotFrame.plotHeight)
  }

  /// The height of the whole figure.
  var height: Double { box.maxY + 54 }

  /// Where a pair of values stands; `nil` for what has no place.
  func place(_ a: Double, _ b: Double) -> Point? {
    guard let fx = x.fraction(a), let fy = y.fraction(b) else { return nil }
    // Far outside is as good as anywhere outside, and safe to multiply.
    func near(_ fraction: Double) -> Double { min(10, max(-10, fraction)) }
    return Point(box.minX + near(fx) * box.width, box.maxY - near(fy) * box.height)
  }

  func draw(on canvas: inout Canvas, horizontal: Axis, vertical: Axis) {
    canvas.text(
      Typography.fitted(vertical.title, width: box.maxX, size: 12),
      at: Point(Canvas.margin, box.minY - 14), "dim")
    for tick in y.ticks {
      guard let fraction = y.fraction(tick.value) else { continue }
      let height = box.maxY - fraction * box.height
      canvas.line(Point(box.minX, height), Point(box.maxX, height), "hairline")
      canvas.text(tick.label, at: Point(box.minX - 7, height + 4), "small dim end")
    }
    drawHorizontal(on: &canvas)
    canvas.text(
      Typography.fitted(horizontal.title, width: box.width, size: 12),
      at: Point(box.center.x, box.maxY + 38), "dim middle")
  }

  private func drawHorizontal(on canvas: inout Canvas) {
    canvas.line(Point(box.minX, box.maxY), Point(box.maxX, box.maxY), "lane")
    var free = -Double.infinity
    for tick in x.ticks {
      guard let fraction = x.fraction(tick.value) else { continue }
      let position = box.minX + fraction * box.width
      canvas.line(Point(position, box.maxY), Point(position, box.maxY + 4), "lane")
      let half = Typography.width(tick.label, size: 11) / 2
      guard position - half >= free else { continue }
      free = position + half + 6
      canvas.text(tick.label, at: Point(position, box.maxY + 18), "small dim middle")
    }
  }
}
