// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 721b941b85b2516c

#sourceLocation(file: "Chapters/07-paxos.md", line: 3369)
import Chapter7
import Exercise7
import ExerciseTesting
import Simulation
import Testing

private typealias Message = PaxosMessage<String>

private let (acceptor, p, q) = (NodeID(0), NodeID(3), NodeID(4))
private let roster: Roster = ["A", "B", "C", "P", "Q"]

private let low = Ballot(round: 1, proposer: p)
private let middle = Ballot(round: 1, proposer: q)
private let high = Ballot(round: 2, proposer: p)

private func proposal(_ ballot: Ballot) -> Proposal<String> {
  Proposal(ballot, "value of \(ballot)")
}

private func accept(_ ballot: Ballot) -> Message { .accept(proposal(ballot)) }

private func accepted(_ ballot: Ballot) -> Message {
  .accepted(proposal(ballot))
}

private func promise(_ ballot: Ballot, last: Ballot? = nil) -> Message {
  .promise(Promise(ballot, accepted: last.map(proposal)))
}

@Suite("7.1 An acceptor with a short memory", .exercise)
struct DurableAcceptorTests {
  /// All that a proposer of one of the three ballots may send.
  private let messages: [Message] = [low, middle, high].flatMap {
    [.prepare($0), accept($0)]
  }

  @Test("a prepare gets a promise, and an accept is accepted")
  func answers() {
    var bench = judged()
    bench.hear([.prepare(low), accept(low)])
    #expect(bench.answers == [promise(low), accepted(low)], "\(bench)")
    #expect(bench.broken == nil, "\(bench)")
  }

