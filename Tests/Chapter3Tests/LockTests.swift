// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest c43b412bbb83a069

#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1485)
import Simulation
import Testing

@testable import Chapter3

@Suite struct LockTests {
  @Test(
    "Lamport's lock is safe and live in every run",
    arguments: [[2, 2], [1, 1, 0]])
  func lamport(entries: [Int]) {
    let system = mutexSystem(
      LamportMutex(), processes: entries.count, entries: entries)
    let report = mutexSearch(of: system, as: LamportMutex.self).run()
    #expect(report.verdict == .holds, "\(report)")
  }

  @Test(
    "Ricart and Agrawala's lock is so without FIFO",
    arguments: [[2, 2], [1, 1, 1]])
  func permission(entries: [Int]) {
    let system = mutexSystem(
      RicartAgrawala(), processes: entries.count, entries: entries,
      link: Link(isFIFO: false))
    let report = mutexSearch(of: system, as: RicartAgrawala.self).run()
    #expect(report.verdict == .holds, "\(report)")
  }

  @Test("Lamport's lock needs FIFO: four steps put two processes inside")
  func reordering() throws {
    let system = mutexSystem(
      LamportMutex(), processes: 2, entries: [1, 1], link: Link(isFIFO: false))
    let report = mutexSearch(of: system, as: LamportMutex.self).run()
    #expect(try #require(report.counterexample).length == 4)
  }

  @Test("an entry costs 3(N − 1) and 2(N − 1) messages", arguments: 2...6)
  func messages(processes: Int) {
    let entries = Array(repeating: 2, count: processes)
    let one = World(
      mutexSystem(LamportMutex(), processes: processes, entries: entries),
      seed: 7)
    let two = World(
      mutexSystem(RicartAgrawala(), processes: processes, entries: entries),
      seed: 7)
    one.run()
    two.run()
    #expect(one.statistics.sent == 2 * processes * 3 * (processes - 1))
    #expect(two.statistics.sent == 2 * processes * 2 * (processes - 1))
  }

  @Test("two hundred runs of five processes keep both invariants")
  func runs() {
    let system = mutexSystem(
      LamportMutex(), processes: 5, entries: [3, 3, 3, 3, 3])
    let scenario = Scenario(
      "lock", system,
      invariants: mutexInvariants(of: LamportMutex.self, in: system))
    #expect(scenario.check(seeds: 0..<200).failure == nil)
  }
}
#sourceLocation()
