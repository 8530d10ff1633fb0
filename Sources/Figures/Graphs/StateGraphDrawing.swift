extension StateGraph {
  /// The graph as a picture. O(states² + edges²).
  public var svg: String {
    checkEdges()
    var drawing = GraphDrawing(self)
    return drawing.draw()
  }
}

/// The picture of one graph.
private struct GraphDrawing {
  let graph: StateGraph
  let layers: GraphLayers
  let labels: [[String]]
  let sizes: [(width: Double, height: Double)]
  var canvas = Canvas()
  var placer = LabelPlacer()
  var words: [(text: String, candidates: [Box], own: Range<Int>)] = []
  /// The middle of each vertex.
  var places: [Point] = []

  init(_ graph: StateGraph) {
    self.graph = graph
    layers = GraphLayers(graph)
    labels = graph.states.map { state in
      Typography.wrapped(state.label, limit: 120) { Typography.width($0, size: 12) }
        .map { Typography.fitted($0, width: 170, size: 12) }
    }
    sizes = labels.map { lines in
      let width = lines.map { Typography.width($0, size: 12) }.max() ?? 0
      return (max(44, width + 22), 14 + 15 * Double(max(1, lines.count)))
    }
  }

  mutating func draw() -> String {
    let top = canvas.heading(graph.title, width: 560) + 18
    let holders = layers.vertexCount - sizes.count
    let rooms = sizes.indices.map { sizes[$0].width + loopWidth($0) }
    let placement = GraphPlacement(
      layers, widths: rooms + Array(repeating: 12, count: max(0, holders)),
      gap: hasLabels ? 50 : 34)
    let rowHeight = (sizes.map(\.height).max() ?? 29) + (hasLabels ? 58 : 42)
    places = Array(repeating: Point(0, 0), count: layers.vertexCount)
    let title = min(560, Typography.width(graph.title, size: 14, isBold: true))
    let extent = (places.indices.map { placement.x[$0] + placement.widths[$0] / 2 }.max() ?? 0)
    let left = Canvas.margin + 40 + max(0, (title - extent - 80) / 2)
    for (row, layer) in layers.layers.enumerated() {
      let y = top + rowHeight * Double(row) + 14
      for vertex in layer {
        let aside = vertex < sizes.count ? loopWidth(vertex) / 2 : 0
        places[vertex] = Point(left + placement.x[vertex] - aside, y)
      }
    }
    for index in graph.edges.indices { drawEdge(index) }
    for index in graph.states.indices { drawState(index) }
    if graph.states.isEmpty { canvas.text("no states", at: Point(left, top), "dim") }
    let (right, bottom) = drawWords()
    let width = max(2 * left + extent, right + Canvas.margin, title + 2 * Canvas.margin)
    let lowest = graph.states.indices.map { box($0).maxY }.max() ?? top
    let height = max(lowest, bottom) + Canvas.margin + 2
    return canvas.document(for: graph, width: width, height: height)
  }

  /// The room that an edge from a state to itself takes at the state's right.
  private func loopWidth(_ state: Int) -> Double {
    let loops = graph.edges.filter { $0.from == state && $0.to == state }
    return loops.map { 34 + Typography.width(shortened($0.label), size: 11) }.max() ?? 0
  }

  private var hasLabels: Bool { graph.edges.contains { !$0.label.isEmpty } }

  // MARK: - States

  private func box(_ state: Int) -> Box {
    let (width, height) = sizes[state]
    let place = places[state]
    return Box(x: place.x - width / 2, y: place.y - height / 2, width: width, height: height)
  }

  private mutating func drawState(_ index: Int) {
    let state = graph.states[index]
    let box = self.box(index)
    placer.blocks.append(box)
    let colour = [StateGraph.State.Tone.highlighted: 0, .wrong: 1, .uncertain: 4][state.tone]
    let border = colour.map { "s\($0) wide" } ?? "line"
    canvas.rectangle(box, "paper", radius: 8)
    if let colour { canvas.rectangle(box, "t\(colour)", radius: 8) }
    canvas.rectangle(box, border, radius: 8)
    if state.role == .final {
      let inner = Box(
        x: box.minX + 3, y: box.minY + 3, width: box.width - 6, height: box.height - 6)
      canvas.rectangle(inner, colour.map { "s\($0)" } ?? "line", radius: 5.5)
    }
    if state.role == .initial {
      let start = Point(box.minX - 26, box.center.y)
      let arrow = Curve(from: start, to: Point(box.minX, box.center.y))
      canvas.circle(start, radius: 3.5, "dot")
      canvas.curve(arrow, "line")
      canvas.arrowhead(on: arrow, "dot")
    }
    for (line, text) in labels[index].enumerated() {
      let y = box.center.y + 4.2 + 15 * (Double(line) - Double(labels[index].count - 1) / 2)
      canvas.text(text, at: Point(box.center.x, y), "middle")
    }
  }

  // MARK: - Edges

