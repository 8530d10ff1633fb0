// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest b6d9a7b1510122a9

#sourceLocation(file: "Chapters/02-rpc.md", line: 3996)
import Exercise2
import ExerciseTesting
import Simulation
import Testing

@Suite("2.3 A table for many calls at once", .exercise) struct CallTableTests {
  /// A table in front of a log whose replies are its lengths.
  private struct Log {
    var table = CallTable<String, Int>()
    var entries: [String] = []

    mutating func send(
      _ command: String, _ client: Int, _ sequence: Int, acknowledged: Int = 0
    ) -> Int? {
      var entries = entries
      defer { self.entries = entries }
      return table.execute(
        command, from: client, sequence: sequence, acknowledged: acknowledged
      ) {
        entries.append($0)
        return entries.count
      }
    }
  }

  @Test("a duplicate gets the reply of its own call and runs nothing")
  func duplicates() {
    var log = Log()
    #expect((1...5).map { log.send("a", 1, $0) } == [1, 2, 3, 4, 5])
    #expect([4, 1, 5, 2, 3].map { log.send("a", 1, $0) } == [4, 1, 5, 2, 3])
    #expect(log.entries.count == 5)
  }

  @Test("calls may arrive in any order, and the lower number is still new")
  func reordered() {
    var log = Log()
    #expect(log.send("late", 1, 3) == 1)
    #expect(log.send("early", 1, 1) == 2)
    #expect(log.entries == ["late", "early"])
  }

  @Test("the same number of another client is another call")
  func clients() {
    var log = Log()
    #expect((1...20).map { log.send("a", $0, 1) } == Array(1...20))
    #expect(log.send("a", 7, 1) == 7)
  }

  @Test(
    "an acknowledged call is neither answered nor run, now or ever"
  )
  func acknowledged() {
    var log = Log()
    _ = log.send("a", 1, 1)
    #expect(log.send("c", 1, 3, acknowledged: 2) == 2)
    #expect(log.send("a", 1, 1) == nil)
    #expect(log.send("b", 1, 2) == nil)
    #expect(log.entries == ["a", "c"])
  }

  @Test("a late request with an old acknowledgement takes nothing back")
  func late() {
    var log = Log()
    _ = log.send("a", 1, 1)
    _ = log.send("b", 1, 2, acknowledged: 1)
    _ = log.send("b", 1, 2, acknowledged: 0)
    #expect(log.send("a", 1, 1) == nil)
    #expect(log.entries == ["a", "b"])
  }

  @Test("one client's acknowledgement leaves another's replies alone")
  func apart() {
    var log = Log()
    _ = log.send("a", 1, 1)
    _ = log.send("b", 2, 5, acknowledged: 4)
    #expect(log.send("a", 1, 1) == 1)
    #expect(log.entries == ["a", "b"])
  }

  @Test("only unacknowledged replies are kept")
  func memory() {
    var log = Log()
    for call in 1...300 {
      for client in 1...4 {
        _ = log.send("x", client, call, acknowledged: max(0, call - 3))
      }
      #expect(log.table.storedReplies <= 4 * 3)
    }
    #expect(log.table.storedReplies == 12)
    #expect(log.entries.count == 1200)
  }

  @Test(
    "any mixture of duplicates leaves the state of one run of each",
    arguments: 0..<40)
  func permuted(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var calls = (1...6).flatMap { call in
      (1...3).map { (client: $0, call: call) }
    }
    calls += calls + calls
    for index in calls.indices.dropLast() {
      calls.swapAt(
        index, index + Int(random.next(below: UInt64(calls.count - index))))
    }
    var log = Log()
    var replies: [String: Int] = [:]
    for (client, call) in calls {
      let name = "\(client).\(call)"
      let reply = log.send(name, client, call)
      try #require(reply != nil && replies[name, default: reply ?? 0] == reply)
      replies[name] = reply
    }
    #expect(log.entries.count == 18)
    #expect(Set(log.entries).count == 18)
  }
}
#sourceLocation()
