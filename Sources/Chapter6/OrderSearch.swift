// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 526316b689a18a09

#sourceLocation(file: "Chapters/06-consistency.md", line: 892)
internal import Histories
public import Simulation

/// Wing and Gong's search for an order that explains a history, with Lowe's
/// memory of what has failed.
public struct OrderSearch<Machine: StateMachine> {
  public typealias Entry = History<Machine.Operation, Machine.Response>.Entry

  struct State: Hashable {
    /// Not yet placed, in the order of invocation.
    var rest: [Int]
    var machine: Machine
  }

  let entries: [Entry]
  var order = RequiredOrder.realTime
  var remembers = true
  private var failed: Set<State> = []
  /// How many states were expanded.
  public private(set) var states = 0

  public init(_ history: History<Machine.Operation, Machine.Response>) {
    entries = history.entries
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 922)
extension OrderSearch {
  public mutating func isExplained(by machine: Machine) -> Bool {
    explain(State(rest: Array(entries.indices), machine: machine))
  }

  private mutating func explain(_ state: State) -> Bool {
    if state.rest.allSatisfy({ entries[$0].isPending }) { return true }
    if remembers, failed.contains(state) { return false }
    states += 1
    for index in state.rest where mayBeNext(index, of: state.rest) {
      var next = state
      next.rest.removeAll { $0 == index }
      let response = next.machine.apply(entries[index].operation)
      guard entries[index].response.map({ $0 == response }) ?? true else {
        continue
      }
      if explain(next) { return true }
    }
    if remembers { failed.insert(state) }
    return false
  }

  private func mayBeNext(_ index: Int, of rest: [Int]) -> Bool {
    !rest.contains { order.requires(entries[$0], before: entries[index]) }
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 1053)
extension StoreHistory {
  /// So many writes at once, to x and y in turn, and then reads of a value
  /// that nobody wrote.
  static func clash(of writers: Int) throws -> StoreHistory {
    let lines = (0..<writers).map { writer in
      "\(writer)  [\(writer % 2 == 0 ? "x" : "y")=\(writer)]\n"
    }
    return try StoreHistory(
      drawing: lines.joined() + "reader   [x?no] [y?no]")
  }

  /// The history of each key.
  var parts: [StoreHistory] {
    Set(entries.map(\.operation.key)).sorted().map { key in
      filter { $0.operation.key == key }
    }
  }

  /// How many states the search expands.
  func statesTried(
    keeping order: RequiredOrder = .realTime, remembering: Bool = true
  ) -> Int {
    var search = OrderSearch<KeyValueStore>(self)
    (search.order, search.remembers) = (order, remembering)
    _ = search.isExplained(by: KeyValueStore())
    return search.states
  }
}
#sourceLocation()
