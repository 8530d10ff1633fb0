internal import SearchEngine

/// A state as guards and properties see it.
public struct StateReader {
  let evaluation: Evaluation
  let interners: [AnyInterner]

  public subscript<Value>(variable: Variable<Value>) -> Value {
    unsafeDowncast(interners[variable.kind], to: Interner<Value>.self)[
      evaluation[variable.position]]
  }
}

/// A state as an action changes it.
public struct StateWriter {
  let evaluation: Evaluation
  let interners: [AnyInterner]

  public subscript<Value>(variable: Variable<Value>) -> Value {
    get {
      unsafeDowncast(interners[variable.kind], to: Interner<Value>.self)[
        evaluation[variable.position]]
    }
    nonmutating set {
      let interner = unsafeDowncast(interners[variable.kind], to: Interner<Value>.self)
      evaluation[variable.position] = interner.intern(newValue)
    }
  }
}

/// A variable with the values it may have at first, the type hidden.
protocol InitialVariable: Sendable {
  var name: String { get }
  var kind: Int { get }
  func makeInterner() -> AnyInterner
  func initialNumbers(_ interner: AnyInterner) -> [UInt32]
}

struct Declaration<Value: Hashable & Sendable>: InitialVariable {
  var variable: Variable<Value>
  var values: [Value]

  var name: String { variable.name }
  var kind: Int { variable.kind }
  func makeInterner() -> AnyInterner { Interner<Value>() }

  func initialNumbers(_ interner: AnyInterner) -> [UInt32] {
    let interner = unsafeDowncast(interner, to: Interner<Value>.self)
    return values.map(interner.intern)
  }
}

/// Runs a specification's closures for the engine.
final class SpecificationFrontEnd: ReadableFrontEnd {
  private let specification: Specification
  private(set) var interners: [AnyInterner] = []
  /// In the order of the engine's predicates.
  private let predicates: [StatePredicate]
  private let group: [Permutation]

  init(_ specification: Specification, predicates: [StatePredicate]) {
    self.specification = specification
    self.predicates = predicates
    if case .group(let group) = specification.symmetry { self.group = group } else { group = [] }
    for variable in specification.variables where variable.kind == interners.count {
      interners.append(variable.makeInterner())
    }
  }

  /// Every combination of initial values.
  func initialStates() -> [[UInt32]] {
    var states: [[UInt32]] = [[]]
    for variable in specification.variables {
      let numbers = variable.initialNumbers(interners[variable.kind])
      states = states.flatMap { state in numbers.map { state + [$0] } }
    }
    return states
  }

  func evaluate(rule: Int, argument: UInt32, _ evaluation: Evaluation) {
    let action = specification.actions[rule]
    guard action.isEnabled(StateReader(evaluation: evaluation, interners: interners)) else {
      return
    }
    action.effect(StateWriter(evaluation: evaluation, interners: interners))
    evaluation.take(label: UInt32(rule))
  }

  func holds(predicate: Int, _ evaluation: Evaluation) -> Bool {
    predicates[predicate].holds(StateReader(evaluation: evaluation, interners: interners))
  }

  func rename(_ id: UInt32, at position: Int, by element: Int) -> UInt32 {
    guard let rename = group[element].renamings[position] else { return id }
    return rename(interners[specification.variables[position].kind], id)
  }

  func fairness(ofLabel label: UInt32) -> UInt32? {
    specification.actions[Int(label)].isFair ? label : nil
  }

  func describe(_ state: TraceState, after earlier: [UInt32]?) -> SearchStep {
    let changes = specification.variables.indices.compactMap { position -> String? in
      guard earlier?[position] != state.ids[position] else { return nil }
      let variable = specification.variables[position]
      return "\(variable.name) = \(interners[variable.kind].describe(state.ids[position]))"
    }
    let action = state.steps.first.map { specification.actions[Int($0.label)].name } ?? ""
    return SearchStep(action: action, changes: changes)
  }

  func explain(predicate: Int, _ ids: [UInt32]) -> String { "it doesn't hold here" }
}
