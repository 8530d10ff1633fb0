public import Figures
public import Simulation

/// Which model accepts which history: a table.
public struct ModelMatrix: Sendable {
  public struct Row: Sendable {
    public var name: String
    public var verdicts: [ModelVerdict]
  }

  public let models: [ConsistencyModel]
  public private(set) var rows: [Row] = []

  public init(models: [ConsistencyModel] = ConsistencyModel.allCases) { self.models = models }

  /// Judges one more history by all models.
  public mutating func add<Object: StateMachine>(
    _ name: String, _ history: History<Object.Operation, Object.Response>, of object: Object
  ) {
    rows.append(Row(name: name, verdicts: models.map { history.check($0, of: object) }))
  }
}

extension ModelMatrix {
  /// A row for each model, a column for each history.
  public func figure(title: String) -> CellGrid {
    let states = [
      CellGrid.State("accepted", sign: "✓", tone: .green),
      CellGrid.State("rejected", sign: "✗", tone: .red),
      CellGrid.State("unknown", sign: "?", tone: .gray),
    ]
    let cells = models.indices.map { model in
      rows.map { row in states.firstIndex { String($0.sign) == row.verdicts[model].sign } }
    }
    return CellGrid(
      title: title, summary: "Which model accepts which history.", rowTitle: "model",
      columnTitle: "history", rows: models.map(\.description), columns: rows.map(\.name),
      states: states, cells: cells)
  }
}

extension ModelVerdict {
  /// ✓ accepted, ✗ rejected, ? unknown.
  public var sign: String {
    switch self {
    case .accepted: "✓"
    case .rejected: "✗"
    case .unknown: "?"
    }
  }
}
