// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 40f187276540bd37

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 3331)
import Chapter3
import Exercise3
import ExerciseTesting
import Simulation
import Testing

@Suite("3.4 A lock with fewer acknowledgements", .exercise)
struct FrugalMutexTests {
  private let type = FrugalMutex.self

  private func system(_ entries: [Int], link: Link = .reliable) -> System<
    MutexMessage
  > {
    mutexSystem(
      FrugalMutex(), processes: entries.count, entries: entries, link: link)
  }

  @Test(
    "in every run at most one is inside, in the order of requests, and nobody is left waiting",
    arguments: [[1, 1], [2, 1], [2, 2], [1, 1, 0], [1, 1, 1]])
  func everyRun(entries: [Int]) {
    var search = mutexSearch(of: system(entries), as: type)
    for node in search.system.roster.nodes where entries[Int(node.index)] > 0 {
      let name = search.system.roster.name(of: node)
      search.goals.append(
        .init("\(name) is inside") {
          let lock = $0[node, as: FrugalMutex.self]
          return lock.request != nil && lock.isInside
        })
    }
    var options = SearchOptions()
    options.stateBudget = 1_500_000
    let report = search.run(options)
    #expect(report.verdict == .holds, "\(report)")
    #expect(report.witnesses.count == search.goals.count, "\(report)")
  }

  @Test("where one enters twice, nothing falls in the first 200,000 states")
  func beginning() {
    var options = SearchOptions()
    options.stateBudget = 200_000
    let report = mutexSearch(of: system([2, 1, 1]), as: type).run(options)
    #expect(report.counterexample == nil, "\(report)")
    #expect(report.states >= 200_000, "\(report)")
  }

  @Test(
    "four processes that enter three times each are all answered, in 400 runs")
  func runs() {
    let link = Link(delay: .exponential(mean: .milliseconds(5)), isFIFO: true)
    let system = mutexSystem(
      FrugalMutex(), processes: 4, entries: [3, 3, 3, 3], link: link,
      holdingFor: .milliseconds(1))
    let scenario = Scenario(
      "frugal lock", system, invariants: mutexInvariants(of: type, in: system),
      checks: [
        .progress("all operations are answered") { world in
          let count = world.history(of: FrugalMutex.self).completed.count
          return count == 24 ? nil : "\(count) of 24 are"
        }
      ])
    let report = scenario.check(seeds: 0..<400)
    #expect(report.failure == nil, "\(report)")
  }

  @Test("who asks alone needs 3(N − 1) messages", arguments: 2...5)
  func alone(processes: Int) {
    let world = World(
      system([1] + Array(repeating: 0, count: processes - 1)), seed: 1)
    world.run()
    #expect(world.statistics.sent == 3 * (processes - 1))
    #expect(world.history(of: type).completed.count == 2)
  }

  @Test(
    "when all ask at once, each pair saves one acknowledgement",
    arguments: 2...6)
  func together(processes: Int) {
    let link = Link(delay: .constant(.milliseconds(3)), isFIFO: true)
    let world = World(
      system(Array(repeating: 1, count: processes), link: link), seed: 1)
    world.run()
    let pairs = processes * (processes - 1) / 2
    #expect(world.statistics.sent == 6 * pairs - pairs)
    #expect(world.history(of: type).completed.count == 2 * processes)
  }
}
#sourceLocation()
