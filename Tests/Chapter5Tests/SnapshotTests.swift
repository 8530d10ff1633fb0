// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 0534929276c0cad9

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2354)
import Simulation
import Testing

@testable import Chapter5

@Suite struct SnapshotTests {
  @Test("in every run of three branches the snapshot is complete and consistent")
  func everyRun() {
    let report = snapshotSearch(threeBranches()).run()
    #expect(report.verdict == .holds, "\(report)")
  }

  @Test("each rule is needed", arguments: SnapshotRule.allCases)
  func rules(rule: SnapshotRule) {
    let report = snapshotSearch(threeBranches(omitting: rule)).run()
    #expect(report.counterexample != nil, "\(report)")
  }

  @Test("without FIFO a snapshot can be inconsistent")
  func reordering() {
    let loose = threeBranches(link: Link(isFIFO: false))
    #expect(snapshotSearch(loose).run().counterexample != nil)
  }

  @Test("on two hundred busy days every coin is counted once")
  func days() {
    for seed in 0..<200 as Range<UInt64> {
      let bank = BusyDay(seed: seed)
      let snapshot = bank.snapshot(at: .milliseconds(5 + Int(seed) % 50))
      #expect(snapshot?.total == bank.total, "seed \(seed)")
    }
  }

  @Test("without FIFO some busy day's snapshot is wrong")
  func looseDays() {
    #expect(
      (0..<200 as Range<UInt64>).contains { seed in
        let bank = BusyDay(seed: seed)
        let snapshot = bank.snapshot(at: .milliseconds(20), isFIFO: false)
        return snapshot.map { $0.total != bank.total } ?? false
      })
  }

  @Test(
    "the permuted run is possible, ends alike, and reaches the snapshot",
    arguments: 0..<50 as Range<UInt64>)
  func permutation(seed: UInt64) throws {
    let bank = BusyDay(seed: seed)
    let world = World(bank.system(snapshotAt: .milliseconds(20)), seed: seed)
    world.run()
    let run = BankRun(of: world.trace, balances: bank.balances)
    let view = SystemView(roster: world.roster, source: world)
    let snapshot = try #require(view.snapshot)
    #expect(run.isPossible && run.permuted.isPossible)
    #expect(run.states.last == run.permuted.states.last)
    #expect(run.permuted.states[run.steps.count(where: \.isEarly)] == snapshot)
  }

  @Test("without FIFO the permuted run can be impossible")
  func impossible() {
    #expect(
      (0..<50 as Range<UInt64>).contains { seed in
        let bank = BusyDay(seed: seed)
        let system = bank.system(snapshotAt: .milliseconds(20), isFIFO: false)
        let world = World(system, seed: seed)
        world.run()
        return !BankRun(of: world.trace, balances: bank.balances).permuted
          .isPossible
      })
  }
}
#sourceLocation()
