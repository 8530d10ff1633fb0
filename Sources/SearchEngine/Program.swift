/// What a front end gives the engine: the code behind rules and predicates.
///
/// It is called on one thread only, in an order that depends on nothing but the model and the options.
public protocol FrontEnd: AnyObject {
  /// Takes every alternative of a rule in the state that `evaluation` shows; none if it isn't enabled.
  func evaluate(rule: Int, argument: UInt32, _ evaluation: Evaluation)
  /// Whether a predicate holds in the state that `evaluation` shows.
  func holds(predicate: Int, _ evaluation: Evaluation) -> Bool
  /// What an element of the symmetry group calls the value that has this id, as an id at `position`.
  func rename(_ id: UInt32, at position: Int, by element: Int) -> UInt32
  /// What must not stay enabled for ever without being taken, for alternatives with this label; nil
  /// if nothing promises that they are ever taken.
  func fairness(ofLabel label: UInt32) -> UInt32?
}

extension FrontEnd {
  public func rename(_ id: UInt32, at position: Int, by element: Int) -> UInt32 { id }
  public func fairness(ofLabel label: UInt32) -> UInt32? { label }
}

/// The shape of a model: how many positions a state has, and which rules and predicates there are.
public struct Program: Sendable {
  public struct RuleKind: Sendable {
    /// Whether the rule is tried in every state; otherwise it is only called by others.
    public var isInitial: Bool
    /// Whether calls give the rule an argument.
    public var takesArgument: Bool

    public init(isInitial: Bool = true, takesArgument: Bool = false) {
      self.isInitial = isInitial
      self.takesArgument = takesArgument
    }
  }

  public enum PredicateKind: Sendable {
    /// States in which it doesn't hold are left out: generated, but neither stored nor checked.
    case constraint
    /// The search ends at a state in which it doesn't hold.
    case invariant
    /// The first state in which it holds is kept.
    case goal
    /// Asked only when promises are checked, after the search.
    case observed
  }

  public var positions: Int
  public var rules: [RuleKind]
  public var predicates: [PredicateKind]

  public init(positions: Int, rules: [RuleKind], predicates: [PredicateKind] = []) {
    self.positions = positions
    self.rules = rules
    self.predicates = predicates
  }
}
