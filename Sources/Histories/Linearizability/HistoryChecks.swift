public import Simulation

extension History {
  /// Whether the operations can be put in an order that the object explains and that keeps real time: what
  /// had returned before another was invoked comes before it.
  ///
  /// Exponential in the number of operations that are open together at worst, as it must be (Gibbons and
  /// Korach, "Testing Shared Memories", 1997, show it NP-complete).
  public func linearizability<Object: SequentialObject<Operation, Response>>(
    of object: Object, limit: SearchLimit = .standard
  ) -> OrderVerdict {
    check(object, .realTime, limit)
  }

  /// The same without real time: only each client's own operations keep their order.
  public func sequentialConsistency<Object: SequentialObject<Operation, Response>>(
    of object: Object, limit: SearchLimit = .standard
  ) -> OrderVerdict {
    check(object, .programOrder, limit)
  }

  private func check<Object: SequentialObject<Operation, Response>>(
    _ object: Object, _ order: PlainSearch<Object>.Order, _ limit: SearchLimit
  ) -> OrderVerdict {
    var search = PlainSearch(self, order, limit)
    if let found = search.run(object) { return .accepted(found) }
    guard search.states <= limit.states else {
      return .unknown(Exhaustion(states: limit.states, explainedEvents: 0, events: eventCount))
    }
    for count in 1...eventCount {
      let prefix = prefix(events: count)
      var search = PlainSearch(prefix, order, limit)
      guard search.run(object) == nil else { continue }
      guard let suspect = prefix.completed.max(by: { moment($0) < moment($1) }) else { break }
      return .rejected(
        Refutation(
          prefix: prefix, core: prefix, suspect: suspect.id, alternatives: [],
          reason: "\(suspect.operation) of \(suspect.client) fits nowhere"))
    }
    preconditionFailure("a history is rejected, and each of its prefixes accepted")
  }

  private func moment(_ entry: Entry) -> Int { entry.completed?.moment.position ?? -1 }
}

/// The definition, with a memory: Wing and Gong's search with Lowe's memoization.
struct PlainSearch<Object: SequentialObject> {
  typealias Entry = History<Object.Operation, Object.Response>.Entry
  enum Order { case realTime, programOrder }
  struct Configuration: Hashable {
    var linearized: Set<Int> = []
    var object: Object
  }

  let entries: [Entry]
  let order: Order
  let limit: SearchLimit
  var seen: Set<Configuration> = []
  var path: [Int] = []
  var states: Int { seen.count }

  init(_ history: History<Object.Operation, Object.Response>, _ order: Order, _ limit: SearchLimit) {
    entries = history.entries
    self.order = order
    self.limit = limit
  }

  mutating func run(_ object: Object) -> LegalOrder? {
    guard explore(Configuration(object: object)) else { return nil }
    var points: [Int] = []
    for index in path {
      points.append(max(points.last ?? 0, entries[index].invoked.position))
    }
    return LegalOrder(
      order: path.map { entries[$0].id }, points: order == .realTime ? points : [])
  }

  private mutating func explore(_ now: Configuration) -> Bool {
    if entries.indices.allSatisfy({ now.linearized.contains($0) || entries[$0].isPending }) {
      return true
    }
    guard states <= limit.states, seen.insert(now).inserted else { return false }
    for index in entries.indices where isEnabled(index, now.linearized) {
      var next = now
      next.linearized.insert(index)
      let response = next.object.apply(entries[index].operation)
      guard entries[index].response.map({ $0 == response }) ?? true else { continue }
      path.append(index)
      if explore(next) { return true }
      path.removeLast()
    }
    return false
  }

  private func isEnabled(_ index: Int, _ linearized: Set<Int>) -> Bool {
    !linearized.contains(index)
      && entries.indices.allSatisfy {
        linearized.contains($0) || !entries[$0].precedes(entries[index])
          || order == .programOrder && entries[$0].client != entries[index].client
      }
  }
}
