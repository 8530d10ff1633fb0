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
      let text = SourceFile(path: exercise.stub.path, text: source)
      let program = try build(text, in: folder, policy: policy)
      return ExerciseResult(exercise, tests: run(program, ignoringGaps))
    } catch let rejection as Compiler.Rejection {
      return judge(rejection, in: folder, policy: policy)
    } catch {
      return result(.graderFailed, [Finding(message: GradingError.reason(error))])
    }
  }

  /// The same verdict for every test, because none was run.
  func result(_ verdict: Verdict, _ findings: [Finding]) -> ExerciseResult {
    let tests = preparation.tests.map { TestResult(test: $0.test, verdict: verdict) }
    return ExerciseResult(exercise, tests: tests, findings: findings.map(\.shortened))
  }

  /// A source that doesn't compile is to blame for it only if the stub, under the same conditions,
  /// still does: a full disk or a library that has gone is no student's fault.
  private func judge(
    _ rejection: Compiler.Rejection, in folder: Folder, policy: Policy
  ) -> ExerciseResult {
    let verdict: Verdict
    switch rejection {
    case .refused(let findings): return result(.refused, findings)
    case .didNotCompile: verdict = .didNotCompile
    case .timedOut: verdict = .timedOut
    }
    do {
      _ = try build(exercise.stub, in: folder.folder("control"), policy: policy)
      return result(verdict, rejection.findings)
    } catch {
      return result(
        .graderFailed, [Finding(message: "not even the stub can be built any more: grade again")])
    }
  }

  private func build(_ source: SourceFile, in folder: Folder, policy: Policy) throws -> String {
    let file = source.path
    let syntax =
      policy.isDisjoint(with: [.source, .symbols])
      ? nil : try compiler.parse(source, in: folder, isTrusted: false)
    if let syntax, policy.contains(.source) {
      try refuse(SourceRules(stub: preparation.words).refusals(in: syntax, file: file))
    }
    let output = try compiler.compileModule(
      exercise.module, source, in: folder, policy: policy, isTrusted: false)
    let interface = try output.folder.interface()
    if policy.contains(.interface) {
      try refuse(interface.additions(to: stubInterface, file: file))
    }
    let losses = interface.losses(from: stubInterface, file: file)
    if !losses.isEmpty { throw Compiler.Rejection.didNotCompile(losses) }
    if let syntax, policy.contains(.symbols) {
      let rules = ObjectRules(module: exercise.module, modules: modules, model: preparation.model)
      let object = try output.folder.object("\(exercise.module).o")
      try refuse(rules.refusals(in: object, syntax: syntax, file: file))
    }
    let program = output.folder.path("tests")
    try compiler.link(testObjects + [output.object], to: program, in: output.folder)
    output.folder.open()
    folder.open()
    return program
  }

  private func refuse(_ findings: [Finding]) throws(Compiler.Rejection) {
    if !findings.isEmpty { throw .refused(findings) }
  }

  private func run(_ program: String, _ ignoringGaps: Bool) -> [TestResult] {
    var patience = Patience(limits)
    return preparation.tests.map { listed in
      guard let limits = patience.limits else { return patience.result(of: listed.test) }
      let process = TestProcess(
        program: program, isolation: compiler.isolation, limits: limits,
        toolchain: compiler.toolchain)
      let judge = TestJudge(
        test: listed.test, identifier: listed.identifier, file: exercise.stub.path,
        fileID: "\(exercise.module)/\(exercise.name).swift", limits: limits,
        ignoresGaps: ignoringGaps)
      let run = process.run(listed.identifier)
      let result = judge.judge(run)
      patience.note(result.verdict, isStuck: run.channel.records.contains { $0.kind == "stuck" })
      return result
    }
  }
}
