// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest a1164fcfff85677f

#sourceLocation(file: "Chapters/06-consistency.md", line: 5272)
import Exercise6
import ExerciseTesting
import Simulation
import Testing

@Suite("6.5 A causal store that waits for no more than it must", .exercise)
struct CausalReplicaTests {
  /// What somebody reads who has read nothing before.
  private func look(_ key: String, _ store: CausalReplica) -> String? {
    var context = CausalContext()
    return store.get(key, context: &context)
  }

  private func replicas() -> (CausalReplica, CausalReplica, CausalReplica) {
    (
      CausalReplica(replica: 0), CausalReplica(replica: 1),
      CausalReplica(replica: 2)
    )
  }

  @Test("a write is there at once, without a word from the other replicas")
  func local() {
    var store = CausalReplica(replica: 0)
    var writer = CausalContext()
    #expect(store.get("x", context: &writer) == nil)
    let update = store.put("1", for: "x", context: &writer)
    #expect(update.key == "x" && update.value == "1")
    #expect(store.get("x", context: &writer) == "1")
    _ = store.put("2", for: "x", context: &writer)
    #expect(store.get("x", context: &writer) == "2")
    #expect(look("x", store) == "2")
  }

  @Test("a replica that waits for others writes at once, too")
  func localWhileWaiting() {
    var (a, b, c) = replicas()
    var (asker, writer) = (CausalContext(), CausalContext())
    _ = a.put("1", for: "x", context: &asker)
    b.replicate(a.put("2", for: "x", context: &asker))
    #expect(b.waitingCount == 1)
    c.replicate(b.put("3", for: "y", context: &writer))
    #expect(look("y", b) == "3")
    #expect(look("y", c) == "3")
  }

  @Test("an answer isn't shown before its question")
  func question() {
    var (a, b, c) = replicas()
    var (asker, answerer) = (CausalContext(), CausalContext())
    let question = a.put("why?", for: "question", context: &asker)
    b.replicate(question)
    #expect(b.get("question", context: &answerer) == "why?")
    let answer = b.put("because", for: "answer", context: &answerer)
    c.replicate(answer)
    #expect(look("answer", c) == nil)
    #expect(c.waitingCount == 1)
    c.replicate(question)
    #expect(look("answer", c) == "because")
    #expect(look("question", c) == "why?")
    #expect(c.waitingCount == 0)
  }

  @Test("a write waits for all that its client has read, not only for the last")
  func allReads() {
    var (a, b, c) = replicas()
    var d = CausalReplica(replica: 3)
    var (first, second, reader) = (
      CausalContext(), CausalContext(), CausalContext()
    )
    let x = a.put("1", for: "x", context: &first)
    let y = b.put("2", for: "y", context: &second)
    c.replicate(x)
    c.replicate(y)
    _ = c.get("x", context: &reader)
    _ = c.get("y", context: &reader)
    d.replicate(c.put("3", for: "z", context: &reader))
    d.replicate(y)
    #expect(look("z", d) == nil)
    d.replicate(x)
    #expect(look("z", d) == "3")
  }

  @Test("a write waits for what its client wrote before")
  func ownWrites() {
    var (a, b, _) = replicas()
    var writer = CausalContext()
    let first = a.put("1", for: "x", context: &writer)
    let second = a.put("2", for: "y", context: &writer)
    b.replicate(second)
    #expect(look("y", b) == nil)
    b.replicate(first)
    #expect(look("x", b) == "1" && look("y", b) == "2")
  }

  @Test("to overwrite a key is to forget nothing that was read of others")
  func overwriting() {
    var (a, b, c) = replicas()
    var (first, second) = (CausalContext(), CausalContext())
    let y = b.put("old", for: "y", context: &second)
    c.replicate(y)
    let x = a.put("1", for: "x", context: &first)
    b.replicate(x)
    _ = b.get("x", context: &second)
    c.replicate(b.put("new", for: "y", context: &second))
    #expect(look("y", c) == "old")
    c.replicate(x)
    #expect(look("y", c) == "new")
  }

