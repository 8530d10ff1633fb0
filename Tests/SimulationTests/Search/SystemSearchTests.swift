import Simulation
import Testing

/// Passes a number on to the next node, one larger.
private struct RingNode: Node {
  typealias Message = Int
  var seen = 0
  var begins = false

  func start(_ context: inout Context<Self>) {
    if begins { context.send(1, to: next(context)) }
  }

  mutating func receive(_ message: Int, from sender: NodeID, _ context: inout Context<Self>) {
    seen = message
    if message < 10 { context.send(message + 1, to: next(context)) }
  }

  private func next(_ context: Context<Self>) -> NodeID {
    NodeID((Int(context.id.index) + 1) % context.nodes.count)
  }
}

/// Sends some numbers at once to a node that keeps them as they come.
private struct Burst: Node {
  typealias Message = Int
  var sends: Int
  var got: [Int] = []

  func start(_ context: inout Context<Self>) {
    guard sends > 0 else { return }
    for number in 1...sends { context.broadcast(number) }
  }

  mutating func receive(_ message: Int, from sender: NodeID, _ context: inout Context<Self>) {
    if got.count < 4 { got.append(message) }
  }
}

/// Tosses a coin when it is asked.
private struct Coin: Node {
  typealias Message = Never
  typealias Operation = Int
  typealias Response = Int
  var misuse: Misuse?
  enum Misuse: Hashable, Sendable { case clock, randomness, receiver, secondAnswer }
  var face: Int?

  mutating func invoke(_ operation: Int, as id: OperationID, _ context: inout Context<Self>) {
    switch misuse {
    case .clock: face = context.now > .start ? 1 : 0
    case .randomness: face = Int.random(in: 0...1, using: &context.random)
    case .secondAnswer: context.respond(0, to: id)
    case .receiver, nil: face = context.choose(from: operation)
    }
    context.respond(face ?? 0, to: id)
  }
}

private enum Roll: Hashable, Sendable, Renamable {
  case call
  case here(NodeID)

  func renamed(_ names: (NodeID) -> NodeID) -> Roll {
    if case .here(let node) = self { .here(names(node)) } else { .call }
  }
}

/// Calls the roll, and keeps who has answered.
private struct Caller: Node, Renamable {
  typealias Message = Roll
  var present: Set<NodeID> = []

  func start(_ context: inout Context<Self>) { context.broadcast(.call) }

  mutating func receive(_ message: Roll, from sender: NodeID, _ context: inout Context<Self>) {
    if case .here(let node) = message { present.insert(node) }
  }

  func renamed(_ names: (NodeID) -> NodeID) -> Caller { Caller(present: Set(present.map(names))) }
}

private struct Pupil: Node, Renamable {
  typealias Message = Roll

  func receive(_ message: Roll, from sender: NodeID, _ context: inout Context<Self>) {
    context.send(.here(context.id), to: sender)
  }

  func renamed(_ names: (NodeID) -> NodeID) -> Pupil { self }
}

@Suite("Search: systems of nodes")
struct SystemSearchTests {
  @Test("a bug seven messages deep is found with seven steps, and replayed in the world")
  func sevenSteps() throws {
    var system = System<Int>()
    for name in ["A", "B", "C"] { system.add(name, RingNode(begins: name == "A")) }
    let small = Invariant<Int>("stays below seven") { view in
      view.all(RingNode.self).contains { $0.node.seen >= 7 } ? "seven is reached" : nil
    }
    let found = try #require(SystemSearch("ring", system, invariants: [small]).run().counterexample)
    #expect(found.length == 7)
    #expect(found.message == "seven is reached")
    #expect(found.steps[1].action == "B receives 1 from A")
    let failure = try #require(found.failure)
    #expect(failure.schedule.count == 7)
    #expect(failure.seed == nil)
    let scenario = Scenario("ring", system, invariants: [small])
    #expect(try scenario.replay(failure.token).violation?.property == "stays below seven")
    #expect("\(found)".contains("replay: "))
  }

  @Test("messages arrive in any order, or in the order of sending where links are FIFO")
  func order() {
    func search(isFIFO: Bool) -> SearchReport {
      var system = System<Int>()
      system.links.standard = Link(isFIFO: isFIFO)
      system.add("sender", Burst(sends: 3))
      let receiver = system.add("receiver", Burst(sends: 0))
      let sorted = Invariant<Int>("in order") { view in
        let got = view[receiver, as: Burst.self].got
        return got == got.sorted() ? nil : "got \(got)"
      }
      return SystemSearch("burst", system, invariants: [sorted]).run()
    }
    #expect(search(isFIFO: true).holds)
    #expect(search(isFIFO: true).states == 4)
    #expect(search(isFIFO: false).counterexample?.length == 2)
  }

  @Test("without constraints, three messages in any order have sixteen states")
  func orderings() {
    var system = System<Int>()
    system.add("sender", Burst(sends: 3))
    system.add("receiver", Burst(sends: 0))
    // Of each k messages delivered, every order: 1 + 3 + 6 + 6.
    #expect(SystemSearch("burst", system).run().states == 16)
  }

