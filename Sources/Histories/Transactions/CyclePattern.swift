/// What a cycle must look like to be called by one of Adya's names.
struct CyclePattern {
  /// Each cycle of the pattern has such an edge: the search begins with it.
  var start: DependencySet
  /// What may follow on the way back.
  var allowed: DependencySet
  /// An edge of this kind must be among what follows; empty if none must.
  var needed: DependencySet = []
  /// Whether the edge right after the first must be an antidependency, too.
  var beginsWithTwo = false
  /// Whether no two antidependencies may follow each other.
  var isSeparating = false

  /// nil for kinds that are no cycles.
  init?(_ kind: Anomaly.Kind, _ order: Anomaly.Order) {
    needed = order.dependencies
    switch kind {
    case .writeCycle: (start, allowed) = (.overwrite, .overwrite)
    case .circularInformationFlow: (start, allowed) = (.readFrom, .information)
    case .singleAntidependency: (start, allowed) = (.antidependency, .information)
    case .nonadjacentAntidependencies:
      (start, allowed, isSeparating) = (.antidependency, .data, true)
      needed.insert(.antidependency)
    case .antidependencyCycle:
      (start, allowed, beginsWithTwo) = (.antidependency, .data, true)
    default: return nil
    }
    allowed.formUnion(order.dependencies)
  }

  /// Any cycle of these edges, whatever its name.
  init(any kinds: DependencySet, isSeparating: Bool) {
    start = kinds
    allowed = kinds
    self.isSeparating = isSeparating
  }
}

/// What a path has met so far that matters to its pattern.
struct PathState: Hashable {
  static let count = 8

  /// The bits: met all orders needed; met a further antidependency; came by an antidependency.
  var number: Int

  private static let ordered = 1
  private static let repeated = 2
  private static let byAntidependency = 4

  static func first(_ pattern: CyclePattern, after edge: DependencySet) -> PathState {
    let orders = pattern.needed.intersection(.order)
    var number = orders.isEmpty || !orders.isDisjoint(with: edge) ? ordered : 0
    if !pattern.needed.contains(.antidependency) { number |= repeated }
    if edge == .antidependency { number |= byAntidependency }
    return PathState(number: number)
  }

  /// The state after one more edge; nil if the pattern has no room for it.
  func following(_ edge: DependencySet, _ pattern: CyclePattern) -> PathState? {
    guard !edge.isDisjoint(with: pattern.allowed) else { return nil }
    var number = self.number & ~Self.byAntidependency
    if edge == .antidependency {
      if pattern.isSeparating, self.number & Self.byAntidependency != 0 { return nil }
      number |= Self.repeated | Self.byAntidependency
    }
    if !edge.isDisjoint(with: .order) { number |= Self.ordered }
    return PathState(number: number)
  }

  /// Whether the path may end where the cycle's first edge began, which has this kind.
  func closes(_ pattern: CyclePattern, before start: DependencySet) -> Bool {
    let isComplete = number & Self.ordered != 0 && number & Self.repeated != 0
    let isAdjacent = start == .antidependency && number & Self.byAntidependency != 0
    return isComplete && !(pattern.isSeparating && isAdjacent)
  }
}
