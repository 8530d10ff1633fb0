import Foundation
import Testing

/// The house is in order. What is judged is what can be told for sure from the text of the sources.
@Suite struct TidyTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let tree = Result { try SourceTree(root: root) }

  private func expectNone(
    _ rule: (SourceTree) throws -> [Finding], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try rule(Self.tree.get())
    #expect(
      found.isEmpty, "\(found.map(\.description).joined(separator: "\n"))",
      sourceLocation: sourceLocation)
  }

  @Test("every file can be read by these rules") func reading() throws {
    #expect(try Self.tree.get().files.count > 100)
    try expectNone(ReadingRule.unreadable)
  }

  @Test("no file is too long to take in") func files() throws {
    try expectNone(SizeRules.longFiles)
  }

  @Test("no line is too long to take in") func lines() throws {
    try expectNone(SizeRules.longLines)
  }

  @Test("every public function that throws says what and when") func throwing() throws {
    try expectNone(ThrowsRule.undocumented)
  }

  @Test("no two modules that one reader sees have a type of one name") func names() throws {
    try expectNone(SharedNamesRule.shared)
  }

  @Test("something uses whatever is declared") func use() throws {
    try expectNone { UseRule($0).unused }
  }

  /// What only tests use today, with the chapter that it waits for.
  private static let awaited = [
    // Nodes that lie, as scripts and as choices of a search.
    "Silent": 15, "Scripted": 15, "Gossip": 15, "TwoFaced": 15,
    // Consistent hashing: who owns which part, and what moves when a node joins.
    "Ring": 17,
    // How many bits of a digest change with each bit of its input.
    "HeatMap": 16,
    // Replicas with the same updates are in the same state.
    "StateConvergence": 17,
    // Small protocols searched as they stand: FLP, and later the Dolev-Yao attacker.
    "TransitionSystem": 8,
  ]

  @Test("something besides tests uses whatever a library declares, or a chapter to come will")
  func useByTestsOnly() throws {
    try expectNone { UseRule($0).usedByTestsOnly(awaited: Set(Self.awaited.keys)) }
  }

  @Test("what waits for a chapter is still to be written about") func waiting() throws {
    let chapters = try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appendingPathComponent("Chapters").path)
    let written = Set(chapters.compactMap { Int($0.prefix(2)) })
    #expect(UseRule(try Self.tree.get()).overdue(Self.awaited, written: written) == [])
  }
}
