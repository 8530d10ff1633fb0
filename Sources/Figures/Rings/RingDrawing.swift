extension Ring {
  public var svg: String {
    checkPositions()
    var drawing = RingDrawing(self)
    return drawing.draw()
  }
}

/// The picture of one ring.
private struct RingDrawing {
  let ring: Ring
  let owners: [String]
  var canvas = Canvas()
  var placer = LabelPlacer()
  var labels: [(text: String, style: String, candidates: [Box])] = []
  var center = Point(0, 0)

  private static let radius = 130.0
  /// With more points than this a name at each would hide the ring: the legend must do.
  private static let crowd = 20

  init(_ ring: Ring) {
    self.ring = ring
    owners = ring.owners
  }

  mutating func draw() -> String {
    let names = owners.map { Typography.fitted($0, width: 180, size: 12) }
    let legend = (names.map { Typography.width($0, size: 12) }.max() ?? 0) + 100
    let side = 2 * Self.radius + 2 * 96
    let width = max(side + legend, 420)
    let top = canvas.heading(ring.title, width: width)
    center = Point(side / 2, top + Self.radius + 44)
    drawArcs()
    drawHighlights()
    for point in ring.order { drawPoint(point) }
    for key in ring.keys { drawKey(key) }
    let chosen = placer.place(labels.map { .init(candidates: $0.candidates) })
    for (label, choice) in zip(labels, chosen) {
      let box = label.candidates[choice]
      canvas.text(label.text, at: Point(box.center.x, box.minY + 11), label.style)
    }
    let bottom = drawLegend(names, at: Point(side, top + 60))
    if ring.points.isEmpty { canvas.text("an empty ring", at: center, "dim middle") }
    let height = max(center.y + Self.radius + 44, bottom) + Canvas.margin
    return canvas.document(for: ring, width: width, height: height)
  }

  private func place(_ turn: Double, _ radius: Double) -> Point {
    let way = Angle.direction(turn: turn)
    return Point(center.x + way.x * radius, center.y + way.y * radius)
  }

  private func style(of owner: String) -> SeriesStyle {
    SeriesStyle(index: owners.firstIndex(of: owner) ?? 0)
  }

  // MARK: - The ring

  private mutating func drawArcs() {
    canvas.circle(center, radius: Self.radius, "lane")
    for arc in ring.arcs where arc.end > arc.start {
      let colour = style(of: arc.owner).colour
      drawArc(from: arc.start, to: arc.end, Self.radius, "s\(colour) ring")
    }
    canvas.text("0", at: Point(center.x, center.y - Self.radius + 20), "small dim middle")
    let start = place(0, Self.radius - 5)
    canvas.line(start, place(0, Self.radius + 5), "line")
  }

  /// An arc in two halves, since one arc can't go all the way round.
  private mutating func drawArc(
    from start: Double, to end: Double, _ radius: Double, _ style: String
  ) {
    let r = Numeral.trimmed(radius, decimals: 1)
    let halves = [(start + end) / 2, end].map { turn in
      "A\(r) \(r) 0 0 1 " + Canvas.pair(place(turn, radius))
    }
    canvas.path("M" + Canvas.pair(place(start, radius)) + halves.joined(), style)
  }

  private mutating func drawHighlights() {
    for highlight in ring.highlights {
      let end = highlight.end + (highlight.end <= highlight.start ? 1 : 0)
      drawArc(from: highlight.start, to: end, Self.radius + 11, "line wide dash")
      let middle = (highlight.start + end) / 2
      add(highlight.label, around: middle, from: Self.radius + 21, "strong")
    }
  }

  private mutating func drawPoint(_ point: Ring.Point) {
    let place = place(point.position, Self.radius)
    canvas.circle(place, radius: 7, "paper")
    style(of: point.owner).mark(place, on: &canvas, size: 5)
    placer.blocks.append(Box(around: place, radius: 7))
    guard ring.points.count <= Self.crowd else { return }
    add(point.owner, around: point.position, from: Self.radius + 9, "")
  }

  /// A key stands inside, with an arrow along the ring's inner side to the point that owns it.
  private mutating func drawKey(_ key: Ring.Key) {
    let (inner, rim) = (place(key.position, Self.radius - 20), place(key.position, Self.radius - 5))
    canvas.line(inner, rim, "line")
    canvas.circle(inner, radius: 3, "dot")
    placer.blocks.append(Box(around: inner, radius: 4))
    let owner = ring.owner(of: key).map { " → " + $0 } ?? ""
    add(key.label + owner, around: key.position, from: Self.radius - 26, "small", isInside: true)
  }

  // MARK: - Words

  /// Words beside a place on the ring, outside or inside of it.
  private mutating func add(
    _ text: String, around turn: Double, from radius: Double, _ style: String,
    isInside: Bool = false
  ) {
    let size = style == "small" ? 11.0 : 12
    let text = Typography.fitted(text, width: isInside ? 110 : 84, size: size)
    let width = Typography.width(text, size: size)
    let way = Angle.direction(turn: turn)
    let candidates = [0.0, 8, 16, 26, 38, 52].map { more -> Box in
      let place = place(turn, radius + (isInside ? -more : more))
      // Words grow away from the ring.
      let side = isInside ? -1.0 : 1
      let x = place.x + (way.x * side - 1) * width / 2
      return Box(x: x, y: place.y + (way.y * side - 1) * 7, width: width, height: 14)
    }
    labels.append((text, (style + " halo middle"), candidates))
  }

  /// Who owns how much; returns where it ends.
  private mutating func drawLegend(_ names: [String], at corner: Point) -> Double {
    guard !names.isEmpty else { return corner.y }
    canvas.text("share of the ring", at: corner, "small dim")
    let widest = names.map { Typography.width($0, size: 12) }.max() ?? 0
    for (index, name) in names.enumerated() {
      let y = corner.y + 22 + 20 * Double(index)
      SeriesStyle(index: index).mark(Point(corner.x + 6, y - 4), on: &canvas, size: 5)
      canvas.text(name, at: Point(corner.x + 18, y))
      let share = Ring.percent(ring.share(of: owners[index]))
      canvas.text(share, at: Point(corner.x + 18 + widest + 54, y), "dim end")
    }
    return corner.y + 22 + 20 * Double(names.count)
  }
}
