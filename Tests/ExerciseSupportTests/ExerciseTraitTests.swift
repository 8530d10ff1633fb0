import ExerciseSupport
import Testing

@testable import ExerciseTesting

@Suite struct ExerciseTraitTests {
  private func scope(
    askedFor: Bool, _ body: @Sendable @escaping () async throws -> Void
  ) async throws {
    let test = try #require(Test.current)
    try await ExerciseTrait(invocation: Invocation(arguments: [], isAttempt: askedFor))
      .provideScope(for: test, testCase: Test.Case.current, performing: body)
  }

  @Test("asked for by name, an untouched stub fails and names the line to fill in")
  func fails() async throws {
    try await withKnownIssue {
      try await scope(askedFor: true) {
        unimplemented("Proposer.next", file: "/x/Exercises/Chapter7/Proposer.swift", line: 12)
      }
    } matching: { issue in
      issue.comments.contains { $0.rawValue.contains("Exercises/Chapter7/Proposer.swift:12") }
        && issue.sourceLocation?.line == 12
    }
  }

  @Test("in a run of everything, an untouched stub is a known issue, also where tests fail on it")
  func known() async throws {
    try await scope(askedFor: false) {
      let answer = unimplemented("Proposer.next", returning: 0)
      #expect(answer == 42)
    }
  }

  @Test("an expectation that fails without reaching a stub is no known issue")
  func wrong() async throws {
    try await withKnownIssue {
      try await scope(askedFor: false) { #expect(Bool(false), "wrong, not untouched") }
    } matching: {
      $0.comments.contains("wrong, not untouched")
    }
  }

  @Test("an exercise that is done is left alone")
  func done() async throws {
    try await scope(askedFor: true) { #expect(Bool(true)) }
  }
}
