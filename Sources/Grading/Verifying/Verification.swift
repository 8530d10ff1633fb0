/// Whether an exercise is what it claims to be: its stub fails every test for the right reason, its
/// solution passes them all, and every wrong turn is caught by a test that can be named.
public struct Verification: Hashable, Sendable {
  public var id: String
  public var title: String
  public var tests: [TestCase]
  public var stub: ExerciseResult?
  public var solution: ExerciseResult?
  public var mutants: [KillRow]
  /// Why there is nothing to see of it, where there isn't.
  public var failure: String?

  /// A mutant and what each test made of it, in the order of the tests.
  public struct KillRow: Hashable, Sendable {
    public var mutant: String
    public var verdicts: [Verdict]
    /// Why it was not run, where it wasn't.
    public var findings: [Finding]

    /// Whether a test caught it: one that ran and did not pass.
    public var isKilled: Bool { verdicts.contains(where: Self.kills) }

    public static func kills(_ verdict: Verdict) -> Bool {
      switch verdict {
      case .failed, .crashed, .timedOut, .exitedEarly, .outOfMemory: true
      case .passed, .notAttempted, .missing, .didNotCompile, .refused, .graderFailed: false
      }
    }
  }

  /// The name under which the stub with its placeholders stands among the mutants.
  public static let doingNothing = "does nothing"

  public var isProved: Bool { problems.isEmpty }

  /// Everything that an author has to mend, each with what to do.
  public var problems: [String] {
    if let failure { return [failure] }
    return stubProblems + solutionProblems + mutantProblems
  }

  /// Tests that catch no wrong turn: each should catch one that the others let pass.
  public var idleTests: [TestCase] {
    tests.indices.filter { index in
      !mutants.contains { row in
        row.verdicts.indices.contains(index) && KillRow.kills(row.verdicts[index])
      }
    }.map { tests[$0] }
  }

  private var stubProblems: [String] {
    (stub?.tests ?? []).filter { $0.verdict != .notAttempted }.map {
      "\(id): on the stub, “\($0.test.name)” (\($0.test.place)) is \($0.verdict.rawValue), not "
        + "not attempted: make it reach `unimplemented`, and bound its loops"
    }
  }

  private var solutionProblems: [String] {
    guard let solution else { return ["\(id): there is no solution"] }
    let whole = solution.findings.map {
      "\(id): the solution is \(solution.verdict.rawValue): \(Plain.text([$0]))"
    }
    guard whole.isEmpty else { return whole }
    return solution.tests.filter { $0.verdict != .passed }.map {
      "\(id): on the solution, “\($0.test.name)” (\($0.test.place)) is \($0.verdict.rawValue): "
        + Plain.text($0.findings)
    }
  }

  private var mutantProblems: [String] {
    mutants.filter { !$0.isKilled }.map { row in
      row.findings.isEmpty
        ? "\(id): the mutant “\(row.mutant)” survives every test: add one that catches it"
        : "\(id): the mutant “\(row.mutant)” was not run: \(Plain.text(row.findings))"
    }
  }
}

extension Verification {
  /// The kill matrix: tests across, mutants down, a cross where a test catches a mutant.
  public var matrix: String {
    let names = ["stub", "solution"] + mutants.map(\.mutant)
    let width = (names + ["exercise \(id)"]).map(\.count).max() ?? 0
    func line(_ name: String, _ cells: [String]) -> String {
      ([name + String(repeating: " ", count: width - name.count)] + cells).joined(separator: "  ")
    }
    func pad(_ text: String) -> String { text.count < 2 ? " " + text : text }
    let heading = line("exercise \(id)", tests.indices.map { pad("\($0 + 1)") })
    let rows = [("stub", stub), ("solution", solution)].compactMap { name, result in
      result.map { line(name, $0.tests.map { pad($0.verdict.sign) }) }
    }
    let kills = mutants.map { row in
      line(row.mutant, row.verdicts.map { pad(KillRow.kills($0) ? "✗" : " ") })
    }
    let legend = tests.enumerated().map { "  \(pad("\($0 + 1)"))  \($1.name)  (\($1.place))" }
    return ([heading] + rows + kills + legend).joined(separator: "\n") + "\n"
  }
}
