extension SpaceTimeDrawing {
  /// One message: its line, its end, and the places where its label may stand.
  mutating func drawMessage(_ index: Int) {
    let message = diagram.messages[index]
    guard message.from != message.to else { return drawLoop(message) }
    let line = route(message)
    routes.append(line)
    let isBroken = broken.contains(index)
    let colour = isBroken ? "s1" : message.isHighlighted ? "s0" : "line"
    var style = colour + (message.isHighlighted || isBroken ? " wide" : "")
    if message.isDuplicate || message.fate == .inFlight { style += " dash" }
    canvas.curve(line, style)
    switch message.fate {
    case .received:
      labels.keepFree(Box(around: line.point(at: 0.97), radius: 4))
      canvas.arrowhead(on: line, colour == "line" ? "dot" : "f" + colour.dropFirst())
    case .lost: drawLoss(at: line.end)
    case .inFlight: canvas.arrowhead(on: line, isOpen: true, colour)
    }
    labels.addMessage(
      SpaceTimeLayout.label(message) + (message.fate == .inFlight ? " …" : ""),
      along: line, isStrong: message.isHighlighted)
  }

  /// A message's line: straight, or bent where it would run through another process's dot.
  private func route(_ message: SpaceTimeDiagram.Message) -> Curve {
    let (start, end) = (place(message.from, message.sent), self.end(of: message))
    let (first, last) = (min(message.from, message.to), max(message.from, message.to))
    func clearance(_ curve: Curve) -> Double {
      let distances = (first + 1..<max(last, first + 1)).flatMap { lane in
        let crossing = curve.point(at: (layout.laneX(lane) - start.x) / (end.x - start.x))
        return layout.dots[lane].map { (crossing.y - (top + $0)).magnitude }
      }
      return (distances + siblings(of: curve).map { 1.5 * $0 }).min() ?? .infinity
    }
    let curves = [0.0, 12, -12, 20, -20].map { Curve(from: start, to: end, bend: $0) }
    let best = curves.map { min(clearance($0), 9) }
    let choice = best.indices.max { best[$0] < best[$1] || (best[$0] == best[$1] && $0 > $1) }
    return curves[choice ?? 0]
  }

  /// How far a line is, about where a lost one ends, from those before it that start at its dot.
  private func siblings(of curve: Curve) -> [Double] {
    func height(_ curve: Curve) -> Double {
      curve.point(at: min(1, layout.gap * 0.66 / (curve.end.x - curve.start.x).magnitude)).y
    }
    return routes.filter {
      $0.start == curve.start && ($0.end.x > $0.start.x) == (curve.end.x > curve.start.x)
    }.map { (height($0) - height(curve)).magnitude }
  }

  /// Where a message's line ends: at the receiver's dot, or short of the receiver.
  private func end(of message: SpaceTimeDiagram.Message) -> Point {
    let start = place(message.from, message.sent)
    let side = message.to > message.from ? 1.0 : -1
    let short = layout.laneX(message.to) - side * layout.gap * 0.32
    switch message.fate {
    case .received(let moment):
      let end = place(message.to, moment)
      return start.toward(end, 1 - 3.5 / max(start.distance(to: end), 3.5))
    case .lost(let moment):
      let known = moment.map { top + layout.y($0) } ?? start.y
      return Point(short, known > start.y ? known : start.y + SpaceTimeLayout.rowHeight)
    case .inFlight:
      return Point(short, start.y + SpaceTimeLayout.rowHeight)
    }
  }

  private mutating func drawLoss(at point: Point) {
    let strokes = [(-4.5, -4.5, 4.5, 4.5), (4.5, -4.5, -4.5, 4.5)].map {
      Canvas.move([Point(point.x + $0.0, point.y + $0.1), Point(point.x + $0.2, point.y + $0.3)])
    }
    canvas.path(strokes.joined(), "s1 wide")
    labels.keepFree(Box(around: point, radius: 6))
  }

  /// A message to oneself goes out to the right and comes back.
  private mutating func drawLoop(_ message: SpaceTimeDiagram.Message) {
    let start = place(message.from, message.sent)
    var end = Point(start.x, start.y + SpaceTimeLayout.rowHeight * 0.6)
    if case .received(let moment) = message.fate { end = place(message.to, moment) }
    let turn = Point(start.x + 22, (start.y + end.y) / 2)
    var out = Curve(from: start, to: turn)
    var back = Curve(from: turn, to: Point(end.x + 4, end.y))
    out.control = Point(turn.x, start.y)
    back.control = Point(turn.x, end.y)
    let style = message.isDuplicate ? "line dash" : "line"
    canvas.curve(out, style)
    switch message.fate {
    case .received:
      canvas.curve(back, style)
      canvas.arrowhead(on: back, "dot")
    case .lost: drawLoss(at: turn)
    case .inFlight: canvas.arrowhead(on: out, isOpen: true, "line")
    }
    labels.addBeside(SpaceTimeLayout.label(message), at: Point(turn.x - 4, turn.y), "")
  }

  // MARK: - Dots

  mutating func drawDots() {
    var dots: Set<Point> = []
    for message in diagram.messages {
      drawDot(place(message.from, message.sent), unless: &dots)
      if case .received(let moment) = message.fate {
        drawDot(place(message.to, moment), unless: &dots)
      }
    }
    for span in diagram.spans where span.kind == .down { drawCrash(span) }
    for mark in diagram.marks {
      switch mark.kind {
      case .event: drawDot(place(mark.lane, mark.moment), unless: &dots)
      case .timer: drawClock(place(mark.lane, mark.moment))
      case .note: labels.keepFree(Box(around: place(mark.lane, mark.moment), radius: 2))
      }
    }
  }

  private mutating func drawDot(_ point: Point, unless dots: inout Set<Point>) {
    guard dots.insert(point).inserted else { return }
    canvas.circle(point, radius: 3.5, "dot")
    labels.keepFree(Box(around: point, radius: 5))
  }

  private mutating func drawClock(_ point: Point) {
    canvas.circle(point, radius: 5.5, "paper")
    canvas.circle(point, radius: 5.5, "line")
    let hands = [Point(point.x, point.y - 3.6), point, Point(point.x + 2.6, point.y)]
    canvas.polyline(hands, "line")
    labels.keepFree(Box(around: point, radius: 7))
  }

  private mutating func drawCrash(_ span: SpaceTimeDiagram.Span) {
    let start = place(span.lane, span.start)
    canvas.rectangle(Box(around: start, radius: 5), "f1")
    labels.keepFree(Box(around: start, radius: 7))
    guard let last = span.end else { return }
    let end = place(span.lane, last)
    canvas.rectangle(Box(around: end, radius: 4.5), "paper")
    canvas.rectangle(Box(around: end, radius: 4.5), "s1 wide")
    labels.keepFree(Box(around: end, radius: 7))
  }
}
