extension Grader {
  /// Proves exercises: runs each one's tests on its stub, its solutions and its mutants.
  ///
  /// What was proved before, and of which nothing has changed, is not run again.
  ///
  /// - Parameter progress: called after each piece, with how many of how many are done.
  /// - Throws: `GradingError` if nothing can be built at all. What is wrong with one exercise is in
  ///   its verification.
  public func verify(
    _ exercises: [Exercise], _ options: VerifyOptions = VerifyOptions(),
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws -> [Verification] {
    let compilers = try compilers(for: exercises)
    let store = ProofStore(folder: try work.folder("proofs"))
    let counter = WorkCounter(
      total: exercises.reduce(0) { $0 + 2 + $1.rights.count + $1.mutants.count }, report: progress)
    // The longest first, so that no core waits for one that began last.
    let order = exercises.indices.sorted {
      (-exercises[$0].mutants.count, $0) < (-exercises[$1].mutants.count, $1)
    }
    let results = concurrently(order, jobs: options.jobs) { index in
      Result {
        try verify(
          exercises[index], compilers[exercises[index].chapter], store, options, counter.advance)
      }
    }
    return try zip(order, results).sorted { $0.0 < $1.0 }.map { try $0.1.get() }
  }

  private func verify(
    _ exercise: Exercise, _ compiler: Compiler?, _ store: ProofStore, _ options: VerifyOptions,
    _ advance: @escaping () -> Void
  ) throws -> Verification {
    guard let compiler else {
      throw GradingError.environment("nothing was built for chapter \(exercise.chapter)")
    }
    let stamp = Proof.stamp(
      of: exercise, compiler: compiler, limits: limits, isolation: isolation)
    var proof = store.proof(of: exercise, stamp: stamp)
    if options.isFresh { proof.forget() }
    var prepared: PreparedExercise?
    var verifier = ExerciseVerifier(
      exercise: exercise, options: options, attempts: attempts.folder,
      prepare: {
        let ready = try prepared ?? prepare(exercise, compiler)
        prepared = ready
        return ready
      }, advance: advance, proof: proof)
    do {
      let verification = try verifier.verify()
      try store.store(verifier.proof, of: exercise)
      return verification
    } catch GradingError.exercise(let id, let problem) {
      return Verification(
        id: exercise.id, title: exercise.title, tests: [], mutants: [],
        failure: "\(id): \(problem)")
    }
  }
}