  @Test("a promise reports the last proposal accepted")
  func reports() {
    var bench = judged()
    bench.hear([accept(low), accept(middle), .prepare(high)])
    #expect(
      bench.answers == [
        accepted(low), accepted(middle), promise(high, last: middle),
      ], "\(bench)")
  }

  @Test("below a promise nothing is accepted")
  func promiseHolds() {
    var bench = judged()
    bench.hear([.prepare(high), accept(low), accept(middle)])
    #expect(
      bench.answers == [
        promise(high), .refused(low, promised: high),
        .refused(middle, promised: high),
      ], "\(bench)")
    #expect(bench.broken == nil, "\(bench)")
  }

  @Test("an acceptance is a promise: nothing below it is accepted or promised")
  func acceptanceHolds() {
    var bench = judged()
    bench.hear([accept(high), accept(middle), .prepare(low)])
    #expect(
      bench.answers == [
        accepted(high), .refused(middle, promised: high),
        .refused(low, promised: high),
      ], "\(bench)")
  }

  @Test("of two ballots in one round, only the higher one is promised")
  func oneRound() {
    var bench = judged()
    bench.hear([.prepare(middle), .prepare(low), accept(low)])
    #expect(
      bench.answers == [
        promise(middle), .refused(low, promised: middle),
        .refused(low, promised: middle),
      ], "\(bench)")
  }

  @Test("a duplicate is answered again, and the disk isn't touched")
  func duplicates() throws {
    for first in messages {
      for second in messages {
        var bench = judged()
        bench.hear([first, second, second])
        try #require(bench.answers.count == 3, "\(bench)")
        try #require(bench.answers[1] == bench.answers[2], "\(bench)")
        try #require(!bench.effects.contains { $0.isWrite }, "\(bench)")
      }
    }
  }

  @Test("after a crash it knows what it has promised and accepted")
  func remembers() {
    var bench = judged()
    bench.hear([accept(low), .prepare(high)])
    bench.crashAndRestart()
    bench.hear([accept(middle), .prepare(high)])
    #expect(
      bench.answers == [
        accepted(low), promise(high, last: low),
        .refused(middle, promised: high), promise(high, last: low),
      ], "\(bench)")
  }

  @Test("an acceptance alone is as good as a promise after a crash")
  func remembersAcceptance() {
    var bench = judged()
    bench.hear([accept(high)])
    bench.crashAndRestart()
    bench.hear([accept(low), .prepare(middle)])
    #expect(
      bench.answers == [
        accepted(high), .refused(low, promised: high),
        .refused(middle, promised: high),
      ], "\(bench)")
  }

  @Test("it keeps its word whatever crash cuts off whichever message")
  func crashes() throws {
    for first in messages {
      var begun = judged()
      begun.hear([first])
      try #require(begun.answers.count == 1, "\(begun)")
      for second in messages {
        for var crashed in begun.everyCrash(within: { $0.hear([second]) }) {
          crashed.restart()
          for third in messages {
            var again = crashed
            again.hear([third])
            again.crashAndRestart()
            for fourth in messages {
              var bench = again
              bench.hear([fourth])
              try #require(bench.broken == nil, "\(bench)")
            }
          }
        }
      }
    }
  }

  @Test("a torn record hides nothing that is written after it")
  func torn() throws {
    for first in messages {
      for var bench in judged().everyCrash(within: { $0.hear([first]) }) {
        bench.restart()
        bench.hear([accept(high)])
        bench.crashAndRestart()
        bench.hear([.prepare(high)])
        try #require(
          bench.answers.last == promise(high, last: high), "\(bench)")
      }
    }
  }

  @Test("the log never holds more than eight records, in no life")
  func shortLog() throws {
    var bench = judged()
    for round in 1...60 {
      let ballot = Ballot(round: round, proposer: p)
      for message in [.prepare(ballot), accept(ballot)] {
        bench.hear([message])
        // Torn ones as well, once all is synced.
        var disk = bench.disk
        disk.sync()
        try #require(disk.synced.slots.count <= 8, "in round \(round)")
      }
      if round % 5 == 0 { bench.crashAndRestart() }
    }
    #expect(bench.answers.count == 120)
    #expect(bench.broken == nil, "\(bench)")
  }

  @Test(
    "in every run of three ballots, whatever is lost or repeated, one value is chosen"
  )
  func threeBallots() {
    let report = search(ballots: [low, middle, high], crashes: 0)
    #expect(report.verdict == .holds, "\(report)")
    #expect(report.witnesses.count == 3, "\(report)")
  }

  @Test(
    "in every run of two ballots in which acceptors crash, one value is chosen"
  )
  func crashesInRuns() {
    let report = search(ballots: [low, high], crashes: 2)
    #expect(report.verdict == .holds, "\(report)")
    #expect(report.witnesses.count == 2, "\(report)")
  }

  /// Three acceptors and one proposer a ballot. A step hands an acceptor what a
  /// ballot's proposer has sent, once more or for the first time; the answer is
  /// heard or lost. How an acceptor has written down what it knows makes no
  /// state of its own.
  private func search(ballots: [Ballot], crashes: Int) -> SearchReport {
    var model = Specification("acceptors")
    let crashesLeft = model.variable("crashes", initially: crashes)
    let acceptors = model.variables(
      "acceptor", count: 3, initially: Seat(mayCrash: crashes > 0))
    let attempts = ballots.map {
      model.variable("ballot \($0)", initially: Attempt($0))
    }
    for attempt in attempts {
      for (index, acceptor) in acceptors.enumerated() {
        for message in 0...1 {
          let name = "\(attempt.name), message \(message) to \(index)"
          for isHeard in [true, false] {
            model.action(name + (isHeard ? "" : ", unheard")) {
              $0[attempt].sent.count > message
            } then: { state in
              let answer = state[acceptor].exchange(
                state[attempt].sent[message])
              if isHeard, let answer {
                state[attempt].hear(answer, from: index)
              }
            }
          }
          guard crashes > 0 else { continue }
          // Before anything, before the sync, after it and at the end.
          for effects in 0...3 {
            model.action("\(name), crash after \(effects) effects") {
              $0[crashesLeft] > 0 && $0[attempt].sent.count > message
            } then: { state in
              state[crashesLeft] -= 1
              let answer = state[acceptor].exchange(
                state[attempt].sent[message], crashingAfter: effects)
              if let answer { state[attempt].hear(answer, from: index) }
            }
          }
        }
      }
      model.goal("\(attempt.name) decides") { $0[attempt].decision != nil }
    }
    for (index, one) in attempts.enumerated() {
      for other in attempts[..<index] {
        model.invariant("\(one.name) and \(other.name) decide the same") {
          guard let first = $0[one].decision, let second = $0[other].decision
          else { return true }
          return first == second
        }
      }
    }
    var options = SearchOptions()
    options.stateBudget = 2_000_000
    return model.search(options)
  }
}

/// An acceptor in a search. Two are the same if they know the same, and would
/// know the same after a crash, whatever their logs look like.
private struct Seat: Hashable {
  private struct Knowledge: Hashable {
    var promised: Ballot
    var accepted: Proposal<String>?

    init(_ node: DurableAcceptor) {
      (promised, accepted) = (node.promised, node.accepted)
    }
  }

