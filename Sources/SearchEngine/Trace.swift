/// One state of a trace, with the steps that led to it from the one before: none for the first.
public struct TraceState: Sendable, Equatable {
  public var steps: [RuleApplication]
  public var ids: [UInt32]
}

extension Engine {
  /// A shortest path from an initial state to a state found.
  ///
  /// Only predecessors are stored. The path is found by producing successors again from its beginning,
  /// each time keeping the first that matches the next state's key. Under symmetry the states on the
  /// path are real ones, each in the orbit of the stored representative.
  public func trace(to state: UInt32) -> [TraceState] {
    var path: [UInt32] = []
    var next = state
    while next != Engine.noParent {
      path.append(next)
      next = parent(of: next)
    }
    path.reverse()
    guard let first = path.first.map(key(of:)),
      let start = initial.first(where: { matches($0, first) })
    else { return [] }
    var trace = [TraceState(steps: [], ids: start)]
    for state in path.dropFirst() {
      guard let step = successor(of: trace[trace.count - 1].ids, matching: state) else { break }
      trace.append(step)
    }
    return trace
  }

  /// Every successor of a state with the steps that lead to it; never equal to the state.
  public func successors(of ids: [UInt32]) -> [TraceState] {
    var found: [TraceState] = []
    visitSuccessors(of: ids) { found.append($0) }
    return found.filter { $0.ids != ids }
  }

  private func successor(of ids: [UInt32], matching state: UInt32) -> TraceState? {
    let found = successors(of: ids)
    // Only now: to produce successors may widen the layout in which keys are written.
    let key = key(of: state)
    return found.first { matches($0.ids, key) }
  }

  private func visitSuccessors(of ids: [UInt32], _ visit: (TraceState) -> Void) {
    var found: [TraceState] = []
    var isDone = false
    while !isDone {
      if knowledge.mustRestart { adoptLayout() }
      found = []
      let layout = knowledge.layout
      let expander = learningExpander()
      let row = UnsafeMutablePointer<UInt64>.allocate(capacity: layout.words)
      defer { row.deallocate() }
      layout.pack(ids, into: row)
      isDone = expander.trace(row, fingerprint: fingerprint(of: ids)) { steps, words, _ in
        found.append(TraceState(steps: steps, ids: layout.unpack(words)))
      }
      isDone = isDone && !knowledge.mustRestart
    }
    for state in found { visit(state) }
  }

  private func matches(_ ids: [UInt32], _ key: [UInt64]) -> Bool { self.key(for: ids) == key }

  /// What a shard stores for a state with these ids.
  private func key(for ids: [UInt32]) -> [UInt64] {
    let ids = canonical?.representative(of: ids) ?? ids
    guard options.isExact else { return [options.distinction.name(fingerprint(of: ids))] }
    // Ids met while a trace is produced may not fit; such a state isn't among those stored.
    let fits = ids.indices.allSatisfy { UInt64(ids[$0]) <= knowledge.layout[$0].mask }
    guard fits else { return [] }
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: knowledge.layout.words) {
      guard let base = $0.baseAddress else { return [] }
      knowledge.layout.pack(ids, into: base)
      return Array($0)
    }
  }

  private func key(of state: UInt32) -> [UInt64] {
    let (shard, local) = locate(state)
    return shard.key(local)
  }

  private func parent(of state: UInt32) -> UInt32 {
    let (shard, local) = locate(state)
    return shard.parents[local]
  }

  func locate(_ state: UInt32) -> (Shard, Int) {
    (shards[Int(state >> Shard.localBits)], Int(state & ((1 << Shard.localBits) - 1)))
  }
}