  @Test("in a set a message arrives again and again, in a multiset as often as it was sent")
  func network() {
    var system = System<Int>()
    system.add("sender", Burst(sends: 1))
    let receiver = system.add("receiver", Burst(sends: 0))
    let once = Invariant<Int>("once") { view in
      view[receiver, as: Burst.self].got.count > 1 ? "twice" : nil
    }
    var search = SystemSearch("burst", system, invariants: [once])
    #expect(search.run().holds)
    search.network = .set
    #expect(search.run().counterexample?.property == "once")
  }

  @Test("duplication happens as often as the budget allows")
  func duplication() {
    var system = System<Int>()
    system.add("sender", Burst(sends: 1))
    let receiver = system.add("receiver", Burst(sends: 0))
    var search = SystemSearch("burst", system)
    search.budget.duplications = 2
    search.goals.append(
      SystemSearch.Goal("three") { $0[receiver, as: Burst.self].got.count == 3 })
    #expect(search.run().holds)
    search.goals.append(
      SystemSearch.Goal("four") { $0[receiver, as: Burst.self].got.count == 4 })
    #expect(search.run().counterexample?.property == "four")
  }

  @Test("a loss breaks a promise that nothing repairs")
  func loss() throws {
    var system = System<Int>()
    system.add("sender", Burst(sends: 1))
    let receiver = system.add("receiver", Burst(sends: 0))
    var search = SystemSearch("burst", system)
    search.promises.append(
      SystemSearch.Goal("it arrives") { !$0[receiver, as: Burst.self].got.isEmpty })
    #expect(search.run().holds)
    search.budget.losses = 1
    let found = try #require(search.run().counterexample)
    #expect(found.property == "it arrives")
    #expect(found.steps.last?.action == "the network loses 1 from sender to receiver")
  }

  @Test("of states that are the same but for the names of nodes one is kept", arguments: 2...5)
  func symmetry(pupils: Int) throws {
    var system = System<Roll>()
    let caller = system.add("caller", Caller())
    let nodes = (0..<pupils).map { system.add("pupil\($0)", Pupil()) }
    // Each pupil is called, answering or present: 3ⁿ states, and multisets of n of three kinds.
    var search = SystemSearch("roll", system)
    let all = (0..<pupils).reduce(1) { count, _ in count * 3 }
    #expect(search.run().states == all)
    search.interchangeable(nodes, of: Pupil.self)
    #expect(search.run().states == (pupils + 1) * (pupils + 2) / 2)
    search.invariants.append(
      Invariant("somebody is missing") { view in
        view[caller, as: Caller.self].present.count == pupils ? "all are here" : nil
      })
    let found = try #require(search.run().counterexample)
    #expect(found.length == 2 * pupils)
    #expect(found.failure?.schedule.count == 2 * pupils)
  }

  @Test("every value of a choice is tried, and only those")
  func choices() {
    var system = System<Never>()
    let coin = system.add("coin", Coin(), work: [3])
    var search = SystemSearch("coin", system)
    for face in 0..<3 {
      search.goals.append(SystemSearch.Goal("\(face)") { $0[coin, as: Coin.self].face == face })
    }
    #expect(search.run().holds)
    #expect(search.run().states == 4)
    search.invariants.append(
      Invariant("never two") { $0[coin, as: Coin.self].face == 2 ? "two" : nil })
    let found = search.run().counterexample
    #expect(found?.steps.last?.action == "coin is asked for 3, choosing 2")
  }

  @Test("a handler that reads the clock, draws at random or answers twice is told so")
  func misuse() throws {
    for (misuse, text) in [
      (Coin.Misuse.clock, "read its clock"), (.randomness, "drew a random number"),
      (.secondAnswer, "a second time"),
    ] {
      var system = System<Never>()
      system.add("coin", Coin(misuse: misuse), work: [3])
      let found = try #require(SystemSearch("coin", system).run().counterexample)
      #expect(found.property == Violation.correctUse)
      #expect(found.message.contains(text), "\(found)")
    }
  }
}

/// Answers what it is asked for at once, or when it gets its own message back.
private struct Clerk: Node {
  typealias Message = OperationID
  typealias Operation = Int
  typealias Response = Int
  var isSlow: Bool

  func invoke(_ operation: Int, as id: OperationID, _ context: inout Context<Self>) {
    if isSlow { context.send(id, to: context.id) } else { context.respond(operation, to: id) }
  }

  func receive(_ id: OperationID, from sender: NodeID, _ context: inout Context<Self>) {
    context.respond(0, to: id)
  }
}

@Suite("Search: histories")
struct SearchHistoryTests {
  private func clerks(_ pace: Workload<Int>, pacing: SystemSearch<OperationID>.Pacing)
    -> SystemSearch<OperationID>
  {
    var system = System<OperationID>()
    system.add("one", Clerk(isSlow: true), work: pace)
    system.add("two", Clerk(isSlow: true), work: pace)
    var search = SystemSearch("clerks", system)
    search.pacing = pacing
    return search
  }

