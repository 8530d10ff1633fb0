// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest ccbb5e17a9a06088

#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2970)
import Simulation
import Testing

@testable import Chapter5

@Suite struct TerminationTests {
  @Test(
    "the ring has the published numbers of states",
    arguments: [(3, 302, 2_001), (4, 1_566, 15_986)])
  func counts(processes: Int, states: Int, generated: Int) {
    let report = terminationRing(processes: processes).search()
    #expect(report.verdict == .holds, "\(report)")
    #expect(report.states == states && report.generated == generated)
  }

  @Test("each rule of the ring is needed", arguments: RingRule.allCases)
  func rules(rule: RingRule) {
    let report = terminationRing(processes: 3, omitting: rule).search()
    #expect(report.counterexample != nil, "\(report)")
  }
}
#sourceLocation()
