// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 79b6e47861b16200

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 4251)
import Chapter5
import Exercise5
import ExerciseTesting
import Simulation
import Testing

@Suite("5.5 Stuck or finished", .exercise) struct StuckTests {
  typealias Activity = WaitSnapshot.Activity

  /// Whether a process may go on once these others have.
  private func mayGoOn(_ process: Int, after free: Set<Int>, _ snapshot: WaitSnapshot) -> Bool {
    func hasGranted(_ other: Int) -> Bool {
      free.contains(other)
        || snapshot.grants.contains(.init(from: other, to: process))
    }
    switch snapshot.processes[process] {
    case .active, .passive: return true
    case .waitsForAll(let others): return others.allSatisfy(hasGranted)
    case .waitsForAny(let others): return others.contains(where: hasGranted)
    }
  }

  /// By trying every order in which processes may go on.
  private func stuck(_ snapshot: WaitSnapshot) -> Set<Int> {
    var known: Set<Set<Int>> = []
    var everFree: Set<Int> = []
    func explore(_ free: Set<Int>) {
      guard known.insert(free).inserted else { return }
      everFree.formUnion(free)
      for process in snapshot.processes.indices
      where !free.contains(process) && mayGoOn(process, after: free, snapshot) {
        explore(free.union([process]))
      }
    }
    explore([])
    return Set(snapshot.processes.indices).subtracting(everFree)
  }

  /// Active, passive, and both ways to wait for each set of the other two.
  private func activities(of process: Int) -> [Activity] {
    let others = [0, 1, 2].filter { $0 != process }
    let sets: [Set<Int>] = [[others[0]], [others[1]], Set(others)]
    return [.active, .passive] + sets.map { .waitsForAll($0) }
      + sets.map { .waitsForAny($0) }
  }

  private func compare(_ snapshot: WaitSnapshot) throws {
    let (found, expected) = (deadlocked(snapshot), stuck(snapshot))
    try #require(
      found == expected,
      "\(snapshot): \(found.sorted()) instead of \(expected.sorted())")
  }

  @Test("all wait graphs of three processes", arguments: [nil, 0, 1, 2] as [Int?])
  func small(granting: Int?) throws {
    let grants = granting.map { [WaitSnapshot.Grant(from: $0, to: ($0 + 1) % 3)] } ?? []
    for a in activities(of: 0) {
      for b in activities(of: 1) {
        for c in activities(of: 2) {
          try compare(WaitSnapshot([a, b, c], grants: grants))
        }
      }
    }
  }

  @Test("random wait graphs of six processes", arguments: 0..<5 as Range<UInt64>)
  func random(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let processes = (0..<6).map { process -> Activity in
        let others = Set((0..<6).filter { $0 != process && random.next(below: 3) == 0 })
        guard !others.isEmpty else {
          return random.next(below: 4) == 0 ? .passive : .waitsForAll([(process + 1) % 6])
        }
        return random.next(below: 2) == 0 ? .waitsForAll(others) : .waitsForAny(others)
      }
      let grants = (0..<Int(random.next(below: 3))).map { _ in
        let (from, step) = (Int(random.next(below: 6)), Int(random.next(below: 5)))
        return WaitSnapshot.Grant(from: from, to: (from + 1 + step) % 6)
      }
      try compare(WaitSnapshot(processes, grants: grants))
    }
  }

  @Test("who waits for the deadlocked is deadlocked, who waits for any may be free")
  func named() {
    let cycle: [Activity] = [.waitsForAll([1]), .waitsForAll([0])]
    #expect(deadlocked(WaitSnapshot(cycle + [.waitsForAll([0])])) == [0, 1, 2])
    #expect(
      deadlocked(WaitSnapshot([.waitsForAny([1, 2]), .waitsForAll([0]), .passive])).isEmpty)
    #expect(deadlocked(WaitSnapshot(cycle, grants: [.init(from: 0, to: 1)])).isEmpty)
    #expect(deadlocked(WaitSnapshot(cycle, work: 3)) == [0, 1])
  }

  @Test("terminated means all passive and nothing on its way")
  func termination() {
    #expect(terminated(WaitSnapshot([.passive, .passive])))
    #expect(!terminated(WaitSnapshot([.passive, .active])))
    #expect(!terminated(WaitSnapshot([.passive, .passive], work: 1)))
    #expect(
      !terminated(WaitSnapshot([.passive, .passive], grants: [.init(from: 0, to: 1)])))
    #expect(!terminated(WaitSnapshot([.waitsForAll([1]), .waitsForAll([0])])))
    #expect(!terminated(WaitSnapshot([.passive, .waitsForAny([0])])))
  }
}
#sourceLocation()
