/// How one series differs from the others: colour, dash and marker, each enough by itself.
struct SeriesStyle {
  let index: Int

  var colour: Int { index % Stylesheet.seriesCount }
  var stroke: String { "s\(colour) wide\(dash)" }
  /// What stands for the series where there is no colour: in text.
  var letter: String { String(UnicodeScalar(UInt8(97 + index % 26))) }

  private var dash: String { ["", " dash", " dots", "", " dash", " dots"][colour] }

  /// Draws the marker of the series: a filled sign of equal weight.
  func mark(_ point: Point, on canvas: inout Canvas, size: Double = 4) {
    let (x, y) = (point.x, point.y)
    let fill = "f\(colour)"
    switch (index + index / Stylesheet.seriesCount) % Stylesheet.seriesCount {
    case 0: canvas.circle(point, radius: size, fill)
    case 1: canvas.rectangle(Box(around: point, radius: size * 0.9), fill)
    case 2:
      let low = y + size * 0.8
      canvas.polygon(
        [Point(x, y - size * 1.2), Point(x + size * 1.2, low), Point(x - size * 1.2, low)], fill)
    case 3:
      let far = size * 1.3
      canvas.polygon(
        [Point(x, y - far), Point(x + far, y), Point(x, y + far), Point(x - far, y)], fill)
    case 4:
      let high = y - size * 0.8
      canvas.polygon(
        [Point(x, y + size * 1.2), Point(x + size * 1.2, high), Point(x - size * 1.2, high)], fill)
    default:
      canvas.circle(point, radius: size, "paper")
      canvas.circle(point, radius: size, "s\(colour) wide")
    }
  }
}
