import Testing

@testable import Literate

@Suite struct RoleTests {
  static let roles: [(info: String, role: Role)] = [
    ("", .prose), ("text", .prose), ("sh", .prose), ("diff", .prose), ("rust ignore", .prose),
    ("swiftui", .prose), ("out", .prose), ("input", .prose),
    ("swift", .module(file: nil)), ("  swift\t", .module(file: nil)),
    ("swift file=A.swift", .module(file: "A.swift")),
    ("swift file=Net/A+B.swift", .module(file: "Net/A+B.swift")),
    ("swift test", .test(file: nil)), ("swift test file=A.swift", .test(file: "A.swift")),
    ("swift file=A.swift test", .test(file: "A.swift")),
    ("swift cell=lost-reply", .cell(name: "lost-reply", isVolatile: false)),
    ("swift volatile cell=a", .cell(name: "a", isVolatile: true)),
    (
      "swift cell=kill volatile product=cluster",
      .cell(name: "kill", isVolatile: true, product: "cluster")
    ),
    ("output", .output), ("output figure=duel", .figure(name: "duel")),
    ("swift exercise=Proposer", .exercise(name: "Proposer")),
    ("swift exercise-test=Proposer", .exerciseTest(name: "Proposer")),
    ("swift solution=Proposer", .solution(name: "Proposer")),
    ("swift right=recursive of=Proposer", .right(name: "recursive", exercise: "Proposer")),
    ("diff mutant=own-value of=Proposer", .mutant(name: "own-value", exercise: "Proposer")),
    ("swift sketch", .sketch),
  ]

  @Test("an info string has the role that the table of the format gives it", arguments: roles)
  func table(_ info: String, _ role: Role) throws {
    #expect(try Role(InfoString(info)) == role)
  }

  @Test("what is nearest is named, what is far is not")
  func nearestWord() {
    #expect(nearest("flie", among: ["file", "test"]) == "file")
    #expect(nearest("exercise-tset", among: ["exercise", "exercise-test"]) == "exercise-test")
    #expect(nearest("zzzzz", among: ["file", "test"]) == nil)
    #expect(nearest("a", among: []) == nil)
  }

  @Test("the distance counts insertions, deletions, substitutions and swaps of neighbours")
  func distance() {
    #expect(editDistance("", "") == 0)
    #expect(editDistance("abc", "") == 3)
    #expect(editDistance("flie", "file") == 1)
    #expect(editDistance("kitten", "sitting") == 3)
    #expect(editDistance("Swift", "swift") == 0)
  }

  @Test(
    "a cell's function never has the name of something that a cell would call",
    arguments: [
      ("print", "printCell"), ("lost-reply", "lostReplyCell"), ("in", "inCell"), ("a-1", "a1Cell"),
    ])
  func functionName(_ name: String, _ function: String) {
    let source = SourceText(path: "a.md", bytes: Array("```swift\n```\n".utf8))
    let block = Block(fenced: source.fencedBlocks()[0], role: .cell(name: name, isVolatile: false))
    #expect(CellText(name: name, isVolatile: false, block: block).functionName == function)
  }
}
