extension Grader {
  /// Proves exercises: grades each one's stub, solution and mutants.
  ///
  /// Mutants are ours and run without the rules about sources: a wrong turn may well be to read the
  /// clock, and it is a test that has to catch it.
  ///
  /// - Parameters:
  ///   - jobs: how many to run at a time.
  ///   - progress: called after each, with how many of how many are done.
  /// - Throws: `GradingError` if nothing can be built at all. What is wrong with one exercise is in
  ///   its verification.
  public func verify(
    _ exercises: [Exercise], jobs: Int = 1,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws -> [Verification] {
    var plans: [Plan] = []
    for exercise in exercises {
      do {
        plans.append(Plan(exercise, .ready(try prepare([exercise])[0])))
      } catch GradingError.exercise(let id, let problem) {
        plans.append(Plan(exercise, .failed("\(id): \(problem)")))
      }
    }
    let pieces = plans.indices.flatMap { index in
      plans[index].pieces.map { (index: index, piece: $0, exercise: plans[index].prepared) }
    }
    let counter = WorkCounter(total: pieces.count, report: progress)
    let results = concurrently(pieces, jobs: jobs) { item in
      let result = item.exercise.map { judge(item.piece, on: $0) }
      counter.advance()
      return (item.index, item.piece, result)
    }
    return plans.indices.map { index in
      plans[index].verification(results.filter { $0.0 == index }.map { ($0.1, $0.2) })
    }
  }

  private func judge(_ piece: Plan.Piece, on exercise: PreparedExercise) -> ExerciseResult {
    switch piece {
    case .stub: judge(exercise.exercise.stub.text, on: exercise)
    case .solution(let source): judge(source, on: exercise)
    case .doingNothing:
      judge(exercise.exercise.stub.text, on: exercise, policy: [], ignoringGaps: true)
    case .mutant(let mutant): judge(mutant.source, on: exercise, policy: [])
    }
  }
}

/// What there is to run for one exercise.
private struct Plan: Sendable {
  enum Piece: Sendable {
    case stub
    case solution(String)
    case doingNothing
    case mutant(Mutant)
  }

  enum State: Sendable {
    case ready(PreparedExercise)
    case failed(String)
  }

  var exercise: Exercise
  var state: State

  init(_ exercise: Exercise, _ state: State) {
    self.exercise = exercise
    self.state = state
  }

  var prepared: PreparedExercise? {
    if case .ready(let prepared) = state { prepared } else { nil }
  }

  var pieces: [Piece] {
    guard prepared != nil else { return [] }
    return [.stub, .doingNothing] + (exercise.solution.map { [.solution($0)] } ?? [])
      + exercise.mutants.map(Piece.mutant)
  }

  func verification(_ results: [(Piece, ExerciseResult?)]) -> Verification {
    var verification = Verification(
      id: exercise.id, title: exercise.title, tests: prepared?.tests ?? [], mutants: [])
    if case .failed(let problem) = state { verification.failure = problem }
    for case (let piece, let result?) in results {
      switch piece {
      case .stub: verification.stub = result
      case .solution: verification.solution = result
      case .doingNothing: verification.mutants.append(row(Verification.doingNothing, result))
      case .mutant(let mutant): verification.mutants.append(row(mutant.name, result))
      }
    }
    return verification
  }

  private func row(_ name: String, _ result: ExerciseResult) -> Verification.KillRow {
    Verification.KillRow(
      mutant: name, verdicts: result.tests.map(\.verdict), findings: result.findings)
  }
}
