internal import ExerciseSupport
public import Testing

/// Tells a stub that nobody has touched from one that is wrong.
///
/// A test that runs into `unimplemented` never passes. In a run of the whole package it counts as a
/// known issue, so that a fresh clone is green; asked for by name (`swift test --filter Exercise7`)
/// or graded, it fails and names the line to fill in.
public struct ExerciseTrait: SuiteTrait, TestTrait, TestScoping {
  let invocation: Invocation

  public var isRecursive: Bool { true }

  public func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? {
    testCase == nil ? nil : self
  }

  /// - Throws: what the test throws, unless it ran into a stub and nobody asked for it.
  public func provideScope(
    for test: Test, testCase: Test.Case?,
    performing body: @concurrent @Sendable () async throws -> Void
  ) async throws {
    let attempt = Attempt()
    let isAskedFor = invocation.asksFor("\(test.id)")
    try await withKnownIssue("not attempted", isIntermittent: true) {
      try await Attempt.$current.withValue(attempt) { try await body() }
      if !isAskedFor { report(attempt) }
    } matching: { _ in
      !attempt.gaps.isEmpty
    }
    if isAskedFor { report(attempt) }
  }

  /// Records the first gap: the others come up once it is filled.
  private func report(_ attempt: Attempt) {
    guard let gap = attempt.gaps.first else { return }
    let place = SourceLocation(
      fileID: "Exercises/\(gap.file)", filePath: gap.file, line: gap.line, column: 1)
    Issue.record("\(gap.advice)", sourceLocation: place)
  }
}

extension Trait where Self == ExerciseTrait {
  /// For every suite of an exercise's tests: `@Suite("7.2 The proposer", .exercise)`.
  public static var exercise: ExerciseTrait { ExerciseTrait(invocation: .current) }
}
