// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 3f765867c96e06b2

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3760)
import Chapter4
import Exercise4
import ExerciseTesting
import Simulation
import Testing

private let one = NodeID(1)
private let two = NodeID(2)
private let three = NodeID(3)

/// A view server with what it was told, for failing messages.
private struct Watched {
  var server = CheckingViewServer()
  var story: [String] = []

  var view: View { server.view }

  mutating func ping(_ id: NodeID, _ number: Int) {
    let said = server.ping(id, view: number)
    story.append("S\(id.index) pings \(number) → \(said)")
  }

  mutating func check() {
    server.check()
    story.append("check → \(server.view)")
  }

  /// Intervals in which these servers ping, each with the view that holds.
  mutating func settle(_ servers: NodeID..., intervals: Int = 4) {
    for _ in 0..<intervals {
      for id in servers { ping(id, server.view.number) }
      check()
    }
  }

  var text: String { story.suffix(14).joined(separator: "\n") }
}

@Suite("4.1 A view server that counts checks", .exercise)
struct CheckingViewServerTests {
  /// A view of S1 and S2 that S1 has acknowledged.
  private func pair() -> Watched {
    var watched = Watched()
    watched.ping(one, 0)
    watched.settle(one, two)
    return watched
  }

  private func isPair(_ watched: Watched) -> Bool {
    watched.view.primary == one && watched.view.backup == two
  }

  @Test("the first server that pings is primary of view 1, without a backup")
  func first() {
    var server = CheckingViewServer()
    let said = server.ping(two, view: 0)
    #expect(said == View(1, primary: two), "S2 pings 0 → \(said)")
    #expect(server.view == View(1, primary: two))
  }

  @Test("a server that pings becomes the missing backup, in view 2")
  func second() {
    let watched = pair()
    #expect(
      watched.view == View(2, primary: one, backup: two), "\(watched.text)")
  }

  @Test("a change comes with the very ping that makes it due and allowed")
  func atOnce() {
    var watched = Watched()
    watched.ping(one, 0)
    watched.ping(two, 0)
    watched.ping(one, 1)
    let second = View(2, primary: one, backup: two)
    #expect(
      watched.view == second, "S1's ping with 1 allows it:\n\(watched.text)")
    var late = Watched()
    late.ping(one, 0)
    late.ping(one, 1)
    late.ping(two, 0)
    #expect(late.view == second, "S2's ping makes it due:\n\(late.text)")
  }

  @Test("a ping returns the view that holds")
  func answer() {
    var watched = pair()
    let said = watched.server.ping(three, view: 0)
    #expect(said == View(2, primary: one, backup: two))
    #expect(said == watched.view)
  }

  @Test("a primary that is silent between two checks is followed by its backup")
  func primaryDies() {
    var watched = pair()
    watched.settle(two, intervals: 1)
    #expect(
      watched.view == View(3, primary: two),
      "one silent interval is enough:\n\(watched.text)")
  }

  @Test("a ping before the last check doesn't count for the next interval")
  func earlyPing() {
    var watched = pair()
    watched.ping(one, 2)
    watched.ping(two, 2)
    watched.check()
    #expect(isPair(watched), "\(watched.text)")
    watched.ping(two, 2)
    watched.check()
    #expect(
      watched.view == View(3, primary: two),
      "S1 was silent since the check before:\n\(watched.text)")
  }

  @Test("a backup that is silent is dropped, and an idle server takes its place")
  func backupDies() {
    var watched = pair()
    watched.settle(one, three, intervals: 2)
    #expect(
      watched.view.primary == one && watched.view.backup == three,
      "\(watched.text)")
  }

  @Test("the promoted backup gets a live idle server as its backup")
  func bothMove() {
    var watched = pair()
    watched.settle(one, two, three)
    #expect(
      watched.view == View(2, primary: one, backup: two),
      "nothing has to change while both are live:\n\(watched.text)")
    watched.settle(two, three)
    #expect(
      watched.view.primary == two && watched.view.backup == three,
      "\(watched.text)")
  }

  @Test("no view follows before the primary has pinged with its number")
  func unacknowledged() {
    var watched = Watched()
    watched.ping(one, 0)
    watched.ping(two, 0)
    watched.check()
    // S1 never says that it knows of view 1, whatever else it says.
    for number in [0, 7, 0] {
      watched.ping(one, number)
      watched.ping(two, 1)
      watched.check()
      #expect(
        watched.view == View(1, primary: one),
        "only S1's ping with 1 acknowledges view 1:\n\(watched.text)")
    }
    watched.ping(one, 1)
    watched.check()
    #expect(
      watched.view.number > 1, "view 1 is acknowledged now:\n\(watched.text)")
  }

  @Test("a dead primary that hasn't acknowledged its view keeps it")
  func stuck() {
    var watched = pair()
    watched.ping(two, 2)
    watched.ping(three, 0)
    watched.check()
    let stuck = watched.view
    #expect(stuck.number == 3 && stuck.primary == two, "\(watched.text)")
    watched.settle(three)
    #expect(watched.view == stuck, "S2 never pinged 3:\n\(watched.text)")
    watched.ping(two, 3)
    watched.settle(three)
    #expect(
      watched.view.number > 3,
      "S2 has pinged 3 and then died:\n\(watched.text)")
  }

  @Test("an idle server never becomes primary while the members are dead")
  func idle() {
    var watched = pair()
    watched.settle(three)
    #expect(
      isPair(watched) || watched.view.primary != three,
      "S3 has no state:\n\(watched.text)")
    #expect(watched.view.primary == one, "\(watched.text)")
    watched.settle(two, three)
    #expect(
      watched.view.primary == two,
      "S2 is a member of the view, and is back:\n\(watched.text)")
  }

  @Test("one server never has both roles, and is no backup of itself")
  func roles() {
    var watched = Watched()
    watched.settle(one)
    #expect(watched.view == View(1, primary: one), "\(watched.text)")
    watched.settle(one, two)
    watched.settle(two)
    #expect(watched.view.primary == two, "\(watched.text)")
    #expect(watched.view.backup == nil, "\(watched.text)")
  }

  @Test("in random runs each primary was a member of the view before")
  func random() throws {
    var changes = 0
    for seed in 0..<200 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      var watched = Watched()
      var heard = [0, 0, 0, 0]
      var acknowledged = true
      for _ in 0..<60 {
        let before = watched.view
        let id = 1 + Int(random.next(below: 3))
        if random.next(below: 4) == 0 {
          watched.check()
        } else {
          watched.ping(NodeID(id), heard[id])
          if NodeID(id) == before.primary, heard[id] == before.number {
            acknowledged = true
          }
          heard[id] = watched.view.number
        }
        let after = watched.view
        guard after != before else { continue }
        changes += 1
        try #require(acknowledged, "\(before) wasn't acknowledged:\n\(watched.text)")
        try #require(after.number == before.number + 1, "\(watched.text)")
        try #require(after.primary != after.backup, "\(watched.text)")
        let members = [before.primary, before.backup]
        try #require(
          before.number == 0 || members.contains(after.primary),
          "the new primary was no member:\n\(watched.text)")
        acknowledged = false
      }
    }
    #expect(changes > 800, "a live view server changes its view")
  }
}
#sourceLocation()
