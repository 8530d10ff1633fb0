// Generated from Solutions/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest c51f77d200550481

#sourceLocation(file: "Solutions/06-consistency.md", line: 269)
public import Chapter6
public import Simulation

public enum LinearizabilityVerdict: Hashable, Sendable {
  /// All completed operations and some pending ones, in an order that respects
  /// real time and explains every response.
  case linearizable([OperationID])
  /// The history's first so many events (invocations and responses) can't be
  /// explained, and one fewer can.
  case violation(events: Int)
}

/// Whether the history is one of an object that was in the state `initial` at
/// first.
///
/// Exponential only in the number of operations that one part has under way at
/// a time. Our solution has 59 lines.
public func checkLinearizability<Object: ObjectModel>(
  of history: History<Object.Operation, Object.Response>, from initial: Object
) -> LinearizabilityVerdict {
  var points: [(position: Int, id: OperationID)] = []
  var firstFailure = Int.max
  let parts = Dictionary(grouping: history.entries) {
    Object.part(of: $0.operation)
  }
  for part in parts.values {
    var search = Search<Object>(entries: part)
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
private struct Search<Object: ObjectModel> {
  struct Configuration: Hashable {
    var isDone: [Bool]
    var object: Object
  }

  /// In order of invocation.
  let entries: [History<Object.Operation, Object.Response>.Entry]
  var order: [Int] = []
  var tried: Set<Configuration> = []
  /// The last response that some order got to and didn't explain.
  var furthest = 0

  init(entries: [History<Object.Operation, Object.Response>.Entry]) {
    self.entries = entries
  }

  mutating func explains(from initial: Object) -> Bool {
    extends(
      Configuration(isDone: entries.map { _ in false }, object: initial))
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
      let response = next.object.apply(entries[index].operation)
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
