extension Engine {
  /// Searches depth first, in an order that the seed decides. Exact mode, one thread.
  ///
  /// States deeper than the limit are kept but not expanded; then the end is never `complete`.
  public func runDepthFirst(from initial: [[UInt32]], seed: UInt64, depthLimit: Int) -> SearchEnding
  {
    start(from: initial)
    var order = Shuffler(state: seed)
    var stack: [(state: UInt32, depth: Int)] = []
    for shard in shards {
      for local in 0..<shard.count { stack.append((shard.name(local), 1)) }
    }
    order.shuffle(&stack, from: 0)
    if let violation = takeFindings() { return violation }
    let successors = Successors(self)
    var isCut = false
    while let (state, depth) = stack.popLast() {
      note(depth: depth, unexpanded: stack.count)
      guard depth < depthLimit else {
        isCut = true
        continue
      }
      let first = stack.count
      for new in store(successors, of: state) { stack.append((new, depth + 1)) }
      order.shuffle(&stack, from: first)
      count(successors.generated)
      if successors.generated == 0, isForbidden(state) { return .deadlock(state: state) }
      if let ending = takeFindings() ?? overBudget() { return ending }
    }
    return isCut ? .outOfDepth : .complete
  }

  /// Stores the successors of a state; returns those that are new.
  private func store(_ successors: Successors, of state: UInt32) -> [UInt32] {
    var found: [UInt32] = []
    successors.produce(state)
    let judge = PredicateJudge(knowledge, learns: true, reached: goals)
    successors.forEach { shard, record in
      if let local = shards[shard].insertOne(record, judge) {
        found.append(shards[shard].name(local))
        shards[shard].dropFrontier()
      }
    }
    return found
  }
}

/// Shuffles with SplitMix64, so that a seed gives the same order everywhere.
private struct Shuffler {
  var state: UInt64

  mutating func shuffle<Element>(_ elements: inout [Element], from first: Int) {
    guard elements.count - first > 1 else { return }
    for i in stride(from: elements.count - 1, to: first, by: -1) {
      elements.swapAt(i, first + Int(next() % UInt64(i - first + 1)))
    }
  }

  private mutating func next() -> UInt64 {
    defer { state &+= 1 }
    return Fingerprint.share(position: 0, id: 0, salt: state)
  }
}
