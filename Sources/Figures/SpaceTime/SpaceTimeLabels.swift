/// The words of a diagram, gathered while it is drawn and placed when all of it is known.
struct SpaceTimeLabels {
  private struct Item {
    var lines: [String]
    var style: String
    var candidates: [Box]
    var own: Range<Int> = 0..<0
    /// What the words stand beside: they start or end at it. Words without it are centred.
    var beside: Double?
  }

  private var placer = LabelPlacer()
  private var items: [Item] = []
  private static let height = 14.0

  mutating func avoid(_ segment: Segment, weight: Double) {
    placer.segments.append((segment, weight))
  }

  mutating func keepFree(_ box: Box) { placer.blocks.append(box) }

  /// A message's label may stand anywhere along its line, near the middle if it can.
  mutating func addMessage(_ text: String, along line: Curve, isStrong: Bool) {
    let own = placer.segments.count..<(placer.segments.count + 4)
    placer.segments += line.segments(4).map { ($0, 3) }
    let width = Typography.width(text, size: 12)
    let places = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8, 0.14, 0.86]
    let candidates = places.map { fraction in
      let center = line.point(at: fraction)
      return Box(
        x: center.x - width / 2, y: center.y - Self.height / 2, width: width, height: Self.height)
    }
    items.append(
      Item(lines: [text], style: isStrong ? "strong" : "", candidates: candidates, own: own))
  }

  mutating func add(_ note: SpaceTimeNote, at point: Point) {
    addBeside(note.text, at: point, note.isQuiet ? "dim" : "")
  }

  /// Words about a dot stand beside it, to the right if they can.
  mutating func addBeside(_ text: String, at point: Point, _ style: String) {
    let lines = Self.lines(text)
    let (width, height) = Self.size(lines)
    var candidates: [Box] = []
    for dy in [0.0, -13, 13, -24, 24] {
      for x in [point.x + 10, point.x - 10 - width] {
        candidates.append(Box(x: x, y: point.y + dy - height / 2, width: width, height: height))
      }
    }
    items.append(Item(lines: lines, style: style, candidates: candidates, beside: point.x))
  }

  /// Words in the right margin, moved down or up where the margin is taken.
  mutating func addAside(_ text: String, at point: Point, _ style: String) {
    let lines = Self.lines(text)
    let (width, height) = Self.size(lines)
    let candidates = [0.0, 8, -8, 16, -16, 24].map {
      Box(x: point.x, y: point.y + $0 - 11, width: width, height: height)
    }
    let words = [style, "dim"].filter { !$0.isEmpty }.joined(separator: " ")
    items.append(Item(lines: lines, style: words, candidates: candidates, beside: point.x))
  }

  /// A note in at most three lines.
  static func lines(_ text: String) -> [String] {
    let all = Typography.wrapped(text, limit: noteWidth) { Typography.width($0, size: 12) }
    let shown = all.count > 3 ? all.prefix(2) + [all[2] + "…"] : all
    return shown.map { Typography.fitted($0, width: noteWidth, size: 12) }
  }

  static func size(_ lines: [String]) -> (width: Double, height: Double) {
    let widths = lines.map { Typography.width($0, size: 12) }
    return (widths.max() ?? 0, height * Double(max(1, lines.count)))
  }

  private static let noteWidth = 150.0

  /// Places all labels inside the bounds and paints them.
  func draw(on canvas: inout Canvas, bounds: (left: Double, right: Double)) {
    let labels = items.map { item in
      let inside = item.candidates.filter { $0.minX >= bounds.left && $0.maxX <= bounds.right }
      return LabelPlacer.Label(
        candidates: inside.isEmpty ? item.candidates : inside, own: item.own)
    }
    for (index, choice) in placer.place(labels).enumerated() {
      paint(items[index], in: labels[index].candidates[choice], on: &canvas)
    }
  }

  private func paint(_ item: Item, in box: Box, on canvas: inout Canvas) {
    var (x, anchor) = (box.center.x, " middle")
    if let beside = item.beside {
      (x, anchor) = box.center.x > beside ? (box.minX, "") : (box.maxX, " end")
    }
    let style = "halo" + anchor + (item.style.isEmpty ? "" : " " + item.style)
    for (line, text) in item.lines.enumerated() {
      canvas.text(text, at: Point(x, box.minY + 11 + Self.height * Double(line)), style)
    }
  }
}
