// Generated from Solutions/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 5679e19d22a3815b

#sourceLocation(file: "Solutions/01-introduction.md", line: 858)
public import Chapter1

/// All that decides how a run can go on.
private struct State<Left: Machine, Right: Machine>: Hashable
where Left.Message == Right.Message {
  var left: Left
  var right: Right
  var budget: ExplorationBudget
  /// How many copies of each message are on their way; no entry is zero.
  var flying: [Side: [Left.Message: Int]] = [.left: [:], .right: [:]]
  var alarms: [Side: Int] = [.left: 0, .right: 0]

  mutating func perform(_ actions: [Action<Left.Message>], by side: Side) {
    for action in actions {
      switch action {
      case .send(let message): add(1, message, to: side == .left ? .right : .left)
      case .wake: alarms[side, default: 0] += 1
      case .note: break
      }
    }
  }

  private mutating func add(_ count: Int, _ message: Left.Message, to side: Side) {
    let copies = (flying[side]?[message] ?? 0) + count
    flying[side]?[message] = copies == 0 ? nil : copies
  }

  /// In an order that doesn't depend on how a dictionary is laid out.
  var moves: [AdversaryMove<Left.Message>] {
    [Side.left, .right].flatMap { side in
      let messages = (flying[side] ?? [:]).keys.sorted { "\($0)" < "\($1)" }
      var moves = messages.map { AdversaryMove.deliver($0, to: side) }
      if alarms[side, default: 0] > 0 { moves.append(.ring(side)) }
      if budget.losses > 0 { moves += messages.map { .lose($0, to: side) } }
      if budget.duplicates > 0 { moves += messages.map { .duplicate($0, to: side) } }
      return moves
    }
  }

  mutating func make(_ move: AdversaryMove<Left.Message>) {
    switch move {
    case .deliver(let message, let side):
      add(-1, message, to: side)
      perform(side == .left ? left.receive(message) : right.receive(message), by: side)
    case .ring(let side):
      alarms[side, default: 0] -= 1
      perform(side == .left ? left.wake() : right.wake(), by: side)
    case .lose(let message, let side):
      budget.losses -= 1
      add(-1, message, to: side)
    case .duplicate(let message, let side):
      budget.duplicates -= 1
      add(1, message, to: side)
    }
  }
}

public func explore<Left: Machine, Right: Machine>(
  _ left: Left, _ right: Right, budget: ExplorationBudget = ExplorationBudget(), depth: Int,
  invariant: (Left, Right) -> Bool
) -> Exploration<Left.Message> where Left.Message == Right.Message {
  var first = State(left: left, right: right, budget: budget)
  first.perform(first.left.start(), by: .left)
  first.perform(first.right.start(), by: .right)
  guard invariant(first.left, first.right) else {
    return Exploration(verdict: .fails([]), states: 1)
  }
  var known: Set = [first]
  var level = [(state: first, path: [AdversaryMove<Left.Message>]())]
  for _ in 0..<depth {
    var next: [(State<Left, Right>, [AdversaryMove<Left.Message>])] = []
    for (state, path) in level {
      for move in state.moves {
        var successor = state
        successor.make(move)
        guard known.insert(successor).inserted else { continue }
        guard invariant(successor.left, successor.right) else {
          return Exploration(verdict: .fails(path + [move]), states: known.count)
        }
        next.append((successor, path + [move]))
      }
    }
    level = next
  }
  let isComplete = level.allSatisfy { state, _ in
    state.moves.allSatisfy { move in
      var successor = state
      successor.make(move)
      return known.contains(successor)
    }
  }
  return Exploration(verdict: isComplete ? .holds : .inconclusive, states: known.count)
}
#sourceLocation()
