// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 528f549995f32551

#sourceLocation(file: "Chapters/02-rpc.md", line: 3634)
import Exercise2
import ExerciseTesting
import Testing

@Suite("2.1 Muddy children", .exercise) struct MuddyChildrenTests {
  /// All cases of few children, one of each number of muddy ones of many.
  private func patterns(_ count: Int) -> [[Bool]] {
    if count > 4 { return (1...count).map { k in (0..<count).map { $0 < k } } }
    return (1..<(1 << count)).map { bits in
      (0..<count).map { bits >> $0 & 1 == 1 }
    }
  }

  private func answers(_ rounds: Int, in actual: [Bool], told: Bool) -> [[Bool]]
  {
    var children = MuddyChildren(count: actual.count)
    if told { children.announce { $0.contains(true) } }
    return (0..<rounds).map { _ in children.ask(in: actual) }
  }

  @Test("nobody knows before round k", arguments: 1...7)
  func early(count: Int) {
    for actual in patterns(count) {
      let k = actual.count { $0 }
      for round in answers(k - 1, in: actual, told: true) {
        #expect(round == Array(repeating: false, count: count))
      }
    }
  }

  @Test(
    "in round k exactly the muddy ones know, and in the next one all",
    arguments: 1...7)
  func inTime(count: Int) {
    for actual in patterns(count) {
      let k = actual.count { $0 }
      let rounds = answers(k + 1, in: actual, told: true)
      #expect(rounds[k - 1] == actual)
      #expect(rounds[k] == Array(repeating: true, count: count))
    }
  }

  @Test("without the announcement nobody ever knows", arguments: 1...6)
  func silence(count: Int) {
    for actual in patterns(count) {
      let rounds = answers(count + 2, in: actual, told: false)
      #expect(rounds.allSatisfy { !$0.contains(true) && $0.count == count })
    }
  }

  @Test(
    "at first every case is possible, and an announcement rules some out"
  )
  func cases() {
    var children = MuddyChildren(count: 4)
    #expect(children.cases.count == 16)
    children.announce { $0.contains(true) }
    #expect(children.cases.count == 15)
    children.announce { !$0[2] }
    #expect(children.cases.count == 7)
  }

  @Test("what is said of one child teaches that child alone")
  func one() {
    var children = MuddyChildren(count: 3)
    children.announce { $0[1] }
    let actual = [true, true, false]
    #expect(
      (0..<3).map { children.knowsOwn($0, in: actual) } == [false, true, false])
    #expect(children.ask(in: actual) == [false, true, false])
    #expect(children.ask(in: actual) == [false, true, false])
  }
}
#sourceLocation()
