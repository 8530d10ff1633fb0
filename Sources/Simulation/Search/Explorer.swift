internal import SearchEngine

/// What a front end adds to the engine so that its results can be read.
protocol ReadableFrontEnd: FrontEnd {
  /// The step that leads to a state, and what it changed in the state before.
  func describe(_ state: TraceState, after earlier: [UInt32]?) -> SearchStep
  /// Why a predicate doesn't hold in a state.
  func explain(predicate: Int, _ ids: [UInt32]) -> String
}

/// A property in the order in which the engine numbers its predicates.
struct SearchedProperty {
  var name: String
  var kind: Program.PredicateKind
}

/// A promise by the numbers of its predicates.
struct SearchedPromise {
  var name: String
  var trigger: Int?
  var fulfilled: Int
}

/// Runs the engine on a front end and turns what it found into a report.
struct Explorer {
  var name: String
  var program: Program
  var front: any ReadableFrontEnd
  var initial: [[UInt32]]
  var properties: [SearchedProperty]
  var promises: [SearchedPromise] = []
  var deadlock = Deadlock.allowed
  var symmetry: Symmetry?
  /// Shows a run in which a property falls in the simulated world, if it can.
  var replay: ([TraceState], _ property: String, _ message: String) -> Failure? = { _, _, _ in nil }
  /// Names of the rules that are worth a word if they are never enabled.
  var ruleNames: [Int: String] = [:]

  func run(_ options: SearchOptions) -> SearchReport {
    let engine = Engine(program, front: front, options: settings(options))
    let ending = start(engine, options)
    let verdict = verdict(engine, ending)
    let statistics = engine.statistics
    return SearchReport(
      name: name, verdict: verdict, states: statistics.states, generated: statistics.generated,
      depth: statistics.depth, unexplored: statistics.unexpanded, witnesses: witnesses(engine),
      neverEnabled: ruleNames.keys.sorted().filter { !engine.isEverEnabled($0) }
        .compactMap { ruleNames[$0] },
      omission: omission(options, statistics.states), evaluations: statistics.evaluations,
      peakBytes: statistics.peakBytes)
  }

  private func settings(_ options: SearchOptions) -> Options {
    var settings = Options()
    settings.workers = max(1, options.cores)
    settings.stateBudget = options.stateBudget
    settings.memoryBudget = options.memoryBudget
    settings.deadlock = deadlock
    settings.symmetry = symmetry
    switch options.storage {
    case .exact: break
    case .compact: settings.isExact = false
    case .weakened(let bits, let salt):
      settings.isExact = false
      settings.fingerprintBits = bits
      settings.salt = salt
    }
    // Depth first, rows are needed long after they were found.
    if case .depthFirst = options.order { settings.isExact = true }
    return settings
  }

  private func start(_ engine: Engine, _ options: SearchOptions) -> SearchEnding {
    switch options.order {
    case .breadthFirst: engine.run(from: initial)
    case .depthFirst(let seed, let limit):
      engine.runDepthFirst(from: initial, seed: seed, depthLimit: limit)
    }
  }

  private func omission(_ options: SearchOptions, _ states: Int) -> Omission? {
    switch (options.order, options.storage) {
    case (.depthFirst, _), (_, .exact): nil
    case (_, .compact): Omission(found: states, bits: 64)
    case (_, .weakened(let bits, _)): Omission(found: states, bits: bits)
    }
  }

  // MARK: Verdicts

  private func verdict(_ engine: Engine, _ ending: SearchEnding) -> SearchReport.Verdict {
    switch ending {
    case .complete: judgeWholeSpace(engine)
    case .violation(let predicate, let state): violated(engine, predicate, state)
    case .deadlock(let state):
      .fails(
        Counterexample(
          property: "no deadlock", message: "nothing can happen any more",
          steps: steps(engine.trace(to: state))))
    case .outOfStates: .inconclusive("the budget of states is used up")
    case .outOfMemory: .inconclusive("the budget of memory is used up")
    case .outOfDepth: .inconclusive("the limit of depth cut the search off")
    }
  }

  private func violated(
    _ engine: Engine, _ predicate: Int, _ state: UInt32
  ) -> SearchReport.Verdict {
    let trace = engine.trace(to: state)
    let message = trace.last.map { front.explain(predicate: predicate, $0.ids) } ?? ""
    return .fails(
      Counterexample(
        property: properties[predicate].name, message: message, steps: steps(trace),
        failure: replay(trace, properties[predicate].name, message)))
  }

  private func judgeWholeSpace(_ engine: Engine) -> SearchReport.Verdict {
    for (index, property) in properties.enumerated()
    where property.kind == .goal && engine.goals[index] == nil {
      guard engine.options.isExact else {
        return .inconclusive(
          "\"\(property.name)\" was not reached, but states may have been omitted")
      }
      return .fails(
        Counterexample(
          property: property.name, message: "no reachable state is like that", steps: []))
    }
    return judgePromises(engine)
  }

  private func judgePromises(_ engine: Engine) -> SearchReport.Verdict {
    guard !promises.isEmpty else { return .holds }
    guard engine.options.isExact, symmetry == nil else {
      return .inconclusive(
        "promises are checked on exact states without symmetry, and \"\(promises[0].name)\" is one")
    }
    for promise in promises {
      if let lasso = engine.brokenPromise(trigger: promise.trigger, fulfilled: promise.fulfilled) {
        return .fails(broken(promise, lasso))
      }
    }
    let constraint = properties.first { $0.kind == .constraint }
    guard let constraint else { return .holds }
    return .inconclusive("\"\(constraint.name)\" leaves out states in which a promise may break")
  }

  private func broken(_ promise: SearchedPromise, _ lasso: Lasso) -> Counterexample {
    let isStuck = lasso.cycle.count == 1
    return Counterexample(
      property: promise.name,
      message: isStuck
        ? "the run may end without it" : "a fair run may go round for ever without it",
      steps: steps(lasso.prefix + lasso.cycle), loopsTo: lasso.prefix.count)
  }

  private func witnesses(_ engine: Engine) -> [SearchReport.Witness] {
    properties.indices.compactMap { index in
      engine.goals[index].map {
        SearchReport.Witness(goal: properties[index].name, steps: steps(engine.trace(to: $0)))
      }
    }
  }

  private func steps(_ trace: [TraceState]) -> [SearchStep] {
    trace.indices.map { front.describe(trace[$0], after: $0 == 0 ? nil : trace[$0 - 1].ids) }
  }
}
