import Simulation
import Testing

@Suite("State machines") struct MachineTests {
  @Test("each operation of the store does and answers what its name says")
  func store() {
    var store = KeyValueStore()
    let steps: [(KeyValueStore.Operation, KeyValueStore.Response, [String: String])] = [
      (.get("k"), .value(nil), [:]),
      (.append("k", "a"), .value("a"), ["k": "a"]),
      (.append("k", "b"), .value("ab"), ["k": "ab"]),
      (.put("k", "c"), .done, ["k": "c"]),
      (.compareAndSet("k", expected: "x", new: "d"), .conflict, ["k": "c"]),
      (.compareAndSet("k", expected: nil, new: "d"), .conflict, ["k": "c"]),
      (.compareAndSet("k", expected: "c", new: "d"), .done, ["k": "d"]),
      (.compareAndSet("l", expected: nil, new: "e"), .done, ["k": "d", "l": "e"]),
      (.delete("k"), .done, ["l": "e"]),
      (.delete("k"), .done, ["l": "e"]),
      (.get("l"), .value("e"), ["l": "e"]),
    ]
    for (operation, response, values) in steps {
      #expect(store.apply(operation) == response, "\(operation)")
      #expect(store.values == values, "\(operation)")
    }
  }

  @Test("a copy is a snapshot: what is applied later doesn't change it, and it goes on from there")
  func snapshot() {
    var store = KeyValueStore()
    _ = store.apply(.append("k", "a"))
    let snapshot = store
    let answer = store.apply(.append("k", "b"))
    #expect(snapshot.values == ["k": "a"])
    var restored = snapshot
    #expect(restored.apply(.append("k", "b")) == answer)
    #expect(restored == store)
  }

  @Test("operations and responses are shown as they are written in Swift, and nothing as nothing")
  func text() {
    #expect(
      "\(KeyValueStore.Operation.compareAndSet("k", expected: "\"", new: "v"))"
        == #"compareAndSet("k", expected: "\"", new: "v")"#)
    #expect(
      "\(KeyValueStore.Operation.compareAndSet("k", expected: nil, new: ""))"
        == #"compareAndSet("k", expected: nil, new: "")"#)
    let responses: [KeyValueStore.Response] = [.value(nil), .value("nothing"), .done, .conflict]
    #expect(responses.map { "\($0)" } == ["nothing", #""nothing""#, "done", "conflict"])
  }
}

@Suite("Small helpers") struct HelperTests {
  @Test("permutations are all orders, the given one last; subsets all selections, in order")
  func combinations() {
    #expect(
      permutations(of: [1, 2, 3]).map { $0.map(String.init).joined() } == [
        "321", "231", "213", "312", "132", "123",
      ])
    #expect(permutations(of: [Int]()) == [[]])
    #expect(Set(permutations(of: Array(0..<6))).count == 720)
    #expect(
      subsets(of: ["a", "b", "c"]).map { $0.joined() } == [
        "", "a", "b", "ab", "c", "ac", "bc", "abc",
      ])
    #expect(subsets(of: ["a", "b", "c"], count: 2).map { $0.joined() } == ["ab", "ac", "bc"])
    for count in 0...7 {
      let sized = Set(subsets(of: Array(0..<6), count: count))
      #expect(sized == Set(subsets(of: Array(0..<6)).filter { $0.count == count }))
    }
  }

  @Test("letters name nodes, and no two alike")
  func letters() {
    #expect([0, 1, 25, 26, 27, 52].map { NodeID($0).letter } == ["A", "B", "Z", "A1", "B1", "A2"])
    #expect(Set((0..<2_000).map { NodeID($0).letter }).count == 2_000)
  }

  @Test(
    "spans are counted in whole units, towards zero, and stop at the ends of an instant's range")
  func wholeUnits() {
    let span = Duration.milliseconds(2_999) + .nanoseconds(999_999)
    #expect(span.wholeSeconds == 2 && span.wholeMilliseconds == 2_999)
    #expect((Duration.zero - span).wholeSeconds == -2)
    #expect(Duration.seconds(Int64.max).wholeMilliseconds == Int(Int64.max / 1_000_000))
    #expect(Instant(span).elapsed == span)
    #expect(Instant.distantFuture.elapsed == .nanoseconds(Int64.max))
  }
}
