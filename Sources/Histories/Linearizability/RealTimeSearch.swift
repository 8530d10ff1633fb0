/// Wing and Gong's search ("Testing and Verifying Concurrent Objects", 1993) with Lowe's memory.
///
/// Depth first, calls are linearized one by one; a call may be next if it was invoked before every response
/// that is still due. Of all such sequences only some are tried. Why no solution is lost: take, among the
/// configurations met or passed over, one with the fewest steps to a solution. Each rule below passes over
/// a configuration or a step only for another one, met, that needs no more steps. So the one with the fewest
/// was met and expanded, and its next configuration needs fewer still: a contradiction.
///
/// - *An observation that fits is taken at once.* It is open and leaves the state as it is, so moving it
///   here from its later place in a solution changes nothing for the others.
/// - *Of equal open calls that would get the right answer now, the one due first is taken*: a solution that
///   takes another one first may swap the two.
/// - *A pending call is not taken where it changes nothing.*
/// - *Pending calls used up are compared as sets*, see ``Configurations``, and where a search is long by what
///   they could have done, see ``Capabilities``.
struct RealTimeSearch<Slots: SlotSet> {
  private struct Frame {
    var front: Int
    var taken: Slots
    var state: Int32
    var pathCount: Int
    var firstChoice: Int
    var nextChoice: Int
  }

  private struct Choice {
    var call: Int32
    var state: Int32
    /// Whether an open observation fits right after it.
    var isSeen: Bool
  }

  private let line: Timeline
  private let open: OpenSlots<Slots>
  private let outcomes: Outcomes
  /// The next response due, by number.
  private var front = 0
  /// The calls that are linearized and not yet due.
  private var taken: Slots
  private var state: Int32 = 0
  /// For each slot, the call that holds it at the front.
  private var holders: [Int32]
  private var path: [Int32] = []
  private var frames: [Frame] = []
  private var choices: [Choice] = []
  private var configurations = Configurations<Slots>()
  /// How far any configuration got, and what the call due there was answered instead.
  private var farthest = -1
  private var hasBegun = false
  /// From how many states on it is worth to know what pending calls can do for each other.
  private let patience: Int
  private var isPatient = true
  private let notesAlternatives: Bool
  private var alternatives: [Int32] = []

  var states: Int { configurations.count }

  /// - Parameter notesAlternatives: whether to tell what the call at which the search is stuck could
  ///   have been answered; there may be as many answers as states.
  init(
    _ line: Timeline, _ outcomes: Outcomes, patience: Int = 2_000, notesAlternatives: Bool = false
  ) {
    self.line = line
    self.notesAlternatives = notesAlternatives
    self.patience = patience
    self.outcomes = outcomes
    open = OpenSlots(line)
    taken = Slots(slots: line.slotCount)
    holders = Array(repeating: -1, count: line.slotCount)
  }

  mutating func run(limit: Int) -> SearchResult {
    guard !line.deadlines.isEmpty else { return .found([]) }
    if !hasBegun {
      hasBegun = true
      admit(from: 0)
      settle()
      if isDone { return .found(path) }
      if remember() { expand() }
    }
    while let frame = frames.last {
      guard frame.nextChoice < choices.count else {
        choices.removeLast(choices.count - frame.firstChoice)
        frames.removeLast()
        continue
      }
      if states >= limit { return .limit(explainedBefore: due(max(0, farthest))) }
      if isPatient, states > patience { losePatience() }
      frames[frames.count - 1].nextChoice += 1
      restore(frame)
      take(choices[frame.nextChoice])
      settle()
      if isDone { return .found(path) }
      if isPending(choices[frame.nextChoice]) || remember() { expand() }
    }
    return .none(stuckAt: due(farthest), alternatives: alternatives)
  }

  private mutating func losePatience() {
    isPatient = false
    configurations.capabilities = Capabilities(line, outcomes)
  }

  private var isDone: Bool { front == line.deadlines.count }

  private func due(_ front: Int) -> Int32 { line.calls[Int(line.deadlines[front])].returned }
}

extension RealTimeSearch {
  /// Remembers the configuration at hand; false if one that can do as much was met before.
  @inline(__always)
  private mutating func remember() -> Bool {
    let unanswered = open.pending[front].intersection(taken)
    return configurations.insert(
      front: front, state: state, answered: taken.subtracting(unanswered), pending: unanswered)
  }

  /// Finds what may come after the configuration at hand.
  private mutating func expand() {
    noteAlternative()
    let first = choices.count
    findChoices()
    let frame = Frame(
      front: front, taken: taken, state: state, pathCount: path.count, firstChoice: first,
      nextChoice: first)
    rememberPending(frame)
    frames.append(frame)
  }

  /// Remembers where the pending calls lead before any of them is followed.
  ///
  /// Followed at once, the first would meet the others with itself used up in vain, and so each of its
  /// successors: all sets of pending calls, before the small ones that can do as much.
  private mutating func rememberPending(_ frame: Frame) {
    var kept = frame.firstChoice
    for index in frame.firstChoice..<choices.count {
      let choice = choices[index]
      if isPending(choice) {
        take(choice)
        settle()
        let isNew = isDone || remember()
        restore(frame)
        guard isNew else { continue }
      }
      choices[kept] = choice
      kept += 1
    }
    choices.removeLast(choices.count - kept)
  }

