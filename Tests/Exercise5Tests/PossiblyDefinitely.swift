// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 9360bcb63d318b86

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 4418)
import Chapter3
import Chapter5
import Exercise5
import ExerciseTesting
import Simulation
import Testing

@Suite("5.6 Possibly and definitely", .exercise) struct PossiblyDefinitelyTests {
  /// Processes that take steps and never talk.
  private func free(_ processes: Int, steps: Int) -> Execution {
    var run = Execution()
    for _ in 0..<steps { for process in 0..<processes { run.append(to: process) } }
    return run
  }

  private func judge(
    _ run: Execution, _ paths: [[Cut]], processes: Int, _ chosen: Set<Cut>
  ) throws {
    let asked = Asked()
    func condition(_ cut: Cut) -> Bool {
      asked.cuts.insert(cut)
      return chosen.contains(cut)
    }
    let witness = possibly(run, processes: processes, condition)
    let isDefinite = definitely(run, processes: processes, condition)
    let names = chosen.map(\.counts).sorted { $0.lexicographicallyPrecedes($1) }
    if let witness {
      try #require(chosen.contains(witness), "true in \(names): \(witness.counts) isn't one")
    }
    let isPossible = paths.joined().contains(where: chosen.contains)
    try #require((witness != nil) == isPossible, "possibly, true in \(names)")
    let expected = paths.allSatisfy { $0.contains(where: chosen.contains) }
    try #require(isDefinite == expected, "definitely, true in \(names)")
    let reachable = Set(paths.joined())
    try #require(asked.cuts.isSubset(of: reachable), "an inconsistent cut was asked about")
  }

  private final class Asked { var cuts: Set<Cut> = [] }

  @Test("two processes with two steps each, and all 512 conditions")
  func allConditions() throws {
    let run = free(2, steps: 2)
    let lattice = Lattice(of: run, processes: 2)
    let cuts = lattice.levels.flatMap { $0 }
    let paths = lattice.paths()
    for number in 0..<512 {
      let chosen = cuts.indices.filter { number >> $0 & 1 == 1 }.map { cuts[$0] }
      try judge(run, paths, processes: 2, Set(chosen))
    }
  }

  @Test("random runs with messages, random conditions", arguments: 0..<12 as Range<UInt64>)
  func random(seed: UInt64) throws {
    let run = Execution.random(processes: 3, events: 8, seed: seed)
    let lattice = Lattice(of: run, processes: 3)
    let cuts = lattice.levels.flatMap { $0 }
    let paths = lattice.paths()
    var random = SplitMix64(seed: seed)
    for share in [2, 3, 5, 8] as [UInt64] {
      for _ in 0..<5 {
        try judge(
          run, paths, processes: 3, Set(cuts.filter { _ in random.next(below: share) == 0 }))
        try judge(
          run, paths, processes: 3, Set(cuts.filter { _ in random.next(below: share) != 0 }))
      }
    }
  }

  @Test("possibly without definitely, and the ends of the run")
  func examples() throws {
    let run = Execution.smallExample
    func bothInside(_ cut: Cut) -> Bool { cut.counts == [2, 2] }
    func oneInside(_ cut: Cut) -> Bool { cut.counts.contains(2) }
    #expect(possibly(run, processes: 2, bothInside) == Cut([2, 2]))
    #expect(!definitely(run, processes: 2, bothInside))
    #expect(definitely(run, processes: 2, oneInside))
    #expect(definitely(run, processes: 2) { $0.counts == [0, 0] })
    #expect(definitely(run, processes: 2) { $0.counts == [3, 3] })
    #expect(possibly(run, processes: 2) { $0.counts == [0, 0] } == Cut([0, 0]))
    #expect(possibly(run, processes: 2) { $0.counts == [3, 3] } == Cut([3, 3]))
    #expect(possibly(run, processes: 2) { $0.counts == [0, 3] } == nil)
  }

  @Test("a run with 1,296 cuts is walked cut by cut, not path by path")
  func large() {
    let run = free(4, steps: 5)
    #expect(definitely(run, processes: 4) { $0.counts.sum == 10 })
    #expect(!definitely(run, processes: 4) { $0.counts == [5, 5, 5, 0] })
    #expect(possibly(run, processes: 4) { $0.counts == [5, 0, 5, 0] } == Cut([5, 0, 5, 0]))
  }
}
#sourceLocation()
