internal import SearchEngine

extension SystemSearch {
  /// Searches everything that can happen, as far as the budgets go.
  public func run(_ options: SearchOptions = .standard) -> SearchReport {
    let front = SystemFrontEnd(self)
    var properties: [SearchedProperty] = []
    func add(
      _ name: String, _ kind: Program.PredicateKind,
      _ violation: @escaping (SearchedState<Message>) -> String?
    ) -> Int {
      properties.append(SearchedProperty(name: name, kind: kind))
      front.predicates.append(violation)
      return properties.count - 1
    }
    func add(_ goal: Goal, _ kind: Program.PredicateKind) -> Int {
      add(goal.name, kind) { goal.holds($0.view) ? nil : "it doesn't hold here" }
    }
    for goal in constraints { _ = add(goal, .constraint) }
    _ = add(Violation.correctUse, .invariant) { $0.misuse.isEmpty ? nil : $0.misuse }
    for invariant in invariants {
      _ = add(invariant.name, .invariant) { invariant.violation(in: $0.view) }
    }
    for invariant in historyInvariants {
      _ = add(invariant.name, .invariant) { invariant.violation($0) }
    }
    for goal in goals { _ = add(goal, .goal) }
    let promises = promises.map {
      SearchedPromise(name: $0.name, trigger: nil, fulfilled: add($0, .observed))
    }
    let expected = expectedEnd.map { add($0, .observed) }
    let program = Program(
      positions: front.places.count, rules: front.rules, predicates: properties.map(\.kind))
    var explorer = Explorer(
      name: name, program: program, front: front, initial: front.initialStates(),
      properties: properties)
    explorer.promises = promises
    explorer.replay = front.failure
    explorer.deadlock = expected.map { .forbidden(except: $0) } ?? .allowed
    explorer.symmetry = symmetry.map { _ in .group(sources: front.sources) }
    return explorer.run(options)
  }
}
