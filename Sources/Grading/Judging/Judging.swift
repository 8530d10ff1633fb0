extension PreparedExercise {
  /// Grades one text as the answer to this exercise.
  ///
  /// - Parameter folder: private to it; removed afterwards.
  func judge(_ source: String, in folder: Folder, policy: Policy = .all) -> ExerciseResult {
    defer { folder.remove() }
    do {
      let program = try build(source, in: folder, policy: policy)
      return ExerciseResult(exercise, tests: listed.map { run($0, program) })
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
    let tests = listed.map { TestResult(test: $0.test, verdict: verdict) }
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
      let rules = ObjectRules(module: exercise.module, courseModules: compiler.libraries.modules)
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

  private func run(_ listed: Listed, _ program: String) -> TestResult {
    let process = TestProcess(
      program: program, isolation: compiler.isolation, limits: limits,
      toolchain: compiler.toolchain)
    let judge = TestJudge(
      test: listed.test, identifier: listed.identifier, file: exercise.stub.path,
      fileID: "\(exercise.module)/\(exercise.name).swift", limits: limits)
    return judge.judge(process.run(listed.identifier))
  }
}
