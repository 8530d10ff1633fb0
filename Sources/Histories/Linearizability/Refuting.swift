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
      outcomes: part.subject.outcomes, states: part.judge.states)
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
      let places = registers.contradiction(through: part.last) ?? []
      let calls = places.map { place in
        let entry = registers.calls[place].entry
        return part.subject.call(history.entries[Int(entry)], at: Int(entry))
      }
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
