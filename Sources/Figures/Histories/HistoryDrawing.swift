extension OperationHistory {
  /// The history as a picture; operations of one client that would collide get rows of their own.
  public var svg: String {
    checkOperations()
    var drawing = HistoryDrawing(self)
    return drawing.draw()
  }
}

/// The picture of one history.
private struct HistoryDrawing {
  let history: OperationHistory
  let times: [Int64]
  let labels: [String]
  let names: [String]
  let left: Double
  let right: Double
  /// For each operation, the row in which it stands.
  var rows: [Int] = []
  /// For each client, its first row; at the end, the count of all rows.
  var firstRows: [Int] = []
  var canvas = Canvas()
  var top = 0.0

  private static let rowHeight = 38.0

  init(_ history: OperationHistory) {
    self.history = history
    times = history.times
    labels = history.operations.map { Typography.fitted($0.label, width: 200, size: 12) }
    names = history.clients.map { Typography.fitted($0, width: 150, size: 12) }
    let widest = names.map { Typography.width($0, size: 12, isBold: true) }.max() ?? 0
    left = Canvas.margin + widest + 22
    // Crowded histories get a wider page.
    right = left + min(1000, max(560, Double(times.count) * 26))
    arrange()
  }

  /// Puts each operation into its client's first row that is free.
  private mutating func arrange() {
    rows = Array(repeating: 0, count: history.operations.count)
    var next = 0
    for client in names.indices {
      firstRows.append(next)
      var ends: [Double] = []
      let own = history.operations.indices.filter { history.operations[$0].client == client }
        .sorted { (history.operations[$0].invoked, $0) < (history.operations[$1].invoked, $1) }
      for index in own {
        let row = ends.firstIndex { $0 <= start(index) } ?? ends.count
        if row == ends.count { ends.append(0) }
        ends[row] = max(end(index), start(index) + Typography.width(labels[index], size: 12)) + 8
        rows[index] = next + row
      }
      next += max(1, ends.count)
    }
    firstRows.append(next)
  }

  private func x(_ time: Int64) -> Double {
    left + history.fraction(time, in: times) * (right - left)
  }

  private func start(_ index: Int) -> Double { x(history.operations[index].invoked) }

  /// An operation without an answer runs out of the picture.
  private func end(_ index: Int) -> Double {
    history.operations[index].returned.map(x) ?? right + 16
  }

  private func y(_ row: Int) -> Double { top + Self.rowHeight * Double(row) + 26 }

  mutating func draw() -> String {
    let overhang =
      labels.indices.map { start($0) + Typography.width(labels[$0], size: 12) }.max() ?? 0
    let width = max(right + 24, overhang) + Canvas.margin
    top = canvas.heading(history.title, width: width)
    let bottom = top + Self.rowHeight * Double(firstRows.last ?? 0) + 12
    drawClients(to: width - Canvas.margin)
    drawEffects(to: bottom)
    for index in history.operations.indices { drawOperation(index) }
    drawTimes(at: bottom)
    if history.operations.isEmpty {
      canvas.text("no operations", at: Point(left, top + 20), "dim")
    }
    let foot = history.effects.isEmpty ? 34.0 : 54
    return canvas.document(for: history, width: width, height: bottom + foot)
  }

  private mutating func drawClients(to edge: Double) {
    for (client, name) in names.enumerated() {
      canvas.text(name, at: Point(Canvas.margin, y(firstRows[client]) + 4), "strong")
      guard client > 0 else { continue }
      let line = y(firstRows[client]) - 24
      canvas.line(Point(Canvas.margin, line), Point(edge, line), "hairline")
    }
  }

  private mutating func drawOperation(_ index: Int) {
    let operation = history.operations[index]
    let (from, to, y) = (start(index), end(index), y(rows[index]))
    let colour = operation.isSuspect ? "s1" : "s0"
    let isPending = operation.returned == nil
    canvas.line(Point(from, y), Point(to, y), colour + (isPending ? " wide dash" : " wide"))
    canvas.line(Point(from, y - 5), Point(from, y + 5), colour + " wide")
    if !isPending { canvas.line(Point(to, y - 5), Point(to, y + 5), colour + " wide") }
    let sign = operation.isSuspect ? "✗ " : ""
    canvas.text(sign + labels[index], at: Point(from, y - 9), "halo")
    guard let point = operation.point else { return }
    let x = x(point)
    canvas.polygon([Point(x, y - 6), Point(x + 5, y), Point(x, y + 6), Point(x - 5, y)], "dot")
  }

  /// A thread from each point of effect down to its number in the order.
  private mutating func drawEffects(to bottom: Double) {
    var free = -Double.infinity
    for (rank, index) in history.effects.enumerated() {
      guard let point = history.operations[index].point else { continue }
      let x = x(point)
      canvas.line(Point(x, y(rows[index])), Point(x, bottom + 6), "lane dots")
      let half = Typography.width("\(rank + 1)", size: 11, isBold: true) / 2
      let spot = max(x, free + half)
      canvas.text("\(rank + 1)", at: Point(spot, bottom + 20), "small strong middle")
      free = spot + half + 4
    }
  }

  private mutating func drawTimes(at bottom: Double) {
    let scale = history.timeScale
    guard let first = times.first, let last = times.last else { return }
    let y = bottom + (history.effects.isEmpty ? 20 : 40)
    let words = scale.labels([first, last]).map {
      $0 + (scale.name.isEmpty ? "" : " " + scale.name)
    }
    canvas.text(words[0], at: Point(left, y), "small dim")
    if last > first { canvas.text(words[1], at: Point(right, y), "small dim end") }
    if !history.effects.isEmpty {
      canvas.text("order", at: Point(Canvas.margin, bottom + 20), "small dim")
    }
    canvas.text("time", at: Point(Canvas.margin, y), "small dim")
  }
}
