// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 3889f0d9e97d1709

#sourceLocation(file: "Chapters/07-paxos.md", line: 3292)
import Chapter7
import Exercise7
import ExerciseTesting
import Simulation
import Testing

private typealias Message = PaxosMessage<String>

private let low = Ballot(round: 1, proposer: NodeID(3))
private let middle = Ballot(round: 1, proposer: NodeID(4))
private let high = Ballot(round: 2, proposer: NodeID(3))

private func accept(_ ballot: Ballot, _ value: String) -> Message {
  .accept(Proposal(ballot, value))
}

private func accepted(_ ballot: Ballot, _ value: String) -> Message {
  .accepted(Proposal(ballot, value))
}

private func promise(_ ballot: Ballot, _ last: Proposal<String>? = nil)
  -> Message
{
  .promise(Promise(ballot, accepted: last))
}

@Suite("7.1 An acceptor with a short memory", .exercise)
struct DurableAcceptorTests {
  /// All that a proposer of one of the three ballots may send.
  private let messages: [Message] = [low, middle, high].flatMap {
    [.prepare($0), accept($0, "value of \($0)")]
  }

  private func answers(to messages: [Message]) -> [Message] {
    var bench = Bench()
    for message in messages { bench.deliver(message) }
    return bench.answers
  }

  @Test("a prepare gets a promise, and an accept is accepted")
  func answers() {
    #expect(
      answers(to: [.prepare(low), accept(low, "x")])
        == [promise(low), accepted(low, "x")])
  }

  @Test("a promise reports the last proposal accepted")
  func reports() {
    #expect(
      answers(to: [accept(low, "x"), accept(middle, "y"), .prepare(high)])
        == [
          accepted(low, "x"), accepted(middle, "y"),
          promise(high, Proposal(middle, "y")),
        ])
  }

  @Test("below a promise nothing is accepted")
  func promiseHolds() {
    #expect(
      answers(to: [.prepare(high), accept(low, "x"), accept(middle, "y")])
        == [
          promise(high), .refused(low, promised: high),
          .refused(middle, promised: high),
        ])
  }

  @Test("an acceptance is a promise: nothing below it is accepted or promised")
  func acceptanceHolds() {
    #expect(
      answers(to: [accept(high, "z"), accept(middle, "y"), .prepare(low)])
        == [
          accepted(high, "z"), .refused(middle, promised: high),
          .refused(low, promised: high),
        ])
  }

  @Test("of two ballots in one round, only the higher one is promised")
  func oneRound() {
    #expect(
      answers(to: [.prepare(middle), .prepare(low), accept(low, "x")])
        == [
          promise(middle), .refused(low, promised: middle),
          .refused(low, promised: middle),
        ])
  }

  @Test("a duplicate is answered again, and the disk isn't touched")
  func duplicates() {
    for first in messages {
      for second in messages {
        var bench = Bench()
        bench.deliver(first)
        bench.deliver(second)
        let (last, writes) = (bench.answers.last, bench.writes)
        bench.deliver(second)
        guard bench.answers.count == 3, bench.answers.last == last else {
          Issue.record("\(second) after \(first): \(bench.answers)")
          return
        }
        #expect(bench.writes == writes, "\(second) after \(first)")
      }
    }
  }

  @Test("after a crash it knows what it has promised and accepted")
  func remembers() {
    var bench = Bench()
    bench.deliver(accept(low, "x"))
    bench.deliver(.prepare(high))
    bench.crash(keeping: 0, tearing: false)
    bench.deliver(accept(middle, "y"))
    bench.deliver(.prepare(high))
    #expect(
      bench.answers == [
        accepted(low, "x"), promise(high, Proposal(low, "x")),
        .refused(middle, promised: high), promise(high, Proposal(low, "x")),
      ])
  }

  @Test("an acceptance alone is as good as a promise after a crash")
  func remembersAcceptance() {
    var bench = Bench()
    bench.deliver(accept(high, "z"))
    bench.crash(keeping: 0, tearing: false)
    bench.deliver(accept(low, "x"))
    bench.deliver(.prepare(middle))
    #expect(
      bench.answers == [
        accepted(high, "z"), .refused(low, promised: high),
        .refused(middle, promised: high),
      ])
  }

  @Test("it keeps its word whatever crash cuts off whichever message")
  func crashes() throws {
    for first in messages {
      for second in messages {
        for crash in Bench.Crash.all {
          for third in messages {
            for fourth in messages {
              var bench = Bench()
              bench.deliver(first)
              bench.deliver(second, cutOffBy: crash)
              bench.deliver(third)
              bench.crash(keeping: 0, tearing: false)
              bench.deliver(fourth)
              let fault = bench.fault.map {
                "\($0): \(first), \(second) with \(crash), \(third), \(fourth)"
              }
              try #require(fault == nil)
            }
          }
        }
      }
    }
  }

  @Test("a torn record hides nothing that is written after it")
  func torn() throws {
    for first in messages {
      for crash in Bench.Crash.all where crash.tearing {
        var bench = Bench()
        bench.deliver(first, cutOffBy: crash)
        bench.deliver(accept(high, "z"))
        bench.crash(keeping: 0, tearing: false)
        bench.deliver(.prepare(high))
        try #require(
          bench.answers.last == promise(high, Proposal(high, "z")),
          "\(first) with \(crash): \(bench.answers)")
      }
    }
  }

  @Test("the log never holds more than eight records, in no life")
  func shortLog() throws {
    var bench = Bench()
    for round in 1...60 {
      let ballot = Ballot(round: round, proposer: NodeID(3))
      bench.deliver(.prepare(ballot))
      bench.deliver(accept(ballot, "x"))
      try #require(bench.logLength <= 8, "in round \(round)")
      if round % 5 == 0 { bench.crash(keeping: 0, tearing: false) }
    }
    #expect(bench.answers.count == 120)
    #expect(bench.fault == nil)
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
  /// heard or lost.
  private func search(ballots: [Ballot], crashes: Int) -> SearchReport {
    var model = Specification("acceptors")
    let crashesLeft = model.variable("crashes", initially: crashes)
    let acceptors = model.variables("acceptor", count: 3, initially: Bench())
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
          for crash in Bench.Crash.few {
            model.action("\(name), cut off by \(crash)") {
              $0[crashesLeft] > 0 && $0[attempt].sent.count > message
            } then: { state in
              state[crashesLeft] -= 1
              let answer = state[acceptor].exchange(
                state[attempt].sent[message], cutOffBy: crash)
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
        sent.append(accept(ballot, highest?.value ?? "\(ballot)"))
      }
    case .accepted where votes.count < 2: votes.insert(acceptor)
    default: return
    }
  }
}

