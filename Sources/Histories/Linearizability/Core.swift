/// Calls that are rejected, made fewer for as long as they stay so.
///
/// Only calls are left out without which an accepted history is still accepted. So what is left contradicts
/// itself, and the history it came from with it.
struct Core {
  private(set) var calls: [Call]
  /// The entry that stays: the one whose answer is one too many.
  let suspect: Int32
  let kept: KeptOrder
  let outcomes: Outcomes
  /// How many states all tries together may visit, and one of them: to explain a rejection may take some
  /// times what the rejection took, but not more, however hard the calls that are left are to judge.
  private var budget: Int
  private let share: Int
  private var tries = 600

  init(calls: [Call], suspect: Int32, kept: KeptOrder, outcomes: Outcomes, states: Int) {
    self.calls = calls
    self.suspect = suspect
    self.kept = kept
    self.outcomes = outcomes
    budget = 100_000 + 4 * min(states, 500_000)
    share = 2_000 + min(states, 500_000)
  }

  /// Leaves out whole groups of entries, then single observations.
  mutating func shrink(groups: [[Int32]]) {
    leaveOut(groups)
    leaveOut(calls.filter(\.isObservation).map { [$0.entry] })
  }

  /// Tries runs of groups: first all, then halves, at last single ones.
  private mutating func leaveOut(_ groups: [[Int32]]) {
    var groups = groups.filter { !$0.contains(suspect) }
    var size = groups.count
    while size > 0, !groups.isEmpty {
      var first = 0
      while first < groups.count {
        let run = first..<min(first + size, groups.count)
        if isRejected(without: Set(groups[run].joined())) {
          groups.removeSubrange(run)
        } else {
          first += size
        }
      }
      size /= 2
    }
  }

  private mutating func isRejected(without entries: Set<Int32>) -> Bool {
    guard budget > 0, tries > 0 else { return false }
    tries -= 1
    let rest = calls.filter { !entries.contains($0.entry) }
    let (result, states) = Judge.search(rest, kept, outcomes, min(share, budget))
    budget -= states
    guard case .none = result else { return false }
    calls = rest
    return true
  }

  /// What the call that returns at `position` could have been answered, given the others.
  func alternatives(to position: Int32) -> [Int32] {
    guard kept == .realTime,
      case (.none(position, let alternatives), _) = Judge.search(
        calls, kept, outcomes, share, notesAlternatives: true)
    else { return [] }
    return alternatives
  }
}
