// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest ee7605a88de991e1

#sourceLocation(file: "Chapters/06-consistency.md", line: 3777)
import Chapter6
import Exercise6
import ExerciseTesting
import Simulation
import Synchronization
import Testing

@Suite("6.2 A linearizability checker", .exercise)
struct LinearizabilityCheckerTests {
  private func isAccepted(
    _ history: CallHistory, from initial: Registers = Registers()
  ) -> Bool {
    let verdict = checkLinearizability(of: history, from: initial)
    guard case .linearizable(let order) = verdict else { return false }
    return history.objection(to: order, from: initial) == nil
  }

  @Test("a read may return what is being written, and afterwards has to")
  func register() {
    let during = script("+0w1 +1r -1=0 +2r -2=1 -0")
    #expect(isAccepted(during))
    let after = script("+0w1 -0 +1r -1=0")
    #expect(!isAccepted(after))
  }

  @Test("a pending write may have happened")
  func pendingHappened() {
    #expect(isAccepted(script("+0w1 +1r -1=1 +2r -2=1")))
  }

  @Test("a pending write need not have happened, not even long afterwards")
  func pendingDidNot() {
    #expect(isAccepted(script("+0w1 +1r -1=0 +2w2 -2 +3r -3=2")))
    #expect(isAccepted(script("+0w1 +1r -1=0 +2r -2=0 +3r -3=0")))
  }

  @Test("a pending write may happen after later operations")
  func pendingLater() {
    #expect(isAccepted(script("+0w1 +1w2 -1 +2r -2=2 +3r -3=1")))
    let twice = script("+0w1 +1r -1=1 +2w2 -2 +3r -3=1")
    #expect(!isAccepted(twice))
  }

  @Test("operations may take effect in another order than they return in")
  func notByResponse() {
    #expect(isAccepted(script("+0w1 +1w2 -0 -1 +2r -2=1")))
    #expect(isAccepted(script("+0w1 +1w2 -1 -0 +2r -2=2")))
    #expect(isAccepted(script("+0w1 +1w2 -0 -1 +2r -2=2")))
  }

  @Test("what has come to nothing in one state may work in another")
  func stateMatters() {
    let history = script("+0w1 +1w2 +2r -0 -1 -2=0 +3r -3=1")
    #expect(isAccepted(history))
    let other = script("+0w1 +1w2 +2r -0 -1 -2=0 +3r -3=2")
    #expect(isAccepted(other))
  }

  @Test("the initial state is the one that was given")
  func initial() {
    #expect(isAccepted(script("+0r -0=5"), from: Registers(values: [0: 5])))
    #expect(!isAccepted(script("+0r -0=0"), from: Registers(values: [0: 5])))
  }

  @Test(
    "a rejection names the shortest beginning: what comes later doesn't matter")
  func shortest() {
    let history = script("+0w1 -0 +1r +2r -1=1 -2=0 +3r -3=7 +4r -4=1")
    let verdict = checkLinearizability(of: history, from: Registers())
    #expect(verdict == .violation(events: 6))
  }

  @Test("of several parts that fail, the one that fails first counts")
  func firstPart() {
    for (first, second) in [(0, 1), (1, 0)] {
      let history = script(
        "+0w1@\(second) -0 +1r@\(first) -1=5 +2r@\(second) -2=7 +3r@2 -3=0")
      let verdict = checkLinearizability(of: history, from: Registers())
      #expect(verdict == .violation(events: 4))
    }
  }

  @Test("one order spans all parts and respects real time between them")
  func spanning() throws {
    for seed in 0..<60 as Range<UInt64> {
      let run = RandomRun(operations: 12, clients: 4, parts: 3, seed: seed)
      try #require(isAccepted(run.history), "seed \(seed): \(run.history.text)")
    }
  }

  @Test("every history of three operations is judged as all orders say")
  func everyHistory() throws {
    let histories = SmallHistories.all(operations: 3)
    for history in histories {
      let objection = history.objectionToVerdict()
      try #require(objection == nil, "\(objection ?? ""): \(history.text)")
    }
    #expect(histories.count == 2_240)
  }

  @Test("so are random histories of four and five operations")
  func randomHistories() throws {
    for seed in 0..<1_000 as Range<UInt64> {
      let history = SmallHistories.random(
        operations: seed % 2 == 0 ? 4 : 5, seed: seed)
      let objection = history.objectionToVerdict()
      try #require(objection == nil, "\(objection ?? ""): \(history.text)")
    }
  }

