// Generated from Solutions/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 67f09fd6e20a82de

#sourceLocation(file: "Solutions/06-consistency.md", line: 270)
public import Simulation

public enum LinearizabilityVerdict: Hashable, Sendable {
  /// All completed operations and some pending ones, in an order that respects
  /// real time and explains every response.
  case linearizable([OperationID])
  /// The history's first so many events (invocations and responses) can't be
  /// explained, and one fewer can.
  case violation(events: Int)
}

/// Whether the history is one of a machine that was in the state `initial` at
/// first.
///
/// Exponential only in the number of operations that one part has under way at
/// a time. Our solution has 60 lines.
public func checkLinearizability<Machine: StateMachine>(
  of history: History<Machine.Operation, Machine.Response>,
  from initial: Machine
) -> LinearizabilityVerdict {
  var points: [(position: Int, id: OperationID)] = []
  var firstFailure = Int.max
  let keys = history.entries.map { Machine.key(of: $0.operation) }
  let parts = Dictionary(grouping: history.entries) {
    keys.contains(nil) ? nil : Machine.key(of: $0.operation)
  }
  for part in parts.values {
    var search = Search<Machine>(entries: part)
    if search.explains(from: initial) {
      points += search.points
    } else {
      firstFailure = min(firstFailure, search.furthest)
    }
  }
  guard firstFailure == .max else {
    return .violation(events: firstFailure + 1)
  }
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
  /// The last response that some order got to and didn't explain.
  var furthest = 0

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

  private mutating func extends(_ now: Configuration) -> Bool {
    guard tried.insert(now).inserted else { return false }
    let left = entries.indices.filter { !now.isDone[$0] }
    let deadlines = left.compactMap { entries[$0].completed?.moment }
    guard let deadline = deadlines.min() else { return true }
    furthest = max(furthest, deadline.position)
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
