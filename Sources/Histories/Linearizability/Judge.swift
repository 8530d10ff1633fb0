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

  init(_ method: Method, _ outcomes: Outcomes) {
    self.method = method
    self.outcomes = outcomes
  }

  /// Judges all events up to `position`.
  mutating func run(through position: Int32 = Call.never - 1, limit: Int) -> PartResult {
    switch method {
    case .uniqueWrites(let registers): return run(registers, position)
    case .search(let calls, let kept):
      let calls = position == Call.never - 1 ? calls : calls.prefix(through: position)
      return run(calls, kept, limit)
    }
  }

  private func run(_ registers: UniqueWrites, _ position: Int32) -> PartResult {
    do {
      let clusters = try registers.place(through: position)
      let order = position == Call.never - 1 ? registers.order(clusters) : []
      return .found(order.map { (registers.calls[Int($0.call)].entry, $0.point) })
    } catch {
      return .none(stuckAt: -1)
    }
  }

  private mutating func run(_ calls: [Call], _ kept: KeptOrder, _ limit: Int) -> PartResult {
    let (result, states) = Self.search(calls, kept, outcomes, limit)
    self.states += states
    switch result {
    case .found(let order): return .found(Self.points(of: order, calls.relevant))
    case .none(let stuckAt, _): return .none(stuckAt: stuckAt)
    case .limit(let before): return .limit(explainedBefore: before)
    }
  }

  static func search(
    _ calls: [Call], _ kept: KeptOrder, _ outcomes: Outcomes, _ limit: Int
  ) -> (SearchResult, states: Int) {
    if kept == .programOrder {
      var search = ProgramOrderSearch(calls, outcomes)
      return (search.run(limit: limit), search.states)
    }
    let line = Timeline(calls)
    if line.slotCount <= 64 {
      var search = RealTimeSearch<UInt64>(line, outcomes)
      return (search.run(limit: limit), search.states)
    }
    var search = RealTimeSearch<WideSlots>(line, outcomes)
    return (search.run(limit: limit), search.states)
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