  @Test(
    "200 operations on 5 keys take under 100,000 applications, right or wrong")
  func large() throws {
    for seed in 0..<4 as Range<UInt64> {
      let run = RandomRun(operations: 200, clients: 12, parts: 5, seed: seed)
      let meter = Meter(limit: 100_000)
      let right = checkLinearizability(
        of: run.history, from: Registers(meter: meter))
      try #require(!meter.isExhausted, "over \(meter.limit) applications")
      guard case .linearizable(let order) = right else {
        Issue.record("seed \(seed) is linearizable, and was rejected")
        return
      }
      try #require(run.history.objection(to: order, from: Registers()) == nil)
      let wrong = checkLinearizability(
        of: run.spoiled, from: Registers(meter: meter))
      try #require(!meter.isExhausted, "over \(meter.limit) applications")
      guard case .violation = wrong else {
        Issue.record("seed \(seed) reads what nobody wrote, and was accepted")
        return
      }
    }
  }
}

private enum Call: Hashable, Sendable {
  case write(Int, part: Int)
  case read(part: Int)

  var part: Int {
    switch self {
    case .write(_, let part), .read(let part): part
    }
  }
}

private typealias CallHistory = History<Call, Int?>

/// Counts applications. Beyond its limit the object answers nonsense, so that
/// a search that is too slow ends, too.
private final class Meter: Sendable {
  let limit: Int
  private let applications = Mutex(0)

  init(limit: Int) { self.limit = limit }

  var count: Int { applications.withLock { $0 } }
  var isExhausted: Bool { count > limit }

  func tick() { applications.withLock { $0 += 1 } }
}

/// Registers that hold 0 at first.
private struct Registers: ObjectModel {
  var values: [Int: Int] = [:]
  var meter: Meter?

  mutating func apply(_ call: Call) -> Int? {
    meter?.tick()
    if meter?.isExhausted == true { return -1 }
    switch call {
    case .write(let value, let part):
      values[part] = value
      return nil
    case .read(let part): return values[part, default: 0]
    }
  }

  static func part(of call: Call) -> Int { call.part }

  static func == (left: Self, right: Self) -> Bool {
    left.values == right.values
  }

  func hash(into hasher: inout Hasher) { hasher.combine(values) }
}

extension History where Operation == Call, Response == Int? {
  /// Judges a verdict by the definition alone; nil if it holds.
  fileprivate func objectionToVerdict() -> String? {
    let verdict = checkLinearizability(of: self, from: Registers())
    if case .linearizable(let order) = verdict {
      return objection(to: order, from: Registers())
    }
    guard case .violation(let events) = verdict else { return "no verdict" }
    if !isExplained(events - 1) { return "fewer than \(events) events fail" }
    return isExplained(events) ? "\(events) events can be explained" : nil
  }

  fileprivate func objection(
    to order: [OperationID], from initial: Registers
  ) -> String? {
    let chosen = order.compactMap { self[$0] }
    guard chosen.count == order.count, Set(order).count == order.count else {
      return "an operation twice, or an unknown one"
    }
    guard completed.allSatisfy({ order.contains($0.id) }) else {
      return "a completed operation isn't in the order"
    }
    var object = initial
    for (index, entry) in chosen.enumerated() {
      if chosen[index...].contains(where: { $0.precedes(entry) }) {
        return "\(entry.id) stands before one that had returned"
      }
      let response = object.apply(entry.operation)
      if !entry.isPending, entry.response != response {
        return "the order doesn't explain \(entry.id)"
      }
    }
    return nil
  }

  /// Whether the first so many events can be explained.
  private func isExplained(_ events: Int) -> Bool {
    var begun = entries.filter { $0.invoked.position < events }
    for index in begun.indices {
      guard let end = begun[index].completed?.moment.position else { continue }
      if end >= events { begun[index].completed = nil }
    }
    return Self.extends(begun, Registers())
  }

  private static func extends(_ rest: [Entry], _ object: Registers) -> Bool {
    if rest.allSatisfy(\.isPending) { return true }
    return rest.indices.contains { index in
      var others = rest
      let next = others.remove(at: index)
      if others.contains(where: { $0.precedes(next) }) { return false }
      var after = object
      let response = after.apply(next.operation)
      return (next.isPending || next.response == response)
        && extends(others, after)
    }
  }

  fileprivate mutating func end(_ id: OperationID, _ response: Int?) {
    try? respond(response, to: id, at: .start)
  }

  /// The form that `script` reads.
  fileprivate var text: String {
    var events: [(Int, String)] = []
    for entry in entries {
      let name = entry.client.index
      let call =
        switch entry.operation {
        case .write(let value, let part): "w\(value)@\(part)"
        case .read(let part): "r@\(part)"
        }
      events.append((entry.invoked.position, "+\(name)\(call)"))
      guard let end = entry.completed else { continue }
      let response = end.response.map { "=\($0)" } ?? ""
      events.append((end.moment.position, "-\(name)\(response)"))
    }
    return events.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: " ")
  }
}

