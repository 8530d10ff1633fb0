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
    return judge(source, in: folder, policy: policy) { run($0, ignoringGaps) }
  }

  /// Builds one text in `folder` and has `tests` run what it wants to of the program at the path given.
  ///
  /// - Parameter keepingInterface: whether the tests must find in it what the stub has.
  func judge(
    _ source: String, in folder: Folder, policy: Policy, keepingInterface: Bool = true,
    _ tests: (_ program: String) throws -> [TestResult]
  ) -> ExerciseResult {
    do {
      let text = SourceFile(path: exercise.stub.path, text: source)
      let program = try build(
        text, in: folder, policy: policy, keepingInterface: keepingInterface)
      return ExerciseResult(exercise, tests: try tests(program))
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

  private func build(
    _ source: SourceFile, in folder: Folder, policy: Policy, keepingInterface: Bool = true
  ) throws -> String {
    let file = source.path
    let syntax =
      policy.isDisjoint(with: [.source, .symbols])
      ? nil : try compiler.parse(source, in: folder, isTrusted: false)
    if let syntax, policy.contains(.source) {
      try refuse(SourceRules(stub: preparation.words).refusals(in: syntax, file: file))
    }
    // What no rule holds for is ours, and may need headers that no stub has needed yet.
    let output = try compiler.compileModule(
      exercise.module, source, in: folder, policy: policy, isTrusted: policy.isEmpty)
    let interface = try output.folder.interface()
    if policy.contains(.interface) {
      try refuse(interface.additions(to: stubInterface, file: file))
    }
    let losses = interface.losses(from: stubInterface, file: file)
    if keepingInterface, !losses.isEmpty { throw Compiler.Rejection.didNotCompile(losses) }
    if let syntax, policy.contains(.symbols) {
      let rules = ObjectRules(module: exercise.module, modules: modules, model: preparation.model)
      let object = try output.folder.object("\(exercise.module).o")
      try refuse(rules.refusals(in: object, syntax: syntax, file: file))
    }
    let program = output.folder.path("tests")
    try compiler.link([testObject, output.object], to: program, in: output.folder)
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
      let run = run(listed, program, limits)
      let result = judge(listed, run, limits, ignoringGaps: ignoringGaps)
      patience.note(result.verdict, isStuck: run.channel.records.contains { $0.kind == "stuck" })
      return result
    }
  }

  /// - Parameter arguments: of the process; the tests don't look at them, what is tested may.
  func run(
    _ listed: Preparation.Listed, _ program: String, _ limits: Limits, arguments: [String] = []
  ) -> TestProcess.Run {
    TestProcess(
      program: program, isolation: compiler.isolation, limits: limits,
      toolchain: compiler.toolchain
    ).run(listed.identifier, arguments: arguments)
  }

  func judge(
    _ listed: Preparation.Listed, _ run: TestProcess.Run, _ limits: Limits,
    ignoringGaps: Bool = false
  ) -> TestResult {
    TestJudge(
      test: listed.test, identifier: listed.identifier, file: exercise.stub.path,
      fileID: "\(exercise.module)/\(exercise.name).swift", limits: limits,
      ignoresGaps: ignoringGaps
    ).judge(run)
  }
}
