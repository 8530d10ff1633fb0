// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 722b9b37b2ab7882

#sourceLocation(file: "Chapters/06-consistency.md", line: 3337)
import Chapter6
import Simulation
import Testing

@Suite struct RegisterHistoryTests {
  @Test("bars that share a column overlap, and others don't")
  func columns() {
    let entries = RegisterHistory(
      drawing: """
        A  [x=1]   [x?2]
        B      [x?0]
        C               [x?1
        """
    ).entries
    #expect(entries.map(\.operation) == [.write(1), .read, .read, .read])
    #expect(entries.map(\.response) == [.some(nil), 0, 2, nil])
    #expect(!entries[0].precedes(entries[1]))
    #expect(entries[0].precedes(entries[2]))
    #expect(!entries[1].precedes(entries[2]))
    #expect(entries[1].precedes(entries[3]))
    #expect(entries[3].isPending)
  }

  @Test("a legal order is found if there is one, and not else")
  func legalOrder() {
    let stale = RegisterHistory(drawing: "A  [x=1]\nB         [x?0]").entries
    let lost = RegisterHistory(drawing: "A  [x=1\nB    [x?1]  [x?0]").entries
    #expect(RegisterHistory.hasLegalOrder(of: stale) { _, _ in false })
    #expect(!RegisterHistory.hasLegalOrder(of: stale) { $0.precedes($1) })
    #expect(RegisterHistory.hasLegalOrder(of: lost) { _, _ in false })
    #expect(!RegisterHistory.hasLegalOrder(of: lost) { $0.precedes($1) })
  }
}
#sourceLocation()
