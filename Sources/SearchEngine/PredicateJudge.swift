/// Looks a new state up in what is known about the predicates.
final class PredicateJudge {
  enum Verdict { case admitted, remarkable, excluded, unknown }

  let rowWords: Int
  private let knowledge: Knowledge
  private let kinds: [Program.PredicateKind]
  /// The predicates to be looked at; the observed ones stand last and aren't.
  private let open: [Int]
  private let predicates: UnsafeMutablePointer<Rule>
  /// Whether predicates may be evaluated now; otherwise the state is put off.
  private let learns: Bool

  /// `reached` are goals that need not be looked for any more.
  init(_ knowledge: Knowledge, learns: Bool, reached: [Int: UInt32] = [:]) {
    self.knowledge = knowledge
    self.learns = learns
    rowWords = knowledge.layout.words
    kinds = knowledge.program.predicates
    let checked = kinds.firstIndex(of: .observed) ?? kinds.count
    open = (0..<checked).filter { reached[$0] == nil }
    predicates = knowledge.rules + knowledge.program.rules.count
  }

  @inline(__always)
  func examine(_ words: UnsafePointer<UInt64>) -> Verdict {
    var verdict = Verdict.admitted
    for index in open {
      let outcome = lookUp(index, words)
      guard outcome >= 0 else { return .unknown }
      let holds = predicates[index].outcomes[outcome].stutters == 0
      switch kinds[index] {
      case .constraint: if !holds { return .excluded }
      case .invariant: if !holds { verdict = .remarkable }
      case .goal: if holds { verdict = .remarkable }
      case .observed: break
      }
    }
    return verdict
  }

  /// Invariants that fail and goals that hold, of a state that has been examined.
  func remarks(_ words: UnsafePointer<UInt64>) -> [Int] {
    open.filter { index in
      kinds[index] != .constraint && holds(index, words) == (kinds[index] == .goal)
    }
  }

  /// Whether a predicate holds; runs the front end's code if that isn't known.
  func holds(_ index: Int, _ words: UnsafePointer<UInt64>) -> Bool {
    let outcome = lookUp(index, words)
    return outcome >= 0 && predicates[index].outcomes[outcome].stutters == 0
  }

  @inline(__always)
  private func lookUp(_ index: Int, _ words: UnsafePointer<UInt64>) -> Int {
    let known = predicates[index].find(words, argument: 0)
    guard known < 0, learns else { return known }
    return knowledge.learn(knowledge.program.rules.count + index, argument: 0, words) ?? -1
  }
}
