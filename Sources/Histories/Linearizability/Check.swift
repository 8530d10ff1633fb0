internal import Simulation

/// One check of a history: its parts, the fastest way to judge each, and the verdict on the whole.
struct Check<Object: StateMachine> {
  typealias Subhistory = History<Object.Operation, Object.Response>
  typealias Failing = FailingPart<Object.Operation, Object.Response>
  typealias Part = (key: Object.Key?, entries: [Int32])

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
    var taken: [(entry: Int32, point: Int32)] = []
    var failing: Failing?
    var exhausted: Int32?
    var budget = limit.states
    let parts = parts()
    for (key, entries) in parts {
      let subject = subject(at: key)
      var judge = judge(of: entries, subject)
      switch judge.run(limit: budget) {
      case .found(let placed): taken += placed
      case .none(let stuckAt):
        let found = Failing(judge: judge, subject: subject, budget: limit.states)
        failing = found.shortened(from: stuckAt, before: failing?.last ?? .max).earlier(failing)
      case .limit(let before): exhausted = min(exhausted ?? before, before)
      }
      budget -= judge.states
    }
    if var failing {
      failing.isShortest = failing.isShortest && exhausted == nil
      return .rejected(refutation(failing))
    }
    if let exhausted { return .unknown(exhaustion(exhausted)) }
    return .accepted(order(taken, isMerged: parts.count < 2))
  }

  private func exhaustion(_ explainedBefore: Int32) -> Exhaustion {
    Exhaustion(
      states: limit.states, explainedEvents: Int(explainedBefore), events: history.eventCount)
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
  /// The entries of each key, by key; all together if one of them has none.
  private func parts() -> [Part] {
    let all = history.entries.indices.map(Int32.init)
    guard kept == .realTime, Object.Key.self != Never.self else { return [(nil, all)] }
    var parts: [Object.Key: [Int32]] = [:]
    for (index, entry) in history.entries.enumerated() {
      guard let key = Object.key(of: entry.operation) else { return [(nil, all)] }
      parts[key, default: []].append(Int32(index))
    }
    return parts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func subject(at key: Object.Key?) -> Subject<Object.Operation, Object.Response> {
    key.map { Subject(object.part(of: $0)) } ?? Subject(object)
  }

  private func judge(
    of entries: [Int32], _ subject: Subject<Object.Operation, Object.Response>
  ) -> Judge {
    if kept == .realTime, let registers = registerCalls(of: entries) {
      return Judge(.uniqueWrites(registers), subject.outcomes)
    }
    let calls = entries.map { subject.call(history.entries[Int($0)], at: Int($0)) }
    return Judge(.search(calls, kept), subject.outcomes)
  }

  /// The entries as reads and writes of one register; nil where one is anything else, or two write the same
  /// value, or one the initial value.
  private func registerCalls(of entries: [Int32]) -> UniqueWrites? {
    guard Object.Value.self != Never.self, let first = entries.first else { return nil }
    let key = Object.key(of: history.entries[Int(first)].operation)
    guard let initial = object.value(of: key) else { return nil }
    var values: [Object.Value: Int32] = [initial: 0]
    var isWritten = [true]
    var calls: [RegisterCall] = []
    calls.reserveCapacity(entries.count)
    for index in entries {
      let entry = history.entries[Int(index)]
      guard let access = Object.access(entry.operation, answered: entry.response) else {
        return nil
      }
      let (value, isWrite): (Object.Value, Bool)
      switch access {
      case .read(let found): (value, isWrite) = (found, false)
      case .write(let new): (value, isWrite) = (new, true)
      case .unansweredRead: continue
      }
      let number = values[value] ?? Int32(isWritten.count)
      if Int(number) == isWritten.count {
        values[value] = number
        isWritten.append(false)
      }
      if isWrite {
        guard !isWritten[Int(number)] else { return nil }
        isWritten[Int(number)] = true
      }
      calls.append(
        RegisterCall(
          entry: index, value: number, isWrite: isWrite, invoked: Int32(entry.invoked.position),
          returned: entry.completed.map { Int32($0.moment.position) } ?? Call.never))
    }
    return UniqueWrites(
      calls: calls, valueCount: isWritten.count, eventCount: history.eventCount)
  }
}
