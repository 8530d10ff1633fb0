import Testing

@testable import Grading

@Suite("Doing nothing earns nothing") struct CheatTests {
  private static let options = VerifyOptions(triesCheats: true)

  /// An exercise on the largest number, with a given type in its stub, as a student shouldn't have it.
  private static func best(_ tests: String...) -> Exercise {
    Exercise(
      chapter: 1, number: 7, title: "The best", stars: 1,
      stub: SourceFile(
        path: "Exercises/Chapter1/Best.swift",
        text: """
          import ExerciseSupport

          public struct Answer: Equatable, Sendable {
            public let value: Int
            public init(value: Int) { self.value = value }
          }

          public enum Failed: Error { case empty, other }

          public func best(of numbers: [Int]) throws(Failed) -> Answer {
            unimplemented("best", returning: Answer(value: 0))
          }
          """),
      tests: SourceFile(
        path: "Tests/Exercise1Tests/Best.swift",
        text: """
          import Exercise1
          import ExerciseTesting
          import Testing

          @Suite("1.7 Best", .exercise) struct BestTests {
          \(tests.joined(separator: "\n"))
          }
          """),
      solution: nil)
  }

  private func cheats(_ exercise: Exercise) throws -> CheatReport {
    let grader = try FixtureCourse.ready.get().grader
    return try #require(try grader.verify([exercise], Self.options)[0].cheats)
  }

  @Test("tests that demand a solution let no cheat pass")
  func sound() throws {
    let report = try cheats(
      Self.best(
        """
          @Test("the largest is found") func largest() throws {
            #expect(try best(of: [1, 3]).value == 3)
            #expect(throws: Failed.empty) { try best(of: []) }
          }
        """))
    #expect(report.failure == nil)
    #expect(report.rows == [])
    #expect(report.tried > 10)
  }

  @Test("a test that doing nothing passes is a leak, with what it earns")
  func nothing() throws {
    let grader = try FixtureCourse.ready.get().grader
    let verification = try grader.verify([try VerificationTests.sum()], Self.options)[0]
    let report = try #require(verification.cheats)
    #expect(report.leaks.map(\.test.name) == ["there is nothing up to zero"])
    #expect(report.leaks[0].cheats == ["does nothing", "`sum` returns last"])
    #expect(report.rows.map(report.earned).map(\.description) == ["3.33", "3.33"])
    #expect(verification.problems.count == 1)
    #expect(verification.problems[0].contains("“there is nothing up to zero”"))
    #expect(verification.problems[0].contains("passes where nothing is solved: does nothing"))
    #expect(report.text(of: "1.2").contains("of 10 points doing nothing earns 3.33"))
  }

  @Test("a safety test that passes on doing nothing is a leak")
  func safety() throws {
    let grader = try FixtureCourse.ready.get().grader
    let exercise = try FixtureCourse.exercise(1, "Ponger", stars: 2)
    let report = try #require(try grader.verify([exercise], Self.options)[0].cheats)
    #expect(report.leaks.map(\.test.name) == ["a pong is left alone"])
    #expect(report.rows.first?.cheat == "does nothing")
  }

  @Test("a test that passes on one constant alone is a leak")
  func constants() throws {
    let report = try cheats(
      Self.best(
        #"  @Test("one") func one() throws { #expect(try best(of: [1]).value == 1) }"#,
        #"  @Test("none") func none() { #expect(throws: Failed.self) { try best(of: []) } }"#))
    #expect(report.leaks.map(\.test.name) == ["one", "none"])
    #expect(report.leaks[0].cheats.contains("`best` returns .init(value: 1)"))
    #expect(report.leaks[1].cheats == ["`best` throws Failed.empty"])
  }

  @Test("expected values that the submission makes, and an `==` of its own, are leaks")
  func question() throws {
    let report = try cheats(
      Self.best(
        """
          @Test("the largest is found") func largest() throws {
            #expect(try best(of: [1, 3]) == Answer(value: 3))
            #expect(try best(of: [7, 3]) == Answer(value: 7))
          }
        """))
    let cheats = try #require(report.leaks.first).cheats
    #expect(cheats.contains("does nothing, `==` is always true"))
    #expect(cheats.contains("does nothing, initialisers store zero"))
    #expect(!cheats.contains("does nothing"))
  }

  @Test("without --cheats the exercise's other problems are all that is asked")
  func switchedOff() throws {
    let grader = try FixtureCourse.ready.get().grader
    let verification = try grader.verify([try VerificationTests.sum()])[0]
    #expect(verification.cheats == nil && verification.isProved)
  }
}
