/// A component of a specification's state.
public struct Variable<Value: Hashable & Sendable>: AnyVariable {
  public let name: String
  public let position: Int
  let kind: Int
}

/// A variable whose values' type is hidden.
public protocol AnyVariable: Sendable {
  var name: String { get }
  /// Its place among the specification's variables.
  var position: Int { get }
}

/// A bare transition system in the style of TLA+: variables, actions with guards, invariants.
///
/// What an action or invariant reads and writes is noted while it runs, and its outcome is kept for
/// every state that agrees there. So write many small variables rather than one large one: an element
/// of an array, a message that may have been sent.
public struct Specification: Sendable {
  public let name: String
  private(set) var variables: [any InitialVariable] = []
  private(set) var kinds = 0
  private(set) var actions: [Action] = []
  private(set) var invariants: [StatePredicate] = []
  private(set) var constraints: [StatePredicate] = []
  private(set) var goals: [StatePredicate] = []
  private(set) var promises: [Promise] = []
  private(set) var terminal: (@Sendable (StateReader) -> Bool)?
  private(set) var symmetry: SpecificationSymmetry?

  public init(_ name: String) { self.name = name }

  // MARK: Variables

  /// Adds a variable with its initial value.
  public mutating func variable<Value>(
    _ name: String, initially value: Value
  ) -> Variable<Value> {
    variable(name, initiallyAnyOf: [value])
  }

  /// Adds a variable with several possible initial values.
  public mutating func variable<Value>(
    _ name: String, initiallyAnyOf values: [Value]
  ) -> Variable<Value> {
    defer { kinds += 1 }
    return add(name, values, kind: kinds)
  }

  /// Adds an array of variables, one for each index.
  public mutating func variables<Value>(
    _ name: String, count: Int, initially value: Value
  ) -> [Variable<Value>] {
    guard count > 0 else { return [] }
    defer { kinds += 1 }
    return (0..<count).map { add("\(name)[\($0)]", [value], kind: kinds) }
  }

  private mutating func add<Value>(
    _ name: String, _ values: [Value], kind: Int
  ) -> Variable<Value> {
    let variable = Variable<Value>(name: name, position: variables.count, kind: kind)
    variables.append(Declaration(variable: variable, values: values))
    return variable
  }

  // MARK: Actions

  /// Adds an action: enabled `when` its guard holds, it has its effect all at once.
  ///
  /// A fair action that stays enabled is taken eventually; that matters only to `eventually`.
  public mutating func action(
    _ name: String, isFair: Bool = true,
    when guardCondition: @escaping @Sendable (StateReader) -> Bool = { _ in true },
    then effect: @escaping @Sendable (StateWriter) -> Void
  ) {
    actions.append(Action(name: name, isFair: isFair, isEnabled: guardCondition, effect: effect))
  }

  // MARK: Properties

  /// Adds a property of every reachable state.
  public mutating func invariant(
    _ name: String, _ holds: @escaping @Sendable (StateReader) -> Bool
  ) {
    invariants.append(StatePredicate(name: name, holds: holds))
  }

  /// Adds a state that must be reachable; the report says so if it isn't.
  public mutating func goal(_ name: String, _ holds: @escaping @Sendable (StateReader) -> Bool) {
    goals.append(StatePredicate(name: name, holds: holds))
  }

  /// Leaves out the states in which this doesn't hold: they count as generated, and are neither
  /// stored nor checked.
  public mutating func constrain(
    _ name: String, to holds: @escaping @Sendable (StateReader) -> Bool
  ) {
    constraints.append(StatePredicate(name: name, holds: holds))
  }

  /// Promises that every fair run reaches a state in which this holds.
  public mutating func eventually(
    _ name: String, _ holds: @escaping @Sendable (StateReader) -> Bool
  ) {
    promises.append(Promise(name: name, trigger: nil, fulfilled: holds))
  }

  /// Promises that every fair run that meets `trigger` later meets `fulfilled`, each time.
  public mutating func leadsTo(
    _ name: String, from trigger: @escaping @Sendable (StateReader) -> Bool,
    to fulfilled: @escaping @Sendable (StateReader) -> Bool
  ) {
    promises.append(Promise(name: name, trigger: trigger, fulfilled: fulfilled))
  }

  /// Demands that no state lacks successors, save those in which `isExpected` holds.
  public mutating func forbidDeadlock(
    except isExpected: @escaping @Sendable (StateReader) -> Bool = { _ in false }
  ) {
    terminal = isExpected
  }

  // MARK: Symmetry

  /// Declares parts interchangeable: `parts[i]` lists the variables that belong to part `i`.
  ///
  /// No value may tell which part is meant; then one state stands for all that are the same up to the
  /// parts' names, exactly.
  public mutating func interchangeable(_ parts: [[any AnyVariable]]) {
    symmetry = .columns(parts.map { $0.map(\.position) })
  }

  /// Declares a group of permutations, all of it with the identity: each says which variable's value
  /// a variable takes, and under which name.
  public mutating func symmetric(under group: [Permutation]) { symmetry = .group(group) }
}

struct Action: Sendable {
  var name: String
  var isFair: Bool
  var isEnabled: @Sendable (StateReader) -> Bool
  var effect: @Sendable (StateWriter) -> Void
}

struct StatePredicate: Sendable {
  var name: String
  var holds: @Sendable (StateReader) -> Bool
}

struct Promise: Sendable {
  var name: String
  var trigger: (@Sendable (StateReader) -> Bool)?
  var fulfilled: @Sendable (StateReader) -> Bool
}

enum SpecificationSymmetry: Sendable {
  case columns([[Int]])
  case group([Permutation])
}

/// One way to rename the parts of a specification.
public struct Permutation: Sendable {
  var sources: [Int: Int] = [:]
  var renamings: [Int: @Sendable (AnyInterner, UInt32) -> UInt32] = [:]

  public init() {}

  /// After the renaming, `variable` has the value that `source` had, renamed.
  public mutating func map<Value>(
    _ variable: Variable<Value>, from source: Variable<Value>,
    _ rename: @escaping @Sendable (Value) -> Value = { $0 }
  ) {
    sources[variable.position] = source.position
    renamings[variable.position] = { interner, number in
      let interner = unsafeDowncast(interner, to: Interner<Value>.self)
      return interner.intern(rename(interner[number]))
    }
  }
}
