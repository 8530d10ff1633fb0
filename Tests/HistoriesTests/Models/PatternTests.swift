import Histories
import Simulation
import Testing

@Suite("The bad patterns of causal consistency")
struct PatternTests {
  @Test(
    "each pattern has an example that is called by its name",
    arguments: [
      ("x?7", .causal, "ThinAirRead"),
      ("x?1 x=1", .causal, "CyclicCO"),
      ("x=1 y=2 | y?2 x?-", .causal, "WriteCOInitRead"),
      ("x=1 x=2 | x?2 x?1", .causal, "WriteCORead"),
      ("x=1 x?2 | x=2 x?1", .causalConvergence, "CyclicCF"),
      ("x=1 x?2 x?1 | x=2", .causalMemory, "CyclicHB"),
      ("z=1 x=2 y=3 | x=4 z?- y?3 x?4", .causalMemory, "WriteHBInitRead"),
    ] as [(String, ConsistencyModel, String)])
  func named(_ text: String, _ model: ConsistencyModel, _ pattern: String) throws {
    let verdict = try Sessions(text).history.check(model, of: KeyValueStore())
    guard case .rejected(let violation) = verdict else {
      Issue.record("\(model) doesn't reject \(text)")
      return
    }
    #expect(violation.pattern.rawValue == pattern, "\(violation)")
    #expect(!violation.operations.isEmpty && !violation.explanation.isEmpty)
  }

  @Test("a cycle is told step by step")
  func explained() throws {
    let verdict = try Sessions("x=1 x?2 | x=2 x?1").history.check(
      .causalConvergence, of: KeyValueStore())
    #expect(
      verdict.description == """
        rejected: CyclicCF: n0#1 (get("x") = "2") came after n0#0 (put("x", "1")) and found n1#0 \
        (put("x", "2")), which must be the later; n1#1 (get("x") = "1") came after n1#0 (put("x", "2")) \
        and found n0#0 (put("x", "1")), which must be the later
        """)
  }
}