/// `+0w1` client 0 begins to write 1, `-0` it is done, `+1r@2` client 1 begins
/// to read part 2, `-1=7` it has read 7.
private func script(_ text: String) -> CallHistory {
  var history = CallHistory()
  for word in text.split(separator: " ") {
    let body = word.dropFirst()
    let client = Int(body.prefix { $0.isNumber }) ?? 0
    let id = OperationID(client: NodeID(client), number: 0)
    let rest = body.drop { $0.isNumber }
    if word.first == "-" {
      history.end(id, Int(rest.dropFirst()))
      continue
    }
    let part = rest.split(separator: "@").dropFirst().first.flatMap { Int($0) }
    let value = Int(rest.dropFirst().prefix { $0.isNumber }) ?? 0
    history.invoke(
      rest.first == "w"
        ? .write(value, part: part ?? 0) : .read(part: part ?? 0),
      as: id, at: .start)
  }
  return history
}

/// Histories in which operation k is by client k, and writes k + 1 or reads.
private enum SmallHistories {
  struct Draft {
    var history = CallHistory()
    var begun = 0
    var open: [OperationID] = []

    /// All histories with one event more.
    func extensions(operations: Int) -> [Draft] {
      (begun < operations
        ? [beginning(.write(begun + 1, part: 0)), beginning(.read(part: 0))]
        : [])
        + open.flatMap { id in
          let isRead = history[id]?.operation == .read(part: 0)
          let responses = isRead ? (0...begun).map { Int?.some($0) } : [nil]
          return responses.map { ending(id, $0) }
        }
    }

    private func beginning(_ call: Call) -> Draft {
      var next = self
      let id = OperationID(client: NodeID(begun), number: 0)
      next.history.invoke(call, as: id, at: .start)
      next.open.append(id)
      next.begun += 1
      return next
    }

    private func ending(_ id: OperationID, _ response: Int?) -> Draft {
      var next = self
      next.history.end(id, response)
      next.open.removeAll { $0 == id }
      return next
    }
  }

  static func all(operations: Int) -> [CallHistory] {
    var drafts = [Draft()]
    var found: [CallHistory] = []
    while !drafts.isEmpty {
      found += drafts.filter { $0.begun == operations }.map(\.history)
      drafts = drafts.flatMap { $0.extensions(operations: operations) }
    }
    return found
  }

  static func random(operations: Int, seed: UInt64) -> CallHistory {
    var random = SplitMix64(seed: seed)
    var draft = Draft()
    while true {
      let next = draft.extensions(operations: operations)
      guard let chosen = next.indices.randomElement(using: &random),
        draft.begun < operations || random.next(below: 6) > 0
      else { return draft.history }
      draft = next[chosen]
    }
  }
}

/// Clients that use correct registers, each with one operation at a time. A
/// few never hear the answer; another client takes their place.
private struct RandomRun {
  struct Client {
    var id: OperationID
    var response: Int??
  }

  private(set) var history = CallHistory()
  private var registers = Registers()
  private var clients: [Client?]
  private var random: SplitMix64
  private var begun = 0

  init(operations: Int, clients: Int, parts: Int, seed: UInt64) {
    self.clients = Array(repeating: nil, count: clients)
    random = SplitMix64(seed: seed)
    while begun < operations || self.clients.contains(where: { $0 != nil }) {
      step(Int(random.next(below: UInt64(clients))), operations, parts)
    }
  }

  /// The chosen client begins, has its operation take effect, or hears of it.
  private mutating func step(_ index: Int, _ operations: Int, _ parts: Int) {
    guard let client = clients[index] else {
      if begun < operations { begin(index, parts) }
      return
    }
    guard let response = client.response else {
      guard let call = history[client.id]?.operation else { return }
      clients[index]?.response = registers.apply(call)
      return
    }
    if random.next(below: 40) > 0 { history.end(client.id, response) }
    clients[index] = nil
  }

  private mutating func begin(_ index: Int, _ parts: Int) {
    let id = OperationID(client: NodeID(begun), number: 0)
    let part = Int(random.next(below: UInt64(parts)))
    let value = Int(random.next(below: 4))
    let call: Call =
      random.next(below: 2) == 0
      ? .write(value, part: part) : .read(part: part)
    history.invoke(call, as: id, at: .start)
    clients[index] = Client(id: id)
    begun += 1
  }

  /// The same, and at last each part reads what nobody wrote.
  var spoiled: CallHistory {
    var spoiled = history
    for part in 0..<5 {
      let id = OperationID(client: NodeID(begun + part), number: 0)
      spoiled.invoke(.read(part: part), as: id, at: .start)
      spoiled.end(id, 9)
    }
    return spoiled
  }
}
#sourceLocation()
