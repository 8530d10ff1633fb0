/// A way through transactions back to the first.
struct Cycle {
  /// An edge from one transaction to that of the next step.
  struct Step {
    var source: Int
    var kind: DependencySet
    var key: Int
    var place: Int
  }

  var steps: [Step]

  private var antidependencies: Int { steps.count { $0.kind == .antidependency } }

  private var hasAdjacentAntidependencies: Bool {
    steps.indices.contains {
      steps[$0].kind == .antidependency
        && steps[($0 + 1) % steps.count].kind == .antidependency
    }
  }

  /// The name of the cycle.
  var kind: Anomaly.Kind {
    switch antidependencies {
    case 0 where steps.contains { $0.kind == .readFrom }: .circularInformationFlow
    case 0: .writeCycle
    case 1: .singleAntidependency
    case _ where !hasAdjacentAntidependencies: .nonadjacentAntidependencies
    default: .antidependencyCycle
    }
  }

  var order: Anomaly.Order {
    if steps.contains(where: { $0.kind == .realTime }) { return .realTime }
    return steps.contains { $0.kind == .process } ? .process : .data
  }

  /// The cycle, or if it meets a transaction twice a part of it that satisfies the predicate and doesn't.
  func simple(where isWanted: (Cycle) -> Bool) -> Cycle? {
    for end in steps.indices {
      guard let start = steps[..<end].firstIndex(where: { $0.source == steps[end].source })
      else { continue }
      let inner = Cycle(steps: Array(steps[start..<end]))
      let outer = Cycle(steps: Array(steps[..<start] + steps[end...]))
      return inner.simple(where: isWanted) ?? outer.simple(where: isWanted)
    }
    return isWanted(self) ? self : nil
  }
}
