internal import SearchEngine

/// A transition system whose states are opaque: any hashable value, and a function that lists what can
/// happen next.
///
/// Short to write, and good for small models. The function runs once for each state; a ``Specification``
/// is up to a hundred times faster, because it knows which part of a state an action depends on.
public struct TransitionSystem<State: Hashable & Sendable>: Sendable {
  public typealias Successor = (action: String, state: State)

  public let name: String
  let initial: [State]
  let successors: @Sendable (State) -> [Successor]
  private(set) var properties: [(property: SearchedProperty, holds: @Sendable (State) -> Bool)] = []
  private(set) var promises: [(name: String, fulfilled: @Sendable (State) -> Bool)] = []
  private(set) var expectedEnd: (@Sendable (State) -> Bool)?

  public init(
    _ name: String, initially initial: [State],
    then successors: @escaping @Sendable (State) -> [Successor]
  ) {
    self.name = name
    self.initial = initial
    self.successors = successors
  }

  /// Adds a property of every reachable state.
  public mutating func invariant(_ name: String, _ holds: @escaping @Sendable (State) -> Bool) {
    properties.append((SearchedProperty(name: name, kind: .invariant), holds))
  }

  /// Adds a state that must be reachable; the report says so if it isn't.
  public mutating func goal(_ name: String, _ holds: @escaping @Sendable (State) -> Bool) {
    properties.append((SearchedProperty(name: name, kind: .goal), holds))
  }

  /// Leaves out the states in which this doesn't hold.
  public mutating func constrain(
    _ name: String, to holds: @escaping @Sendable (State) -> Bool
  ) {
    properties.insert((SearchedProperty(name: name, kind: .constraint), holds), at: 0)
  }

  /// Promises that every run reaches a state in which this holds, if no action that stays possible is
  /// put off for ever. Actions are told apart by their names.
  public mutating func eventually(
    _ name: String, _ holds: @escaping @Sendable (State) -> Bool
  ) {
    promises.append((name, holds))
  }

  /// Demands that no state lacks successors, save those in which `isExpected` holds.
  public mutating func forbidDeadlock(
    except isExpected: @escaping @Sendable (State) -> Bool = { _ in false }
  ) {
    expectedEnd = isExpected
  }

  /// Searches every reachable state, as far as the budgets go.
  public func search(_ options: SearchOptions = .standard) -> SearchReport {
    let front = TransitionFrontEnd(self)
    var all = properties.map(\.property)
    var promised: [SearchedPromise] = []
    for promise in promises {
      promised.append(
        SearchedPromise(name: promise.name, trigger: nil, fulfilled: all.count))
      all.append(SearchedProperty(name: promise.name, kind: .observed))
    }
    if expectedEnd != nil { all.append(SearchedProperty(name: "expected end", kind: .observed)) }
    let program = Program(
      positions: 1, rules: [Program.RuleKind()], predicates: all.map(\.kind))
    var explorer = Explorer(
      name: name, program: program, front: front, initial: front.initialStates(),
      properties: all)
    explorer.promises = promised
    explorer.deadlock = expectedEnd == nil ? .allowed : .forbidden(except: all.count - 1)
    return explorer.run(options)
  }
}

/// Runs an opaque transition system for the engine: a row is the number of one state.
private final class TransitionFrontEnd<State: Hashable & Sendable>: ReadableFrontEnd {
  private let system: TransitionSystem<State>
  private let states = Interner<State>()
  private let actions = Interner<String>()
  private let predicates: [@Sendable (State) -> Bool]

  init(_ system: TransitionSystem<State>) {
    self.system = system
    predicates =
      system.properties.map(\.holds) + system.promises.map(\.fulfilled)
      + (system.expectedEnd.map { [$0] } ?? [])
  }

  func initialStates() -> [[UInt32]] { system.initial.map { [states.intern($0)] } }

  func evaluate(rule: Int, argument: UInt32, _ evaluation: Evaluation) {
    for (action, state) in system.successors(states[evaluation[0]]) {
      evaluation[0] = states.intern(state)
      evaluation.take(label: actions.intern(action))
    }
  }

  func holds(predicate: Int, _ evaluation: Evaluation) -> Bool {
    predicates[predicate](states[evaluation[0]])
  }

  func describe(_ state: TraceState, after earlier: [UInt32]?) -> SearchStep {
    SearchStep(
      action: state.steps.first.map { actions[$0.label] } ?? "",
      changes: ["\(states[state.ids[0]])"])
  }

  func explain(predicate: Int, _ ids: [UInt32]) -> String { "it doesn't hold here" }
}
