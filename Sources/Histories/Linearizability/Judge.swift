/// What a judge of one part says.
enum PartResult {
  /// The entries that take effect, in order, each with the position of the event after which it does.
  case found([(entry: Int32, point: Int32)])
  /// All before the response at `stuckAt` can be explained.
  case none(stuckAt: Int32)
  case limit(explainedBefore: Int32)
}

/// The way in which one part of a history is judged, as a whole or up to some event.
struct Judge {
  enum Method {
    case uniqueWrites(UniqueWrites)
    case search([Call], KeptOrder)
  }

  let method: Method
  let outcomes: Outcomes
  private(set) var states = 0
  private var search: PartSearch?

  init(_ method: Method, _ outcomes: Outcomes) {
    self.method = method
    self.outcomes = outcomes
  }

  /// Judges all events, or goes on with it, until the part has visited so many states.
  mutating func run(limit: Int) -> PartResult {
    switch method {
    case .uniqueWrites(let registers):
      do {
        let order = registers.order(try registers.place())
        return .found(order.map { (registers.calls[Int($0.call)].entry, $0.point) })
      } catch {
        return .none(stuckAt: -1)
      }
    case .search(let calls, let kept):
      let begun = search.take() ?? PartSearch(calls, kept, outcomes)
      let (result, search) = begun.run(limit: limit)
      states = search.states
      if case .limit = result { self.search = search }
      return Self.result(result, calls)
    }
  }

  private static func result(_ result: SearchResult, _ calls: [Call]) -> PartResult {
    switch result {
    case .found(let order): .found(points(of: order, calls.relevant))
    case .none(let stuckAt, _): .none(stuckAt: stuckAt)
    case .limit(let before): .limit(explainedBefore: before)
    }
  }

  /// Searches from beginning to end.
  static func search(
    _ calls: [Call], _ kept: KeptOrder, _ outcomes: Outcomes, _ limit: Int,
    notesAlternatives: Bool = false
  ) -> (SearchResult, states: Int) {
    let (result, search) = PartSearch(
      calls, kept, outcomes, notesAlternatives: notesAlternatives
    ).run(limit: limit)
    return (result, search.states)
  }

  /// Each takes effect right after its invocation, or after what comes before it if that is later.
  private static func points(
    of order: [Int32], _ calls: [Call]
  ) -> [(entry: Int32, point: Int32)] {
    var point: Int32 = 0
    return order.map { index in
      point = max(point, calls[Int(index)].invoked)
      return (calls[Int(index)].entry, point)
    }
  }
}
