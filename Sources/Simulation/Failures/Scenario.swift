/// A system with an adversary and the properties that must hold: all that a claim about a protocol needs.
///
///     let scenario = Scenario("register", system, invariants: [agreement])
///       .faults(FaultBudget(crashes: 2, partitions: 1), against: servers)
///     let report = scenario.check(seeds: 0..<1_000)
///     #expect(report.failure == nil)
public struct Scenario<Message: Hashable & Sendable>: Sendable {
  /// A property of a run that has ended.
  public struct Check: Sendable {
    public enum Kind: Hashable, Sendable {
      /// Nothing bad happened: true of every beginning of a good run, so that a counterexample may be
      /// shortened by leaving messages undelivered.
      case safety
      /// Something good happened by the end of the run: only faults are taken out of a counterexample.
      case progress
    }

    public let name: String
    public let kind: Kind
    let condition: @Sendable (World<Message>) -> String?

    public static func safety(
      _ name: String, _ condition: @escaping @Sendable (World<Message>) -> String?
    ) -> Check {
      Check(name: name, kind: .safety, condition: condition)
    }

    public static func progress(
      _ name: String, _ condition: @escaping @Sendable (World<Message>) -> String?
    ) -> Check {
      Check(name: name, kind: .progress, condition: condition)
    }
  }

  /// Names the scenario in traces, reports and replay tokens.
  public let name: String
  public var system: System<Message>
  public var invariants: [Invariant<Message>]
  public var checks: [Check]
  /// Faults that every run has.
  public var faults: [Fault]
  /// How much virtual time a run may take; nil: until nothing is left to happen.
  public var span: Duration?
  /// How many events a run may have.
  public var eventLimit: Int
  private var budget: FaultBudget?
  private var victims: [NodeID] = []

  public init(
    _ name: String, _ system: System<Message>, invariants: [Invariant<Message>] = [],
    checks: [Check] = [], faults: [Fault] = [], for span: Duration? = nil,
    eventLimit: Int = 1_000_000
  ) {
    self.name = name
    self.system = system
    self.invariants = invariants
    self.checks = checks
    self.faults = faults
    self.span = span
    self.eventLimit = eventLimit
  }

  /// The same scenario with faults that each seed draws for itself.
  public func faults(_ budget: FaultBudget, against victims: [NodeID]) -> Scenario {
    var scenario = self
    scenario.budget = budget
    scenario.victims = victims
    return scenario
  }

  /// The faults of the run with that seed: those that every run has, and those drawn.
  public func faults(ofSeed seed: UInt64) -> [Fault] {
    faults + (budget?.faults(against: victims, seed: seed) ?? [])
  }
}

extension Scenario {
  /// One run, which can be looked at afterwards.
  public func run(seed: UInt64, isTracing: Bool = true) -> World<Message> {
    run(seed: seed, faults: faults(ofSeed: seed), isTracing: isTracing, isRecording: false)
  }

  /// One run for each seed, up to the first that fails: that one is shortened and reported.
  ///
  /// - Complexity: one run a seed, none of them traced; for a failing one some hundred replays.
  public func check(seeds: Range<UInt64>) -> Report {
    if let requested = ReplayToken.requested(for: name) { return replayed(requested) }
    var statistics = Statistics()
    for seed in seeds {
      let world = run(seed: seed, isTracing: false)
      statistics = statistics + world.statistics
      guard world.violation != nil else { continue }
      let runs = Int(seed - seeds.lowerBound) + 1
      return Report(
        scenario: name, runs: runs, failure: failure(seed: seed), statistics: statistics)
    }
    return Report(scenario: name, runs: seeds.count, failure: nil, statistics: statistics)
  }

  /// Carries out these choices alone, as far as they are possible, and returns what falls.
  ///
  /// Checks of progress are left out: nothing need go on that the choices don't name.
  public func violation(following schedule: [Step], seed: UInt64) -> Violation? {
    replay(
      schedule.map { Decision(step: $0, message: nil) }, seed: seed, kinds: [.safety]
    ).violation
  }

  func run(
    seed: UInt64, faults: [Fault], isTracing: Bool, isRecording: Bool
  ) -> World<Message> {
    let world = World(
      system, seed: seed, faults: faults, invariants: invariants, isTracing: isTracing,
      isRecording: isRecording, isScripted: false, scenario: name)
    if world.run(for: span, events: eventLimit) == .eventLimit {
      world.fail(
        Violation(
          property: "the run ends",
          message: "more than \(eventLimit) events: give the scenario a time to end, or a higher "
            + "limit"))
    }
    judge(world, kinds: [.safety, .progress])
    return world
  }

  /// Runs exactly these choices, as far as they are possible, and nothing else.
  func replay(
    _ decisions: [Decision<Message>], seed: UInt64, kinds: Set<Check.Kind>,
    isTracing: Bool = false
  ) -> World<Message> {
    let world = World(
      system, seed: seed, faults: [], invariants: invariants, isTracing: isTracing,
      isRecording: isTracing, isScripted: true, scenario: name)
    for decision in decisions where world.violation == nil { world.perform(decision) }
    world.startOnce()
    judge(world, kinds: kinds)
    return world
  }

  private func judge(_ world: World<Message>, kinds: Set<Check.Kind>) {
    for check in checks where world.violation == nil && kinds.contains(check.kind) {
      guard let message = check.condition(world) else { continue }
      world.fail(Violation(property: check.name, message: message))
    }
  }
}

/// What running a scenario with many seeds has shown.
///
/// That no run failed is no proof: a search may still find one.
public struct Report: Sendable, CustomStringConvertible {
  public let scenario: String
  public let runs: Int
  public let failure: Failure?
  /// Of all runs together.
  public let statistics: Statistics

  public var description: String {
    if let failure { return failure.description }
    return "\(scenario): no failure in \(runs) runs (\(statistics))"
  }
}

extension Statistics: CustomStringConvertible {
  public var description: String {
    "\(count(sent, "message")) sent, \(delivered) delivered, \(lost + missed) lost, "
      + "\(duplicated) duplicated; \(count(fired, "timer")), \(count(invoked, "operation")), "
      + "\(crashes) crash\(crashes == 1 ? "" : "es"), \(count(faults, "fault"))"
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
