extension SpaceTimeDiagram: Figure {
  /// The run as a ledger: lanes are columns, each moment is a line or more.
  ///
  /// A message is numbered where it is sent (`├─3▷`) and drawn whole where it arrives
  /// (`├── 3 prepare ──▶●`) or is lost (`── 3 prepare ──✗`); what processes do stands at the right.
  public var text: String {
    checkLanes()
    var page = SpaceTimePage(self)
    return textPage(self, page.draw())
  }
}

/// The monospace page of one diagram.
struct SpaceTimePage {
  let diagram: SpaceTimeDiagram
  let columns: [Int]
  let gap: Int
  let margin: Int
  /// Each message's number on the page.
  let numbers: [Int: Int]
  var grid = TextGrid()
  var row = 0
  /// The lines of the block being drawn whose margin is taken.
  var noted = 0

  init(_ diagram: SpaceTimeDiagram) {
    self.diagram = diagram
    let labels = diagram.messages.map { Typography.cells($0.label) + 14 }
    let names = diagram.lanes.map { Typography.cells($0) + 2 }
    // About a hundred columns for the lanes of a wide diagram, and none wider than it needs.
    let limit = max(24, min(48, 90 / max(1, diagram.lanes.count - 1)))
    let gap = min(limit, max(14, (labels + names).max() ?? 0))
    let times = diagram.timeLabels(of: diagram.moments).map(\.count).max() ?? 0
    let left = max(times, 4) + 3 + min(gap, names.first ?? 0) / 2
    self.gap = gap
    columns = diagram.lanes.indices.map { left + $0 * gap }
    margin = (columns.last ?? left) + 4 + min(gap, names.last ?? 0) / 2
    let order = diagram.messageOrder.enumerated().map { ($1, $0 + 1) }
    numbers = Dictionary(uniqueKeysWithValues: order)
  }

  mutating func draw() -> String {
    drawNames()
    for cut in diagram.cuts.indices { drawCut(cut, after: nil) }
    let moments = diagram.moments
    let times = diagram.timeLabels(of: moments)
    let width = times.map(\.count).max() ?? 0
    for (index, moment) in moments.enumerated() {
      drawPause(before: index, of: moments)
      grid.put(times[index].padded(to: width, right: true), row: row, column: 1)
      drawBlock(at: moment)
    }
    drawLanes(from: row, through: row, at: moments.last)
    return grid.text
  }

  private mutating func drawNames() {
    let unit = diagram.timeScale.name
    grid.put(unit, row: 0, column: 1)
    for (name, column) in zip(diagram.lanes, columns) {
      let name = Typography.shortened(name, to: gap - 2)
      grid.put(name, row: 0, column: max(0, column - Typography.cells(name) / 2))
    }
    drawLanes(from: 1, through: 1, at: nil)
    row = 2
  }

  /// In proportional spacing, empty lines stand for time that passes: about two per moment.
  private mutating func drawPause(before index: Int, of moments: [SpaceTimeDiagram.Moment]) {
    guard diagram.spacing == .proportional, index > 0, let last = moments.last else { return }
    let total = Double(last.time) - Double(moments[0].time)
    let passed = Double(moments[index].time) - Double(moments[index - 1].time)
    let lines = Int(passed / max(total, 1) * Double(2 * moments.count))
    guard lines > 0 else { return }
    drawLanes(from: row, through: row + lines - 1, at: moments[index - 1])
    row += lines
  }

  private mutating func drawBlock(at moment: SpaceTimeDiagram.Moment) {
    let first = row
    noted = row
    drawRules(at: moment)
    row = max(row, noted)
    let top = row
    drawSigns(at: moment, from: top)
    drawArrivals(at: moment, from: top)
    drawSends(at: moment, from: top)
    drawMarks(at: moment, from: top)
    let next = max(grid.rows.count, noted, first + 1)
    drawLanes(from: first, through: next - 1, at: moment)
    row = next
    for cut in diagram.cuts.indices { drawCut(cut, after: moment) }
  }

  // MARK: - Lines across

  private mutating func drawRules(at moment: SpaceTimeDiagram.Moment) {
    var labels = diagram.rules.filter { $0.moment == moment }.map(\.label)
    for partition in diagram.partitions {
      if partition.end == moment { labels.append("end of " + diagram.words(for: partition)) }
      if partition.start == moment { labels.append(diagram.words(for: partition)) }
    }
    for label in labels {
      let start = (columns.first ?? 0) - 2
      let dashes = String(repeating: "╌", count: max(3, margin - 2 - start))
      grid.put(dashes, row: noted, column: start)
      grid.put(label, row: noted, column: margin)
      noted += 1
    }
  }

  /// A cut crosses each lane after the last moment that it holds.
  private mutating func drawCut(_ index: Int, after moment: SpaceTimeDiagram.Moment?) {
    let cut = diagram.cuts[index]
    let crossed = diagram.lanes.indices.filter { cut.frontier[$0] == moment }
    guard !crossed.isEmpty else { return }
    for lane in crossed { grid.put("══╪══", row: row, column: columns[lane] - 2) }
    grid.put("cut " + diagram.words(for: cut), row: row, column: margin)
    drawLanes(from: row, through: row, at: moment)
    row += 1
  }

