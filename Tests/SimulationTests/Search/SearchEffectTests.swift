import Simulation
import Testing

/// Answers what it is asked for so many times: at once, when its own message comes back, or never.
private struct Clerk: Node {
  enum Manner: Hashable, Sendable { case quick, slow, silent }
  typealias Message = OperationID
  typealias Operation = Int
  typealias Response = Int

  var manner = Manner.quick
  var answers = 1
  var asked: [Int] = []

  mutating func invoke(_ operation: Int, as id: OperationID, _ context: inout Context<Self>) {
    asked.append(operation)
    switch manner {
    case .quick: answer(id, &context)
    case .slow: context.send(id, to: context.id)
    case .silent: break
    }
  }

  func receive(_ id: OperationID, from sender: NodeID, _ context: inout Context<Self>) {
    answer(id, &context)
  }

  private func answer(_ id: OperationID, _ context: inout Context<Self>) {
    for _ in 0..<answers { context.respond(0, to: id) }
  }
}

/// Writes down that it lives, and says so, in every life.
private struct Herald: Node {
  typealias Message = Int
  typealias Record = Int
  let friend: NodeID
  /// It must not: a crash between the two leaves a life of which the disk knows nothing.
  var speaksFirst = false
  var life = 0
  var heard: [Int] = []

  mutating func start(_ context: inout Context<Self>) { live(after: 0, &context) }

  mutating func restart(recovering log: StableLog<Int>, _ context: inout Context<Self>) {
    live(after: log.records.last ?? 0, &context)
  }

  private mutating func live(after last: Int, _ context: inout Context<Self>) {
    guard friend != context.id else { return }
    life = last + 1
    if speaksFirst { context.send(life, to: friend) }
    context.rewrite([life])
    context.sync()
    if !speaksFirst { context.send(life, to: friend) }
  }

  mutating func receive(_ message: Int, from sender: NodeID, _ context: inout Context<Self>) {
    heard.append(message)
  }
}

/// Tells itself two things, and keeps what it hears.
private struct Muser: Node {
  typealias Message = Int
  var heard: [Int] = []
  var isNew = false

  func start(_ context: inout Context<Self>) {
    for thought in 1...2 { context.send(thought, to: context.id) }
  }

  mutating func receive(_ message: Int, from sender: NodeID, _ context: inout Context<Self>) {
    if heard.count < 4 { heard.append(message) }
  }

  mutating func restart(recovering log: StableLog<Never>, _ context: inout Context<Self>) {
    isNew = true
  }
}

@Suite("Search: effects")
struct SearchEffectTests {
  private let clerk = NodeID(0)

  private func search(
    _ node: Clerk, _ work: Workload<Int>, _ pacing: SystemSearch<OperationID>.Pacing
  ) -> SystemSearch<OperationID> {
    var system = System<OperationID>()
    system.add("clerk", node, work: work)
    var search = SystemSearch("clerk", system)
    search.pacing = pacing
    return search
  }

  private func asked(_ operations: [Int]) -> SystemSearch<OperationID>.Goal {
    .init("asked for \(operations)") { [clerk] in
      $0[clerk, as: Clerk.self].asked == operations
    }
  }

  @Test(
    "a client that is answered in the beginning begins its next operation", arguments: [1, 2, 5])
  func answeredInTheBeginning(count: Int) {
    let work = Array(1...count)
    var search = search(Clerk(), .closedLoop(work), .atOnce)
    search.goals.append(asked(work))
    let report = search.run()
    #expect(report.holds, "\(report)")
    #expect(report.states == 1)
  }

  @Test(
    "a second answer is misuse, in the beginning and later, whatever begins next",
    arguments: [Clerk.Manner.quick, .slow], [SystemSearch<OperationID>.Pacing.anyTime, .atOnce])
  private func secondAnswer(manner: Clerk.Manner, pacing: SystemSearch<OperationID>.Pacing) throws {
    let report = search(Clerk(manner: manner, answers: 2), [1, 2], pacing).run()
    let found = try #require(report.counterexample, "\(report)")
    #expect(found.property == Violation.correctUse)
    #expect(found.message.contains("a second time"))
    #expect(found.message.hasPrefix("clerk, handling the "))
    // The world says the same of the same run.
    let failure = try #require(found.failure)
    #expect(failure.violation.message == found.message)
  }

