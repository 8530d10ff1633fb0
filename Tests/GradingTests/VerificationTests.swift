import Testing

@testable import Grading

@Suite("Proving exercises") struct VerificationTests {
  func exercise() throws -> Exercise {
    var exercise = try FixtureCourse.exercise(2, "Sum", stars: 1)
    exercise.mutants = [
      Mutant(name: "stops before the last", source: Self.sum("(0..<last).reduce(0, +)")),
      Mutant(name: "always ten", source: Self.sum("10")),
      Mutant(name: "reads the clock", source: Self.sum("ContinuousClock().now == .now ? 1 : 2")),
      Mutant(name: "never ends", source: Self.sum("{ while true {} }()")),
    ]
    return exercise
  }

  private static func sum(_ body: String) -> String {
    "public func sum(upTo last: Int) -> Int { \(body) }"
  }

  @Test("a good exercise is proved, and its kill matrix shows who catches what")
  func proved() throws {
    let grader = try FixtureCourse.ready.get().grader
    let verification = try grader.verify([try exercise()], jobs: 2)[0]
    #expect(verification.problems == [])
    #expect(verification.idleTests == [])
    #expect(verification.matrix == (try FixtureCourse.text("Reports/matrix.txt")))
  }

  @Test("a mutant that no test catches is a problem, and so is one that doesn't compile")
  func survivor() throws {
    let grader = try FixtureCourse.ready.get().grader
    var exercise = try exercise()
    exercise.mutants = [
      Mutant(name: "the solution", source: try #require(exercise.solution)),
      Mutant(name: "no Swift", source: "public func"),
    ]
    let problems = try grader.verify([exercise])[0].problems
    #expect(problems.count == 2)
    #expect(problems[0].contains("“the solution” survives"))
    #expect(problems[1].contains("“no Swift” was not run"))
  }

  @Test("a stub that passes a test, a wrong solution and none at all are problems")
  func broken() throws {
    let grader = try FixtureCourse.ready.get().grader
    var attempted = try exercise()
    attempted.mutants = []
    attempted.stub.text = Self.sum("0")
    let problems = try grader.verify([attempted])[0].problems
    #expect(problems.contains { $0.contains("is passed, not not attempted") })
    var wrong = try exercise()
    wrong.mutants = []
    wrong.solution = Self.sum("1")
    #expect(try grader.verify([wrong])[0].problems.contains { $0.contains("on the solution, ") })
    wrong.solution = nil
    #expect(try grader.verify([wrong])[0].problems == ["1.2: there is no solution"])
  }

  @Test("a stub that doesn't compile is that exercise's problem, and the others are verified")
  func uncompiled() throws {
    let grader = try FixtureCourse.ready.get().grader
    var broken = try exercise()
    broken.stub.text = "public func sum(upTo last: Int) -> Nothing { }"
    var whole = try exercise()
    whole.mutants = []
    let verifications = try grader.verify([broken, whole])
    #expect(verifications[0].failure?.contains("cannot find type 'Nothing'") == true)
    #expect(verifications[1].isProved)
  }
}
