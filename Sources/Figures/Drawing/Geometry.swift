/// A place in a picture, in pixels: x to the right, y down.
struct Point: Hashable, Sendable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// The point `fraction` of the way to another.
  func toward(_ other: Point, _ fraction: Double) -> Point {
    Point(x + (other.x - x) * fraction, y + (other.y - y) * fraction)
  }

  func distance(to other: Point) -> Double {
    let (dx, dy) = (other.x - x, other.y - y)
    return (dx * dx + dy * dy).squareRoot()
  }
}

struct Segment: Hashable, Sendable {
  var start: Point
  var end: Point
}

/// A line from one point to another that may bend once: a quadratic Bézier curve.
struct Curve: Hashable, Sendable {
  var start: Point
  var control: Point
  var end: Point

  /// The line whose middle is `bend` below the straight one.
  init(from start: Point, to end: Point, bend: Double = 0) {
    self.start = start
    self.end = end
    let middle = start.toward(end, 0.5)
    control = Point(middle.x, middle.y + 2 * bend)
  }

  var isStraight: Bool { control == start.toward(end, 0.5) }

  func point(at fraction: Double) -> Point {
    start.toward(control, fraction).toward(control.toward(end, fraction), fraction)
  }

  /// The curve as straight pieces.
  func segments(_ count: Int) -> [Segment] {
    (0..<count).map { index in
      Segment(
        start: point(at: Double(index) / Double(count)),
        end: point(at: Double(index + 1) / Double(count)))
    }
  }
}

/// An upright rectangle.
struct Box: Hashable, Sendable {
  var minX: Double
  var minY: Double
  var maxX: Double
  var maxY: Double

  init(x: Double, y: Double, width: Double, height: Double) {
    minX = x
    minY = y
    maxX = x + width
    maxY = y + height
  }

  init(around center: Point, radius: Double) {
    self.init(x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius)
  }

  /// The smallest box that holds a segment.
  init(around segment: Segment) {
    let (a, b) = (segment.start, segment.end)
    self.init(
      x: min(a.x, b.x), y: min(a.y, b.y), width: abs(a.x - b.x), height: abs(a.y - b.y))
  }

  /// The smallest box that holds other boxes; an empty one in the corner where there are none.
  init(around boxes: [Box]) {
    guard var hull = boxes.first else {
      self.init(x: 0, y: 0, width: 0, height: 0)
      return
    }
    for box in boxes {
      hull.minX = min(hull.minX, box.minX)
      hull.minY = min(hull.minY, box.minY)
      hull.maxX = max(hull.maxX, box.maxX)
      hull.maxY = max(hull.maxY, box.maxY)
    }
    self = hull
  }

  var width: Double { maxX - minX }
  var height: Double { maxY - minY }
  var center: Point { Point((minX + maxX) / 2, (minY + maxY) / 2) }

  /// Whether two boxes share a point.
  func touches(_ other: Box) -> Bool {
    minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY
  }

  /// The area that two boxes share.
  func overlap(_ other: Box) -> Double {
    let width = min(maxX, other.maxX) - max(minX, other.minX)
    let height = min(maxY, other.maxY) - max(minY, other.minY)
    return width > 0 && height > 0 ? width * height : 0
  }

  /// Whether a point lies inside or on the border, with a little slack for rounding.
  func holds(_ point: Point) -> Bool {
    point.x >= minX - 0.01 && point.x <= maxX + 0.01 && point.y >= minY - 0.01
      && point.y <= maxY + 0.01
  }

  /// The part of a segment that lies inside (Liang and Barsky's clipping), if any does.
  func clipped(_ segment: Segment) -> Segment? {
    let (from, to) = (segment.start, segment.end)
    var (first, last) = (0.0, 1.0)
    for (origin, delta, low, high) in [
      (from.x, to.x - from.x, minX, maxX), (from.y, to.y - from.y, minY, maxY),
    ] {
      if delta == 0 {
        if origin < low - 0.01 || origin > high + 0.01 { return nil }
        continue
      }
      let (a, b) = ((low - origin) / delta, (high - origin) / delta)
      first = max(first, min(a, b))
      last = min(last, max(a, b))
    }
    guard last >= first else { return nil }
    return Segment(
      start: first == 0 ? from : from.toward(to, first), end: last == 1 ? to : from.toward(to, last)
    )
  }

  /// The length of the part of a segment that lies inside.
  func length(inside segment: Segment) -> Double {
    clipped(segment).map { $0.start.distance(to: $0.end) } ?? 0
  }
}
