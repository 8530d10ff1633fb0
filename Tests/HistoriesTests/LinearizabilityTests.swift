import Figures
import HistoryOracle
import Simulation
import Testing

@testable import Histories

@Suite("Linearizability") struct LinearizabilityTests {
  @Test(
    "each planted violation is rejected",
    arguments: [
      // A stale read.
      """
      A [x=1]
      B       [x?0]
      """,
      // A read of a value that nobody wrote.
      "A [x?7]",
      // A read from the future.
      """
      A [x?1]
      B       [x=1]
      """,
      // The new value, then the old one, while the write is still open.
      """
      W [x=1           ]
      A   [x?1]
      B         [x?0]
      """,
      // Two compare-and-sets that both win.
      """
      A [x:0=1]
      B  [x:0=2]
      """,
      // A compare-and-set that fails though the value was there all the time.
      "A [x:0=1!]",
    ])
  func plantedViolations(_ drawing: String) throws {
    let history = try RegisterHistory(drawing: drawing)
    let verdict = history.linearizability(of: Register(0))
    guard case .rejected(let why) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(why.prefix.linearizability(of: Register(0)).isRejected)
    #expect(
      why.prefix.prefix(events: why.prefix.eventCount - 1).linearizability(of: Register(0))
        .isAccepted)
    #expect(why.core.linearizability(of: Register(0)).isRejected)
  }

  @Test("a queue that gives elements in the wrong order, or twice, is rejected")
  func queues() throws {
    typealias Queue = FIFOQueue<Int>
    for (found, isRight) in [
      ("[x?1]", true), ("[x?2]", false), ("[x?-]", false), ("[x?1] [x?1]", false),
    ] {
      let history = try History(
        drawing: """
          A [x+1] [x+2]
          B             \(found)
          """, of: Queue.self)
      #expect(history.linearizability(of: Queue()).isAccepted == isRight, "\(found)")
    }
  }

  @Test("a pending write may have happened, or not, or only later; a failed one did not")
  func pendingWrites() throws {
    for (reads, isRight) in [
      ("[x?0]", true), ("[x?1]", true), ("[x?0] [x?1]", true), ("[x?1] [x?0]", false),
    ] {
      let history = try RegisterHistory(
        drawing: """
          A [x=1
          B       \(reads)
          """)
      #expect(history.linearizability(of: Register(0)).isAccepted == isRight, "\(reads)")
    }
    let failed = try history(
      "a invoke write 1\na fail\nb invoke read\nb ok 1", of: IntRegister.self)
    #expect(failed.linearizability(of: Register(0)).isRejected)
  }

  @Test("a pending write takes effect once only")
  func pendingOnce() throws {
    let drawing = """
      P [x=1
      A       [x?1] [x:1=2] [x?1]
      """
    #expect(try RegisterHistory(drawing: drawing).linearizability(of: Register(0)).isRejected)
    let twice = drawing + "\nQ [x=1"
    #expect(try RegisterHistory(drawing: twice).linearizability(of: Register(0)).isAccepted)
  }

  @Test("the reported prefix is the shortest, as brute force finds it", arguments: 1...4)
  func shortestPrefix(_ count: Int) throws {
    var histories = 0
    for operations in Enumeration.all(of: count, withCompareAndSet) {
      let history = try RegisterHistory(operations)
      let expected = Oracle.shortestRejectedPrefix(operations)
      histories += 1
      switch history.linearizability(of: Register(0)) {
      case .rejected(let why) where histories % 7 == 0 || count < 4:
        #expect(why.prefix.eventCount == expected)
        #expect(why.isShortest)
        #expect(why.core.linearizability(of: Register(0)).isRejected)
        #expect(why.core[why.suspect] != nil, "\(operations)")
      case .rejected: #expect(expected != nil)
      case .accepted(let order):
        #expect(expected == nil)
        #expect(objection(to: order, in: history, of: Register(0)) == nil)
      case .unknown: Issue.record("unknown without a limit")
      }
    }
  }

  @Test("every point lies in its bar, and replaying the order gives the answers", arguments: 0..<60)
  func witnesses(_ seed: UInt64) throws {
    let history = try randomHistory(
      clients: 6, operations: 200, values: seed % 2 == 0 ? 1...3 : nil, lies: false, seed: seed)
    guard case .accepted(let order) = history.linearizability(of: Register(0)) else {
      Issue.record("rejected")
      return
    }
    #expect(objection(to: order, in: history, of: Register(0)) == nil)
  }

  @Test("the zones and the search say the same of 200 operations, true or not", arguments: 0..<60)
  func zonesAndSearch(_ seed: UInt64) throws {
    let history = try randomHistory(
      clients: 5, operations: 200, values: nil, lies: seed % 3 > 0, seed: seed)
    let zones = history.linearizability(of: Register(0))
    let search = history.linearizability(of: Undivided(Register(0)))
    #expect(zones.isAccepted == search.isAccepted)
    guard case (.rejected(let one), .rejected(let other)) = (zones, search) else { return }
    #expect(one.prefix == other.prefix)
    #expect(one.suspect == other.suspect)
    #expect(one.core.entries.count <= 6)
  }

  @Test("keys make no difference to the verdict", arguments: 0..<20)
  func partition(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var text = ""
    var answers: [Int: String] = [:]
    for step in 0..<40 {
      let (client, key) = (step % 4, Int.random(in: 0..<3, using: &random))
      if step >= 4 { text += "c\(client) ok" + (answers[client] ?? "") + "\n" }
      let value = Int.random(in: 0..<2, using: &random)
      let isRead = Bool.random(using: &random)
      text += "c\(client) invoke " + (isRead ? "get k\(key)\n" : "put k\(key) \(value)\n")
      answers[client] = isRead ? (Bool.random(using: &random) ? " nil" : " \(value)") : ""
    }
    let history = try history(text, of: KeyValueStore.self)
    let byKey = history.linearizability(of: KeyValueStore())
    let whole = history.linearizability(of: Undivided(KeyValueStore()))
    #expect(byKey.isAccepted == whole.isAccepted)
    guard case (.rejected(let one), .rejected(let other)) = (byKey, whole) else { return }
    #expect(one.prefix == other.prefix)
  }

  @Test("one key of a store answers as the store does", arguments: 0..<20)
  func partOfStore(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var store = KeyValueStore(seed % 2 == 0 ? [:] : ["k": "1", "other": "2"])
    var part = store.part(of: "k")
    var earlier: [KeyValueStore.Part: KeyValueStore] = [part: store]
    let operations: [KeyValueStore.Operation] = [
      .get("k"), .put("k", "1"), .append("k", "2"), .delete("k"),
      .compareAndSet("k", expected: nil, new: "3"), .compareAndSet("k", expected: "1", new: "2"),
    ]
    for _ in 0..<100 {
      let operation = operations[Int.random(in: operations.indices, using: &random)]
      #expect(part.apply(operation) == store.apply(operation))
      #expect(part == store.part(of: "k"))
      #expect(earlier[part, default: store] == store)
      earlier[part] = store
    }
  }

  @Test("a check that reaches its limit says so, and says how far it got")
  func limits() throws {
    let history = try randomHistory(
      clients: 6, operations: 200, values: 1...2, lies: false, seed: 1)
    guard
      case .unknown(let exhaustion) = history.linearizability(of: Register(0), limit: .states(3))
    else {
      Issue.record("not unknown")
      return
    }
    #expect(exhaustion.events == history.eventCount)
    let known = history.prefix(events: exhaustion.explainedEvents)
    #expect(known.linearizability(of: Register(0)).isAccepted)
  }

  @Test("more operations than a word has bits may be open at once")
  func wide() throws {
    let pending = (0..<90).map { "P\($0) [x=\($0)\n" }.joined()
    for (reads, isRight) in [("[x?80] [x?3]", true), ("[x?91]", false)] {
      let history = try RegisterHistory(drawing: pending + "A        \(reads)")
      #expect(history.linearizability(of: Undivided(Register(0))).isAccepted == isRight)
    }
  }

  @Test("the same history gives the same verdict, to the last word", arguments: 0..<5)
  func determinism(_ seed: UInt64) throws {
    func verdict() throws -> String {
      let history = try randomHistory(
        clients: 5, operations: 80, values: 1...3, lies: true, seed: seed)
      let verdict = history.linearizability(of: Undivided(Register(0)))
      return "\(verdict)" + verdict.figure(of: history).text
    }
    #expect(try verdict() == verdict())
  }
}

@Suite("Sequential consistency") struct SequentialConsistencyTests {
  @Test("a stale read is allowed, one's own write forgotten is not")
  func staleReads() throws {
    let stale = try RegisterHistory(
      drawing: """
        A [x=1]
        B       [x?0]
        """)
    #expect(stale.sequentialConsistency(of: Register(0)).isAccepted)
    #expect(stale.linearizability(of: Register(0)).isRejected)
    let forgotten = try RegisterHistory(drawing: "A [x=1] [x?0]")
    #expect(forgotten.sequentialConsistency(of: Register(0)).isRejected)
  }

  @Test("each key alone may be sequentially consistent, and both together not")
  func notLocal() throws {
    let history = try StoreHistory(
      drawing: """
        A [x=1]       [y?-]
        B       [y=1]       [x?-]
        """)
    #expect(history.sequentialConsistency(of: KeyValueStore()).isRejected)
    for key in ["x", "y"] {
      let part = history.filter { KeyValueStore.key(of: $0.operation) == key }
      #expect(part.sequentialConsistency(of: KeyValueStore()).isAccepted)
    }
  }
}
