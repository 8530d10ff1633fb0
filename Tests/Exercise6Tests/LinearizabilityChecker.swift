// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 9a75c34cb91669b2

#sourceLocation(file: "Chapters/06-consistency.md", line: 3798)
import Chapter6
import Exercise6
import ExerciseTesting
import Histories
import Simulation
import Synchronization
import Testing

@Suite("6.2 A linearizability checker", .exercise)
struct LinearizabilityCheckerTests {
  private func isAccepted(
    _ history: StoreHistory, from initial: Metered = Metered()
  ) -> Bool {
    let verdict = checkLinearizability(of: history, from: initial)
    guard case .linearizable(let order) = verdict else { return false }
    return history.objection(to: order, from: initial) == nil
  }

  private func isAccepted(_ drawing: String) throws -> Bool {
    isAccepted(try StoreHistory(drawing: drawing))
  }

  @Test("a read may return what is being written, and afterwards has to")
  func register() throws {
    let during = """
      A [x=1             ]
      B   [x?-]
      C         [x?1]
      """
    #expect(try isAccepted(during))
    #expect(try !isAccepted("A [x=1]\nB       [x?-]"))
  }

  @Test("a pending write may have happened")
  func pendingHappened() throws {
    #expect(try isAccepted("A [x=1\nB    [x?1] [x?1]"))
  }

  @Test("a pending write need not have happened, not even long afterwards")
  func pendingDidNot() throws {
    #expect(try isAccepted("A [x=1\nB    [x?-] [x=2] [x?2]"))
    #expect(try isAccepted("A [x=1\nB    [x?-] [x?-] [x?-]"))
  }

  @Test("a pending write may happen after later operations")
  func pendingLater() throws {
    #expect(try isAccepted("A [x=1\nB    [x=2] [x?2] [x?1]"))
    #expect(try !isAccepted("A [x=1\nB    [x?1] [x=2] [x?1]"))
  }

  @Test("operations may take effect in another order than they return in")
  func notByResponse() throws {
    for read in ["[x?1]", "[x?2]"] {
      #expect(try isAccepted("A [x=1]\nB  [x=2]\nC         \(read)"))
      #expect(try isAccepted("A [x=1   ]\nB  [x=2]\nC            \(read)"))
    }
  }

  @Test("what has come to nothing in one state may work in another")
  func stateMatters() throws {
    for read in ["[x?1]", "[x?2]"] {
      let drawing = """
        A [x=1]
        B  [x=2]
        C   [x?-]
        D          \(read)
        """
      #expect(try isAccepted(drawing))
    }
  }

  @Test("the initial state is the one that was given")
  func initial() throws {
    let five = Metered(store: KeyValueStore(["x": "5"]))
    #expect(isAccepted(try StoreHistory(drawing: "A [x?5]"), from: five))
    #expect(!isAccepted(try StoreHistory(drawing: "A [x?-]"), from: five))
  }

  @Test(
    "a rejection names the shortest beginning: what comes later doesn't matter")
  func shortest() throws {
    let history = try StoreHistory(
      drawing: """
        A [x=1]
        B       [x?1]
        C        [x?-]
        D               [x?7] [x?1]
        """)
    let verdict = checkLinearizability(of: history, from: Metered())
    #expect(verdict == .violation(events: 6))
  }

  @Test("of several parts that fail, the one that fails first counts")
  func firstPart() throws {
    for (first, second) in [("x", "y"), ("y", "x")] {
      let history = try StoreHistory(
        drawing: "A [\(second)=1] [\(first)?5] [\(second)?7] [z?-]")
      let verdict = checkLinearizability(of: history, from: Metered())
      #expect(verdict == .violation(events: 4))
    }
  }

