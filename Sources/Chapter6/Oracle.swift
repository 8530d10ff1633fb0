// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest f274765aa0c425c4

#sourceLocation(file: "Chapters/06-consistency.md", line: 911)
public import Histories
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
#sourceLocation(file: "Chapters/06-consistency.md", line: 934)
/// An order that explains a history, by trying all of them. Factorial.
public func explanation<Object: SequentialObject>(
  of history: History<Object.Operation, Object.Response>, by object: Object,
  keeping order: RequiredOrder = .realTime
) -> [OperationID]? {
  for chosen in subsets(of: history.pending) {
    for entries in permutations(of: history.completed + chosen) {
      let isKept = entries.indices.allSatisfy { later in
        entries[..<later].allSatisfy {
          !order.requires(entries[later], before: $0)
        }
      }
      if isKept, object.explains(entries) { return entries.map(\.id) }
    }
  }
  return nil
}

extension SequentialObject {
  /// Whether the object, asked one by one, gives the responses that were given.
  func explains(_ entries: [History<Operation, Response>.Entry]) -> Bool {
    var object = self
    return entries.allSatisfy { entry in
      let response = object.apply(entry.operation)
      return entry.response.map { $0 == response } ?? true
    }
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 967)
func subsets<Element>(of elements: [Element]) -> [[Element]] {
  elements.reduce([[]]) { chosen, element in
    chosen + chosen.map { $0 + [element] }
  }
}

func permutations<Element>(of elements: [Element]) -> [[Element]] {
  guard !elements.isEmpty else { return [[]] }
  return elements.indices.flatMap { index in
    var others = elements
    let first = others.remove(at: index)
    return permutations(of: others).map { [first] + $0 }
  }
}
#sourceLocation()
