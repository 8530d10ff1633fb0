@testable import Figures

enum HistorySamples {
  static var register: OperationHistory {
    OperationHistory(
      title: "A history that is linearizable",
      summary: "The pending write takes effect, since a later read returns its value.",
      clients: ["client 1", "client 2", "client 3"],
      operations: [
        .init("write(1)", client: 0, invoked: 0, returned: 12_000_000, point: 5_000_000),
        .init("read → 1", client: 1, invoked: 7_000_000, returned: 20_000_000, point: 9_000_000),
        .init("write(2)", client: 2, invoked: 16_000_000, returned: nil, point: 24_000_000),
        .init("read → 1", client: 0, invoked: 18_000_000, returned: 26_000_000, point: 19_000_000),
        .init("read → 2", client: 1, invoked: 30_000_000, returned: 38_000_000, point: 33_000_000),
      ])
  }

  /// New, then old: no order of the two reads is right.
  static var inversion: OperationHistory {
    OperationHistory(
      title: "New, then old", summary: "The second read can't be placed.",
      clients: ["w", "r1", "r2"],
      operations: [
        .init("write(2)", client: 0, invoked: 0, returned: 50, point: 12),
        .init("read → 2", client: 1, invoked: 10, returned: 20, point: 15),
        .init("read → 1", client: 2, invoked: 25, returned: 35, isSuspect: true),
      ], spacing: .logical, timeUnit: .ticks)
  }

  /// Thirty operations of four clients: sixty events.
  static var crowd: OperationHistory {
    let operations = (0..<30).map { index -> OperationHistory.Operation in
      let start = Int64(index * 7 % 30 * 4 + index)
      let length = Int64(5 + index * 11 % 17)
      return .init(
        index % 3 == 0 ? "put(k\(index % 4), \(index))" : "get(k\(index % 4))", client: index % 4,
        invoked: start, returned: start + length, point: start + length / 2)
    }
    return OperationHistory(
      title: "Thirty operations", summary: "A crowd.", clients: ["a", "b", "c", "d"],
      operations: operations, timeUnit: .ticks)
  }
}
