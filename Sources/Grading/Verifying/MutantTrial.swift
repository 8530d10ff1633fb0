/// A mutant under trial: built when the first test is asked about it, and kept until all questions
/// are answered.
///
/// Mutants are ours and run without the rules about sources: a wrong turn may well be to read the
/// clock, and it is a test that has to catch it.
final class MutantTrial {
  private(set) var row: KillRow
  private let source: String
  private let exercise: () throws -> PreparedExercise
  private let attempts: Folder
  private var folder: Folder?
  private var program: String?

  /// - Parameter row: what is known about it already.
  init(
    _ source: String, row: KillRow, in attempts: Folder,
    _ exercise: @escaping () throws -> PreparedExercise
  ) {
    (self.source, self.row, self.attempts, self.exercise) = (source, row, attempts, exercise)
  }

  deinit { folder?.remove() }

  /// Whether it can be run, as far as is known.
  var isRunnable: Bool { row.findings.isEmpty }

  /// What the test makes of it, unless that is known.
  ///
  /// - Throws: if the exercise can't be prepared.
  func ask(_ test: Int) throws {
    guard row.verdicts[test] == nil, isRunnable else { return }
    let exercise = try exercise()
    if program == nil { try build(exercise) }
    guard let program else { return }
    let listed = exercise.preparation.tests[test]
    let run = exercise.run(listed, program, exercise.limits)
    let result = exercise.judge(listed, run, exercise.limits)
    guard result.verdict != .graderFailed else { return row.findings = result.findings }
    row.enter(result.verdict, of: test)
  }

  private func build(_ exercise: PreparedExercise) throws {
    let folder = try attempts.unique()
    self.folder = folder
    let result = exercise.judge(source, in: folder, policy: []) { program in
      self.program = program
      return []
    }
    if program == nil {
      row.findings =
        result.findings.isEmpty ? [Finding(message: result.verdict.rawValue)] : result.findings
    }
  }
}