  @Test("what the writer hasn't read delays nobody, though its replica has it")
  func falseDependency() {
    var (a, b, c) = replicas()
    var (first, second) = (CausalContext(), CausalContext())
    b.replicate(a.put("1", for: "x", context: &first))
    c.replicate(b.put("2", for: "y", context: &second))
    #expect(look("y", c) == "2")
    #expect(c.waitingCount == 0)
  }

  @Test("the writes of two clients of one replica both arrive, in either order")
  func twoClients() {
    var (a, b, _) = replicas()
    var (first, second) = (CausalContext(), CausalContext())
    let x = a.put("1", for: "x", context: &first)
    let y = a.put("2", for: "y", context: &second)
    b.replicate(y)
    b.replicate(x)
    #expect(look("x", b) == "1" && look("y", b) == "2")
    #expect(b.waitingCount == 0)
  }

  @Test("who has read a value and overwrites it wins everywhere")
  func overwriteWins() {
    var (a, b, c) = replicas()
    var (first, second) = (CausalContext(), CausalContext())
    var updates = ["1", "2", "3"].map {
      a.put($0, for: "x", context: &first)
    }
    for update in updates { b.replicate(update) }
    _ = b.get("x", context: &second)
    updates.append(b.put("4", for: "x", context: &second))
    a.replicate(updates[3])
    for update in updates.reversed() { c.replicate(update) }
    #expect([look("x", a), look("x", b), look("x", c)] == ["4", "4", "4"])
    _ = a.get("x", context: &first)
    let last = a.put("5", for: "x", context: &first)
    b.replicate(last)
    c.replicate(last)
    #expect([look("x", a), look("x", b), look("x", c)] == ["5", "5", "5"])
  }

  @Test("of writes that know nothing of one another, all choose the same")
  func concurrent() {
    var stores = (0..<3).map { CausalReplica(replica: $0) }
    let updates = stores.indices.map { index in
      var writer = CausalContext()
      return stores[index].put("\(index)", for: "x", context: &writer)
    }
    let orders = [[0, 1, 2], [1, 2, 0], [2, 1, 0]]
    for (index, order) in orders.enumerated() {
      for update in order where update != index {
        stores[index].replicate(updates[update])
      }
    }
    var late = CausalReplica(replica: 3)
    for update in [1, 0, 2] { late.replicate(updates[update]) }
    let values = (stores + [late]).map { look("x", $0) }
    #expect(["0", "1", "2"].contains(values[0]))
    #expect(Set(values).count == 1)
  }

  @Test(
    "in every order, and twice, five updates come to the same, and none waits")
  func everyOrder() throws {
    var (a, b, _) = replicas()
    var (first, second) = (CausalContext(), CausalContext())
    var updates = [a.put("1", for: "x", context: &first)]
    b.replicate(updates[0])
    _ = b.get("x", context: &second)
    updates.append(b.put("2", for: "x", context: &second))
    updates.append(a.put("3", for: "y", context: &first))
    b.replicate(updates[2])
    _ = b.get("y", context: &second)
    updates.append(b.put("4", for: "y", context: &second))
    updates.append(b.put("5", for: "z", context: &second))
    for order in permutations(of: Array(0..<5)) {
      var c = CausalReplica(replica: 2)
      for index in order {
        c.replicate(updates[index])
        c.replicate(updates[index])
        try #require(c.waitingCount <= 4)
      }
      let values = [look("x", c), look("y", c), look("z", c)]
      try #require(values == ["2", "4", "5"], "\(order)")
      try #require(c.waitingCount == 0, "\(order)")
    }
  }

  @Test("a write that has lost counts as seen: nobody waits for it forever")
  func loser() {
    var (a, b, c) = replicas()
    var (first, second) = (CausalContext(), CausalContext())
    let lost = a.put("1", for: "x", context: &first)
    let next = a.put("2", for: "y", context: &first)
    _ = b.put("3", for: "z", context: &second)
    _ = b.put("4", for: "z", context: &second)
    _ = b.put("5", for: "x", context: &second)
    b.replicate(lost)
    b.replicate(next)
    #expect(look("x", b) == "5")
    #expect(look("y", b) == "2")
    c.replicate(next)
    #expect(look("y", c) == nil)
  }