  // MARK: - Processes

  private mutating func drawMarks(at moment: SpaceTimeDiagram.Moment, from top: Int) {
    for span in diagram.spans where span.end == moment {
      guard let words = endWords(of: span) else { continue }
      note("\(diagram.lanes[span.lane]) \(words)", from: top)
    }
    for mark in diagram.marks where mark.moment == moment {
      let sign = mark.kind == .timer ? "◷ " : ""
      note("\(diagram.lanes[mark.lane]): \(sign)\(mark.label)", from: top)
    }
    for span in diagram.spans where span.start == moment {
      note("\(diagram.lanes[span.lane]) \(diagram.words(for: span))", from: top)
    }
  }

  private mutating func drawSigns(at moment: SpaceTimeDiagram.Moment, from top: Int) {
    for lane in diagram.lanes.indices {
      guard let sign = sign(of: lane, at: moment) else { continue }
      grid.put(sign, row: top, column: columns[lane])
    }
  }

  private func endWords(of span: SpaceTimeDiagram.Span) -> String? {
    switch span.kind {
    case .down: return "restarts"
    case .paused: return "goes on"
    case .activity: return "ends \(span.label)"
    case .timer:
      let fires = diagram.marks.contains {
        $0.kind == .timer && $0.lane == span.lane && $0.moment == span.end
      }
      return fires ? nil : "cancels \(span.label.isEmpty ? "the timer" : span.label)"
    }
  }

  mutating func note(_ text: String, from top: Int) {
    noted = max(noted, top)
    grid.put(text, row: noted, column: margin)
    noted += 1
  }

  /// The dot of a lane on which something happens at a moment.
  private func sign(of lane: Int, at moment: SpaceTimeDiagram.Moment) -> String? {
    for span in diagram.spans where span.kind == .down && span.lane == lane {
      if span.start == moment { return "■" }
      if span.end == moment { return "□" }
    }
    let isMarked = diagram.marks.contains {
      $0.lane == lane && $0.moment == moment && $0.kind != .note
    }
    let isTouched = diagram.messages.contains {
      ($0.from == lane && $0.sent == moment) || ($0.to == lane && $0.fate == .received(moment))
    }
    return isMarked || isTouched ? "●" : nil
  }

  /// Fills in what was left free of the lanes, and of the walls between separated ones.
  mutating func drawLanes(from first: Int, through last: Int, at moment: SpaceTimeDiagram.Moment?) {
    let strokes = diagram.lanes.indices.map { stroke(of: $0, at: moment) }
    let walls = diagram.lanes.indices.dropLast().filter { isWalled($0, at: moment) }
    for row in first...last {
      for lane in diagram.lanes.indices { drawLane(lane, row: row, stroke: strokes[lane]) }
      for lane in walls {
        let column = (columns[lane] + columns[lane + 1]) / 2
        if grid.cell(row: row, column: column) == " " { grid.put("╎", row: row, column: column) }
      }
    }
  }

  /// A lane's stroke in one line, with a branch where an arrow starts or passes.
  private mutating func drawLane(_ lane: Int, row: Int, stroke: String) {
    let column = columns[lane]
    let arrows = ["─", "═", "╌"]
    let cell = grid.cell(row: row, column: column)
    guard stroke == "│" else {
      if cell == " " { grid.put(stroke, row: row, column: column) }
      return
    }
    if arrows.contains(cell) { return grid.put("┼", row: row, column: column) }
    guard cell == " " else { return }
    let left = arrows.contains(grid.cell(row: row, column: column - 1))
    let right = arrows.contains(grid.cell(row: row, column: column + 1))
    let joint = left && right ? "┼" : left ? "┤" : right ? "├" : "│"
    grid.put(joint, row: row, column: column)
  }

  private func stroke(of lane: Int, at moment: SpaceTimeDiagram.Moment?) -> String {
    for span in diagram.spans where span.lane == lane && span.kind != .timer {
      guard holds(moment, from: span.start, to: span.end) else { continue }
      return span.kind == .down ? " " : span.kind == .paused ? "┊" : "┃"
    }
    return "│"
  }

  private func isWalled(_ lane: Int, at moment: SpaceTimeDiagram.Moment?) -> Bool {
    diagram.partitions.contains {
      holds(moment, from: $0.start, to: $0.end) && diagram.separates($0, lane, lane + 1)
    }
  }

  /// Whether a stretch holds a moment; none holds what is before the first, which is `nil`.
  private func holds(
    _ moment: SpaceTimeDiagram.Moment?, from start: SpaceTimeDiagram.Moment,
    to end: SpaceTimeDiagram.Moment?
  ) -> Bool {
    guard let moment else { return false }
    return start <= moment && (end.map { moment < $0 } ?? true)
  }
}
