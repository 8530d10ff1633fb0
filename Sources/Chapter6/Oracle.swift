// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 94dd820e9ee14c3a

#sourceLocation(file: "Chapters/06-consistency.md", line: 767)
public import Simulation

/// Which operations must stay in order.
public enum RequiredOrder: Hashable, Sendable {
  /// Those of which one had returned before the other began.
  case realTime
  /// The same, within each client alone.
  case program

  func requires<Operation, Response>(
    _ one: History<Operation, Response>.Entry,
    before other: History<Operation, Response>.Entry
  ) -> Bool {
    one.precedes(other) && (self == .realTime || one.client == other.client)
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 790)
/// An order that explains a history, by trying all of them. Factorial.
public func explanation<Machine: StateMachine>(
  of history: History<Machine.Operation, Machine.Response>, by machine: Machine,
  keeping order: RequiredOrder = .realTime
) -> [OperationID]? {
  for chosen in subsets(of: history.pending) {
    for entries in permutations(of: history.completed + chosen) {
      let isKept = entries.indices.allSatisfy { later in
        entries[..<later].allSatisfy {
          !order.requires(entries[later], before: $0)
        }
      }
      if isKept, machine.explains(entries) { return entries.map(\.id) }
    }
  }
  return nil
}

extension StateMachine {
  /// Whether the machine gives the responses that were given, one by one.
  func explains(_ entries: [History<Operation, Response>.Entry]) -> Bool {
    var machine = self
    return entries.allSatisfy { entry in
      let response = machine.apply(entry.operation)
      return entry.response.map { $0 == response } ?? true
    }
  }
}
#sourceLocation()