  @Test("a response binds from its own event on, and not before")
  func laterResponses() throws {
    var history = StoreHistory()
    let ids = (0..<3).map { OperationID(client: NodeID($0), number: 0) }
    history.invoke(
      .compareAndSet("x", expected: nil, new: "1"), as: ids[0], at: .start)
    history.invoke(.get("x"), as: ids[1], at: .start)
    history.end(ids[1], .value("1"))
    history.end(ids[0], .conflict)
    history.invoke(.get("x"), as: ids[2], at: .start)
    history.end(ids[2], .value("1"))
    let verdict = checkLinearizability(of: history, from: Metered())
    #expect(
      verdict == .violation(events: 4),
      "up to the third event the compare-and-set is pending, and may explain the read")
  }

  @Test("an operation without a key touches every part")
  func undivided() throws {
    for (count, isRight) in [(2, true), (1, false), (0, false)] {
      var history = History<Lamps.Operation, Int>()
      let operations: [(Lamps.Operation, Int)] = [
        (.light(1), 0), (.light(2), 0), (.count, count),
      ]
      for (number, (operation, response)) in operations.enumerated() {
        let id = OperationID(client: NodeID(0), number: number)
        history.invoke(operation, as: id, at: .start)
        try history.respond(response, to: id, at: .start)
      }
      let verdict = checkLinearizability(of: history, from: Lamps())
      let right = LinearizabilityVerdict.linearizable(
        history.entries.map(\.id))
      #expect(verdict == (isRight ? right : .violation(events: 6)))
    }
  }

  @Test("one order spans all parts and respects real time between them")
  func spanning() throws {
    for seed in 0..<60 as Range<UInt64> {
      let run = RandomRun(operations: 12, clients: 4, parts: 3, seed: seed)
      try #require(
        isAccepted(run.history), "seed \(seed): \(run.history.drawing)")
    }
  }

  @Test("every history of three operations is judged as all orders say")
  func everyHistory() throws {
    let histories = SmallHistories.all(operations: 3)
    for history in histories {
      let objection = history.objectionToVerdict()
      try #require(objection == nil, "\(objection ?? ""): \(history.drawing)")
    }
    #expect(histories.count == 6_709)
  }

  @Test("so are random histories of four and five operations")
  func randomHistories() throws {
    for seed in 0..<1_000 as Range<UInt64> {
      let history = SmallHistories.random(
        operations: seed % 2 == 0 ? 4 : 5, seed: seed)
      let objection = history.objectionToVerdict()
      try #require(objection == nil, "\(objection ?? ""): \(history.drawing)")
    }
  }

  @Test(
    "200 operations on 5 keys take under 100,000 applications, right or wrong")
  func large() throws {
    for seed in 0..<4 as Range<UInt64> {
      let run = RandomRun(operations: 200, clients: 12, parts: 5, seed: seed)
      let meter = Meter(limit: 100_000)
      let right = checkLinearizability(
        of: run.history, from: Metered(meter: meter))
      try #require(!meter.isExhausted, "over \(meter.limit) applications")
      guard case .linearizable(let order) = right else {
        Issue.record("seed \(seed) is linearizable, and was rejected")
        return
      }
      try #require(run.history.objection(to: order, from: Metered()) == nil)
      let wrong = checkLinearizability(
        of: run.spoiled, from: Metered(meter: meter))
      try #require(!meter.isExhausted, "over \(meter.limit) applications")
      guard case .violation = wrong else {
        Issue.record("seed \(seed) reads what nobody wrote, and was accepted")
        return
      }
    }
  }
}

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

/// The store, with a meter.
private struct Metered: StateMachine {
  var store = KeyValueStore()
  var meter: Meter?

  mutating func apply(
    _ operation: KeyValueStore.Operation
  ) -> KeyValueStore.Response {
    meter?.tick()
    return meter?.isExhausted == true ? .conflict : store.apply(operation)
  }

  static func key(of operation: KeyValueStore.Operation) -> String? {
    operation.key
  }

  static func == (left: Self, right: Self) -> Bool { left.store == right.store }

  func hash(into hasher: inout Hasher) { hasher.combine(store) }
}

/// Each lamp is a part of its own, and counting touches them all.
private struct Lamps: StateMachine {
  enum Operation: Hashable { case light(Int), count }
  var lit: Set<Int> = []

  mutating func apply(_ operation: Operation) -> Int {
    guard case .light(let lamp) = operation else { return lit.count }
    lit.insert(lamp)
    return 0
  }

  static func key(of operation: Operation) -> Int? {
    if case .light(let lamp) = operation { lamp } else { nil }
  }
}

extension StoreHistory {
  /// Judges a verdict by the definition alone; nil if it holds.
  fileprivate func objectionToVerdict() -> String? {
    let verdict = checkLinearizability(of: self, from: Metered())
    if case .linearizable(let order) = verdict {
      return objection(to: order, from: Metered())
    }
    guard case .violation(let events) = verdict else { return "no verdict" }
    if !isExplained(events - 1) { return "fewer than \(events) events fail" }
    return isExplained(events) ? "\(events) events can be explained" : nil
  }