  private mutating func drawEdge(_ index: Int) {
    let edge = graph.edges[index]
    let style = edge.isHighlighted ? "s0 wide" : "line"
    let fill = edge.isHighlighted ? "f0" : "dot"
    guard edge.from != edge.to else { return drawLoop(edge, style, fill) }
    let first = placer.segments.count
    var points = layers.chains[index].map { places[$0] }
    if layers.isReversed[index] { points.reverse() }
    let bend = self.bend(of: index)
    points = ends(of: points, edge, shifted: bend)
    let curves = smooth(points, bend: points.count == 2 ? bend : 0)
    for (piece, curve) in curves.enumerated() {
      canvas.curve(curve, style)
      placer.segments += curve.segments(4).map { ($0, 2) }
      if piece == curves.count - 1 { canvas.arrowhead(on: curve, fill) }
    }
    let spots = curves.flatMap { curve in [0.5, 0.35, 0.65, 0.2, 0.8].map { curve.point(at: $0) } }
    add(edge.label, at: spots, own: first..<placer.segments.count)
  }

  /// Edges between the same two states lie side by side.
  private func bend(of index: Int) -> Double {
    let edge = graph.edges[index]
    let same = graph.edges.indices.filter { other in
      let pair = [graph.edges[other].from, graph.edges[other].to]
      return pair == [edge.from, edge.to] || pair == [edge.to, edge.from]
    }
    let place = Double(same.firstIndex(of: index) ?? 0) - Double(same.count - 1) / 2
    return place * 26
  }

  /// The way of an edge from border to border.
  private func ends(of points: [Point], _ edge: StateGraph.Edge, shifted: Double) -> [Point] {
    var points = points
    let last = points.count - 1
    let (start, end) = (points[0], points[last])
    points[0] = border(of: edge.from, toward: points[1], shifted: shifted)
    points[last] = border(
      of: edge.to, toward: last == 1 ? start : points[last - 1], shifted: shifted)
    if last == 1, start.y == end.y { return [points[0], points[last]] }
    return points
  }

  /// Where a line to a point leaves a state's box: at its upper or lower side.
  private func border(of state: Int, toward point: Point, shifted: Double) -> Point {
    let box = self.box(state)
    let isBelow = point.y > box.center.y
    let slope = (point.x - box.center.x) / max(abs(point.y - box.center.y), 1)
    let x = box.center.x + slope * box.height / 2 + shifted / 2
    let reach = max(0, box.width / 2 - 10)
    return Point(
      min(box.center.x + reach, max(box.center.x - reach, x)), isBelow ? box.maxY : box.minY)
  }

  /// A smooth way through points: curves between the middles of its pieces.
  private func smooth(_ points: [Point], bend: Double) -> [Curve] {
    guard points.count > 2 else {
      var curve = Curve(from: points[0], to: points[1])
      curve.control.x += bend
      return [curve]
    }
    var start = points[0]
    return (1..<points.count - 1).map { index in
      let isLast = index == points.count - 2
      let end = isLast ? points[index + 1] : points[index].toward(points[index + 1], 0.5)
      var curve = Curve(from: start, to: end)
      curve.control = points[index]
      start = end
      return curve
    }
  }

  private mutating func drawLoop(_ edge: StateGraph.Edge, _ style: String, _ fill: String) {
    let box = self.box(edge.from)
    let turn = Point(box.maxX + 26, box.center.y)
    var out = Curve(from: Point(box.maxX, box.center.y - 7), to: turn)
    var back = Curve(from: turn, to: Point(box.maxX, box.center.y + 7))
    out.control = Point(turn.x, turn.y - 14)
    back.control = Point(turn.x, turn.y + 14)
    canvas.curve(out, style)
    canvas.curve(back, style)
    canvas.arrowhead(on: back, length: 7, fill)
    let width = Typography.width(shortened(edge.label), size: 11)
    placer.segments += (out.segments(2) + back.segments(2)).map { ($0, 4) }
    let beside = Box(x: turn.x + 5, y: turn.y - 7, width: width, height: 14)
    if width > 0 { words.append((shortened(edge.label), [beside], 0..<0)) }
  }

  // MARK: - Labels

  private func shortened(_ label: String) -> String {
    Typography.fitted(label, width: 170, size: 11)
  }

  private mutating func add(_ label: String, at places: [Point], own: Range<Int>) {
    guard !label.isEmpty else { return }
    let width = Typography.width(shortened(label), size: 11)
    var boxes: [Box] = []
    for place in places {
      for shift in [0, width / 2 + 5, -width / 2 - 5] {
        boxes.append(
          Box(x: place.x + shift - width / 2, y: place.y - 7, width: width, height: 14))
      }
    }
    words.append((shortened(label), boxes, own))
  }

  /// Paints the labels; returns how far to the right and down they reach.
  private mutating func drawWords() -> (right: Double, bottom: Double) {
    let labels = words.map { word in
      let inside = word.candidates.filter { $0.minX >= Canvas.margin / 2 }
      return LabelPlacer.Label(
        candidates: inside.isEmpty ? word.candidates : inside, own: word.own)
    }
    var (right, bottom) = (0.0, 0.0)
    for (index, choice) in placer.place(labels).enumerated() {
      let box = labels[index].candidates[choice]
      (right, bottom) = (max(right, box.maxX), max(bottom, box.maxY))
      canvas.text(words[index].text, at: Point(box.center.x, box.minY + 10.8), "small halo middle")
    }
    return (right, bottom)
  }
}
