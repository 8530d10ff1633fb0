// Generated from Chapters/01-introduction.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 6e7c6ac29379b46c

#sourceLocation(file: "Chapters/01-introduction.md", line: 3250)
import Chapter1
import Exercise1
import ExerciseTesting
import Testing

/// Counts its alarms up to a limit, and then goes on, starts again, or stops.
private struct Ticker: Machine {
  typealias Message = Int
  var limit: Int
  var wraps = false
  var count = 0

  func start() -> [Action<Int>] { [.wake(after: 1)] }

  mutating func wake() -> [Action<Int>] {
    count = wraps && count == limit ? 0 : count + 1
    return wraps || count < limit ? [.wake(after: 1)] : []
  }
}

/// A ticker of which all states have the same hash value, which is allowed.
private struct ClumsyTicker: Machine {
  typealias Message = Int
  var ticker = Ticker(limit: 3)

  func hash(into hasher: inout Hasher) {}
  func start() -> [Action<Int>] { ticker.start() }
  mutating func wake() -> [Action<Int>] { ticker.wake() }
}

/// Sends some messages at the start.
private struct Sender: Machine {
  typealias Message = Int
  var messages: [Int]
  func start() -> [Action<Int>] { messages.map { .send($0) } }
}

/// Remembers which messages came, or only how many.
private struct Collector: Machine {
  typealias Message = Int
  var countsOnly = false
  var count = 0
  var seen: Set<Int> = []

  mutating func receive(_ message: Int) -> [Action<Int>] {
    if countsOnly { count += 1 } else { seen.insert(message) }
    return []
  }
}

/// Sets an alarm at the start, and doesn't care when it rings.
private struct Sleeper: Machine {
  typealias Message = Int
  func start() -> [Action<Int>] { [.wake(after: 1)] }
}

@Suite("1.6 Explore every run", .exercise) struct ExplorerTests {
  @Test("two tickers are a lattice of states") func lattice() {
    let (left, right) = (Ticker(limit: 3), Ticker(limit: 3))
    let found = explore(left, right, depth: 6) { _, _ in true }
    #expect(found == Exploration(verdict: .holds, states: 16))
  }

  @Test("states are compared, not only their hash values") func collisions() {
    let (left, right) = (ClumsyTicker(), ClumsyTicker())
    let found = explore(left, right, depth: 6) { _, _ in true }
    #expect(found == Exploration(verdict: .holds, states: 16))
  }

  @Test("messages may arrive in any order") func orders() {
    let sender = Sender(messages: [1, 2, 3])
    let found = explore(sender, Collector(), depth: 10) { _, _ in true }
    #expect(found == Exploration(verdict: .holds, states: 8))
  }

  @Test("the same message can be on its way three times") func copies() {
    let found = explore(
      Sender(messages: [7, 7, 7]), Collector(countsOnly: true), depth: 10
    ) { _, right in right.count < 3 }
    let moves = Array(repeating: AdversaryMove.deliver(7, to: .right), count: 3)
    #expect(found.verdict == .fails(moves))
    #expect(found.states == 4)
  }

  @Test("an alarm that is pending makes another state") func alarms() {
    let found = explore(Sleeper(), Sleeper(), depth: 10) { _, _ in true }
    #expect(found == Exploration(verdict: .holds, states: 4))
  }

  @Test("one loss of three messages makes 20 states") func losses() {
    let found = explore(
      Sender(messages: [1, 2, 3]), Collector(), budget: ExplorationBudget(losses: 1),
      depth: 10
    ) { _, _ in true }
    #expect(found == Exploration(verdict: .holds, states: 20))
  }

  @Test("what is left of the budget is part of the state") func budgets() {
    let found = explore(
      Sender(messages: [7]), Collector(), budget: ExplorationBudget(duplicates: 2),
      depth: 10
    ) { _, _ in true }
    #expect(found == Exploration(verdict: .holds, states: 9))
  }

  @Test("without a budget nothing is lost or doubled") func noBudget() {
    let found = explore(
      DepositClient(amount: 10, patience: nil), Account(), depth: 10
    ) { _, account in account.balance <= 10 }
    #expect(found == Exploration(verdict: .holds, states: 3))
  }
}

extension ExplorerTests {
  @Test("a violation in the first state takes no moves") func first() {
    let found = explore(Sleeper(), Sleeper(), depth: 3) { _, _ in false }
    #expect(found == Exploration(verdict: .fails([]), states: 1))
  }

  @Test("a violation seven moves deep is found by a shortest run")
  func shortest() {
    let found = explore(
      Ticker(limit: 9, wraps: true), Ticker(limit: 9, wraps: true), depth: 200
    ) { left, right in left.count != 3 || right.count != 4 }
    guard case .fails(let moves) = found.verdict else {
      Issue.record("not found")
      return
    }
    #expect(moves.count == 7)
    #expect(moves.count { $0 == .ring(.left) } == 3)
    #expect(moves.count { $0 == .ring(.right) } == 4)
  }

  @Test("a violation that later heals is found") func passing() {
    let found = explore(Ticker(limit: 5), Sleeper(), depth: 20) { left, _ in
      left.count != 2
    }
    #expect(found.verdict == .fails([.ring(.left), .ring(.left)]))
  }

  @Test("the opening run's deposit is doubled in three moves, without a loss")
  func deposit() {
    let found = explore(
      DepositClient(amount: 10, patience: 20), Account(), depth: 10
    ) { _, account in account.balance <= 10 }
    guard case .fails(let moves) = found.verdict else {
      Issue.record("not found")
      return
    }
    #expect(moves.count == 3)
    #expect(moves.count { $0 == .ring(.left) } == 1)
    #expect(moves.count { $0 == .deliver(.deposit(10), to: .right) } == 2)
  }

  @Test("a message that the network doubles is enough for a patient client")
  func doubled() {
    let found = explore(
      DepositClient(amount: 10, patience: nil), Account(),
      budget: ExplorationBudget(duplicates: 1), depth: 10
    ) { _, account in account.balance <= 10 }
    guard case .fails(let moves) = found.verdict else {
      Issue.record("not found")
      return
    }
    #expect(moves.count == 3)
    #expect(moves.first == .duplicate(.deposit(10), to: .right))
  }

  @Test("a run that was cut off proves nothing") func cutOff() {
    let (left, right) = (Ticker(limit: 3), Ticker(limit: 3))
    let found = explore(left, right, depth: 5) { _, _ in true }
    #expect(found == Exploration(verdict: .inconclusive, states: 15))
  }

  @Test("going round in circles is no reason to doubt") func circles() {
    let found = explore(
      Ticker(limit: 4, wraps: true), Ticker(limit: 4, wraps: true), depth: 8
    ) { _, _ in true }
    #expect(found == Exploration(verdict: .holds, states: 25))
  }
}
#sourceLocation()