  @Test("an operation may fall between two of another client, unless they follow at once")
  func pause() {
    for (pacing, isPossible) in [
      (SystemSearch<OperationID>.Pacing.anyTime, true), (.atOnce, false),
    ] {
      var search = clerks([1, 2], pacing: pacing)
      search.historyInvariant("nothing between", of: Clerk.self) { history in
        let all = history.entries
        for first in all {
          for middle in all where first.precedes(middle) && first.client != middle.client {
            for last in all where last.client == first.client && middle.precedes(last) {
              return "\(middle.id) lies between \(first.id) and \(last.id)"
            }
          }
        }
        return nil
      }
      #expect((search.run().counterexample != nil) == isPossible)
    }
  }

  @Test("operations of one client overlap if they are scheduled, and not in a closed loop")
  func overlap() {
    for (work, isPossible) in [
      (Workload.scheduled([(.zero, 1), (.zero, 2)]), true), ([1, 2], false),
    ] {
      var search = clerks(work, pacing: .anyTime)
      search.historyInvariant("one at a time", of: Clerk.self) { history in
        for one in history.entries {
          for other in history.entries where one.client == other.client && one.id < other.id {
            if !one.precedes(other) { return "\(one.id) overlaps \(other.id)" }
          }
        }
        return nil
      }
      #expect((search.run().counterexample != nil) == isPossible)
    }
  }

  @Test("what is answered at once precedes all that is asked for later")
  func order() {
    var system = System<OperationID>()
    system.add("one", Clerk(isSlow: false), work: [1])
    system.add("two", Clerk(isSlow: false), work: [2])
    var search = SystemSearch("clerks", system)
    search.historyInvariant("ordered", of: Clerk.self) { history in
      let done = history.completed
      guard done.count == 2 else { return nil }
      return done[0].precedes(done[1]) || done[1].precedes(done[0]) ? nil : "they overlap"
    }
    let report = search.run()
    #expect(report.holds, "\(report)")
    // Which came first is all that tells the last states apart.
    #expect(report.states == 5)
  }
}

/// Increments count once: values differ, and grow with real time.
private func search(
  _ flaw: CounterServer.Flaw, _ budget: SearchBudget, clients: Int = 2
) -> SystemSearch<CounterMessage> {
  var search = SystemSearch("counter", counter(clients: clients, operations: 1, flaw: flaw))
  search.budget = budget
  search.historyInvariant("each increment counts once", of: CounterClient.self) { history in
    for one in history.completed {
      for other in history.completed where one.id < other.id && one.response == other.response {
        return "\(one.id) and \(other.id) both got \(one.response ?? 0)"
      }
      if let value = one.response, value > history.entries.count { return "\(one.id) got \(value)" }
    }
    return nil
  }
  return search
}

@Suite("Search: faults")
struct SearchFaultTests {
  @Test("a server that counts each request once survives every fault of the budget")
  func survives() {
    for budget in [
      SearchBudget(losses: 1, timers: 1), SearchBudget(duplications: 2, timers: 0),
      SearchBudget(crashes: 1, timers: 1), SearchBudget(crashes: 2, timers: 1),
    ] {
      let report = search(.none, budget).run()
      #expect(report.holds, "\(report)")
    }
  }

  @Test("a server that counts repeated requests again is caught by a timer, or by the network")
  func countsTwice() throws {
    let timer = try #require(search(.countsTwice, SearchBudget(timers: 1)).run().counterexample)
    #expect(timer.steps.contains { $0.action.contains("fires retry") }, "\(timer)")
    #expect(timer.failure != nil)
    let network = search(.countsTwice, SearchBudget(duplications: 1, timers: 0)).run()
    #expect(network.counterexample?.failure != nil, "\(network)")
  }

  @Test("a server that answers before it has synced is caught by a crash")
  func answersBeforeSync() throws {
    let report = search(.answersBeforeSync, SearchBudget(crashes: 1, timers: 0)).run()
    let found = try #require(report.counterexample, "\(report)")
    #expect(found.steps.contains { $0.action.contains("crashes") }, "\(found)")
    #expect(found.failure != nil, "\(found)")
  }

  @Test("nodes that may not crash don't: the flaw of the server shows only where the server may")
  func crashable() throws {
    var search = search(.answersBeforeSync, SearchBudget(crashes: 1, timers: 0))
    let whole = search.run()
    search.crashable = Set(search.system.roster.nodes.dropFirst())
    #expect(search.run().holds)
    search.crashable = Set(search.system.roster.nodes.prefix(1))
    let found = try #require(search.run().counterexample)
    #expect(found.length == whole.counterexample?.length)
  }

  @Test("a server that appends behind a torn record is caught by the second crash")
  func trustsTornLog() throws {
    let report = search(.trustsTornLog, SearchBudget(crashes: 2, timers: 1)).run()
    let found = try #require(report.counterexample, "\(report)")
    #expect(found.steps.contains { $0.action.contains("one torn") }, "\(found)")
    #expect(found.failure != nil, "\(found)")
    #expect(search(.trustsTornLog, SearchBudget(crashes: 1, timers: 1)).run().holds)
  }
}
