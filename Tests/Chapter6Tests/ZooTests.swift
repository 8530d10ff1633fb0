// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 2ba5c61ffae6f114

#sourceLocation(file: "Chapters/06-consistency.md", line: 2625)
import Chapter2
import Histories
import Simulation
import Testing

@testable import Chapter6

@Suite struct ZooTests {
  private let seeds = 1...10 as ClosedRange<UInt64>

  private func verdicts(
    _ model: ConsistencyModel, _ design: any StoreDesign
  ) -> [ModelVerdict] {
    seeds.map { seed in
      zooHistory(of: design, seed: seed).check(model, of: KeyValueStore())
    }
  }

  private func keeps(_ design: any StoreDesign, _ model: ConsistencyModel)
    -> Bool
  {
    verdicts(model, design).allSatisfy { $0.isAccepted }
  }

  private func breaks(_ design: any StoreDesign, _ model: ConsistencyModel)
    -> Bool
  {
    verdicts(model, design).contains { $0.isRejected }
  }

  @Test("the single copy is linearizable in every run")
  func single() {
    #expect(keeps(CentralStore(), .linearizable))
  }

  @Test("majorities without write-back are regular")
  func majorities() {
    #expect(keeps(QuorumStore(), .regular))
    #expect(breaks(QuorumStore(quorum: 1), .regular))
  }

  @Test("slow messages show that majorities without write-back invert reads")
  func inversion() {
    let history = slowWrite()
    #expect(history.linearizability(of: KeyValueStore()).isRejected)
    #expect(history.check(.regular, of: KeyValueStore()).isAccepted)
  }

  @Test("with one writer a key the causal store is a causal memory and no more")
  func causal() {
    #expect(keeps(CausalStore(), .causalMemory))
    #expect(breaks(CausalStore(), .sequential))
  }

  @Test("caches keep some promises, the last writer's store hardly any")
  func weak() {
    let caches = CentralStore(cachingFor: .milliseconds(40))
    #expect(keeps(caches, .readYourWrites))
    #expect(keeps(caches, .monotonicReads))
    #expect(breaks(caches, .linearizable))
    #expect(breaks(EventualStore(), .pram))
    #expect(breaks(EventualStore(), .readYourWrites))
    #expect(breaks(EventualStore(), .monotonicReads))
  }

  @Test(
    "what a model accepts, all weaker models accept", arguments: zoo.indices)
  func hierarchy(index: Int) {
    let chain: [ConsistencyModel] = [
      .linearizable, .sequential, .causalMemory, .pram, .monotonicReads,
    ]
    for seed in seeds {
      let history = zooHistory(of: zoo[index].design, seed: seed)
      let verdicts = chain.map { history.check($0, of: KeyValueStore()) }
      let first = verdicts.firstIndex { $0.isAccepted } ?? verdicts.endIndex
      #expect(verdicts[..<first].allSatisfy { $0.isRejected }, "seed \(seed)")
      #expect(verdicts[first...].allSatisfy { $0.isAccepted }, "seed \(seed)")
    }
  }

  @Test("the page's PRAM is the library's", arguments: zoo.indices)
  func pram(index: Int) {
    for seed in seeds {
      let full = zooHistory(of: zoo[index].design, seed: seed)
      let history = full.prefix(events: 24)
      #expect(history.isPRAM == history.pram(of: KeyValueStore()).isAccepted)
    }
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 2719)
extension ZooTests {
  @Test(
    "in a partition each design answers wrongly or not at all",
    arguments: zoo.indices)
  func partition(index: Int) {
    let history = partitionedHistory(of: zoo[index].design)
    let isWrong = history.linearizability(of: KeyValueStore()).isRejected
    #expect(isWrong || !history.pending.isEmpty)
    #expect(history.completed.count >= 1)
  }

  @Test(
    "after the last message all replicas hold the same",
    arguments: 1...10 as ClosedRange<UInt64>)
  func convergence(seed: UInt64) {
    func work() -> [Workload<KeyValueStore.Operation>] {
      (0..<3).map { site in
        .closedLoop((0..<10).map { .put("k\($0 % 2)", "\(site)-\($0)") })
      }
    }
    let causal = StoreRun(
      CausalStore(), sites: 3, work: work(), link: Link(), seed: seed)
    let eventual = StoreRun(
      EventualStore(), sites: 3, work: work(), link: Link(), seed: seed)
    for site in 1..<3 {
      #expect(causal[site].copy == causal[0].copy)
      #expect(eventual[site].copy == eventual[0].copy)
    }
    #expect(causal[0].copy.keys.count == 2 && eventual[0].copy.keys.count == 2)
  }

