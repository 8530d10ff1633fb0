/// Whether an exercise is what it claims to be: its stub fails every test for the right reason, its
/// solution and right ones in other styles pass them all, and every wrong turn is caught by a test
/// that can be named.
public struct Verification: Hashable, Sendable {
  /// A right solution in another style, and what the tests made of it.
  public struct Right: Hashable, Sendable {
    public var name: String
    public var result: ExerciseResult
  }

  public var id: String
  public var title: String
  public var tests: [TestCase]
  public var stub: ExerciseResult?
  public var solution: ExerciseResult?
  /// What the right solutions in other styles earned.
  public var rights: [Right] = []
  /// The stub with its placeholders, as if they were answers.
  public var nothing: KillRow?
  public var mutants: [KillRow]
  /// What is earned without solving anything, where that was asked.
  public var cheats: CheatReport?
  /// Why there is nothing to see of it, where there isn't.
  public var failure: String?

  /// The name under which the stub with its placeholders stands among the mutants.
  public static let doingNothing = "does nothing"

  public var isProved: Bool { problems.isEmpty }

  /// Everything that an author has to mend, each with what to do.
  public var problems: [String] {
    if let failure { return [failure] }
    return stubProblems + solutionProblems + rightProblems + mutantProblems
      + (cheats?.problems(of: id) ?? [])
  }

  /// Tests that catch no wrong turn: each should catch one. Doing nothing doesn't count, every
  /// test catches that.
  public var idleTests: [TestCase] {
    guard mutants.contains(where: { $0.findings.isEmpty }) else { return [] }
    return tests.indices.filter { test in !mutants.contains { $0.isCaught(by: test) } }
      .map { tests[$0] }
  }

  private var stubProblems: [String] {
    (stub?.tests ?? []).filter { $0.verdict != .notAttempted }.map {
      "\(id): on the stub, “\($0.test.name)” (\($0.test.place)) is \($0.verdict.rawValue), not "
        + "not attempted: make it reach `unimplemented`, and bound its loops"
    }
  }

  private var solutionProblems: [String] {
    guard let solution else { return ["\(id): there is no solution"] }
    return problems(of: solution, called: "the solution")
  }

  private var rightProblems: [String] {
    rights.flatMap { problems(of: $0.result, called: "the right solution “\($0.name)”") }
  }

  /// What keeps it from full points.
  private func problems(of answer: ExerciseResult, called name: String) -> [String] {
    let whole = answer.findings.map {
      "\(id): \(name) is \(answer.verdict.rawValue): \(Plain.text([$0]))"
    }
    guard whole.isEmpty else { return whole }
    return answer.tests.filter { $0.verdict != .passed }.map {
      "\(id): on \(name), “\($0.test.name)” (\($0.test.place)) is \($0.verdict.rawValue): "
        + Plain.text($0.findings)
    }
  }

  private var mutantProblems: [String] {
    ([nothing].compactMap { $0 } + mutants).filter { !$0.isKilled }.map { row in
      row.findings.isEmpty
        ? "\(id): the mutant “\(row.mutant)” survives every test: add one that catches it"
        : "\(id): the mutant “\(row.mutant)” was not run: \(Plain.text(row.findings))"
    }
  }
}
