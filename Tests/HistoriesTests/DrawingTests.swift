import Simulation
import Testing

@testable import Histories

@Suite("Histories drawn as text") struct DrawingTests {
  @Test("a bar is an operation, its place in the line its time, and a bar without an end pending")
  func bars() throws {
    let recorded = try RecordedHistory(
      drawing: """
        Ann's phone  [x=1]   [x?2]
        Ben              [x?-]
        Carol                     [x+2
        """, of: KeyValueStore.self)
    #expect(recorded.clients == ["Ann's phone", "Ben", "Carol"])
    let entries = recorded.history.entries
    #expect(entries.map(\.operation) == [.put("x", "1"), .get("x"), .get("x"), .append("x", "2")])
    #expect(entries.map(\.response) == [.done, .value(nil), .value("2"), nil])
    #expect(entries.map(\.client) == [0, 1, 0, 2].map { NodeID($0) })
    #expect(entries.map(\.invoked.time.elapsed.wholeMilliseconds) == [13, 17, 21, 26])
    // What shares a column overlaps.
    #expect(!entries[0].precedes(entries[1]))
    #expect(entries[0].precedes(entries[2]))
    #expect(!entries[1].precedes(entries[2]))
  }

  @Test("a drawing with the line ends of Windows is the same history")
  func windows() throws {
    let unix = "A [x=1]\n\nB   [x?0]\n"
    let windows = try RegisterHistory(drawing: unix.replacing("\n", with: "\r\n"))
    #expect(try windows == RegisterHistory(drawing: unix))
    #expect(windows.entries.count == 2)
  }

