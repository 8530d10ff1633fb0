import Histories
import Testing

@Suite("The bad patterns of causal consistency")
struct PatternTests {
  @Test(
    "each pattern has an example that is called by its name",
    arguments: [
      ("rx7", .causal, "ThinAirRead"),
      ("rx1 wx1", .causal, "CyclicCO"),
      ("wx1 wy2 | ry2 rx0", .causal, "WriteCOInitRead"),
      ("wx1 wx2 | rx2 rx1", .causal, "WriteCORead"),
      ("wx1 rx2 | wx2 rx1", .causalConvergence, "CyclicCF"),
      ("wx1 rx2 rx1 | wx2", .causalMemory, "CyclicHB"),
      ("wz1 wx2 wy3 | wx4 rz0 ry3 rx4", .causalMemory, "WriteHBInitRead"),
    ] as [(String, ConsistencyModel, String)])
  func named(_ text: String, _ model: ConsistencyModel, _ pattern: String) throws {
    let verdict = Sessions(text).history.check(model, of: KeyValueMap())
    guard case .rejected(let violation) = verdict else {
      Issue.record("\(model) doesn't reject \(text)")
      return
    }
    #expect(violation.pattern.rawValue == pattern, "\(violation)")
    #expect(!violation.operations.isEmpty && !violation.explanation.isEmpty)
  }

  @Test("a cycle is told step by step")
  func explained() {
    let verdict = Sessions("wx1 rx2 | wx2 rx1").history.check(
      .causalConvergence, of: KeyValueMap())
    #expect(
      verdict.description == """
        rejected: CyclicCF: n0#1 (get x = 2) came after n0#0 (put x 1) and found n1#0 (put x 2), which \
        must be the later; n1#1 (get x = 1) came after n1#0 (put x 2) and found n0#0 (put x 1), which \
        must be the later
        """)
  }
}
