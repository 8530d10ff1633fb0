/// Positions of a row: nodes, inboxes, and what belongs to the system.
struct Places {
  let nodes: Int
  func node(_ index: Int) -> Int { index }
  func inbox(_ index: Int) -> Int { nodes + index }
  var budget: Int { 2 * nodes }
  var history: Int { 2 * nodes + 1 }
  var misuse: Int { 2 * nodes + 2 }
  var count: Int { 2 * nodes + 3 }
}

/// The rules of each node.
enum NodeRule: Int, CaseIterable {
  case deliver, receive, enqueue, fire, invoke, crash, restart, lose, duplicate, forget

  /// Whether calls say what it is about: which message.
  var takesArgument: Bool { self == .receive || self == .enqueue }
}

/// The rules of the whole system, all of them called by others.
enum SystemRule: Int, CaseIterable {
  case spend, record, misuse
}

/// What happens next, as the label of a transition.
indirect enum SearchEvent: Hashable {
  /// Only in what comes before the first state.
  case start(Int)
  case deliver(UInt32)
  case lose(UInt32)
  case duplicate(UInt32)
  case fire(Int, UInt32)
  case invoke(Int, Int)
  case crash(Int, losing: Int, tearing: Bool)
  case restart(Int)
  /// With choices made, or cut off by a crash.
  case handled(SearchEvent, HandledStep)

  /// Without what was chosen within.
  var event: SearchEvent {
    if case .handled(let event, _) = self { event } else { self }
  }

  var step: HandledStep {
    if case .handled(_, let step) = self { step } else { HandledStep() }
  }

  /// With what is worth a word about how it was handled.
  func handled(_ step: HandledStep) -> SearchEvent {
    step == HandledStep() ? self : .handled(self, step)
  }
}

/// How a handler's run went, beyond the event itself.
struct HandledStep: Hashable {
  var choices: [Int] = []
  var crash: Crash?
  var isMissed = false

  init() {}

  init(_ handled: Handled) {
    choices = handled.choices
    crash = handled.crash
    isMissed = handled.isMissed
  }
}
