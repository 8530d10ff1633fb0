import Foundation
import Testing

@testable import Grading

@Suite("Proving exercises") struct VerificationTests {
  /// - Parameter mutants: by name, what each returns.
  static func sum(
    _ mutants: [(String, String)] = [
      ("stops before the last", "(0..<last).reduce(0, +)"), ("always ten", "10"),
      ("reads the clock", "ContinuousClock().now == .now ? 1 : 2"),
      ("never ends", "{ while true {} }()"),
    ]
  ) throws -> Exercise {
    var exercise = try FixtureCourse.exercise(2, "Sum", stars: 1)
    exercise.mutants = mutants.map { Mutant(name: $0, source: source($1)) }
    return exercise
  }

  static func source(_ body: String) -> String {
    "public func sum(upTo last: Int) -> Int { \(body) }"
  }

  /// The same exercise under a name of its own, so that nothing is known of it yet.
  static func unknown(_ exercise: Exercise) -> Exercise {
    var exercise = exercise
    exercise.tests.text += "\n// \(UInt64.random(in: 0 ... .max))\n"
    return exercise
  }

  @Test("a good exercise is proved, and its kill matrix shows who catches what")
  func proved() throws {
    let grader = try FixtureCourse.ready.get().grader
    let options = VerifyOptions(jobs: 2, isWhole: true)
    let verification = try grader.verify([try Self.sum()], options)[0]
    #expect(verification.problems == [])
    #expect(verification.idleTests == [])
    #expect(verification.matrix == (try FixtureCourse.text("Reports/matrix.txt")))
  }

  @Test("a plain verification asks only until a test catches the mutant, and names that test")
  func firstKill() throws {
    let grader = try FixtureCourse.ready.get().grader
    let exercise = Self.unknown(try Self.sum())
    let plain = try grader.verify([exercise], VerifyOptions(isFresh: true))[0]
    let whole = try grader.verify([exercise], VerifyOptions(isWhole: true, isFresh: true))[0]
    #expect(plain.isProved && plain.idleTests == [])
    #expect(plain.mutants.contains { $0.verdicts.contains(nil) })
    for (one, all) in zip(plain.mutants, whole.mutants) {
      #expect(one.killer.map { all.isCaught(by: $0) } == true)
      #expect(zip(one.verdicts, all.verdicts).allSatisfy { $0 == nil || $0 == $1 })
    }
    let names = plain.killers.split(separator: "\n")
    #expect(names.count == 5)
    #expect(names.dropFirst().allSatisfy { $0.contains("✗") && $0.contains("Chapters/01") })
  }

  @Test("a test that catches no mutant is found, though mutants are caught by others first")
  func idle() throws {
    let grader = try FixtureCourse.ready.get().grader
    let verification = try grader.verify([try Self.sum([("always ten", "10")])])[0]
    #expect(verification.isProved)
    #expect(verification.idleTests.map(\.name) == ["the numbers up to four make ten"])
    #expect(verification.nothing?.isCaught(by: 0) == true)
  }

  @Test("a mutant that no test catches is a problem, and so is one that doesn't compile")
  func survivor() throws {
    let grader = try FixtureCourse.ready.get().grader
    var exercise = try Self.sum([])
    exercise.mutants = [
      Mutant(name: "the solution", source: try #require(exercise.solution)),
      Mutant(name: "no Swift", source: "public func"),
      Mutant(name: "another function", source: "public func total(upTo last: Int) -> Int { 0 }"),
    ]
    let problems = try grader.verify([exercise])[0].problems
    #expect(problems.count == 3)
    #expect(problems[0].contains("“the solution” survives"))
    #expect(problems[1].contains("“no Swift” was not run"))
    #expect(problems[2].contains("“another function” was not run"))
  }

  @Test("a crash, an exit and a test that can't end catch a mutant")
  func ends() throws {
    let grader = try FixtureCourse.ready.get().grader
    let exercise = try Self.sum([
      ("crashes", "[0][last + 1]"), ("exits", "{ exit(0) }()"), ("hangs", "{ while true {} }()"),
    ])
    var withExit = exercise
    withExit.mutants[1].source = "import Foundation\n" + exercise.mutants[1].source
    let rows = try grader.verify([withExit], VerifyOptions(isFresh: true))[0].mutants
    let verdicts = rows.map { row in row.killer.flatMap { row.verdicts[$0] } }
    #expect(verdicts == [.crashed, .exitedEarly, .timedOut], "\(rows.map(\.findings))")
  }

  @Test("a stub that passes a test, a wrong solution and none at all are problems")
  func broken() throws {
    let grader = try FixtureCourse.ready.get().grader
    var attempted = try Self.sum([])
    attempted.stub.text = Self.source("0")
    let problems = try grader.verify([attempted])[0].problems
    #expect(problems.contains { $0.contains("is passed, not not attempted") })
    var wrong = try Self.sum([])
    wrong.solution = Self.source("1")
    #expect(try grader.verify([wrong])[0].problems.contains { $0.contains("on the solution, ") })
    wrong.solution = nil
    #expect(try grader.verify([wrong])[0].problems == ["1.2: there is no solution"])
  }

  @Test("a right solution in another style has to earn full points, and its problem names it")
  func rights() throws {
    let grader = try FixtureCourse.ready.get().grader
    var exercise = try Self.sum([])
    exercise.rights = [
      RightSolution(
        name: "recursive", source: Self.source("last < 1 ? 0 : last + sum(upTo: last - 1)")),
      RightSolution(name: "off-by-one", source: Self.source("(0..<last).reduce(0, +)")),
      RightSolution(name: "no-swift", source: "public func"),
    ]
    let verification = try grader.verify([exercise])[0]
    #expect(verification.rights.map(\.result.verdict) == [.passed, .failed, .didNotCompile])
    let problems = verification.problems
    #expect(problems.count == 3)
    #expect(problems.dropLast().allSatisfy { $0.contains("on the right solution “off-by-one”, “") })
    #expect(problems.last?.contains("the right solution “no-swift” is didn't compile") == true)
    #expect(verification.killers.contains("4 right solutions, 0 wrong turns"))
    exercise.rights.removeLast(2)
    #expect(try grader.verify([exercise])[0].isProved)
  }

  @Test("a stub that doesn't compile is that exercise's problem, and the others are verified")
  func uncompiled() throws {
    let grader = try FixtureCourse.ready.get().grader
    var broken = try Self.sum()
    broken.stub.text = "public func sum(upTo last: Int) -> Nothing { }"
    let verifications = try grader.verify([broken, try Self.sum([])])
    #expect(verifications[0].failure?.contains("cannot find type 'Nothing'") == true)
    #expect(verifications[1].isProved)
  }
}
