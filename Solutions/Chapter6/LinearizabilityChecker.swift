// Generated from Solutions/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest ca1f2a74bc4ea909

#sourceLocation(file: "Solutions/06-consistency.md", line: 253)
public import Chapter6
public import Simulation

/// Whether the history is one of a machine that was in the state `initial` at
/// first.
///
/// Exponential only in the number of operations that one part has under way at
/// a time. Our solution has 80 lines.
public func checkLinearizability<Machine: StateMachine>(
  of history: History<Machine.Operation, Machine.Response>,
  from initial: Machine
) -> LinearizabilityVerdict {
  var points: [(position: Int, id: OperationID)] = []
  var shortest = Int.max
  let keys = history.entries.map { Machine.key(of: $0.operation) }
  let parts = Dictionary(grouping: history.entries) {
    keys.contains(nil) ? nil : Machine.key(of: $0.operation)
  }
  for part in parts.values {
    var search = Search<Machine>(entries: part)
    if search.explains(from: initial) {
      points += search.points
    } else {
      shortest = min(shortest, search.shortestFailure(from: initial))
    }
  }
  guard shortest == .max else { return .violation(events: shortest) }
  points.sort { $0.position < $1.position }
  return .linearizable(points.map(\.id))
}

/// Wing and Gong's search with Lowe's memory of what was tried.
private struct Search<Machine: StateMachine> {
  struct Configuration: Hashable {
    var isDone: [Bool]
    var machine: Machine
  }

  /// In order of invocation.
  let entries: [History<Machine.Operation, Machine.Response>.Entry]
  var order: [Int] = []
  var tried: Set<Configuration> = []

  init(entries: [History<Machine.Operation, Machine.Response>.Entry]) {
    self.entries = entries
  }

  mutating func explains(from initial: Machine) -> Bool {
    extends(
      Configuration(isDone: entries.map { _ in false }, machine: initial))
  }

  /// Each operation takes effect when the last of it and those before it in
  /// the order is invoked; those of one moment stand in the order found.
  var points: [(position: Int, id: OperationID)] {
    var latest = 0
    return order.map { index in
      latest = max(latest, entries[index].invoked.position)
      return (latest, entries[index].id)
    }
  }

  /// How many events of the history can't be explained, while one fewer can.
  func shortestFailure(from initial: Machine) -> Int {
    let last = entries.compactMap { $0.completed?.moment.position }.max() ?? 0
    var (explained, failing) = (0, last + 1)
    while failing - explained > 1 {
      let events = (explained + failing) / 2
      var search = Search(entries: beginning(of: events))
      if search.explains(from: initial) {
        explained = events
      } else {
        failing = events
      }
    }
    return failing
  }

  /// What was invoked in the first so many events; a later response is none.
  private func beginning(
    of events: Int
  ) -> [History<Machine.Operation, Machine.Response>.Entry] {
    var begun = entries.filter { $0.invoked.position < events }
    for index in begun.indices {
      guard let end = begun[index].completed?.moment.position else { continue }
      if end >= events { begun[index].completed = nil }
    }
    return begun
  }

  private mutating func extends(_ now: Configuration) -> Bool {
    guard tried.insert(now).inserted else { return false }
    let left = entries.indices.filter { !now.isDone[$0] }
    let deadlines = left.compactMap { entries[$0].completed?.moment }
    guard let deadline = deadlines.min() else { return true }
    return left.prefix { entries[$0].invoked < deadline }.contains { index in
      var next = now
      let response = next.machine.apply(entries[index].operation)
      next.isDone[index] = true
      if let told = entries[index].response, told != response { return false }
      order.append(index)
      if extends(next) { return true }
      order.removeLast()
      return false
    }
  }
}
#sourceLocation()