  private var bench: Bench<DurableAcceptor>
  private let mayCrash: Bool
  private var now: Knowledge
  private var afterCrash: Knowledge

  init(mayCrash: Bool) {
    bench = Bench(DurableAcceptor(), as: acceptor, in: roster)
    bench.start()
    bench.keepsStory = false
    self.mayCrash = mayCrash
    now = Knowledge(bench.node)
    afterCrash = now
  }

  mutating func exchange(
    _ message: Message, crashingAfter effects: Int? = nil
  ) -> Message? {
    let answer = bench.exchange(message, crashingAfter: effects)
    now = Knowledge(bench.node)
    if mayCrash {
      var crashed = bench
      crashed.crashAndRestart()
      afterCrash = Knowledge(crashed.node)
    }
    return answer
  }

  static func == (one: Seat, other: Seat) -> Bool {
    one.now == other.now && one.afterCrash == other.afterCrash
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(now)
    hasher.combine(afterCrash)
  }
}

/// One ballot's proposer, which counts to two.
private struct Attempt: Hashable {
  let ballot: Ballot
  private(set) var sent: [Message]
  private var highest: Proposal<String>?
  private var promises: Set<Int> = []
  private var votes: Set<Int> = []

  init(_ ballot: Ballot) { (self.ballot, sent) = (ballot, [.prepare(ballot)]) }

  /// The value that its ballot chose.
  var decision: String? {
    guard votes.count > 1, case .accept(let proposal) = sent[1] else {
      return nil
    }
    return proposal.value
  }

  mutating func hear(_ answer: Message, from acceptor: Int) {
    switch answer {
    case .promise(let promise) where promises.count < 2:
      promises.insert(acceptor)
      if let last = promise.accepted, last.ballot > highest?.ballot ?? .zero {
        highest = last
      }
      if promises.count == 2 {
        let value = highest?.value ?? "\(ballot)"
        sent.append(.accept(Proposal(ballot, value)))
      }
    case .accepted where votes.count < 2: votes.insert(acceptor)
    default: return
    }
  }
}

extension Bench<DurableAcceptor> {
  /// What it has said in all its lives.
  fileprivate var answers: [Message] { sent.map(\.message) }

  fileprivate mutating func hear(_ messages: [Message]) {
    for message in messages { hear(message, from: proposer(of: message)) }
  }

  fileprivate mutating func crashAndRestart() {
    crash()
    restart()
  }

  /// The answer to a message, and no memory of it: runs that meet are one.
  fileprivate mutating func exchange(
    _ message: Message, crashingAfter effects: Int? = nil
  ) -> Message? {
    if let effects {
      crash(afterEffects: effects) { $0.hear([message]) }
      restart()
    } else {
      hear([message])
    }
    return takeSent().last?.message
  }
}

/// Whose ballot a message is about: the one who asks, and is answered.
private func proposer(of message: Message) -> NodeID {
  switch message {
  case .prepare(let ballot), .refused(let ballot, _): ballot.proposer
  case .promise(let promise): promise.ballot.proposer
  case .accept(let proposal), .accepted(let proposal):
    proposal.ballot.proposer
  case .chosen: acceptor
  }
}

/// An acceptor on a table, that must keep its word.
private func judged() -> Bench<DurableAcceptor> {
  var bench = Bench(DurableAcceptor(), as: acceptor, in: roster)
  bench.everySend("whoever asks is answered") { sent, _ in
    sent.receiver == proposer(of: sent.message)
  }
  bench.everySend("nothing is accepted below its word") { sent, bench in
    guard case .accepted(let proposal) = sent.message else { return true }
    return bench.answers.allSatisfy {
      switch $0 {
      case .promise(let given): given.ballot <= proposal.ballot
      case .accepted(let word): word.ballot <= proposal.ballot
      default: true
      }
    }
  }
  bench.everySend("a promise reports what it accepted") { sent, bench in
    guard case .promise(let promise) = sent.message else { return true }
    let last = promise.accepted
    return bench.answers.allSatisfy {
      guard case .accepted(let word) = $0 else { return true }
      return word.ballot <= last?.ballot ?? .zero
    }
  }
  bench.everySend("only what was proposed is reported") { sent, _ in
    guard case .promise(let promise) = sent.message else { return true }
    return promise.accepted.map { $0 == proposal($0.ballot) } ?? true
  }
  return bench
}
#sourceLocation()
