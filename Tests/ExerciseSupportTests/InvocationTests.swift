import Testing

@testable import ExerciseTesting

@Suite struct InvocationTests {
  /// The chapters, of 1 to 18, whose exercises these arguments ask for.
  private func chapters(_ arguments: [String]) -> [Int] {
    let invocation = Invocation(arguments: ["tests"] + arguments)
    return (1...18).filter {
      invocation.asksFor("Exercise\($0)Tests.ProposerTests/answers()/Proposer.swift:12:3")
    }
  }

  @Test(
    "a filter asks for the chapters that it names, and not for those whose number begins so",
    arguments: [
      ("Exercise1", [1]), ("Exercise7", [7]), ("Exercise12", [12]), ("^Exercise1", [1]),
      ("Exercise1Tests", [1]), ("^Exercise12Tests\\.", [12]), ("Exercise1.*", [1]),
      ("Exercise1.*Proposer", [1]), ("^(Chapter|Exercise)1Tests\\.", [1]),
      ("Exercise(1|12)", [1, 12]), ("Exercise(1|12)Tests", [1, 12]),
      ("Exercise1$|Exercise12", [12]),
      ("Exercise1\\d", [10, 11, 12, 13, 14, 15, 16, 17, 18]), ("Exercise1[0-2]", [10, 11, 12]),
      ("Exercise1(0|2)", [10, 12]), ("Exercise1{1}Tests", [1]), ("Exercise1{2}", [11]),
      ("Exercise1+", [1, 10, 11, 12, 13, 14, 15, 16, 17, 18]),
      ("Exercise[12]Tests", [1, 2]), ("Exercise1?2", [2, 12]),
      ("ProposerTests", Array(1...18)), ("Exercise", Array(1...18)), (".", Array(1...18)),
      ("Exercise\\d+", Array(1...18)), ("Chapter1", []), ("(", []), ("Exercise", Array(1...18)),
    ])
  func one(filter: String, named: [Int]) {
    #expect(chapters(["--filter", filter]) == named)
    #expect(chapters(["--filter=\(filter)"]) == named)
  }

  @Test("several filters each ask for theirs") func several() {
    #expect(chapters(["--filter", "Exercise1", "--filter", "Exercise12"]) == [1, 12])
    #expect(chapters(["--filter", "Exercise1", "--filter=Exercise3"]) == [1, 3])
  }

  @Test("without a filter, or with one that is cut off, nothing is asked for") func none() {
    #expect(chapters([]) == [])
    #expect(chapters(["--skip", "Exercise1"]) == [])
    #expect(chapters(["--filter"]) == [])
  }

  @Test("a number in a test's own name means that number, too") func testNames() {
    let invocation = Invocation(arguments: ["--filter", "round1"])
    #expect(invocation.asksFor("Exercise7Tests.ProposerTests/round1()"))
    #expect(!invocation.asksFor("Exercise7Tests.ProposerTests/round12()"))
  }

  @Test("a grader asks for every test of its process") func attempt() {
    #expect(Invocation(arguments: [], isAttempt: true).asksFor("Exercise12Tests.A/b()"))
  }

  @Test("a test knows itself by the identifier that filters are matched with") func identifier()
    throws
  {
    let id = "\(try #require(Test.current).id)"
    #expect(id.hasPrefix("ExerciseSupportTests.InvocationTests/identifier()"))
  }
}