  @Test("random runs with a partition are causal, and end in agreement")
  func random() throws {
    for seed in 0..<60 as Range<UInt64> {
      var run = Run(seed: seed)
      run.go(steps: 200)
      let violation = run.violation()
      try #require(violation == nil, "seed \(seed): \(violation ?? "")")
      try #require(run.isSettled, "seed \(seed): the replicas don't agree")
    }
  }
}

/// Six clients at three replicas; updates travel in any order, some twice, and
/// for a third of the time the link between replicas 0 and 2 is cut.
private struct Run {
  struct Event {
    var client: Int
    var key: String
    var value: String?
    var isPut: Bool
    /// The events that come before it in the causal order.
    var past: Set<Int>
  }

  private static let keys = ["u", "v", "w", "x", "y", "z"]

  private var random: SplitMix64
  private var stores = (0..<3).map { CausalReplica(replica: $0) }
  private var contexts = (0..<6).map { _ in CausalContext() }
  private var flying: [(from: Int, to: Int, update: CausalUpdate)] = []
  private var events: [Event] = []
  private var pasts: [Set<Int>] = Array(repeating: [], count: 6)

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  private mutating func pick(_ count: Int) -> Int {
    Int(random.next(below: UInt64(count)))
  }

  mutating func go(steps: Int) {
    for step in 0..<steps {
      act()
      deliver(isCut: step * 3 / steps == 1)
    }
    while !flying.isEmpty { deliver(isCut: false) }
  }

  private mutating func act() {
    let client = pick(6)
    let key = Self.keys[pick(6)]
    var event = Event(
      client: client, key: key, value: nil, isPut: pick(4) == 0,
      past: pasts[client])
    if event.isPut {
      let value = "\(events.count)"
      event.value = value
      let update = stores[client / 2].put(
        value, for: key, context: &contexts[client])
      for to in 0..<3 where to != client / 2 {
        flying.append((client / 2, to, update))
      }
    } else {
      event.value = stores[client / 2].get(key, context: &contexts[client])
      if let writer = event.value.flatMap({ Int($0) }) {
        event.past.formUnion(events[writer].past.union([writer]))
      }
    }
    pasts[client] = event.past.union([events.count])
    events.append(event)
  }

  private mutating func deliver(isCut: Bool) {
    let able = flying.indices.filter {
      !isCut || flying[$0].from == 1 || flying[$0].to == 1
    }
    guard !able.isEmpty else { return }
    let index = able[pick(able.count)]
    stores[flying[index].to].replicate(flying[index].update)
    if pick(5) > 0 { flying.remove(at: index) }
  }

  /// A read of something that its causal past had overwritten, if there is one.
  func violation() -> String? {
    for (index, read) in events.enumerated() where !read.isPut {
      let writer = read.value.flatMap { Int($0) }
      let newer = read.past.sorted().first { other in
        guard events[other].isPut, events[other].key == read.key else {
          return false
        }
        return writer.map { events[other].past.contains($0) } ?? true
      }
      if let newer {
        return "event \(index) reads \(read.value ?? "nothing") of \(read.key)"
          + ", and write \(newer) was in its past"
      }
    }
    return nil
  }

  /// Whether all replicas show the same, nothing overwritten, nothing waiting.
  var isSettled: Bool {
    Self.keys.allSatisfy { key in
      let shown = stores.map { store in
        var context = CausalContext()
        return store.get(key, context: &context)
      }
      let puts = events.filter { $0.isPut && $0.key == key }
      guard let winner = shown[0].flatMap({ Int($0) }) else {
        return puts.isEmpty
      }
      return Set(shown).count == 1
        && !puts.contains { $0.past.contains(winner) }
    } && stores.allSatisfy { $0.waitingCount == 0 }
  }
}
#sourceLocation()
