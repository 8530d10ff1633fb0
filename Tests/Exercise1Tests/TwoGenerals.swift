// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest d847f9eb39e68d14

#sourceLocation(file: "Chapters/01-introduction.md", line: 2663)
import Chapter1
import Exercise1
import ExerciseTesting
import Testing

@Suite("1.3 Break any protocol of two generals", .exercise)
struct TwoGeneralsTests {
  /// Who attacks after a pattern: written down without the exercise's help.
  private func attackers(
    _ plan: LetterProtocol, _ pattern: [Bool]
  ) -> (a: Bool, b: Bool) {
    var (toA, toB) = (0, 0)
    for (index, arrives) in pattern.enumerated() where arrives {
      if index % 2 == 0 { toB += 1 } else { toA += 1 }
    }
    return (plan.attacksA[toA], plan.attacksB[toB])
  }

  private func plans(letters: Int) -> [LetterProtocol] {
    let (sizeA, sizeB) = (letters / 2 + 1, (letters + 1) / 2 + 1)
    return (0..<(1 << (sizeA + sizeB))).map { bits in
      let table = (0..<(sizeA + sizeB)).map { bits >> $0 & 1 == 1 }
      return LetterProtocol(
        letters: letters, attacksA: Array(table.prefix(sizeA)),
        attacksB: Array(table.suffix(sizeB)))
    }
  }

  @Test("every sensible protocol falls", arguments: 2...6)
  func sensible(letters: Int) throws {
    let sensible = plans(letters: letters).filter { plan in
      plan.attacksA.first == false && plan.attacksB.first == false
        && plan.attacksA.last == true && plan.attacksB.last == true
    }
    for plan in sensible {
      let pattern = try #require(disaster(of: plan), "\(plan) isn't safe")
      try #require(pattern.count == letters)
      let (a, b) = attackers(plan, pattern)
      try #require(a != b, "\(plan): \(pattern) makes both do the same")
    }
    #expect(!sensible.isEmpty)
  }

  @Test("of any tables at all, exactly those are safe that always say the same",
    arguments: 0...5)
  func anyTables(letters: Int) throws {
    for plan in plans(letters: letters) {
      let isSafe = Set(plan.attacksA + plan.attacksB).count == 1
      let pattern = disaster(of: plan)
      try #require((pattern == nil) == isSafe, "\(plan)")
      guard let pattern else { continue }
      try #require(pattern.count == letters)
      let (a, b) = attackers(plan, pattern)
      try #require(a != b, "\(plan): \(pattern)")
    }
  }

  @Test("a thousand letters don't help, and don't take long")
  func many() throws {
    let plan = LetterProtocol(
      letters: 1_000, attacksA: Array(repeating: false, count: 500) + [true],
      attacksB: Array(repeating: false, count: 500) + [true])
    let pattern = try #require(disaster(of: plan))
    #expect(pattern.count == 1_000)
    let (a, b) = attackers(plan, pattern)
    #expect(a != b)
  }

  @Test("generals who never attack, or always, are safe") func useless() {
    for attacks in [false, true] {
      let plan = LetterProtocol(
        letters: 4, attacksA: [attacks, attacks, attacks],
        attacksB: [attacks, attacks, attacks])
      #expect(disaster(of: plan) == nil)
    }
    let late = LetterProtocol(
      letters: 4, attacksA: [false, false, true],
      attacksB: [false, false, true])
    #expect(disaster(of: late) != nil)
  }
}
#sourceLocation()
