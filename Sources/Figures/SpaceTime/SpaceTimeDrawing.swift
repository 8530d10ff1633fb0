extension SpaceTimeDiagram {
  /// The run as a picture. O(labels² + labels × messages).
  public var svg: String {
    checkLanes()
    var drawing = SpaceTimeDrawing(self)
    return drawing.draw()
  }
}

/// The picture of one diagram, painted from the background to the labels.
struct SpaceTimeDrawing {
  let diagram: SpaceTimeDiagram
  let layout: SpaceTimeLayout
  /// The messages that make a cut inconsistent.
  let broken: Set<Int>
  var canvas = Canvas()
  var labels = SpaceTimeLabels()
  /// The lines of the messages drawn so far.
  var routes: [Curve] = []
  /// Where the first row is.
  var top = 0.0

  init(_ diagram: SpaceTimeDiagram) {
    self.diagram = diagram
    layout = SpaceTimeLayout(diagram)
    broken = Set(diagram.cuts.flatMap { diagram.violations(of: $0) })
  }

  mutating func draw() -> String {
    let least = Typography.width(diagram.title, size: 14, isBold: true) + 2 * Canvas.margin
    let width = max(layout.width, min(least, 480))
    let heading = canvas.heading(diagram.title, width: width)
    top = heading + 40
    drawPartitions()
    drawTimes()
    drawLanes(heading: heading)
    drawRules()
    drawCuts()
    for index in diagram.messageOrder { drawMessage(index) }
    drawDots()
    for note in SpaceTimeNote.all(of: diagram) {
      labels.add(note, at: place(note.lane, note.moment))
    }
    labels.draw(on: &canvas, bounds: (Canvas.margin / 2, width - 6))
    let foot = layout.height > 700 ? 24.0 : 8
    return canvas.document(for: diagram, width: width, height: top + layout.height + foot + 6)
  }

  func place(_ lane: Int, _ moment: SpaceTimeDiagram.Moment) -> Point {
    Point(layout.laneX(lane), top + layout.y(moment))
  }

  // MARK: - The background

  private mutating func drawTimes() {
    let right = Canvas.margin + layout.timeWidth
    for (moment, time) in zip(layout.moments, layout.times) {
      canvas.text(time, at: Point(right, top + layout.y(moment) + 4), "small dim end")
    }
    canvas.text(diagram.timeScale.name, at: Point(right, top - 24), "small dim end")
  }

  private mutating func drawPartitions() {
    for partition in diagram.partitions {
      let (from, to) = (layout.y(partition.start), layout.bottom(after: partition.end))
      let left = layout.laneX(0) - 14
      let right = layout.laneX(max(0, diagram.lanes.count - 1)) + 14
      canvas.rectangle(
        Box(x: left, y: top + from, width: right - left, height: to - from), "shade")
      for lane in diagram.lanes.indices.dropLast()
      where diagram.separates(partition, lane, lane + 1) {
        let x = (layout.laneX(lane) + layout.laneX(lane + 1)) / 2
        canvas.line(Point(x, top + from), Point(x, top + to), "s1 dash")
        labels.avoid(Segment(start: Point(x, top + from), end: Point(x, top + to)), weight: 0.3)
      }
      labels.addAside(diagram.words(for: partition), at: Point(right + 6, top + from + 10), "")
    }
  }

  private mutating func drawLanes(heading: Double) {
    for (lane, name) in layout.names.enumerated() {
      let x = layout.laneX(lane)
      canvas.text(name, at: Point(x, heading + 16), "strong middle")
      if layout.height > 700 {
        canvas.text(name, at: Point(x, top + layout.height + 16), "strong middle")
      }
      drawLane(lane, from: top - 14, to: top + layout.height)
      let line = Segment(start: Point(x, top - 14), end: Point(x, top + layout.height))
      labels.avoid(line, weight: 4)
    }
  }

  /// A lane is solid where its process runs, dotted where it is paused, absent where it is down.
  private mutating func drawLane(_ lane: Int, from start: Double, to end: Double) {
    let x = layout.laneX(lane)
    var y = start
    let spans = diagram.spans.filter { $0.lane == lane }.sorted { $0.start < $1.start }
    for span in spans {
      let (from, to) = (top + layout.y(span.start), top + layout.bottom(after: span.end))
      switch span.kind {
      case .down, .paused:
        if from > y { canvas.line(Point(x, y), Point(x, from), "lane") }
        if span.kind == .paused { canvas.line(Point(x, from), Point(x, to), "lane wide dots") }
        y = max(y, to)
      case .activity:
        canvas.rectangle(Box(x: x - 3, y: from, width: 6, height: to - from), "f0", radius: 3)
      case .timer:
        let bracket = [(3.0, from + 7), (8, from + 7), (8, to - 7), (3, to - 7)]
        canvas.polyline(bracket.map { Point(x + $0.0, $0.1) }, "line dots")
      }
    }
    if end > y { canvas.line(Point(x, y), Point(x, end), "lane") }
  }

  private mutating func drawRules() {
    let left = layout.laneX(0) - 14
    let right = layout.laneX(max(0, diagram.lanes.count - 1)) + 14
    for rule in diagram.rules {
      let y = top + layout.y(rule.moment)
      canvas.line(Point(left, y), Point(right, y), "line dots")
      labels.addAside(rule.label, at: Point(right + 6, y + 4), "")
    }
  }

  /// A cut crosses each lane half a row below the last moment that it holds.
  private mutating func drawCuts() {
    for cut in diagram.cuts where !cut.frontier.isEmpty {
      let isBroken = !diagram.violations(of: cut).isEmpty
      var points = cut.frontier.enumerated().map { lane, last in
        Point(
          layout.laneX(lane), top + (last.map { layout.y($0) + crossing(after: $0) } ?? -9))
      }
      points.insert(Point(points[0].x - 20, points[0].y), at: 0)
      points.append(Point(points[points.count - 1].x + 20, points[points.count - 1].y))
      canvas.polyline(points, isBroken ? "s1 wide dash" : "s2 wide")
      for (from, to) in zip(points, points.dropFirst()) {
        labels.avoid(Segment(start: from, end: to), weight: 2)
      }
      let end = points[points.count - 1]
      labels.addAside(diagram.words(for: cut), at: Point(end.x + 6, end.y + 4), "strong")
    }
  }

  private func crossing(after moment: SpaceTimeDiagram.Moment) -> Double {
    let next = layout.moments.first { moment < $0 }
    return next.map { (layout.y($0) - layout.y(moment)) / 2 } ?? SpaceTimeLayout.rowHeight / 2
  }
}
