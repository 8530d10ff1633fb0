extension Scenario {
  /// Runs a failing seed again and makes it short: first without the faults that don't matter, then, if
  /// the property is one of safety, without the choices that don't matter.
  func failure(seed: UInt64) -> Failure {
    let all = faults(ofSeed: seed)
    let property = run(seed: seed, faults: all, isTracing: false, isRecording: false)
      .violation?.property
    let faults = shrink(all) { some in
      run(seed: seed, faults: some, isTracing: false, isRecording: false)
        .violation?.property == property
    }
    let world = run(seed: seed, faults: faults, isTracing: false, isRecording: true)
    guard let violation = world.violation else {
      preconditionFailure(
        "\(name), seed \(seed): the run failed once and not again. A handler isn't deterministic: "
          + "DeterminismCheck says which")
    }
    return failure(world.schedule, violation, seed: seed, faults: faults)
  }

  /// The failure that these choices lead to, shortened.
  func failure(
    _ decisions: [Decision<Message>], _ violation: Violation, seed: UInt64?, faults: [Fault] = []
  ) -> Failure {
    let world = shortest(decisions, violation, seed: seed ?? 0)
    let schedule = world.schedule.map(\.step)
    let trace = world.trace
    return Failure(
      scenario: name, violation: world.violation ?? violation, seed: seed, schedule: schedule,
      originalCount: decisions.count, faults: faults, trace: trace,
      token: ReplayToken(
        scenario: name, fingerprint: fingerprint, digest: Digest(trace.text).value,
        seed: seed ?? 0, schedule: schedule),
      roster: system.roster)
  }

  /// Shortens twice: with the messages themselves, which are found again whatever else changes, and
  /// then with their numbers alone, which is how a token names them.
  private func shortest(
    _ decisions: [Decision<Message>], _ violation: Violation, seed: UInt64
  ) -> World<Message> {
    let property = violation.property
    let isProgress = checks.contains { $0.name == property && $0.kind == .progress }
    let kinds: Set<Check.Kind> = isProgress ? [.safety, .progress] : [.safety]
    func falls(_ some: [Decision<Message>]) -> Bool {
      replay(some, seed: seed, kinds: kinds).violation?.property == property
    }
    guard !isProgress, system.timing == .asynchronous, falls(decisions) else {
      return replay(decisions, seed: seed, kinds: kinds, isTracing: true)
    }
    let short = shrink(decisions, fails: falls)
    let world = replay(short, seed: seed, kinds: kinds, isTracing: true)
    let numbered = world.schedule.map { Decision<Message>(step: $0.step, message: nil) }
    let shortest = shrink(numbered, from: 1, fails: falls)
    return replay(shortest, seed: seed, kinds: kinds, isTracing: true)
  }
}
