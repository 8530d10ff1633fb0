// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 845ab71b4f25b3e9

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 4055)
import Chapter5
import Exercise5
import ExerciseTesting
import Simulation
import Testing

@Suite("5.4 Many snapshots", .exercise) struct SnapshotterTests {
  private let a = NodeID(0)
  private let b = NodeID(1)
  private let c = NodeID(2)

  private func channels(_ part: LocalSnapshot?) -> [NodeID: [Int]]? {
    part.map { $0.channels.filter { !$0.value.isEmpty } }
  }

  private func check(_ plans: [[CourierOperation]]) {
    var options = SearchOptions()
    options.stateBudget = 1_000_000
    let report = CourierCase<Snapshotter>(plans).search.run(options)
    #expect(report.verdict == .holds, "\(report)")
  }

  @Test("in every run of two and of three processes one snapshot is consistent")
  func single() {
    check([
      [.send(0, to: b), .snapshot(1), .send(1, to: b)],
      [.send(2, to: a), .send(3, to: a)],
    ])
    check([
      [.send(0, to: b), .snapshot(1), .send(1, to: c)],
      [.send(2, to: a), .send(3, to: c)], [.send(4, to: a)],
    ])
  }

  @Test("in every run two snapshots at once are consistent, each by itself")
  func concurrent() {
    check([
      [.snapshot(1), .send(0, to: b), .send(1, to: b)],
      [.send(2, to: a), .snapshot(2), .send(3, to: a)],
    ])
    check([
      [.snapshot(1), .send(0, to: b)], [.send(1, to: a), .snapshot(2)],
      [.send(2, to: a)],
    ])
  }

  @Test("one process may begin several snapshots, one after the other")
  func repeated() {
    check([
      [.snapshot(1), .send(0, to: b), .snapshot(2)],
      [.send(1, to: a), .send(2, to: a)],
    ])
  }

  @Test("a snapshot that began here has what came before each channel's marker")
  func initiator() {
    var taker = Snapshotter(peers: [b, c])
    taker.receiveMessage(7, from: b)
    let markers = taker.start(1, state: 100)
    #expect(Set(markers) == [.init(id: 1, to: b), .init(id: 1, to: c)])
    #expect(markers.count == 2)
    taker.receiveMessage(8, from: b)
    #expect(taker.receiveMarker(1, from: b, state: 108).isEmpty)
    taker.receiveMessage(9, from: b)
    taker.receiveMessage(5, from: c)
    taker.receiveMessage(6, from: c)
    #expect(taker.finished(1) == nil)
    #expect(taker.receiveMarker(1, from: c, state: 128).isEmpty)
    taker.receiveMessage(4, from: c)
    #expect(taker.finished(1)?.state == 100)
    #expect(channels(taker.finished(1)) == [b: [8], c: [5, 6]])
  }

  @Test("the first marker's channel is empty, and the state is that of the moment")
  func follower() {
    var taker = Snapshotter(peers: [a, c])
    taker.receiveMessage(3, from: a)
    let markers = taker.receiveMarker(9, from: a, state: 50)
    #expect(Set(markers) == [.init(id: 9, to: a), .init(id: 9, to: c)])
    taker.receiveMessage(4, from: a)
    taker.receiveMessage(5, from: c)
    #expect(taker.receiveMarker(9, from: c, state: 60).isEmpty)
    #expect(taker.finished(9)?.state == 50)
    #expect(channels(taker.finished(9)) == [c: [5]])
  }

  @Test("two ids keep their own states and channels")
  func ids() {
    var taker = Snapshotter(peers: [b])
    #expect(taker.start(1, state: 10).count == 1)
    taker.receiveMessage(1, from: b)
    #expect(taker.receiveMarker(2, from: b, state: 11).count == 1)
    taker.receiveMessage(2, from: b)
    #expect(taker.receiveMarker(1, from: b, state: 13).isEmpty)
    #expect(taker.finished(2)?.state == 11 && taker.finished(1)?.state == 10)
    #expect(channels(taker.finished(2)) == [:])
    #expect(channels(taker.finished(1)) == [b: [1, 2]])
    #expect(taker.finished(3) == nil)
  }
}
#sourceLocation()
