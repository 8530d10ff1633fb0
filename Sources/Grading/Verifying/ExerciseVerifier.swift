/// How much a verification asks for.
public struct VerifyOptions: Hashable, Sendable {
  /// How many exercises are verified at a time.
  public var jobs: Int
  /// Whether every test is asked about every mutant, and not only until one has caught it.
  public var isWhole: Bool
  /// Whether every single test has to fail on the stub's placeholders and on cheats made from it.
  public var triesCheats: Bool
  /// Whether to run everything anew, also what was proved before.
  public var isFresh: Bool

  public init(
    jobs: Int = 1, isWhole: Bool = false, triesCheats: Bool = false, isFresh: Bool = false
  ) {
    (self.jobs, self.isWhole) = (jobs, isWhole)
    (self.triesCheats, self.isFresh) = (triesCheats, isFresh)
  }
}

/// Verifies one exercise, one mutant after the other, so that what one teaches about the tests
/// helps with the next, and the same tests are named however many exercises are verified at a time.
struct ExerciseVerifier {
  let exercise: Exercise
  let options: VerifyOptions
  let attempts: Folder
  /// Prepares the exercise: only if there is something to run.
  let prepare: () throws -> PreparedExercise
  let advance: () -> Void
  var proof: Proof

  /// - Throws: `GradingError` if the exercise can't be prepared.
  mutating func verify() throws -> Verification {
    if proof.listed.isEmpty { proof.listed = try prepare().preparation.tests }
    var verification = Verification(
      id: exercise.id, title: exercise.title, tests: proof.tests, mutants: [])
    (verification.stub, verification.nothing) = try stub()
    advance()
    if let solution = exercise.solution { verification.solution = try answer(solution) }
    advance()
    for right in exercise.rights {
      verification.rights.append(.init(name: right.name, result: try answer(right.source)))
      advance()
    }
    keepAnswers()
    verification.mutants = try mutants()
    if options.triesCheats { verification.cheats = try cheats() }
    return verification
  }

  /// The stub is run once and judged twice: as it stands, and as if doing nothing were an answer.
  private mutating func stub() throws -> (ExerciseResult, KillRow) {
    if let tests = proof.stub, let nothing = proof.nothing {
      return (
        ExerciseResult(exercise, tests: tests),
        KillRow(mutant: Verification.doingNothing, verdicts: nothing)
      )
    }
    let prepared = try prepare()
    var nothing: [Verdict] = []
    let result = try judged(exercise.stub.text, on: prepared) { program in
      prepared.preparation.tests.map { listed in
        let run = prepared.run(listed, program, prepared.limits)
        nothing.append(prepared.judge(listed, run, prepared.limits, ignoringGaps: true).verdict)
        return prepared.judge(listed, run, prepared.limits)
      }
    }
    let isWhole = result.findings.isEmpty && nothing.allSatisfy(Proof.keeps)
    if isWhole, result.tests.allSatisfy({ $0.verdict == .notAttempted }) {
      (proof.stub, proof.nothing) = (result.tests, nothing)
    }
    var row = KillRow(mutant: Verification.doingNothing, verdicts: nothing)
    row.findings = result.findings
    return (result, row)
  }

  /// What every test makes of a source that should pass them all.
  private mutating func answer(_ source: String) throws -> ExerciseResult {
    let digest = TextDigest([source]).text
    if let tests = proof.answers[digest] { return ExerciseResult(exercise, tests: tests) }
    let prepared = try prepare()
    let result = try judged(source, on: prepared) { program in
      prepared.preparation.tests.map { listed in
        let run = prepared.run(listed, program, prepared.limits)
        if let milliseconds = run.milliseconds, proof.milliseconds[listed.test.id] == nil {
          proof.milliseconds[listed.test.id] = milliseconds
        }
        return prepared.judge(listed, run, prepared.limits)
      }
    }
    // What a failing one says may name lines of the chapter.
    if result.findings.isEmpty, result.tests.allSatisfy({ $0.verdict == .passed }) {
      proof.answers[digest] = result.tests
    }
    return result
  }

  /// Forgets those that are no answers any more.
  private mutating func keepAnswers() {
    let sources = [exercise.solution].compactMap { $0 } + exercise.rights.map(\.source)
    let digests = Set(sources.map { TextDigest([$0]).text })
    proof.answers = proof.answers.filter { digests.contains($0.key) }
  }

  private func judged(
    _ source: String, on prepared: PreparedExercise, _ tests: (String) -> [TestResult]
  ) throws -> ExerciseResult {
    let folder = try attempts.unique()
    defer { folder.remove() }
    return prepared.judge(source, in: folder, policy: .all, tests)
  }
}
