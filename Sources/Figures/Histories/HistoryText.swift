extension OperationHistory {
  /// One line for each operation, by client; `◆` is where it takes effect.
  public var text: String {
    checkOperations()
    let names = clients.map { Typography.shortened($0, to: 20) }
    let width = names.map(Typography.cells).max() ?? 0
    let numbers = Dictionary(uniqueKeysWithValues: effects.enumerated().map { ($1, $0 + 1) })
    var lines: [String] = []
    for (client, name) in names.enumerated() {
      let own = operations.indices.filter { operations[$0].client == client }
        .sorted { (operations[$0].invoked, $0) < (operations[$1].invoked, $1) }
      for (row, index) in own.enumerated() {
        let head = (row == 0 ? name : "").padded(to: width)
        let rank = numbers[index].map { "  takes effect as number \($0)" } ?? ""
        let suspect = operations[index].isSuspect ? "  fits nowhere" : ""
        let label = Typography.line(operations[index].label)
        lines.append("\(head)  \(bar(operations[index]))  \(label)\(rank)\(suspect)\n")
      }
    }
    return textPage(self, (lines.isEmpty ? "no operations\n" : lines.joined() + ruler(width)))
  }

  private static let cells = 48

  private func cell(_ time: Int64) -> Int {
    Int((fraction(time, in: times) * Double(Self.cells - 1)).rounded())
  }

  private func bar(_ operation: Operation) -> String {
    var cells = Array(repeating: Character("·"), count: Self.cells)
    let start = cell(operation.invoked)
    let end = operation.returned.map(cell) ?? Self.cells - 1
    for index in start...max(start, end) { cells[index] = operation.isSuspect ? "═" : "─" }
    cells[start] = "├"
    cells[end] = operation.returned == nil ? "▷" : start == end ? "│" : "┤"
    if let point = operation.point { cells[cell(point)] = "◆" }
    return String(cells)
  }

  /// The first and the last time, below the bars.
  private func ruler(_ width: Int) -> String {
    let scale = timeScale
    let labels = scale.labels([times.first ?? 0, times.last ?? 0])
    let last = labels[1] + (scale.name.isEmpty ? "" : " " + scale.name)
    let space = max(1, Self.cells - Typography.cells(labels[0]) - Typography.cells(last))
    return String(repeating: " ", count: width + 2) + labels[0]
      + String(repeating: " ", count: space) + last + "\n"
  }
}
