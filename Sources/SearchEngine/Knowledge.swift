/// Everything learned about a model: the layout of its rows, and the outcomes of its rules.
///
/// While workers expand states in parallel it is only read. It learns between those phases, on one
/// thread and in an order fixed by the model, so that ids and fingerprints never depend on timing.
final class Knowledge {
  let program: Program
  let salt: UInt64
  /// Rules first, then predicates.
  let rules: UnsafeMutablePointer<Rule>
  /// The rules tried in every state, each standing for its group.
  private(set) var initialRules: [Int]
  /// Rules whose outcomes are kept together, under the first of them.
  private var members: [[Int]]
  private(set) var layout: Layout
  /// Whether an id was met that its field can't hold, or a footprint grew while in use: what was
  /// produced since the last phase is to be thrown away and produced again.
  private(set) var mustRestart = false
  /// How often the front end's code ran.
  private(set) var evaluations = 0
  /// By rule: whether any state was met in which it is enabled.
  private(set) var isEverEnabled: [Bool]
  private let front: any FrontEnd
  private var largest: [UInt32]
  private let evaluation: Evaluation

  init(_ program: Program, front: any FrontEnd, salt: UInt64) {
    self.program = program
    self.front = front
    self.salt = salt
    isEverEnabled = program.rules.map { _ in false }
    largest = Array(repeating: 0, count: program.positions)
    layout = Layout(largest: largest)
    evaluation = Evaluation(positions: program.positions)
    members = program.rules.indices.map { [$0] }
    initialRules = program.rules.indices.filter { program.rules[$0].isInitial }
    rules = .allocate(capacity: program.rules.count + program.predicates.count)
    for (index, kind) in program.rules.enumerated() {
      (rules + index).initialize(to: Rule(takesArgument: kind.takesArgument))
    }
    for index in program.predicates.indices {
      (rules + program.rules.count + index).initialize(to: Rule(takesArgument: false))
    }
  }

  deinit {
    rules.deinitialize(count: ruleCount)
    rules.deallocate()
  }

  private var ruleCount: Int { program.rules.count + program.predicates.count }

  var bytes: Int { (0..<ruleCount).reduce(0) { $0 + rules[$1].bytes } }

  /// The outcomes kept, over all rules and predicates.
  var outcomes: Int { (0..<ruleCount).reduce(0) { $0 + rules[$1].outcomes.count } }

  func fairness(ofLabel label: UInt32) -> UInt32? { front.fairness(ofLabel: label) }

  // MARK: Learning

  /// Notes that a position takes an id.
  func admit(_ id: UInt32, at position: Int) {
    guard id > largest[position] else { return }
    largest[position] = id
    if UInt64(id) > layout[position].mask { mustRestart = true }
  }

  /// Prepares a restart: widens the fields that ids have outgrown. Stored rows have to be packed again.
  func widen() {
    layout = Layout(largest: largest)
    mustRestart = false
    for index in 0..<ruleCount { rules[index].adopt(layout) }
  }

  /// Runs the front end's code for a rule (or predicate) in a state, and remembers what it said.
  /// Returns the outcome, or nil if the phase has to be restarted.
  func learn(_ rule: Int, argument: UInt32, _ words: UnsafePointer<UInt64>) -> Int? {
    evaluation.begin(words, layout)
    let predicate = rule - program.rules.count
    let holds = predicate < 0 || front.holds(predicate: predicate, evaluation)
    if predicate < 0 {
      evaluate(rule, argument)
    } else {
      evaluations += 1
    }
    let isCalled = predicate < 0 && !program.rules[rule].isInitial
    let fresh = evaluation.touched.filter { !rules[rule].footprint.contains($0) }
    if !fresh.isEmpty {
      // A called rule may be in the middle of being applied, further up in the same cascade.
      if isCalled, rules[rule].outcomes.count > 0 { mustRestart = true }
      rules[rule].extend(fresh, layout)
    }
    // A rule that looks at everything meets each combination once: nothing to be kept for.
    if !isCalled, rules[rule].footprint.count == program.positions { rules[rule].forget() }
    for proposal in evaluation.alternatives {
      for position in evaluation.touched { admit(proposal.new[position], at: position) }
    }
    guard !mustRestart else { return nil }
    let outcome = rules[rule].open(evaluation.old, argument: argument)
    if predicate >= 0 { rules[rule].judge(holds) }
    for proposal in evaluation.alternatives { keep(proposal, of: rule, isCalled: isCalled) }
    rules[rule].close()
    return outcome
  }

  /// Runs the front end's code for the rules of a group, one after the other.
  private func evaluate(_ rule: Int, _ argument: UInt32) {
    for member in members[rule] {
      let before = evaluation.alternatives.count
      front.evaluate(rule: member, argument: argument, evaluation)
      evaluation.discard()
      evaluations += 1
      if evaluation.alternatives.count > before { isEverEnabled[member] = true }
    }
  }

  private func keep(_ proposal: Evaluation.Proposal, of rule: Int, isCalled: Bool) {
    let isStutter = proposal.calls.isEmpty && proposal.new == evaluation.old
    guard isCalled || !isStutter else { return rules[rule].addStutter() }
    rules[rule].add(
      from: evaluation.old, to: proposal.new, label: proposal.label, calls: proposal.calls,
      salt: salt)
  }

  // MARK: Grouping

  /// The bits of key up to which rules are grouped: a group's table stays small.
  private static var groupBits: Int { 8 }

  /// Groups rules that look at much the same positions, so that one look-up serves them all. Call it
  /// when footprints have had time to grow; what is known about the rules is learned anew.
  func group() {
    var groups: [(rules: [Int], footprint: [Int])] = []
    for rule in initialRules {
      let footprint = rules[rule].footprint
      let best = groups.indices.map { ($0, bits(groups[$0].footprint, footprint)) }
        .filter { $0.1 <= Knowledge.groupBits }.min { $0.1 < $1.1 }
      if let best, footprint.count < program.positions {
        groups[best.0].rules.append(rule)
        groups[best.0].footprint += footprint.filter { !groups[best.0].footprint.contains($0) }
      } else {
        groups.append(([rule], footprint))
      }
    }
    initialRules = groups.map { $0.rules[0] }
    for group in groups where group.rules.count > 1 {
      members[group.rules[0]] = group.rules
      for rule in group.rules { rules[rule].reset(layout) }
      rules[group.rules[0]].extend(group.footprint, layout)
    }
  }

  private func bits(_ first: [Int], _ second: [Int]) -> Int {
    (first + second.filter { !first.contains($0) }).reduce(0) {
      $0 + UInt32.bitWidth - largest[$1].leadingZeroBitCount
    }
  }
}
