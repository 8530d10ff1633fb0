internal import Simulation

extension Check {
  /// Says why, in a history, in fewer operations, and in words.
  func refutation(
    _ part: Failing
  ) -> Refutation<Object.Operation, Object.Response> {
    let last = Int(part.last)
    guard let index = history.entries.firstIndex(where: { $0.completed?.moment.position == last })
    else { preconditionFailure("no operation returns at \(last)") }
    var core = Core(
      calls: candidates(part), suspect: Int32(index), kept: kept,
      outcomes: part.subject.outcomes)
    core.shrink(groups: groups(of: core.calls))
    let ids = Set(core.calls.map { history.entries[Int($0.entry)].id })
    let prefix = history.prefix(events: last + 1)
    let alternatives = core.alternatives(to: part.last).map { part.subject.response($0) }
    return Refutation(
      prefix: prefix, core: prefix.filter { ids.contains($0.id) },
      suspect: history.entries[index].id,
      isShortest: part.isShortest, alternatives: alternatives)
  }

  /// The calls of the shortest rejected prefix that are worth a look.
  private func candidates(_ part: Failing) -> [Call] {
    switch part.judge.method {
    case .search(let calls, _): return calls.prefix(through: part.last).relevant
    case .uniqueWrites(let registers):
      let entries = registers.contradiction(through: part.last)
      let calls = entries.map { part.subject.call(history.entries[Int($0)], at: Int($0)) }
      return calls.prefix(through: part.last)
    }
  }

  /// Which calls may be left out together: an accepted history is still accepted without them.
  ///
  /// That holds for an observation. It holds for all reads and writes of one value of a register: in a legal
  /// order without them, each other read still finds the write before it.
  private func groups(of calls: [Call]) -> [[Int32]] {
    var values: [Object.Value: [Int32]] = [:]
    var order: [Object.Value] = []
    for call in calls {
      let entry = history.entries[Int(call.entry)]
      let access = Object.access(
        entry.operation, answered: call.isPending ? nil : entry.response)
      switch access {
      case .read(let value), .write(let value):
        if values[value] == nil { order.append(value) }
        values[value, default: []].append(call.entry)
      case .unansweredRead: continue
      case nil: return []
      }
    }
    return order.compactMap { values[$0] }
  }
}

extension UniqueWrites {
  /// Six calls at most that contradict each other just after the event at `position`: of each of the two
  /// values, the write, the first to return and the last to be invoked.
  func contradiction(through position: Int32) -> [Int32] {
    do {
      _ = try place(through: position)
      return []
    } catch {
      switch error {
      case .outOfNowhere(let read):
        let write = calls.first { $0.isWrite && $0.value == calls[read].value }
        return [write?.entry, calls[read].entry].compactMap { $0 }.sorted()
      case .overlap(let one, let other), .enclosed(let one, within: let other):
        return (marks(of: one, position) + marks(of: other, position)).sorted()
      }
    }
  }

  private func marks(of value: Int32, _ position: Int32) -> [Int32] {
    let known = calls.filter {
      $0.value == value && $0.invoked <= position && ($0.isWrite || $0.returned <= position)
    }
    let first = known.min { $0.returned < $1.returned }
    let last = known.max { $0.invoked < $1.invoked }
    var entries: [Int32] = []
    for call in [known.first { $0.isWrite }, first, last] {
      if let entry = call?.entry, !entries.contains(entry) { entries.append(entry) }
    }
    return entries
  }
}
