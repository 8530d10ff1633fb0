@testable import Figures

enum GridSamples {
  /// Three ballots at five acceptors; ballot 3 chooses x.
  static var ballots: CellGrid {
    var grid = CellGrid(
      title: "Ballots and acceptors",
      summary: "Ballot 3 is the first in which a majority accepts the same value.",
      rowTitle: "acceptor", columnTitle: "ballot",
      rows: ["A", "B", "C", "D", "E"], columns: ["1", "2", "3", "4"],
      states: [
        .init("promised", sign: "○", tone: .plain), .init("accepted", sign: "●", tone: .blue),
        .init("down", sign: "✗", tone: .red),
      ],
      cells: [
        [1, nil, 1, 0], [0, 0, 1, 0], [nil, 0, 1, nil], [nil, 0, nil, nil], [0, nil, 2, 2],
      ])
    grid.labels = [
      .init(row: 0, column: 0): "x", .init(row: 0, column: 2): "x",
      .init(row: 1, column: 2): "x", .init(row: 2, column: 2): "x",
    ]
    grid.framed = (0..<3).map { .init(row: $0, column: 2) }
    return grid
  }

  /// Tests × mutants, with names as long as tests have them.
  static var kills: CellGrid {
    CellGrid(
      title: "Which test catches which wrong turn", summary: "Every mutant is caught.",
      rowTitle: "mutant",
      rows: ["does nothing", "votes twice", "forgets its promise", "picks its own value"],
      columns: [
        "a lone proposer decides", "two proposers agree", "a restart keeps promises",
        "no value out of thin air", "progress with a minority down", "duelling ends",
        "stale answers are ignored",
      ],
      states: [
        .init("passes", sign: "·", tone: .plain), .init("catches it", sign: "✗", tone: .red),
        .init("crashes", sign: "!", tone: .amber),
      ],
      cells: [
        [1, 1, 0, 0, 1, 1, 0], [0, 1, 0, 0, 0, 0, 1], [0, 0, 1, 0, 0, 0, 0], [0, 1, 0, 1, 0, 2, 0],
      ])
  }

  static var heat: HeatMap {
    HeatMap(
      title: "Stale reads", summary: "Share of stale reads by quorum sizes.",
      rowTitle: "read quorum", columnTitle: "write quorum", rows: ["1", "2", "3"],
      columns: ["1", "2", "3"], quantity: Axis("stale reads", unit: "%"),
      values: [[31.2, 12.04, 0], [11.7, .nan, 0], [0.002, 0, 0]])
  }
}
