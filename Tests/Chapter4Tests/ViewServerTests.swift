// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 8daeffc1559fdabf

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 506)
import Simulation
import Testing

@testable import Chapter4

@Suite struct ViewServerTests {
  private let one = NodeID(1)
  private let two = NodeID(2)
  private let three = NodeID(3)

  /// View 2 of S1 and S2, acknowledged, with S3 idle.
  private func pair() -> ViewServer {
    var views = ViewServer()
    for (server, number) in [(one, 0), (two, 0), (one, 1), (one, 2), (three, 0)] {
      views.ping(server, view: number)
    }
    return views
  }

  @Test("the first server that pings is the first primary")
  func first() {
    var views = ViewServer()
    views.ping(two, view: 0)
    views.ping(one, view: 0)
    #expect(views.view == View(1, primary: two))
    views.ping(two, view: 1)
    #expect(views.view == View(2, primary: two, backup: one))
  }

  @Test("a dead primary is followed by its backup, which gets an idle backup")
  func promotion() {
    var views = pair()
    #expect(views.view == View(2, primary: one, backup: two))
    views.suspect(one)
    #expect(views.view == View(3, primary: two, backup: three))
  }

  @Test("without the acknowledgement, nothing changes")
  func unacknowledged() {
    var views = pair()
    views.suspect(one)
    views.suspect(two)
    #expect(views.view == View(3, primary: two, backup: three))
    views.ping(two, view: 2)
    views.suspect(two)
    #expect(views.view.number == 3)
    views.ping(two, view: 3)
    #expect(views.view.number == 3)
    views.suspect(two)
    #expect(views.view == View(4, primary: three))
  }

  @Test("an idle server never becomes primary of a view that had members")
  func idle() {
    var views = pair()
    views.suspect(three)
    views.suspect(two)
    views.ping(one, view: 3)
    views.suspect(one)
    views.ping(three, view: 0)
    #expect(views.view.primary == one)
  }
}
#sourceLocation()
