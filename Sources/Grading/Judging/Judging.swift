extension PreparedExercise {
  /// Grades one text as the answer to this exercise.
  ///
  /// - Parameters:
  ///   - folder: private to it; removed afterwards.
  ///   - ignoringGaps: whether a stub's placeholders count as answers, to see which tests fail on
  ///     a submission that does nothing.
  func judge(
    _ source: String, in folder: Folder, policy: Policy, ignoringGaps: Bool
  ) -> ExerciseResult {
    defer { folder.remove() }
    do {
      let program = try build(source, in: folder, policy: policy)
      return ExerciseResult(
        exercise, tests: preparation.tests.map { run($0, program, ignoringGaps) })
    } catch Compiler.Rejection.refused(let findings) {
      return result(.refused, findings)
    } catch Compiler.Rejection.didNotCompile(let findings) {
      return result(.didNotCompile, findings)
    } catch Compiler.Rejection.timedOut(let finding) {
      return result(.timedOut, [finding])
    } catch {
      return result(.didNotCompile, [Finding(message: "\(error)")])
    }
  }

  /// The same verdict for every test, because none was run.
  func result(_ verdict: Verdict, _ findings: [Finding]) -> ExerciseResult {
    let tests = preparation.tests.map { TestResult(test: $0.test, verdict: verdict) }
    return ExerciseResult(exercise, tests: tests, findings: findings)
  }

  private func build(_ source: String, in folder: Folder, policy: Policy) throws -> String {
    let file = exercise.stub.path
    if policy.contains(.source) {
      try refuse(SourceRules(stub: exercise.stub.text).refusals(in: source, file: file))
    }
    let output = try compiler.compileModule(
      exercise.module, SourceFile(path: file, text: source), in: folder, policy: policy,
      isTrusted: false)
    if policy.contains(.interface) {
      try refuse(output.interface.additions(to: stubInterface, file: file))
    }
    let losses = output.interface.losses(from: stubInterface, file: file)
    if !losses.isEmpty { throw Compiler.Rejection.didNotCompile(losses) }
    if policy.contains(.symbols) {
      let rules = ObjectRules(
        module: exercise.module, courseModules: compiler.libraries.modules,
        stubDerived: Set(preparation.derived))
      try refuse(rules.refusals(in: compiler.symbols(of: output.object), file: file))
    }
    let program = output.folder.path("tests")
    try compiler.link([output.object] + testObjects, to: program, in: output.folder)
    output.folder.open()
    folder.open()
    return program
  }

  private func refuse(_ findings: [Finding]) throws(Compiler.Rejection) {
    if !findings.isEmpty { throw .refused(findings) }
  }

  private func run(_ listed: Preparation.Listed, _ program: String, _ ignoringGaps: Bool)
    -> TestResult
  {
    let process = TestProcess(
      program: program, isolation: compiler.isolation, limits: limits,
      toolchain: compiler.toolchain)
    let judge = TestJudge(
      test: listed.test, identifier: listed.identifier, file: exercise.stub.path,
      fileID: "\(exercise.module)/\(exercise.name).swift", limits: limits,
      ignoresGaps: ignoringGaps)
    return judge.judge(process.run(listed.identifier))
  }
}
