internal import SearchEngine
extension Specification {
  public func quick(_ options: SearchOptions = .standard) -> String {
    let predicates = constraints + invariants + goals
    let front = SpecificationFrontEnd(self, predicates: predicates)
    let program = Program(
      positions: variables.count, rules: actions.map { _ in Program.RuleKind() },
      predicates: constraints.map { _ in .constraint } + invariants.map { _ in .invariant }
        + goals.map { _ in .goal })
    var settings = Options()
    settings.workers = options.cores
    switch options.storage {
    case .exact: break
    case .compact: settings.isExact = false
    case .weakened(let bits, let salt):
      settings.isExact = false
      settings.fingerprintBits = bits
      settings.salt = salt
    }
    if case .columns(let c) = symmetry { settings.symmetry = .columns(c) }
    let engine = Engine(program, front: front, options: settings)
    let ending = engine.run(from: front.initialStates())
    return "\(ending) \(engine.statistics)"
  }
}
