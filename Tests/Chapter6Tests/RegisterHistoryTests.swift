// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest b8ec6de02223e412

#sourceLocation(file: "Chapters/06-consistency.md", line: 3358)
import Chapter6
import Histories
import Simulation
import Testing

@Suite struct RegisterHistoryTests {
  @Test("a legal order is found if there is one, and not else")
  func legalOrder() throws {
    let stale = try RegisterHistory(drawing: "A  [x=1]\nB         [x?0]")
      .entries
    let lost = try RegisterHistory(drawing: "A  [x=1\nB    [x?1]  [x?0]")
      .entries
    #expect(RegisterHistory.hasLegalOrder(of: stale) { _, _ in false })
    #expect(!RegisterHistory.hasLegalOrder(of: stale) { $0.precedes($1) })
    #expect(RegisterHistory.hasLegalOrder(of: lost) { _, _ in false })
    #expect(!RegisterHistory.hasLegalOrder(of: lost) { $0.precedes($1) })
  }
}
#sourceLocation()