  @inline(__always)
  private func isPending(_ choice: Choice) -> Bool { line.calls[Int(choice.call)].isPending }

  /// Finds the calls that may come next, in the order in which they are due.
  private mutating func findChoices() {
    let first = choices.count
    var candidates = open.all[front].subtracting(taken).subtracting(open.observations[front])
    while case let slot = candidates.popFirst(), slot >= 0 {
      let index = holders[slot]
      let call = line.calls[Int(index)]
      let outcome = outcomes.of(call.operation, in: state)
      guard call.isPending ? outcome.state != state : outcome.response == call.response else {
        continue
      }
      place(
        Choice(call: index, state: outcome.state, isSeen: isSeen(outcome.state)), from: first)
    }
    if let capabilities = configurations.capabilities { dropNeedless(capabilities, from: first) }
  }

  /// Of pending calls that lead to the same state, leaves those out that can do all that another can.
  private mutating func dropNeedless(_ capabilities: Capabilities<Slots>, from first: Int) {
    var index = first
    while index < choices.count {
      let choice = choices[index]
      let slot = Int(line.slots[Int(choice.call)])
      let isNeedless =
        isPending(choice)
        && choices[first...].contains { other in
          guard other.call != choice.call, other.state == choice.state, isPending(other) else {
            return false
          }
          let otherSlot = Int(line.slots[Int(other.call)])
          return capabilities.covers(slot, otherSlot)
            && !(capabilities.covers(otherSlot, slot) && choice.call < other.call)
        }
      if isNeedless { choices.remove(at: index) } else { index += 1 }
    }
  }

  /// Inserts by deadline, and only one of equal operations.
  @inline(__always)
  private mutating func place(_ choice: Choice, from first: Int) {
    let new = line.calls[Int(choice.call)]
    var index = first
    while index < choices.count {
      let old = line.calls[Int(choices[index].call)]
      let isEarlier = (old.returned, choices[index].call) < (new.returned, choice.call)
      if old.operation == new.operation {
        guard !isEarlier else { return }
        choices.remove(at: index)
        continue
      }
      index += 1
    }
    index = choices.count
    choices.append(choice)
    while index > first, isDue(choice, before: choices[index - 1]) {
      choices.swapAt(index, index - 1)
      index -= 1
    }
  }

  /// Whether an open observation says that the object was in this state.
  private func isSeen(_ state: Int32) -> Bool {
    var waiting = open.observations[front].subtracting(taken)
    while case let slot = waiting.popFirst(), slot >= 0 {
      let call = line.calls[Int(holders[slot])]
      if outcomes.of(call.operation, in: state).response == call.response { return true }
    }
    return false
  }

  @inline(__always)
  private func isDue(_ one: Choice, before other: Choice) -> Bool {
    if one.isSeen != other.isSeen { return one.isSeen }
    return (line.calls[Int(one.call)].isPending ? 1 : 0, one.call)
      < (line.calls[Int(other.call)].isPending ? 1 : 0, other.call)
  }

  private mutating func noteAlternative() {
    guard front >= farthest else { return }
    if front > farthest { alternatives = [] }
    farthest = front
    guard notesAlternatives else { return }
    let call = line.calls[Int(line.deadlines[front])]
    let response = outcomes.of(call.operation, in: state).response
    if response != call.response, !alternatives.contains(response) { alternatives.append(response) }
  }
}

extension RealTimeSearch {
  @inline(__always)
  private mutating func take(_ choice: Choice) {
    taken.insert(Int(line.slots[Int(choice.call)]))
    state = choice.state
    path.append(choice.call)
  }

  /// Takes the observations that fit, and passes the responses of what is taken.
  private mutating func settle() {
    while true {
      observe()
      let before = front
      while !isDone, case let slot = Int(line.slots[Int(line.deadlines[front])]),
        taken.contains(slot)
      {
        taken.remove(slot)
        front += 1
        if !isDone { admit(from: Int(line.opened[front - 1])) }
      }
      if front == before || isDone { return }
    }
  }

  @inline(__always)
  private mutating func observe() {
    var candidates = open.observations[front].subtracting(taken)
    while case let slot = candidates.popFirst(), slot >= 0 {
      let call = line.calls[Int(holders[slot])]
      guard outcomes.of(call.operation, in: state).response == call.response else { continue }
      taken.insert(slot)
      path.append(holders[slot])
    }
  }

  /// Gives the calls invoked before the response at the front their slots.
  @inline(__always)
  private mutating func admit(from first: Int) {
    for call in first..<Int(line.opened[front]) { holders[Int(line.slots[call])] = Int32(call) }
  }

  /// Goes back to where the frame was made.
  private mutating func restore(_ frame: Frame) {
    if front > frame.front {
      let last = isDone ? front - 1 : front
      for call in stride(
        from: Int(line.opened[last]) - 1, through: Int(line.opened[frame.front]), by: -1)
      {
        holders[Int(line.slots[call])] = line.previous[call]
      }
    }
    front = frame.front
    taken = frame.taken
    state = frame.state
    path.removeLast(path.count - frame.pathCount)
  }
}
