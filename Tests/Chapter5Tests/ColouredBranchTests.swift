// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 9291efd6585441cf

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2662)
import Simulation
import Testing

@testable import Chapter5

@Suite struct ColouredBranchTests {
  @Test("on links that reorder, every snapshot is complete and counts every coin")
  func everyRun() {
    let report = colouredSearch().run()
    #expect(report.verdict == .holds, "\(report)")
  }
}
#sourceLocation()
