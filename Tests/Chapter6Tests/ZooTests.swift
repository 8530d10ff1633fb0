// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest b5b8957c2d10a0cf

#sourceLocation(file: "Chapters/06-consistency.md", line: 2515)
import Chapter2
import Histories
import Simulation
import Testing

@testable import Chapter6

@Suite struct ZooTests {
  private let seeds = 1...10 as ClosedRange<UInt64>

  private func accepted(
    _ model: ConsistencyModel, _ design: any StoreDesign
  ) -> Int {
    seeds.count { seed in
      zooHistory(of: design, seed: seed).check(model, of: KeyValueStore())
        .isAccepted
    }
  }

  @Test("the single copy is linearizable in every run")
  func single() {
    #expect(accepted(.linearizable, CentralStore()) == 10)
  }

  @Test("majorities without write-back are regular and not linearizable")
  func majorities() {
    #expect(accepted(.regular, QuorumStore()) == 10)
    #expect(accepted(.linearizable, QuorumStore()) < 10)
  }

  @Test("the causal store is causal and not sequentially consistent")
  func causal() {
    #expect(accepted(.causal, CausalStore()) == 10)
    #expect(accepted(.sequential, CausalStore()) < 10)
  }

  @Test("caches keep some promises, the last writer's store hardly any")
  func weak() {
    let caches = CentralStore(cachingFor: .milliseconds(40))
    #expect(accepted(.readYourWrites, caches) == 10)
    #expect(accepted(.monotonicReads, caches) == 10)
    #expect(accepted(.linearizable, caches) < 10)
    #expect(accepted(.pram, EventualStore()) < 10)
    #expect(accepted(.readYourWrites, EventualStore()) < 10)
    #expect(accepted(.monotonicReads, EventualStore()) < 10)
  }

  @Test(
    "what a model accepts, all weaker models accept", arguments: zoo.indices)
  func hierarchy(index: Int) {
    let chain: [ConsistencyModel] = [
      .linearizable, .sequential, .causal, .pram, .monotonicReads,
    ]
    for seed in seeds {
      let history = zooHistory(of: zoo[index].design, seed: seed)
      let verdicts = chain.map {
        history.check($0, of: KeyValueStore()).isAccepted
      }
      let first = verdicts.firstIndex(of: true) ?? verdicts.endIndex
      #expect(verdicts[first...].allSatisfy { $0 }, "seed \(seed): \(verdicts)")
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
#sourceLocation(file: "Chapters/06-consistency.md", line: 2592)
extension ZooTests {
  @Test(
    "in a partition each design answers wrongly or not at all",
    arguments: zoo.indices)
  func partition(index: Int) {
    let history = partitionedHistory(of: zoo[index].design)
    let isRight = history.linearizability(of: KeyValueStore()).isAccepted
    #expect(!isRight || !history.pending.isEmpty)
    #expect(history.completed.count >= 1)
  }

  @Test(
    "after the last message all replicas hold the same",
    arguments: 1...10 as ClosedRange<UInt64>)
  func convergence(seed: UInt64) {
    func work() -> [Workload<KeyValueStore.Command>] {
      (0..<3).map { site in
        .closedLoop((0..<10).map { .put("k\($0 % 2)", "\(site)-\($0)") })
      }
    }
    let causal = StoreRun(
      CausalStore(), sites: 3, work: work(), link: Link(), seed: seed)
    let eventual = StoreRun(
      EventualStore(), sites: 3, work: work(), link: Link(), seed: seed)
    for site in 1..<3 {
      #expect(causal[site].values == causal[0].values)
      #expect(eventual[site].values == eventual[0].values)
    }
    #expect(causal[0].values.count == 2 && eventual[0].values.count == 2)
  }

  @Test("a time-out is pending for ever, and its client goes on as another")
  func timeouts() throws {
    typealias Reply = KeyValueStore.Reply
    var history = History<KeyValueStore.Command, Outcome<Reply>>()
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

  @Test("a read is as stale as its value has been overwritten")
  func staleness() {
    let history = StoreHistory(
      drawing: """
        A [x=1] [x=2]
        B      [x?-] [x?1] [x?1] [x?2]
        """)
    let milliseconds = history.staleness.map {
      Instant($0).nanoseconds / 1_000_000
    }
    #expect(milliseconds == [1, 1, 7, 0])
  }
}
#sourceLocation()
