// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 3323d1f965b24866

#sourceLocation(file: "Chapters/12-gfs.md", line: 5028)
import Chapter12
import Exercise12
import ExerciseTesting
import Simulation
import Testing

@Suite("12.5 A planner for clones", .exercise) struct ClonePlanTests {
  /// Nine servers, three in each rack: 1 to 3, 4 to 6, 7 to 9.
  private let servers = Dictionary(
    uniqueKeysWithValues: (1...9).map {
      ($0, ClusterState.Server(rack: ($0 - 1) / 3))
    })

  private func plan(_ chunks: [ClusterState.Chunk]) -> [Int] {
    planClones(ClusterState(servers: servers, chunks: chunks))
      .map(\.handle.number)
  }

  @Test("the chunk that lacks most comes first")
  func priorities() {
    var six = ClusterState.Chunk(3, on: [1, 4, 7])
    six.goal = 6
    let chunks: [ClusterState.Chunk] = [
      .init(1, on: [1, 4]), .init(2, on: [4]), six,
      .init(4, on: [1, 4, 7]),
    ]
    #expect(plan(chunks) == [3, 2, 1])
    #expect(plan(chunks.reversed()) == [3, 2, 1])
  }

  @Test("among equals live files come first, then those waited for")
  func ties() {
    var deleted = ClusterState.Chunk(1, on: [1, 4])
    deleted.isDeleted = true
    deleted.isWaitedFor = true
    let plain = ClusterState.Chunk(2, on: [1, 4])
    var waited = ClusterState.Chunk(3, on: [1, 4])
    waited.isWaitedFor = true
    let single = ClusterState.Chunk(4, on: [7])
    #expect(plan([deleted, plain, waited, single]) == [4, 3, 2, 1])
  }

  @Test("a replica on a server that is down doesn't count")
  func down() {
    var state = ClusterState(
      servers: servers,
      chunks: [.init(1, on: [1, 4, 7]), .init(2, on: [2, 5, 8])])
    state.servers[1]?.isUp = false
    state.servers[2]?.isUp = false
    state.servers[5]?.isUp = false
    let clones = planClones(state)
    #expect(clones.map(\.handle.number) == [2, 1])
    #expect(clones.first?.source == 8)
    #expect(clones.last.map { [4, 7].contains($0.source) } == true)
    #expect(clones.allSatisfy { state.servers[$0.target]?.isUp == true })
  }

  @Test("the target is in a rack without the chunk, if one has room")
  func racks() {
    let clones = planClones(
      ClusterState(servers: servers, chunks: [.init(1, on: [1, 5])]))
    #expect(clones.map(\.target).allSatisfy { $0 >= 7 } && clones.count == 1)
    var narrow = ClusterState(
      servers: servers, chunks: [.init(1, on: [1, 5]), .init(2, on: [2, 6])])
    for server in [7, 8, 9] { narrow.servers[server] = nil }
    #expect(planClones(narrow).count == 2, "two racks are better than none")
    var crowded = ClusterState(
      servers: [1: .init(rack: 0), 2: .init(rack: 0), 3: .init(rack: 1)],
      chunks: (1...4).map { .init($0, on: [1]) })
    crowded.serverLimit = 2
    for number in crowded.chunks.indices { crowded.chunks[number].goal = 2 }
    #expect(planClones(crowded).map(\.target) == [3, 3])
    crowded.chunks = (1...3).map { .init($0, on: [1, 2]) }
    crowded.chunks.append(.init(4, on: [2]))
    crowded.chunks[3].goal = 2
    crowded.servers[3]?.isUp = false
    #expect(planClones(crowded).map(\.target) == [1], "its own rack will do")
  }

  @Test("nothing is cloned from a stale replica, nor onto one")
  func stale() {
    var chunk = ClusterState.Chunk(1, on: [4])
    chunk.stale = [1, 2, 3, 7, 8]
    let clones = planClones(ClusterState(servers: servers, chunks: [chunk]))
    #expect(clones == [PlannedClone(ChunkHandle(1), from: 4, to: 9)])
    var lost = ClusterState.Chunk(2, on: [])
    lost.stale = [1]
    let other = ClusterState.Chunk(3, on: [2])
    #expect(plan([lost, other]) == [3])
  }

  @Test("the limits hold, and what they stop leaves its place to the next")
  func limits() {
    var state = ClusterState(
      servers: servers,
      chunks: (1...20).map { .init($0, on: [1]) } + [.init(21, on: [5, 9])])
    state.serverLimit = 3
    let clones = planClones(state)
    #expect(clones.count == 4)
    #expect(clones.last?.handle == ChunkHandle(21))
    state.cloneLimit = 2
    #expect(planClones(state).count == 2)
  }

  @Test(
    "the plan keeps all rules, and by and by every chunk has its goal",
    arguments: 0..<40)
  func converges(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func some(_ count: Int) -> [Int] {
      var all = Array(1...9)
      return (0..<count).map { _ in
        all.remove(at: Int(random.next(below: UInt64(all.count))))
      }
    }
    var state = ClusterState(
      servers: servers,
      chunks: (1...40).map { number in
        .init(number, on: some(1 + Int(random.next(below: 3))))
      })
    state.servers[1 + Int(random.next(below: 9))]?.isUp = false
    state.serverLimit = 2
    state.cloneLimit = 5
    for round in 0..<60 {
      let clones = planClones(state)
      var busy: [Int: Int] = [:]
      for clone in clones {
        busy[clone.source, default: 0] += 1
        busy[clone.target, default: 0] += 1
        let index = clone.handle.number - 1
        let holders = state.chunks[index].current
        let isGood =
          holders.contains(clone.source) && !holders.contains(clone.target)
          && state.servers[clone.source]?.isUp == true
          && state.servers[clone.target]?.isUp == true
        #expect(isGood, "seed \(seed), round \(round): \(clone)")
        guard isGood else { return }
        state.chunks[index].current.append(clone.target)
      }
      #expect(clones.count <= 5 && busy.values.allSatisfy { $0 <= 2 })
    }
    for chunk in state.chunks {
      let up = chunk.current.filter { state.servers[$0]?.isUp == true }
      let hadNone = chunk.current.count == 1 && up.isEmpty
      #expect(
        up.count == 3 || hadNone, "seed \(seed): \(chunk.handle) on \(up)")
    }
  }
}
#sourceLocation()
