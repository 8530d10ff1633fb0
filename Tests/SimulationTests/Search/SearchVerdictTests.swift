import SearchModels
import Simulation
import Testing

/// A lock of three digits that opens after seven turns: 3 + 2 + 2, and one wrong way round.
private func combinationLock(opening: [Int]) -> Specification {
  var spec = Specification("combination lock")
  let dial = spec.variables("dial", count: 3, initially: 0)
  for index in 0..<3 {
    spec.action("turn \(index) up") {
      $0[dial[index]] < 9
    } then: {
      $0[dial[index]] += 1
    }
    spec.action("turn \(index) down") {
      $0[dial[index]] > 0
    } then: {
      $0[dial[index]] -= 1
    }
  }
  spec.invariant("stays shut") { state in dial.map { state[$0] } != opening }
  return spec
}

@Suite("Search: verdicts")
struct SearchVerdictTests {
  @Test("a planted bug seven steps deep is found with seven steps", arguments: [1, 2])
  func sevenSteps(cores: Int) throws {
    var options = SearchOptions()
    options.cores = cores
    let report = combinationLock(opening: [3, 2, 2]).search(options)
    let counterexample = try #require(report.counterexample, "\(report)")
    #expect(counterexample.property == "stays shut")
    #expect(counterexample.length == 7)
    #expect(counterexample.steps.last?.changes.count == 1)
  }

  @Test("an opaque system gives the same verdict, trace length and counts as its specification")
  func opaque() throws {
    var system = TransitionSystem("combination lock", initially: [[0, 0, 0]]) { dials in
      dials.indices.flatMap { index in
        [1, -1].compactMap { turn in
          var next = dials
          next[index] += turn
          return (0...9).contains(next[index]) ? ("turn \(index)", next) : nil
        }
      }
    }
    let whole = system.search()
    #expect(whole.holds)
    #expect([whole.states, whole.generated, whole.depth] == [1_000, 5_401, 28])
    let spec = combinationLock(opening: [-1, 0, 0]).search()
    #expect([spec.states, spec.generated, spec.depth] == [1_000, 5_401, 28])
    system.invariant("stays shut") { $0 != [3, 2, 2] }
    #expect(try #require(system.search().counterexample).length == 7)
  }

  @Test("a goal that can't be reached is a failure, and one that can has a shortest witness")
  func goals() {
    var spec = combinationLock(opening: [-1, 0, 0])
    let extra = spec.variable("extra", initially: 0)
    spec.goal("at the start") { $0[extra] == 0 }
    #expect(spec.search().witnesses.first?.steps.count == 1)
    spec.goal("never") { $0[extra] == 1 }
    #expect(spec.search().counterexample?.property == "never")
  }

  @Test("a state in which nothing can happen is found, unless it is expected")
  func deadlock() throws {
    func countdown(isExpected: Bool) -> Specification {
      var spec = Specification("countdown")
      let left = spec.variable("left", initially: 5)
      spec.action("count") {
        $0[left] > 0
      } then: {
        $0[left] -= 1
      }
      spec.forbidDeadlock { isExpected && $0[left] == 0 }
      return spec
    }
    #expect(countdown(isExpected: true).search().holds)
    let found = try #require(countdown(isExpected: false).search().counterexample)
    #expect(found.property == "no deadlock")
    #expect(found.length == 5)
  }

  @Test("an action that is never enabled is named")
  func neverEnabled() {
    var spec = combinationLock(opening: [-1, 0, 0])
    spec.action("open") { _ in
      false
    } then: { _ in
    }
    #expect(spec.search().neverEnabled == ["open"])
  }

  @Test("out of budget is inconclusive, with what was seen")
  func budgets() {
    var options = SearchOptions()
    options.stateBudget = 50_000
    let few = twoPhaseCommit(managers: 7).search(options)
    #expect(few.verdict == .inconclusive("the budget of states is used up"))
    #expect(few.states >= 50_000 && few.states < 296_448)
    #expect(few.unexplored > 0)
    options = SearchOptions()
    options.memoryBudget = 2_000_000
    let small = twoPhaseCommit(managers: 7).search(options)
    #expect(small.verdict == .inconclusive("the budget of memory is used up"))
    #expect(small.states < 296_448)
  }

  @Test("depth first visits the same space and finds what is wrong", arguments: 1...5)
  func depthFirst(seed: Int) throws {
    var options = SearchOptions()
    options.order = .depthFirst(seed: UInt64(seed))
    #expect(twoPhaseCommit(managers: 5).search(options).states == 8_832)
    let found = try #require(combinationLock(opening: [3, 2, 2]).search(options).counterexample)
    #expect(found.length >= 7)
    #expect(found == combinationLock(opening: [3, 2, 2]).search(options).counterexample)
    options.order = .depthFirst(seed: UInt64(seed), depthLimit: 5)
    let cut = combinationLock(opening: [3, 2, 2]).search(options)
    #expect(cut.verdict == .inconclusive("the limit of depth cut the search off"))
  }

  @Test("a constraint leaves states out")
  func constraint() {
    var spec = combinationLock(opening: [3, 2, 2])
    let dial = spec.variable("unused", initially: 0)
    spec.constrain("never") { $0[dial] == 1 }
    #expect(spec.search().states == 0)
  }
}

@Suite("Search: all cores")
struct SearchCoresTests {
  @Test("any number of cores gives the same report to the last byte")
  func sameReport() {
    for cores in [2, 3, 4] {
      var options = SearchOptions()
      options.cores = cores
      #expect(
        twoPhaseCommit(managers: 7).search(options) == twoPhaseCommit(managers: 7).search())
      #expect(paxosRegister(clients: 2).run(options) == paxosRegister(clients: 2).run())
      let broken = paxosRegister(clients: 2, adoptsVotes: false)
      #expect(broken.run(options) == broken.run())
    }
  }
}

@Suite("Search: reports")
struct SearchReportTests {
  @Test("the report of a failing specification, to the letter")
  func failing() {
    let report = combinationLock(opening: [1, 1, 0]).search()
    #expect(
      "\(report)".split(separator: "\n").filter { !$0.contains("tables took") }
        .joined(separator: "\n") == """
          combination lock: fails: stays shut
            10 states, 16 generated, depth 2, 6 not yet explored
          "stays shut" falls: it doesn't hold here
            0. at the beginning
                 dial[0] = 0
                 dial[1] = 0
                 dial[2] = 0
            1. turn 1 up
                 dial[1] = 1
            2. turn 0 up
                 dial[0] = 1
          """)
  }

  @Test("a run of nodes reads as events and changes, the same in every process")
  func run() throws {
    let report = paxosRegister(clients: 2, adoptsVotes: false).run()
    let found = try #require(report.counterexample)
    #expect(found.length == 17)
    #expect(found.message == "no order explains what the clients were told")
    #expect(
      found.steps.map(\.action).filter { $0.hasPrefix("client") } == [
        "client0 receives putDone(client0#1) from server0, then client0 is asked for read",
        "client1 receives putDone(client1#1) from server1, then client1 is asked for read",
        "client0 receives got(client0#2, B) from server1",
        "client1 receives got(client1#2, A) from server2",
      ])
    #expect(
      found.steps[9].changes == [
        "client0: isWaitingFor = client0#2", "in flight to server1: get(client0#2) from client0",
      ])
  }

  @Test("large numbers are grouped, and memory has a unit")
  func numbers() {
    let text = "\(twoPhaseCommit(managers: 3).search())"
    #expect(text.contains("288 states, 1,146 generated, depth 11\n"))
    #expect(text.contains(" kB"))
  }
}
