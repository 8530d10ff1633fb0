// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 7df3959a923d83f9

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1495)
import Chapter3
import Simulation
import Testing

@testable import Chapter5

@Suite struct CutTests {
  /// All cuts of a run of three processes.
  private func cuts(of run: Execution) -> [Cut] {
    let sizes = (0..<3).map { process in
      run.events.count { $0.process == process }
    }
    return (0...sizes[0]).flatMap { a in
      (0...sizes[1]).flatMap { b in (0...sizes[2]).map { Cut([a, b, $0]) } }
    }
  }

  @Test(
    "consistent means closed under happened before, and the vectors say the same",
    arguments: 0..<20 as Range<UInt64>)
  func definitions(seed: UInt64) {
    let run = Execution.random(processes: 3, events: 12, seed: seed)
    let times = run.vectorTimes()
    for cut in cuts(of: run) {
      let inside = run.events.indices.filter { run.contains($0, in: cut) }
      let isClosed = run.pairs.allSatisfy { a, b in
        !run.happenedBefore(a, b) || !inside.contains(b) || inside.contains(a)
      }
      var needed = VectorClock(processes: 3)
      for event in inside {
        var time = VectorClock(processes: 3)
        time = VectorClock(
          (0..<3).map { $0 < times[event].entries.count ? times[event][$0] : 0 })
        needed.join(time)
      }
      #expect(run.isConsistent(cut) == isClosed)
      #expect(run.isConsistent(cut) == (needed <= VectorClock(cut.counts)))
    }
  }

  @Test(
    "union and intersection of consistent cuts are consistent, and the walk finds all",
    arguments: 0..<20 as Range<UInt64>)
  func lattice(seed: UInt64) {
    let run = Execution.random(processes: 3, events: 10, seed: seed)
    let all = cuts(of: run).filter(run.isConsistent)
    let walked = Lattice(of: run, processes: 3).levels.flatMap { $0 }
    #expect(Set(walked) == Set(all) && walked.count == all.count)
    for a in all {
      for b in all {
        #expect(run.isConsistent(Cut(zip(a.counts, b.counts).map { max($0, $1) })))
        #expect(run.isConsistent(Cut(zip(a.counts, b.counts).map { min($0, $1) })))
      }
    }
  }

  @Test("each path is one run, and the number of paths is counted right")
  func paths() {
    let lattice = Lattice(of: .smallExample, processes: 2)
    #expect(lattice.paths().count == lattice.runs)
    #expect(Set(lattice.paths()).count == lattice.runs)
    #expect(!lattice.execution.isConsistent(Cut([0, 2])))
  }
}
#sourceLocation()
