extension SpaceTimePage {
  mutating func drawArrivals(at moment: SpaceTimeDiagram.Moment, from top: Int) {
    for index in diagram.messageOrder {
      let message = diagram.messages[index]
      switch message.fate {
      case .received(moment): drawArrow(index, head: "▶", reach: 1, from: top)
      case .lost(let lost) where (lost ?? message.sent) == moment:
        drawArrow(index, head: "✗", reach: 4, from: top)
      case .inFlight where message.sent == moment:
        drawArrow(index, head: "▷", reach: 4, from: top)
        note("\(numbers[index] ?? 0) \(message.label) is still on its way", from: top)
      default: break
      }
    }
  }

  /// A whole arrow, which ends `reach` cells before the receiver's lane.
  private mutating func drawArrow(_ index: Int, head: String, reach: Int, from top: Int) {
    let message = diagram.messages[index]
    let (from, to) = (columns[message.from], columns[message.to])
    let copy = message.isDuplicate ? " (copy)" : ""
    guard from != to else {
      return note(
        "\(diagram.lanes[message.to]) ↺ \(numbers[index] ?? 0) \(message.label)", from: top)
    }
    let length = abs(to - from) - reach
    let stroke = message.isHighlighted ? "═" : head == "▷" ? "╌" : "─"
    let label = " \(numbers[index] ?? 0) \(message.label)\(copy) "
    let shown = Typography.shortened(label, to: length - 3)
    let rest = max(0, length - 1 - Typography.cells(shown))
    let before = String(repeating: stroke, count: rest / 2)
    let after = String(repeating: stroke, count: rest - rest / 2)
    let left = ["▶": "◀", "▷": "◁"][head] ?? head
    let isRight = to > from
    let arrow = isRight ? before + shown + after + head : left + after + shown + before
    put(arrow, column: isRight ? from + 1 : from - length, from: top)
  }

  mutating func drawSends(at moment: SpaceTimeDiagram.Moment, from top: Int) {
    for lane in diagram.lanes.indices {
      let sent = diagram.messageOrder.filter { index in
        let message = diagram.messages[index]
        guard message.from == lane, message.to != lane, message.sent == moment else { return false }
        switch message.fate {
        case .received(let end): return end != moment
        case .lost(let end): return end.map { $0 != moment } ?? false
        case .inFlight: return false
        }
      }
      let right = sent.filter { diagram.messages[$0].to > lane }.map { "\(numbers[$0] ?? 0)" }
      let left = sent.filter { diagram.messages[$0].to < lane }.map { "\(numbers[$0] ?? 0)" }
      if !right.isEmpty {
        put("─" + right.joined(separator: " ") + "▷", column: columns[lane] + 1, from: top)
      }
      if !left.isEmpty {
        let stub = "◁" + left.joined(separator: " ") + "─"
        put(stub, column: columns[lane] - stub.count, from: top)
      }
    }
  }

  /// Puts a text on the first line where it covers nothing.
  private mutating func put(_ text: String, column: Int, from top: Int) {
    let width = Typography.cells(text)
    var line = top
    while (column..<(column + width)).contains(where: { grid.cell(row: line, column: $0) != " " }) {
      line += 1
    }
    // The label's spaces are taken: no lane shows through them.
    let solid = String(text.map { $0 == " " ? "\u{A0}" : $0 })
    grid.put(solid, row: line, column: column)
  }
}