/// An acceptor on a table, with its disk: no network, and crashes on demand.
private struct Bench: Hashable {
  /// A crash after so many effects, of which so many writes survive.
  struct Crash {
    var effects: Int
    var kept: Int
    var tearing: Bool

    static let all = (0...4).flatMap { effects in
      (0...2).flatMap { kept in
        [false, true].map { Crash(effects: effects, kept: kept, tearing: $0) }
      }
    }

    /// Before anything, before the sync, after it and at the end.
    static let few = (0...3).map {
      Crash(effects: $0, kept: 0, tearing: false)
    }
  }

  static let roster = {
    var system = System<Message>()
    for name in ["acceptor", "proposer"] { system.add(name, DurableAcceptor()) }
    return system.roster
  }()

  private var acceptor = DurableAcceptor()
  private var disk = StableStorage<DurableAcceptor.Record>()
  /// What it has said in all its lives.
  private(set) var answers: [Message] = []
  private(set) var writes = 0
  private var offered: Set<Proposal<String>> = []
  /// The first time that it broke its word.
  private(set) var fault: String?

  /// Records on the disk, torn ones as well, once all is synced.
  var logLength: Int {
    var synced = disk
    synced.sync()
    return synced.synced.slots.count
  }

  mutating func deliver(_ message: Message, cutOffBy crash: Crash? = nil) {
    if case .accept(let proposal) = message { offered.insert(proposal) }
    var context = makeContext()
    acceptor.receive(message, from: NodeID(1), &context)
    for effect in context.effects.prefix(crash?.effects ?? .max) {
      perform(effect)
    }
    if let crash { self.crash(keeping: crash.kept, tearing: crash.tearing) }
  }

  /// The answer to a message, and no memory of it: runs that meet are one.
  mutating func exchange(
    _ message: Message, cutOffBy crash: Crash? = nil
  ) -> Message? {
    deliver(message, cutOffBy: crash)
    defer { (answers, writes, offered) = ([], 0, []) }
    return answers.last
  }

  mutating func crash(keeping kept: Int, tearing: Bool) {
    disk.crash(keeping: min(kept, disk.unsynced.count), tearing: tearing)
    acceptor = DurableAcceptor()
    var context = makeContext()
    acceptor.restart(recovering: disk.synced, &context)
    for effect in context.effects { perform(effect) }
  }

  private func makeContext() -> Context<DurableAcceptor> {
    Context(
      id: NodeID(0), roster: Self.roster, random: SplitMix64(seed: 0))
  }

  private mutating func perform(_ effect: Effect<DurableAcceptor>) {
    switch effect {
    case .append(let record):
      disk.append(record)
      writes += 1
    case .rewrite(let records):
      disk.rewrite(records)
      writes += 1
    case .sync: disk.sync()
    case .send(let answer, _):
      fault = fault ?? broken(by: answer)
      answers.append(answer)
    default: break
    }
  }

  /// What it had said before that doesn't go together with this answer.
  private func broken(by answer: Message) -> String? {
    for earlier in answers {
      switch (earlier, answer) {
      case (.promise(let given), .accepted(let proposal))
      where proposal.ballot < given.ballot:
        return "accepts \(proposal) after a promise for \(given.ballot)"
      case (.accepted(let word), .promise(let promise))
      where promise.accepted?.ballot ?? .zero < word.ballot:
        return "promises \(promise.ballot) and has forgotten \(word)"
      case (.accepted(let word), .accepted(let proposal))
      where proposal.ballot < word.ballot:
        return "accepts \(proposal) after \(word)"
      default: break
      }
    }
    guard case .promise(let promise) = answer, let report = promise.accepted,
      !offered.contains(report)
    else { return nil }
    return "reports \(report), which nobody proposed"
  }
}
#sourceLocation()
