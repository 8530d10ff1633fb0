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
      "a invoke write 1\na ok\nb invoke read\nb ok 0",
      // A read of a value that nobody wrote.
      "a invoke read\na ok 7",
      // A read from the future.
      "a invoke read\na ok 1\nb invoke write 1\nb ok",
      // The new value, then the old one, while the write is still open.
      "w invoke write 1\na invoke read\na ok 1\nb invoke read\nb ok 0\nw ok",
      // Two compare-and-sets that both win.
      "a invoke cas 0 1\nb invoke cas 0 2\na ok\nb ok",
      // A compare-and-set that fails though the value was there all the time.
      "a invoke cas 0 1\na ok conflict",
    ])
  func plantedViolations(_ text: String) throws {
    let history = try registerHistory(text)
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
    let begin = "a invoke enqueue 1\na ok\na invoke enqueue 2\na ok\nb invoke dequeue\n"
    #expect(try history(begin + "b ok 1", of: Queue.self).linearizability(of: Queue()).isAccepted)
    #expect(try history(begin + "b ok 2", of: Queue.self).linearizability(of: Queue()).isRejected)
    #expect(try history(begin + "b ok nil", of: Queue.self).linearizability(of: Queue()).isRejected)
    let twice = "b ok 1\nb invoke dequeue\nb ok 1"
    #expect(try history(begin + twice, of: Queue.self).linearizability(of: Queue()).isRejected)
  }

  @Test("a pending write may have happened, or not, or only later; a failed one did not")
  func pendingWrites() throws {
    let begin = "a invoke write 1\na info\n"
    for read in ["b ok 0", "b ok 1", "b ok 0\nb invoke read\nb ok 1"] {
      let history = try registerHistory(begin + "b invoke read\n" + read)
      #expect(history.linearizability(of: Register(0)).isAccepted, "\(read)")
    }
    let back = try registerHistory(begin + "b invoke read\nb ok 1\nb invoke read\nb ok 0")
    #expect(back.linearizability(of: Register(0)).isRejected)
    let failed = try registerHistory("a invoke write 1\na fail\nb invoke read\nb ok 1")
    #expect(failed.linearizability(of: Register(0)).isRejected)
  }

  @Test("a pending write takes effect once only")
  func pendingOnce() throws {
    let text = """
      p invoke write 1
      p info
      a invoke read
      a ok 1
      a invoke cas 1 2
      a ok
      a invoke read
      a ok 1
      """
    #expect(try registerHistory(text).linearizability(of: Register(0)).isRejected)
    let twice = "q invoke write 1\nq info\n" + text
    #expect(try registerHistory(twice).linearizability(of: Register(0)).isAccepted)
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
    let history = try history(text, of: KeyValueMap.self)
    let byKey = history.linearizability(of: KeyValueMap())
    let whole = history.linearizability(of: Undivided(KeyValueMap()))
    #expect(byKey.isAccepted == whole.isAccepted)
    guard case (.rejected(let one), .rejected(let other)) = (byKey, whole) else { return }
    #expect(one.prefix == other.prefix)
  }

  @Test("one key of a map answers as the map does", arguments: 0..<20)
  func partOfMap(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var map = KeyValueMap(seed % 2 == 0 ? [:] : ["k": "1", "other": "2"], absent: "none")
    var part = map.part(of: "k")
    var earlier: [KeyValueMap.Part: KeyValueMap] = [part: map]
    let operations: [KeyValueMap.Operation] = [
      .get("k"), .put("k", "1"), .append("k", "2"), .delete("k"),
      .compareAndSet("k", expected: nil, new: "3"), .compareAndSet("k", expected: "1", new: "2"),
    ]
    for _ in 0..<100 {
      let operation = operations[Int.random(in: operations.indices, using: &random)]
      #expect(part.apply(operation) == map.apply(operation))
      #expect(part == map.part(of: "k"))
      #expect(earlier[part, default: map] == map)
      earlier[part] = map
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
    let pending = (0..<90).map { "p\($0) invoke write \($0)\np\($0) info\n" }.joined()
    let good = "a invoke read\na ok 80\na invoke read\na ok 3\n"
    #expect(
      try registerHistory(pending + good).linearizability(of: Undivided(Register(0))).isAccepted)
    let bad = "a invoke read\na ok 91"
    #expect(
      try registerHistory(pending + bad).linearizability(of: Undivided(Register(0))).isRejected)
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
    let stale = try registerHistory("a invoke write 1\na ok\nb invoke read\nb ok 0")
    #expect(stale.sequentialConsistency(of: Register(0)).isAccepted)
    #expect(stale.linearizability(of: Register(0)).isRejected)
    let forgotten = try registerHistory("a invoke write 1\na ok\na invoke read\na ok 0")
    #expect(forgotten.sequentialConsistency(of: Register(0)).isRejected)
  }

  @Test("each key alone may be sequentially consistent, and both together not")
  func notLocal() throws {
    let text = """
      a invoke put x 1
      a ok
      b invoke put y 1
      b ok
      a invoke get y
      a ok nil
      b invoke get x
      b ok nil
      """
    let history = try history(text, of: KeyValueMap.self)
    #expect(history.sequentialConsistency(of: KeyValueMap()).isRejected)
    for key in ["x", "y"] {
      let part = history.filter { KeyValueMap.key(of: $0.operation) == key }
      #expect(part.sequentialConsistency(of: KeyValueMap()).isAccepted)
    }
  }
}
