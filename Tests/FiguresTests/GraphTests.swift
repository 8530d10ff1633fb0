import Testing

@testable import Figures

@Suite("State graphs")
struct GraphTests {
  @Test("a small machine looks as recorded")
  func commit() throws { try expectGolden(GraphSamples.commit, "graph-commit") }

  @Test("cycles and opposite edges look as recorded")
  func roles() throws { try expectGolden(GraphSamples.roles, "graph-roles") }

  @Test("a lattice looks as recorded")
  func lattice() throws { try expectGolden(GraphSamples.lattice, "graph-lattice") }
}
