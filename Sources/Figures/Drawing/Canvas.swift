/// An SVG document in the making.
///
/// Coordinates are written with one decimal. They come from additions, multiplications, divisions
/// and square roots alone (see `Logarithm` and `Angle` for the rest), which IEEE 754 rounds the
/// same way everywhere; so the bytes are the same everywhere, on rounding boundaries too.
struct Canvas {
  private(set) var body = ""

  mutating func add(_ element: String) { body += element + "\n" }

  mutating func line(_ start: Point, _ end: Point, _ style: String) {
    add(
      "<line x1=\"\(n(start.x))\" y1=\"\(n(start.y))\" x2=\"\(n(end.x))\" y2=\"\(n(end.y))\""
        + " class=\"\(style)\"/>")
  }

  mutating func path(_ data: String, _ style: String) {
    add("<path d=\"\(data)\" class=\"\(style)\"/>")
  }

  mutating func polyline(_ points: [Point], _ style: String) {
    path(Canvas.move(points), style)
  }

  mutating func curve(_ curve: Curve, _ style: String) {
    guard !curve.isStraight else { return line(curve.start, curve.end, style) }
    let bend = Canvas.pair(curve.control) + " " + Canvas.pair(curve.end)
    path("M" + Canvas.pair(curve.start) + "Q" + bend, style)
  }

  /// An arrowhead whose tip is at the end of a curve.
  mutating func arrowhead(
    on curve: Curve, length: Double = 9, isOpen: Bool = false, _ style: String
  ) {
    let far = max(curve.control.distance(to: curve.end), 0.001)
    let unit = Point(
      (curve.end.x - curve.control.x) / far, (curve.end.y - curve.control.y) / far)
    let back = Point(curve.end.x - unit.x * length, curve.end.y - unit.y * length)
    let half = length * 0.45
    let left = Point(back.x - unit.y * half, back.y + unit.x * half)
    let right = Point(back.x + unit.y * half, back.y - unit.x * half)
    if isOpen {
      polyline([left, curve.end, right], style)
    } else {
      polygon([curve.end, left, right], style)
    }
  }

  mutating func polygon(_ points: [Point], _ style: String) {
    path(Canvas.move(points) + "Z", style)
  }

  mutating func rectangle(
    _ box: Box, _ style: String, radius: Double = 0, opacity: Double? = nil
  ) {
    var corners = radius > 0 ? " rx=\"\(n(radius))\"" : ""
    if let opacity {
      corners += " fill-opacity=\"\(Numeral.trimmed(opacity, decimals: 2))\""
    }
    add(
      "<rect x=\"\(n(box.minX))\" y=\"\(n(box.minY))\" width=\"\(n(box.width))\""
        + " height=\"\(n(box.height))\"\(corners) class=\"\(style)\"/>")
  }

  mutating func circle(_ center: Point, radius: Double, _ style: String) {
    let (x, y) = (n(center.x), n(center.y))
    add("<circle cx=\"\(x)\" cy=\"\(y)\" r=\"\(n(radius))\" class=\"\(style)\"/>")
  }

  /// Text whose baseline starts, is centred or ends at a point, as `style` says; upright text
  /// runs from the bottom to the top.
  mutating func text(
    _ text: String, at point: Point, _ style: String = "", isUpright: Bool = false
  ) {
    guard !text.isEmpty else { return }
    let turn = isUpright ? " transform=\"rotate(-90 \(n(point.x)) \(n(point.y)))\"" : ""
    let style = style.isEmpty ? "" : " class=\"\(style)\""
    add(
      "<text x=\"\(n(point.x))\" y=\"\(n(point.y))\"\(turn)\(style)>\(Canvas.escaped(text))</text>")
  }

  /// The whole document, with its heading above what was drawn.
  func document(for figure: some Figure, width: Double, height: Double) -> String {
    let (w, h) = (n(width), n(height))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" role="img" width="\(w)" height="\(h)" \
      viewBox="0 0 \(w) \(h)">
      <title>\(Canvas.escaped(figure.title))</title>
      <desc>\(Canvas.escaped(figure.summary))</desc>
      <style>
      \(Stylesheet.css)
      </style>
      <rect x="0.5" y="0.5" width="\(n(width - 1))" height="\(n(height - 1))" rx="6" class="card"/>
      \(body)</svg>

      """
  }

  /// The visible title, in as many lines as it needs; returns the height it takes.
  mutating func heading(_ title: String, width: Double) -> Double {
    let lines = Typography.wrapped(title, limit: width - 2 * Canvas.margin) {
      Typography.width($0, size: 14, isBold: true)
    }
    for (index, line) in lines.enumerated() {
      text(line, at: Point(Canvas.margin, 26 + 18 * Double(index)), "title")
    }
    return lines.isEmpty ? Canvas.margin : 22 + 18 * Double(lines.count)
  }

  /// The empty border around what is drawn.
  static let margin = 16.0

  /// Path data through a list of points.
  static func move(_ points: [Point]) -> String {
    points.enumerated().map { index, point in
      (index == 0 ? "M" : "L") + pair(point)
    }.joined()
  }

  static func pair(_ point: Point) -> String {
    Numeral.trimmed(point.x, decimals: 1) + " " + Numeral.trimmed(point.y, decimals: 1)
  }

  /// Text as XML takes it.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in Typography.line(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private func n(_ value: Double) -> String { Numeral.trimmed(value, decimals: 1) }
}