  @Test("a time-out is pending forever, and its client goes on as another")
  func timeouts() throws {
    typealias Response = KeyValueStore.Response
    var history = History<KeyValueStore.Operation, Outcome<Response>>()
    let client = NodeID(0)
    let ids = (0..<2).map { OperationID(client: client, number: $0) }
    history.invoke(.put("x", "1"), as: ids[0], at: .start)
    try history.respond(.unknown, to: ids[0], at: .start)
    history.invoke(.get("x"), as: ids[1], at: .start)
    try history.respond(.reply(.value(nil)), to: ids[1], at: .start)
    let seen = history.withoutTimeouts()
    #expect(seen.pending.map(\.operation) == [.put("x", "1")])
    #expect(Set(seen.entries.map(\.client)).count == 2)
    #expect(seen.linearizability(of: KeyValueStore()).isAccepted)
  }

  @Test("a read that overlaps the overwriting is not stale yet, a later one is")
  func staleness() throws {
    let history = try StoreHistory(
      drawing: """
        A [x=1] [x=2]
        B      [x?-] [x?1] [x?1] [x?2]
        C         [x?1]
        D           [x?1]
        """)
    let milliseconds = history.staleness.map(\.wholeMilliseconds)
    #expect(milliseconds == [1, 0, 0, 1, 7, 0])
  }
}
#sourceLocation(file: "Chapters/06-consistency.md", line: 2784)
extension ZooTests {
  @Test("where two clients write a key, the causal store only converges")
  func twoWriters() {
    let first: [KeyValueStore.Operation] = [
      .put("w", "1"), .put("w", "2"), .put("w", "3"), .put("w", "4"),
      .put("x", "a"), .get("z"),
    ]
    let early = first.enumerated().map {
      (Duration.milliseconds($0 + 1), $1)
    }
    let late: [(Duration, KeyValueStore.Operation)] = [
      (.milliseconds(80), .get("v")), (.milliseconds(81), .get("x")),
    ]
    let other: [(Duration, KeyValueStore.Operation)] = [
      (.milliseconds(3), .put("z", "1")), (.milliseconds(4), .put("x", "b")),
      (.milliseconds(5), .put("v", "1")),
    ]
    let history = StoreRun(
      CausalStore(), sites: 2,
      work: [.scheduled(early + late), .scheduled(other)],
      link: Link(delay: .constant(.milliseconds(20))), seed: 1
    ).history
    let reads = history.entries.filter { $0.response != .done }
    #expect(history.drawn(reads.map(\.id)) == "z?- v?1 x?a")
    for model in [ConsistencyModel.causalConvergence, .causal] {
      #expect(history.check(model, of: KeyValueStore()).isAccepted)
    }
    for model in [ConsistencyModel.causalMemory, .pram] {
      #expect(history.check(model, of: KeyValueStore()).isRejected)
    }
  }

  @Test("a cache doesn't take a late answer for the answer to another question")
  func lateAnswer() {
    let reads: [(Duration, KeyValueStore.Operation)] = [
      (.milliseconds(10), .get("x")), (.milliseconds(40), .get("y")),
      (.milliseconds(60), .get("y")), (.milliseconds(120), .get("y")),
    ]
    let history = StoreRun(
      CentralStore(cachingFor: .milliseconds(500)), sites: 2,
      work: [[.put("x", "X"), .put("y", "Y")], .scheduled(reads)],
      link: Link(delay: .constant(.milliseconds(20))),
      patience: .milliseconds(15), seed: 1
    ).outcomes
    let answers = history.entries.filter { $0.client == NodeID(1) }
      .map(\.response)
    #expect(
      answers == [.unknown, .unknown, .unknown, .reply(.value("Y"))])
  }

  @Test("a client that goes on before it is answered stops the run")
  func overlap() async {
    await #expect(processExitsWith: .failure) {
      let twice = [
        (Duration.milliseconds(1), KeyValueStore.Operation.get("x")),
        (.milliseconds(2), .get("x")),
      ]
      _ = StoreRun(
        CentralStore(), sites: 2, work: [[], .scheduled(twice)],
        link: Link(delay: .constant(.milliseconds(5))), seed: 1)
    }
  }
}
#sourceLocation()