  @Test("each machine reads the signs as its own operations")
  func signs() throws {
    let store = try StoreHistory(
      drawing: #"A [x+b?ab] [x=-] [x:-=1] [x:2=3!] ["a b"="]"] [y="-"] [y=""] [y?-]"#)
    #expect(
      store.entries.map(\.operation) == [
        .append("x", "b"), .delete("x"), .compareAndSet("x", expected: nil, new: "1"),
        .compareAndSet("x", expected: "2", new: "3"), .put("a b", "]"), .put("y", "-"),
        .put("y", ""), .get("y"),
      ])
    #expect(
      store.entries.map(\.response) == [
        .value("ab"), .done, .done, .conflict, .done, .done, .done, .value(nil),
      ])
    let register = try History(drawing: "A [x=-] [x?-] [x:-=-5!]", of: Register<Int?>.self)
    #expect(
      register.entries.map(\.operation) == [
        .write(nil), .read, .compareAndSet(expected: nil, new: -5),
      ])
    #expect(register.entries.map(\.response) == [.done, .value(nil), .conflict])
    let counter = try History(drawing: "A [x+-2] [x?-2]", of: Counter.self)
    #expect(counter.entries.map(\.operation) == [.add(-2), .read])
    let queue = try History(drawing: "A [x+7] [x?7] [x?-]", of: FIFOQueue<Int>.self)
    #expect(queue.entries.map(\.response) == [.done, .element(7), .element(nil)])
  }

  @Test("lines of one name are one client's, who may have several operations open")
  func continued() throws {
    let history = try StoreHistory(
      drawing: """
        A  [x=1
        B    [x?1]

        A        [x?-]
        """)
    #expect(history.entries.map(\.client.index) == [0, 1, 0])
    #expect(history.entries.map(\.id.number) == [1, 1, 2])
  }

  @Test(
    "what can't be read is named with its line and its column",
    arguments: [
      ("A [x=1] x", 1, 9, "outside of every bar stands 'x'"),
      ("A [x=1]\nB [x?1] ]", 2, 9, "a bar begins with ["),
      ("A [x=1 [y=1]", 1, 8, "the bar ends with ]"),
      ("A [x1]", 1, 6, "after the name stands"),
      ("A [=1]", 1, 4, "not '='"),
      ("A [x=]", 1, 6, "not ']'"),
      ("A [x=", 1, 6, "here stands a word:"),
      ("A [x:1]", 1, 7, "x:1=2"),
      ("A [x?]", 1, 4, "'x?1', or 'x?-'"),
      ("A [x?1", 1, 4, "a bar without an end has no answer"),
      ("A [x:1=2!", 1, 4, "a bar without an end has no answer"),
      ("A [x+1]", 1, 4, "the one value that was found"),
      ("A [x=\"1]", 1, 6, "never closed"),
      ("A\t[x=1]", 1, 2, "use spaces"),
      ("\n\n  [x=1]", 3, 3, "its client's name"),
    ])
  func errors(_ drawing: String, _ line: Int, _ column: Int, _ words: String) {
    let error = #expect(throws: DrawingError.self) { try StoreHistory(drawing: drawing) }
    #expect(error?.line == line && error?.column == column, "\(String(describing: error))")
    #expect(error?.message.contains(words) == true, "\(String(describing: error))")
  }

  @Test("a machine says what it can't do, and where")
  func foreignSigns() {
    for (drawing, words) in [
      ("A [x=1] [y?1]", "the one thing is drawn as x"), ("A [x=1] [x+1]", "drawn as 'x+1'"),
      ("A [x=1] [x?1?]", "the bar ends with ]"), ("A [x=1] [x=one]", "can't be an argument"),
      ("A [x=1] [x?one]", "the one value that was found"),
    ] {
      let error = #expect(throws: DrawingError.self) { try RegisterHistory(drawing: drawing) }
      #expect(error.map { "\($0)".hasPrefix("drawing:1:1") } == true, "\(drawing)")
      #expect(error?.message.contains(words) == true, "\(String(describing: error))")
    }
  }

  @Test("a history is drawn as it will be read, an event a column")
  func printing() throws {
    let drawing = """
      phone       [p=new]
      laptop [p?-]        [p?-] [p?new]
      tablet             [p+"er ist"

      """
    let recorded = try RecordedHistory(drawing: drawing, of: KeyValueStore.self)
    #expect(recorded.drawing(as: KeyValueStore.self) == drawing)
    let stretched = """
      phone              [  p=new     ]
      laptop   [ p?- ]                    [p?-]   [p?new]
      tablet                             [p+"er ist"
      """
    #expect(
      try RecordedHistory(drawing: stretched, of: KeyValueStore.self)
        .drawing(as: KeyValueStore.self) == drawing)
    #expect(
      recorded.history.drawing.split(separator: "\n").last == #"C             [p+"er ist""#)
    #expect(
      recorded.history.drawn(recorded.history.entries.map(\.id))
        == #"p?- p=new p+"er ist" p?- p?new"#)
  }

  @Test("a drawing of any history, read again, is the same history", arguments: 0..<40)
  func roundTrip(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let words = ["x", "a b", "", "-", "]", "=1", "\"", "tab\t", "line\n", "ö", "nil"]
    func word() -> String { words[Int(random.next(below: UInt64(words.count)))] }
    var history = StoreHistory()
    var open: [(id: OperationID, operation: KeyValueStore.Operation)] = []
    var store = KeyValueStore()
    for number in 0..<30 {
      let id = OperationID(client: NodeID(Int(random.next(below: 4))), number: number)
      let operations: [KeyValueStore.Operation] = [
        .get(word()), .put(word(), word()), .append(word(), word()), .delete(word()),
        .compareAndSet(
          word(), expected: random.nextBool(probability: 0.5) ? nil : word(), new: word()),
      ]
      let operation = operations[Int(random.next(below: 5))]
      history.invoke(operation, as: id, at: .start)
      open.append((id, operation))
      while !open.isEmpty, random.nextBool(probability: 0.4) {
        let done = open.remove(at: Int(random.next(below: UInt64(open.count))))
        try history.respond(store.apply(done.operation), to: done.id, at: .start)
      }
    }
    let recorded = RecordedHistory(history, clients: ["A", " B ", "C [c]", "line\n"])
    let drawing = recorded.drawing(as: KeyValueStore.self)
    let read = try RecordedHistory(drawing: drawing, of: KeyValueStore.self)
    #expect(read.clients == recorded.clients)
    let (old, new) = (history.entries, read.history.entries)
    #expect(new.map(\.operation) == old.map(\.operation))
    #expect(new.map(\.response) == old.map(\.response))
    #expect(new.map(\.client) == old.map(\.client))
    #expect(new.map(\.invoked.position) == old.map(\.invoked.position))
    #expect(new.map(\.completed?.moment.position) == old.map(\.completed?.moment.position))
    #expect(read.drawing(as: KeyValueStore.self) == drawing)
  }
}
