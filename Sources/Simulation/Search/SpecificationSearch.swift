internal import SearchEngine

extension Specification {
  /// Searches every reachable state, as far as the budgets go.
  public func search(_ options: SearchOptions = .standard) -> SearchReport {
    var properties: [SearchedProperty] = []
    var predicates: [StatePredicate] = []
    func add(_ predicate: StatePredicate, _ kind: Program.PredicateKind) -> Int {
      properties.append(SearchedProperty(name: predicate.name, kind: kind))
      predicates.append(predicate)
      return predicates.count - 1
    }
    for predicate in constraints { _ = add(predicate, .constraint) }
    for predicate in invariants { _ = add(predicate, .invariant) }
    for predicate in goals { _ = add(predicate, .goal) }
    // Observed predicates stand last.
    let promises = promises.map { promise in
      SearchedPromise(
        name: promise.name,
        trigger: promise.trigger.map {
          add(StatePredicate(name: promise.name, holds: $0), .observed)
        },
        fulfilled: add(
          StatePredicate(name: promise.name, holds: promise.fulfilled), .observed))
    }
    let expected = terminal.map {
      add(StatePredicate(name: "expected end", holds: $0), .observed)
    }
    let front = SpecificationFrontEnd(self, predicates: predicates)
    let program = Program(
      positions: variables.count, rules: actions.map { _ in Program.RuleKind() },
      predicates: properties.map(\.kind))
    var explorer = Explorer(
      name: name, program: program, front: front, initial: front.initialStates(),
      properties: properties)
    explorer.promises = promises
    explorer.deadlock = expected.map { .forbidden(except: $0) } ?? .allowed
    explorer.symmetry = engineSymmetry
    for (index, action) in actions.enumerated() { explorer.ruleNames[index] = action.name }
    return explorer.run(options)
  }

  private var engineSymmetry: Symmetry? {
    switch symmetry {
    case nil: nil
    case .columns(let columns): .columns(columns)
    case .group(let group):
      .group(
        sources: group.map { permutation in
          variables.indices.map { permutation.sources[$0] ?? $0 }
        })
    }
  }
}