  @Test(
    "whoever waits for an answer from before a crash begins the next operation after the restart")
  func restart() throws {
    var search = search(Clerk(manner: .silent), [1, 2], .atOnce)
    search.budget.crashes = 1
    search.goals.append(asked([2]))
    #expect(search.run().holds)
    search.budget.crashes = 0
    #expect(!search.run().holds)
  }

  @Test("operations by the clock come at any time, whatever the pacing of the others")
  func scheduled() {
    let work = Workload.scheduled([(.zero, 1), (.zero, 2)])
    for pacing in [SystemSearch<OperationID>.Pacing.anyTime, .atOnce] {
      var search = search(Clerk(manner: .silent), work, pacing)
      search.goals = [asked([]), asked([1]), asked([1, 2])]
      #expect(search.run().holds)
    }
  }

  @Test("an operation whose time comes while its client is down is missed")
  func missed() throws {
    var search = search(Clerk(), .scheduled([(.zero, 1), (.zero, 2)]), .anyTime)
    search.budget.crashes = 1
    search.historyInvariant("the first is there", of: Clerk.self) { history in
      history.entries.first.map { $0.id.number == 2 } ?? false ? "it isn't" : nil
    }
    let found = try #require(search.run().counterexample)
    #expect(found.steps.map(\.action).contains("clerk is asked for 1, which is down"))
    #expect(found.failure != nil)
  }

  private func heralds(_ herald: Herald, crashes: Int) -> SystemSearch<Int> {
    var system = System<Int>()
    let (a, b) = (NodeID(0), NodeID(1))
    system.add("A", herald)
    system.add("B", Herald(friend: b))
    var search = SystemSearch("heralds", system)
    search.budget.crashes = crashes
    search.crashable = [a]
    search.invariants = [
      Invariant("each life is told of once") { view in
        let heard = view[b, as: Herald.self].heard
        return Set(heard).count < heard.count ? "\(heard)" : nil
      }
    ]
    return search
  }

  @Test("a crash within a start is tried, and is one of the budget")
  func crashInStart() throws {
    #expect(heralds(Herald(friend: NodeID(1)), crashes: 2).run().holds)
    let report = heralds(Herald(friend: NodeID(1), speaksFirst: true), crashes: 1).run()
    let found = try #require(report.counterexample, "\(report)")
    #expect(found.steps[0].action.hasPrefix(", A starts, and crashes after 1 effects"))
    #expect(found.length == 3)
    let failure = try #require(found.failure)
    #expect(failure.schedule.count == 4)
    #expect("\(failure)".contains("crash A after 1 effects of its next event"))
    var search = heralds(Herald(friend: NodeID(1)), crashes: 1)
    search.crashable = nil
    search.invariants = [
      Invariant("one of them is up") { view in
        view.nodes.contains(where: view.isUp) ? nil : "both are down"
      }
    ]
    #expect(search.run().holds)
    search.budget.crashes = 2
    #expect(!search.run().holds)
  }

  @Test(
    "what a node sends itself comes once and in order, and is gone with a crash",
    arguments: [SystemSearch<Int>.Network.multiset, .set])
  func loopback(network: SystemSearch<Int>.Network) {
    var system = System<Int>()
    let muser = system.add("muser", Muser())
    var search = SystemSearch("muser", system)
    search.network = network
    search.invariants = [
      Invariant("thoughts stay in order") { view in
        let heard = view[muser, as: Muser.self].heard
        return heard == Array([1, 2].prefix(heard.count)) ? nil : "\(heard)"
      }
    ]
    search.goals = [.init("both are heard") { $0[muser, as: Muser.self].heard == [1, 2] }]
    #expect(search.run().holds)
    search.budget = SearchBudget(losses: 1, duplications: 1, crashes: 1)
    search.invariants.append(
      Invariant("a new life has none of the old thoughts") { view in
        let node = view[muser, as: Muser.self]
        return node.isNew && !node.heard.isEmpty ? "\(node.heard)" : nil
      })
    let report = search.run()
    #expect(report.holds, "\(report)")
  }
}
