import Simulation
import Testing

@Suite("Shortening")
struct ShrinkTests {
  @Test("what is left fails, is 1-minimal, and keeps its order", arguments: 0..<30)
  func minimal(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let elements = Array(0..<200)
    let needed = Set((0..<(1 + Int(seed % 9))).map { _ in Int(random.next(below: 200)) })
    var calls = 0
    let rest = shrink(elements) { some in
      calls += 1
      return needed.isSubset(of: some)
    }
    #expect(rest == needed.sorted())
    #expect(calls < 200 * 12)
  }

  @Test("elements that matter only together stay together")
  func pairs() {
    func fails(_ some: [Int]) -> Bool {
      some.contains(3) == some.contains(97) && some.contains(50)
    }
    let rest = shrink(Array(0..<100), fails: fails)
    #expect(fails(rest))
    for index in rest.indices {
      var less = rest
      less.remove(at: index)
      #expect(!fails(less))
    }
  }

  @Test("a list that always fails shrinks to nothing, and one that needs all stays")
  func extremes() {
    #expect(shrink(Array(0..<50)) { _ in true }.isEmpty)
    #expect(shrink(Array(0..<50)) { $0.count == 50 } == Array(0..<50))
    #expect(shrink([Int]()) { _ in true }.isEmpty)
  }

  private func crashing() -> Scenario<CounterMessage> {
    Scenario(
      "counter", counter(clients: 4, operations: 60, flaw: .answersBeforeSync),
      checks: [countsEachOnce], for: .seconds(20)
    ).faults(FaultBudget(crashes: 4, window: .seconds(3)), against: [NodeID(0)])
  }

  @Test("of a long run only the choices that matter are left, and none can be taken away")
  func schedule() throws {
    let scenario = crashing()
    let failure = try #require(scenario.check(seeds: 0..<20).failure)
    let seed = try #require(failure.seed)
    #expect(failure.originalCount > 500)
    #expect(failure.schedule.count <= 12)
    #expect(failure.faults.count == 1)
    let property = failure.violation.property
    #expect(scenario.violation(following: failure.schedule, seed: seed)?.property == property)
    for index in failure.schedule.indices {
      var less = failure.schedule
      less.remove(at: index)
      #expect(scenario.violation(following: less, seed: seed)?.property != property)
    }
  }

  @Test("the same seed is shortened to the same failure")
  func deterministic() throws {
    let first = try #require(crashing().check(seeds: 0..<20).failure)
    let second = try #require(crashing().check(seeds: 0..<20).failure)
    #expect(first == second)
    #expect(first.description == second.description)
  }

  @Test("nothing impossible is left: messages take their time, timers aren't early")
  func legal() throws {
    let failure = try #require(crashing().check(seeds: 0..<20).failure)
    var sent: [Int: Instant] = [:]
    for event in failure.trace.events {
      switch event.what {
      case .sends(let message, _, _): sent[message] = event.time
      case .receives(let message, _, _):
        let start = try #require(sent[message])
        #expect(start.duration(to: event.time) >= .milliseconds(1))
      default: break
      }
    }
  }

  @Test("a failure is printed with property, seed, choices, diagram and token")
  func printed() throws {
    let failure = try #require(crashing().check(seeds: 0..<20).failure)
    let text = failure.description
    #expect(text.hasPrefix("each increment counts once fell: "))
    #expect(text.contains("seed \(failure.seed ?? 0)"))
    #expect(text.contains("crash server"))
    #expect(text.contains("increment(client"))
    #expect(text.hasSuffix("replay: \(failure.token.text)"))
  }
}
