internal import Simulation

/// One check of a history: its parts, the fastest way to judge each, and the verdict on the whole.
struct Check<Object: StateMachine> {
  typealias Subhistory = History<Object.Operation, Object.Response>
  typealias Failing = FailingPart<Object.Operation, Object.Response>

  let history: Subhistory
  let object: Object
  let kept: KeptOrder
  let limit: SearchLimit

  init(_ history: Subhistory, _ object: Object, _ kept: KeptOrder, _ limit: SearchLimit) {
    self.history = history
    self.object = object
    self.kept = kept
    self.limit = limit
  }

  func verdict() -> Subhistory.OrderVerdict {
    var trial = Trial<Object>(parts())
    switch trial.run(limit: limit.states) {
    case .accepted(let taken): return .accepted(order(taken, isMerged: trial.parts.count < 2))
    case .rejected: return .rejected(refutation(trial.failingPart()))
    case .unknown(let before):
      return .unknown(
        Exhaustion(
          states: limit.states, explainedEvents: Int(before), events: history.eventCount))
    }
  }

  /// The verdict alone: nil if the limit was reached.
  func isAccepted() -> Bool? {
    var trial = Trial<Object>(parts())
    switch trial.run(limit: limit.states) {
    case .accepted: return true
    case .rejected: return false
    case .unknown: return nil
    }
  }

  /// The order, if there is one; what else there is to say is not looked for.
  func acceptedOrder() -> LegalOrder? {
    var trial = Trial<Object>(parts())
    guard case .accepted(let taken) = trial.run(limit: limit.states) else { return nil }
    return order(taken, isMerged: trial.parts.count < 2)
  }

  /// Puts the parts together again: an operation's point says after which event it takes effect, and those
  /// of one part keep their order. As no part sees another's operations, any such order will do.
  private func order(_ taken: [(entry: Int32, point: Int32)], isMerged: Bool) -> LegalOrder {
    var taken = taken
    if !isMerged {
      let ranks = taken.indices.sorted { (taken[$0].point, $0) < (taken[$1].point, $1) }
      taken = ranks.map { taken[$0] }
    }
    return LegalOrder(
      order: taken.map { history.entries[Int($0.entry)].id },
      points: kept == .realTime ? taken.map { Int($0.point) } : [])
  }
}

extension Check {
  /// The parts of each key, by key; one part if an operation has none.
  private func parts() -> [Trial<Object>.Part] {
    let all = history.entries.indices.map(Int32.init)
    guard kept == .realTime, Object.Key.self != Never.self else { return [part(nil, all)] }
    var parts: [Object.Key: [Int32]] = [:]
    for (index, entry) in history.entries.enumerated() {
      guard let key = Object.key(of: entry.operation) else { return [part(nil, all)] }
      parts[key, default: []].append(Int32(index))
    }
    return parts.sorted { $0.key < $1.key }.map { part($0.key, $0.value) }
  }

  private func part(_ key: Object.Key?, _ entries: [Int32]) -> Trial<Object>.Part {
    let subject = key.map { Subject(object.part(of: $0)) } ?? Subject(object)
    if kept == .realTime, let registers = uniqueWrites(of: entries) {
      return (Judge(.uniqueWrites(registers), subject.outcomes), subject)
    }
    let calls = entries.map { subject.call(history.entries[Int($0)], at: Int($0)) }
    return (Judge(.search(calls, kept), subject.outcomes), subject)
  }
}
