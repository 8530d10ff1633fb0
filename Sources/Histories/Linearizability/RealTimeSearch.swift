/// What a search over integers found.
enum SearchResult {
  /// The calls in a legal order.
  case found([Int32])
  /// None exists. All that returned before this position can be explained; with its return, and what
  /// returned after it, no more.
  case none(stuckAt: Int32, alternatives: [Int32])
  case limit(explainedBefore: Int32)
}

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
/// - *Pending calls used up are compared as sets*, see ``Configurations``.
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
  private var alternatives: [Int32] = []

  var states: Int { configurations.count }

  init(_ line: Timeline, _ outcomes: Outcomes) {
    self.line = line
    self.outcomes = outcomes
    open = OpenSlots(line)
    taken = Slots(slots: line.slotCount)
    holders = Array(repeating: -1, count: line.slotCount)
  }

  mutating func run(limit: Int) -> SearchResult {
    guard !line.deadlines.isEmpty else { return .found([]) }
    admit(from: 0)
    settle()
    if isDone { return .found(path) }
    enter()
    while let frame = frames.last {
      guard frame.nextChoice < choices.count else {
        choices.removeLast(choices.count - frame.firstChoice)
        frames.removeLast()
        continue
      }
      frames[frames.count - 1].nextChoice += 1
      restore(frame)
      take(choices[frame.nextChoice])
      settle()
      if isDone { return .found(path) }
      if states >= limit { return .limit(explainedBefore: due(farthest)) }
      enter()
    }
    return .none(stuckAt: due(farthest), alternatives: alternatives)
  }

  private var isDone: Bool { front == line.deadlines.count }

  private func due(_ front: Int) -> Int32 { line.calls[Int(line.deadlines[front])].returned }
}

extension RealTimeSearch {
  /// Expands the configuration at hand unless it was met before.
  private mutating func enter() {
    let unanswered = open.pending[front].intersection(taken)
    let isNew = configurations.insert(
      front: front, state: state, answered: taken.subtracting(unanswered), pending: unanswered)
    guard isNew else { return }
    noteAlternative()
    let first = choices.count
    findChoices()
    frames.append(
      Frame(
        front: front, taken: taken, state: state, pathCount: path.count, firstChoice: first,
        nextChoice: first))
  }

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
      place(Choice(call: index, state: outcome.state), from: first)
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

  @inline(__always)
  private func isDue(_ one: Choice, before other: Choice) -> Bool {
    (line.calls[Int(one.call)].returned, one.call)
      < (line.calls[Int(other.call)].returned, other.call)
  }

  private mutating func noteAlternative() {
    guard front >= farthest else { return }
    if front > farthest { alternatives = [] }
    farthest = front
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