  fileprivate func objection(
    to order: [OperationID], from initial: Metered
  ) -> String? {
    let chosen = order.compactMap { self[$0] }
    guard chosen.count == order.count, Set(order).count == order.count else {
      return "an operation twice, or an unknown one"
    }
    guard completed.allSatisfy({ order.contains($0.id) }) else {
      return "a completed operation isn't in the order"
    }
    var machine = initial
    for (index, entry) in chosen.enumerated() {
      if chosen[index...].contains(where: { $0.precedes(entry) }) {
        return "\(entry.id) stands before one that had returned"
      }
      let response = machine.apply(entry.operation)
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
    return Self.extends(begun, Metered())
  }

  private static func extends(_ rest: [Entry], _ machine: Metered) -> Bool {
    if rest.allSatisfy(\.isPending) { return true }
    return rest.indices.contains { index in
      var others = rest
      let next = others.remove(at: index)
      if others.contains(where: { $0.precedes(next) }) { return false }
      var after = machine
      let response = after.apply(next.operation)
      return (next.isPending || next.response == response)
        && extends(others, after)
    }
  }

  fileprivate mutating func end(
    _ id: OperationID, _ response: KeyValueStore.Response
  ) {
    try? respond(response, to: id, at: .start)
  }
}

/// Histories in which operation k is by client k, and writes k + 1, or reads, or
/// replaces k by k + 1.
private enum SmallHistories {
  struct Draft {
    var history = StoreHistory()
    var begun = 0
    var open: [OperationID] = []

    /// All histories with one event more.
    func extensions(operations: Int) -> [Draft] {
      let old = begun == 0 ? nil : "\(begun)"
      let new = "\(begun + 1)"
      let next: [KeyValueStore.Operation] = [
        .put("x", new), .get("x"),
        .compareAndSet("x", expected: old, new: new),
      ]
      return (begun < operations ? next.map(beginning) : [])
        + open.flatMap { id in answers(to: id).map { ending(id, $0) } }
    }

    private func answers(to id: OperationID) -> [KeyValueStore.Response] {
      switch history[id]?.operation {
      case .get: [.value(nil)] + (1...begun).map { .value("\($0)") }
      case .compareAndSet: [.done, .conflict]
      default: [.done]
      }
    }

    private func beginning(_ operation: KeyValueStore.Operation) -> Draft {
      var next = self
      let id = OperationID(client: NodeID(begun), number: 0)
      next.history.invoke(operation, as: id, at: .start)
      next.open.append(id)
      next.begun += 1
      return next
    }

    private func ending(
      _ id: OperationID, _ response: KeyValueStore.Response
    ) -> Draft {
      var next = self
      next.history.end(id, response)
      next.open.removeAll { $0 == id }
      return next
    }
  }

  static func all(operations: Int) -> [StoreHistory] {
    var drafts = [Draft()]
    var found: [StoreHistory] = []
    while !drafts.isEmpty {
      found += drafts.filter { $0.begun == operations }.map(\.history)
      drafts = drafts.flatMap { $0.extensions(operations: operations) }
    }
    return found
  }

  static func random(operations: Int, seed: UInt64) -> StoreHistory {
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
    var response: KeyValueStore.Response?
  }

  private(set) var history = StoreHistory()
  private var store = KeyValueStore()
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
      guard let operation = history[client.id]?.operation else { return }
      clients[index]?.response = store.apply(operation)
      return
    }
    if random.next(below: 40) > 0 { history.end(client.id, response) }
    clients[index] = nil
  }

  private mutating func begin(_ index: Int, _ parts: Int) {
    let id = OperationID(client: NodeID(begun), number: 0)
    let key = "\(random.next(below: UInt64(parts)))"
    let value = "\(random.next(below: 4))"
    let isRead = random.next(below: 2) > 0
    history.invoke(isRead ? .get(key) : .put(key, value), as: id, at: .start)
    clients[index] = Client(id: id)
    begun += 1
  }

  /// The same, and at last each part reads what nobody wrote.
  var spoiled: StoreHistory {
    var spoiled = history
    for part in 0..<5 {
      let id = OperationID(client: NodeID(begun + part), number: 0)
      spoiled.invoke(.get("\(part)"), as: id, at: .start)
      spoiled.end(id, .value("9"))
    }
    return spoiled
  }
}
#sourceLocation()
