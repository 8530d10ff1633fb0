// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest cc2bf6c1591371d6

#sourceLocation(file: "Chapters/02-rpc.md", line: 3328)
internal import Figures
internal import Simulation

let proverbs = [
  "the cat sat on the mat", "a cat may look at a king", "the early bird",
  "birds of a feather", "the king is dead", "long live the king",
  "curiosity killed the cat", "the bird in the hand",
].enumerated().map { Document(name: "\($0 + 1)", text: $1) }

/// Eight maps and three reduces on four workers; `faults` gets the workers.
func index(
  hasBackups: Bool, slowest: Duration = .seconds(1),
  faults: ([NodeID]) -> [Fault] = { _ in [] }
) -> World<MapReduceMessage> {
  var system = System<MapReduceMessage>()
  system.links.standard = Link(
    delay: .constant(.milliseconds(1)), isFIFO: true)
  let coordinator = system.add(
    "coordinator",
    Coordinator(
      documents: proverbs, partitions: 3, hasBackups: hasBackups))
  let workers = (1...4).map { number in
    let time = number == 4 ? slowest : .seconds(1)
    return system.add(
      "worker \(number)",
      Worker(job: InvertedIndex(), coordinator: coordinator, taskTime: time))
  }
  let world = World(
    system, seed: 1, faults: faults(workers), isTracing: false)
  world.run()
  return world
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 3365)
/// Who worked at what, second by second.
func gantt(_ world: World<MapReduceMessage>, title: String) -> CellGrid {
  let attempts = world[NodeID(0), as: Coordinator.self].attempts
  let seconds = attempts.map { column($0.ended ?? $0.began) }.max() ?? 0
  var grid = CellGrid(
    title: title,
    summary: "m is a map, r a reduce; in parentheses: work of no use. Exact.",
    rowTitle: "worker", columnTitle: "second",
    rows: ["1", "2", "3", "4"],
    columns: (0..<max(1, seconds)).map { "\($0)" },
    states: [
      .init("map", sign: "m", tone: .blue),
      .init("reduce", sign: "r", tone: .green),
      .init("no use", sign: "(", tone: .red),
    ],
    cells: Array(repeating: Array(repeating: nil, count: seconds), count: 4))
  for attempt in attempts {
    draw(attempt, in: &grid)
  }
  return grid
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 3391)
private func column(_ time: Instant) -> Int {
  (time.elapsed + .milliseconds(500)).wholeSeconds
}

private func draw(_ attempt: Coordinator.Attempt, in grid: inout CellGrid) {
  let row = Int(attempt.worker.index) - 1
  let (state, name) =
    switch attempt.task {
    case .map(let number): (0, "m\(number + 1)")
    case .reduce(let number): (1, "r\(number + 1)")
    }
  let end = attempt.ended.map(column) ?? grid.columns.count
  for second in column(attempt.began)..<max(column(attempt.began), end) {
    grid.cells[row][second] = attempt.isUsed ? state : 2
    let label = attempt.isUsed ? name : "(\(name))"
    grid.labels[.init(row: row, column: second)] = label
  }
}
#sourceLocation()
