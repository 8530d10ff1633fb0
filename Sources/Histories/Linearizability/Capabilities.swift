/// Which calls that nobody will answer can do all that another can: write 2 of a register does wherever it
/// is wanted what compare-and-set 1 2 does, and more.
///
/// A search that had to use up the weaker of two stays able to do all that the one could that used up
/// the stronger.
struct Capabilities<Slots: SlotSet> {
  /// The most states that are looked at.
  private static var limit: Int { 64 }

  /// For the slot of each pending call those of the pending calls that cover it.
  private let covering: [Slots]

  /// nil if the object may be in too many states to tell.
  ///
  /// One call covers another if in each state the other leads nowhere, or where the one leads.
  init?(_ line: Timeline, _ outcomes: Outcomes) {
    let pending = line.calls.indices.filter { line.calls[$0].isPending }
    guard let states = Self.states(line, outcomes) else { return nil }
    var covering = Array(repeating: Slots(slots: line.slotCount), count: line.slotCount)
    for weak in pending {
      for strong in pending where strong != weak {
        let isCovered = states.allSatisfy { state in
          let next = outcomes.of(line.calls[weak].operation, in: state).state
          return next == state
            || next == outcomes.of(line.calls[strong].operation, in: state).state
        }
        if isCovered { covering[Int(line.slots[weak])].insert(Int(line.slots[strong])) }
      }
    }
    self.covering = covering
  }

  /// All states that the calls lead to, in whatever order.
  private static func states(_ line: Timeline, _ outcomes: Outcomes) -> [Int32]? {
    let operations = Set(line.calls.map(\.operation)).sorted()
    var states: [Int32] = [0]
    var next = 0
    while next < states.count {
      for operation in operations {
        let state = outcomes.of(operation, in: states[next]).state
        if !states.contains(state) { states.append(state) }
        guard states.count <= limit else { return nil }
      }
      next += 1
    }
    return states
  }

  @inline(__always)
  func covers(_ strong: Int, _ weak: Int) -> Bool { covering[weak].contains(strong) }

  /// Whether who has used up `one` can do all that can be done after `other`: each call that only the
  /// first has used up has one in its place that only the other has.
  func suffices(_ one: Slots, for other: Slots) -> Bool {
    var spare = other.subtracting(one)
    var missing = one.subtracting(other)
    while case let slot = missing.popFirst(), slot >= 0 {
      var candidates = spare.intersection(covering[slot])
      let substitute = candidates.popFirst()
      guard substitute >= 0 else { return false }
      spare.remove(substitute)
    }
    return true
  }
}
