public import Figures
public import Simulation

extension HistoryVerdict {
  /// The history as bars, with the points at which its operations take effect; of a rejected one, the
  /// operations that contradict each other, the suspect marked.
  ///
  /// Time is counted in events, so that what comes after what can be seen. Of a long core only the last
  /// `longest` operations are drawn, and the summary says so.
  public func figure<Operation, Response>(
    of history: History<Operation, Response>, title: String? = nil, longest: Int = 40,
    names: (NodeID) -> String = { "\($0)" }
  ) -> OperationHistory
  where Evidence == LegalOrder, Counterexample == Refutation<Operation, Response> {
    switch self {
    case .accepted(let order):
      HistoryPicture(history, order, longest: longest).figure(
        title ?? "Accepted",
        order.points.isEmpty
          ? "The operations of a history that one order explains."
          : "Each operation takes effect at one point within its bar.", names)
    case .rejected(let why):
      HistoryPicture(why.core, suspect: why.suspect, longest: longest)
        .figure(title ?? "Rejected", why.reason(names), names)
    case .unknown(let exhaustion):
      HistoryPicture(history, longest: longest).figure(title ?? "Unknown", "\(exhaustion)", names)
    }
  }
}

extension ModelViolation {
  /// The operations concerned as bars, with the whole explanation below.
  public func figure<Operation, Response>(
    of history: History<Operation, Response>, title: String = "Rejected", longest: Int = 40,
    names: (NodeID) -> String = { "\($0)" }
  ) -> OperationHistory {
    let concerned = Set(operations)
    return HistoryPicture(history.filter { concerned.contains($0.id) }, longest: longest)
      .figure(title, description, names)
  }
}

/// What there is to draw of a history.
private struct HistoryPicture<Operation: Hashable & Sendable, Response: Hashable & Sendable> {
  private let entries: [History<Operation, Response>.Entry]
  private let left: Int
  private let suspect: OperationID?
  /// For each operation that takes effect, after which event, and as which.
  private var points: [OperationID: (after: Int, rank: Int)] = [:]

  init(
    _ history: History<Operation, Response>, _ order: LegalOrder? = nil,
    suspect: OperationID? = nil, longest: Int
  ) {
    entries = history.entries.suffix(longest)
    left = history.entries.count - entries.count
    self.suspect = suspect
    guard let order, !order.points.isEmpty else { return }
    for (rank, id) in order.order.enumerated() { points[id] = (order.points[rank], rank) }
  }

  func figure(
    _ title: String, _ summary: String, _ names: (NodeID) -> String
  ) -> OperationHistory {
    let ticks = ticks()
    let clients = entries.map(\.client).reduce(into: Set<NodeID>()) { $0.insert($1) }.sorted()
    let rest = left == 0 ? "" : " (\(left) earlier operations are not drawn)"
    return OperationHistory(
      title: title, summary: summary + rest, clients: clients.map(names),
      operations: entries.map { entry in
        OperationHistory.Operation(
          label(entry), client: clients.firstIndex(of: entry.client) ?? 0,
          invoked: ticks[Mark(after: entry.invoked.position, rank: -1)] ?? 0,
          returned: entry.completed.flatMap {
            ticks[Mark(after: $0.moment.position, rank: -1)]
          },
          point: points[entry.id].flatMap { ticks[Mark(after: $0.after, rank: $0.rank)] },
          isSuspect: entry.id == suspect)
      },
      spacing: .logical, timeUnit: .ticks)
  }

  private func label(_ entry: History<Operation, Response>.Entry) -> String {
    Text.of(entry.operation) + (entry.response.map { " → " + Text.of($0) } ?? "")
  }

  /// Something to put on the axis: an event (rank -1), or a point after it.
  private struct Mark: Hashable, Comparable {
    var after: Int
    var rank: Int

    static func < (left: Mark, right: Mark) -> Bool {
      (left.after, left.rank) < (right.after, right.rank)
    }
  }

  private func ticks() -> [Mark: Int64] {
    var marks: [Mark] = []
    for entry in entries {
      marks.append(Mark(after: entry.invoked.position, rank: -1))
      if let end = entry.completed { marks.append(Mark(after: end.moment.position, rank: -1)) }
      if let point = points[entry.id] { marks.append(Mark(after: point.after, rank: point.rank)) }
    }
    marks.sort()
    return Dictionary(
      uniqueKeysWithValues: marks.enumerated().map { ($1, Int64($0)) })
  }
}
