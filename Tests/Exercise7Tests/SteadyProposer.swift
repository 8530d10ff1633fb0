// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest e2316c78075cb459

#sourceLocation(file: "Chapters/07-paxos.md", line: 3882)
import Chapter7
import Exercise7
import ExerciseTesting
import Simulation
import Testing

private typealias Message = PaxosMessage<String>

private let (a, b, c, d, e) = (
  NodeID(0), NodeID(1), NodeID(2), NodeID(3), NodeID(4)
)
private let (p, q, rival) = (NodeID(5), NodeID(6), NodeID(7))
private let roster: Roster = ["A", "B", "C", "D", "E", "P", "Q", "R"]

/// A ballot of a proposer that isn't there.
private func rivals(_ round: Int) -> Ballot {
  Ballot(round: round, proposer: rival)
}

private func accept(_ ballot: Ballot, _ value: String) -> Message {
  .accept(Proposal(ballot, value))
}

@Suite("7.2 A proposer that asks again", .exercise)
struct SteadyProposerTests {
  private func promise(_ ballot: Ballot, _ round: Int = 0, _ value: String = "")
    -> Message
  {
    let last = round == 0 ? nil : Proposal(rivals(round), value)
    return .promise(Promise(ballot, accepted: last))
  }

  @Test("alone it prepares, proposes its value, and answers when it is chosen")
  func alone() {
    var bench = proposer([a, b, c])
    bench.ask("x")
    let ballot = Ballot(round: 1, proposer: p)
    #expect(
      bench.takeSent() == [a, b, c].map { Sent(.prepare(ballot), to: $0) },
      "\(bench)")
    bench.hear(promise(ballot), from: b)
    #expect(bench.takeSent() == [], "\(bench)")
    bench.hear(promise(ballot), from: c)
    #expect(
      bench.takeSent() == [a, b, c].map { Sent(accept(ballot, "x"), to: $0) },
      "\(bench)")
    bench.hear(.accepted(Proposal(ballot, "x")), from: a)
    #expect(bench.responses == [], "\(bench)")
    bench.hear(.accepted(Proposal(ballot, "x")), from: c)
    #expect(bench.responses == ["x"], "\(bench)")
    #expect(!bench.isSet(.patience), "\(bench)")
    #expect(bench.node.decision == "x", "\(bench)")
  }

  @Test("it takes the value of the highest ballot that a promise reports")
  func highest() {
    let reports = [(7, "x"), (8, "x"), (9, "y")]
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
      var bench = proposer([a, b, c, d, e])
      bench.ask("own")
      bench.hear(.refused(bench.node.ballot, promised: rivals(9)), from: e)
      bench.elapse(.patience)
      let ballot = bench.node.ballot
      _ = bench.takeSent()
      for index in order {
        let (round, value) = reports[index]
        bench.hear(promise(ballot, round, value), from: NodeID(index))
      }
      #expect(
        bench.takeSent().first?.message == accept(ballot, "y"), "\(bench)")
    }
  }

  @Test(
    "a reported value stands against its own, if only one acceptor reports it")
  func adopts() {
    var bench = proposer([a, b, c])
    bench.ask("own")
    bench.hear(.refused(bench.node.ballot, promised: rivals(4)), from: a)
    bench.elapse(.patience)
    let ballot = bench.node.ballot
    #expect(ballot == Ballot(round: 5, proposer: p))
    _ = bench.takeSent()
    bench.hear(promise(ballot, 3, "other"), from: a)
    bench.hear(promise(ballot), from: b)
    #expect(bench.takeSent().first?.message == accept(ballot, "other"))
    bench.hear(.accepted(Proposal(ballot, "other")), from: a)
    bench.hear(.accepted(Proposal(ballot, "other")), from: b)
    #expect(bench.responses == ["other"], "\(bench)")
  }

  @Test("an acceptor that answers twice is one acceptor")
  func duplicates() {
    var bench = proposer([a, b, c])
    bench.ask("x")
    let ballot = bench.node.ballot
    _ = bench.takeSent()
    for _ in 0..<3 { bench.hear(promise(ballot), from: b) }
    #expect(bench.takeSent() == [], "\(bench)")
    bench.hear(promise(ballot), from: a)
    #expect(bench.takeSent().count == 3, "\(bench)")
    for _ in 0..<3 { bench.hear(.accepted(Proposal(ballot, "x")), from: b) }
    #expect(bench.responses == [], "\(bench)")
    bench.hear(.accepted(Proposal(ballot, "x")), from: a)
    #expect(bench.responses == ["x"], "\(bench)")
  }

  @Test("an answer to an earlier ballot doesn't count")
  func earlierBallots() {
    var bench = proposer([a, b, c])
    bench.ask("x")
    let first = bench.node.ballot
    bench.hear(promise(first), from: a)
    bench.hear(.refused(first, promised: rivals(1)), from: b)
    bench.elapse(.patience)
    let second = bench.node.ballot
    #expect(second == Ballot(round: 2, proposer: p))
    _ = bench.takeSent()
    bench.hear(promise(first), from: b)
    bench.hear(promise(second), from: c)
    #expect(bench.takeSent() == [], "\(bench)")
    bench.hear(promise(second), from: b)
    #expect(bench.takeSent().count == 3, "\(bench)")
    bench.hear(.accepted(Proposal(first, "x")), from: a)
    bench.hear(.accepted(Proposal(first, "x")), from: b)
    #expect(bench.responses == [], "\(bench)")
  }

  @Test("promises beyond a majority change nothing")
  func latePromise() {
    var bench = proposer([a, b, c])
    bench.ask("own")
    bench.hear(.refused(bench.node.ballot, promised: rivals(4)), from: a)
    bench.elapse(.patience)
    let ballot = bench.node.ballot
    _ = bench.takeSent()
    bench.hear(promise(ballot), from: a)
    bench.hear(promise(ballot), from: b)
    #expect(bench.takeSent().map(\.message).last == accept(ballot, "own"))
    bench.hear(promise(ballot, 3, "other"), from: c)
    #expect(bench.takeSent() == [], "\(bench)")
    bench.elapse(.patience)
    #expect(
      bench.takeSent() == [a, b, c].map { Sent(accept(ballot, "own"), to: $0) },
      "\(bench)")
  }

  @Test("it asks those again who have not answered, in the same ballot")
  func asksAgain() {
    var bench = proposer([a, b, c, d, e])
    bench.ask("x")
    let ballot = bench.node.ballot
    _ = bench.takeSent()
    bench.hear(promise(ballot), from: d)
    bench.elapse(.patience)
    #expect(
      bench.takeSent() == [a, b, c, e].map { Sent(.prepare(ballot), to: $0) },
      "\(bench)")
    bench.elapse(.patience)
    #expect(bench.takeSent().count == 4, "\(bench)")
    bench.hear(promise(ballot), from: a)
    bench.hear(promise(ballot), from: b)
    _ = bench.takeSent()
    bench.hear(.accepted(Proposal(ballot, "x")), from: e)
    bench.elapse(.patience)
    #expect(
      bench.takeSent() == [a, b, c, d].map { Sent(accept(ballot, "x"), to: $0) },
      "\(bench)")
    #expect(bench.node.ballot == ballot, "\(bench)")
    #expect(bench.log == [ballot], "\(bench)")
  }

  @Test("a refusal of an earlier ballot is no reason for a new one")
  func oldRefusal() {
    var bench = proposer([a, b, c])
    bench.ask("x")
    let first = bench.node.ballot
    bench.hear(.refused(first, promised: rivals(1)), from: b)
    bench.elapse(.patience)
    let second = bench.node.ballot
    _ = bench.takeSent()
    bench.hear(.refused(first, promised: rivals(1)), from: c)
    bench.elapse(.patience)
    #expect(
      bench.takeSent() == [a, b, c].map { Sent(.prepare(second), to: $0) },
      "\(bench)")
    #expect(bench.node.ballot == second, "\(bench)")
  }

  @Test("the ballot is safe on disk before anybody hears of it")
  func disk() {
    var bench = proposer([a, b, c])
    bench.ask("x")
    #expect(bench.broken == nil, "\(bench)")
    #expect(bench.log == [bench.node.ballot], "\(bench)")
  }

  @Test(
    "after a restart it is silent until it is asked, and then uses a new ballot"
  )
  func restart() {
    var bench = proposer([a, b, c])
    bench.ask("x")
    let first = bench.node.ballot
    bench.hear(.refused(first, promised: rivals(7)), from: b)
    bench.elapse(.patience)
    let second = bench.node.ballot
    _ = bench.takeSent()
    bench.crash()
    bench.restart()
    #expect(bench.takeSent() == [], "\(bench)")
    #expect(!bench.isSet(.patience), "\(bench)")
    bench.hear(promise(second), from: a)
    bench.hear(promise(second), from: b)
    #expect(bench.takeSent() == [], "\(bench)")
    bench.ask("y")
    #expect(bench.node.ballot == Ballot(round: 9, proposer: p), "\(bench)")
    #expect(bench.takeSent().count == 3, "\(bench)")
    bench.hear(promise(second), from: a)
    bench.hear(promise(second), from: b)
    #expect(bench.takeSent() == [], "\(bench)")
    #expect(bench.broken == nil, "\(bench)")
  }

  @Test("a ballot that was begun after a torn record is on disk as well")
  func torn() throws {
    for var bench in proposer([a, b, c]).everyCrash(within: { $0.ask("x") }) {
      var begun: [Ballot] = []
      for value in ["y", "z"] {
        bench.restart()
        bench.ask(value)
        begun.append(bench.node.ballot)
        bench.crash()
      }
      try #require(begun[1].round == begun[0].round + 1, "\(bench)")
      var heard: [Ballot] = []
      for case .prepare(let ballot) in bench.sent.map(\.message) {
        heard.append(ballot)
      }
      // Some of the first one's prepares may have left, and all later ones.
      try #require(heard.count >= 6 && heard == heard.sorted(), "\(bench)")
      try #require(begun[0] > heard.dropLast(6).last ?? .zero, "\(bench)")
    }
  }

  @Test("who asks after the decision is answered at once")
  func afterDecision() {
    var bench = proposer([a])
    bench.ask("x")
    let ballot = bench.node.ballot
    bench.hear(promise(ballot), from: a)
    bench.hear(.accepted(Proposal(ballot, "x")), from: a)
    _ = bench.takeSent()
    bench.ask("y")
    #expect(bench.responses == ["x", "x"], "\(bench)")
    #expect(bench.takeSent() == [], "\(bench)")
  }

  @Test(
    "in every run in which two proposers outbid each other, one value is decided"
  )
  func outbidding() {
    let report = search([["x"], ["y"]], timers: [1, 1])
    #expect(report.verdict == .holds, "\(report)")
    #expect(report.witnesses.count == 2, "\(report)")
  }

  @Test(
    "in every run in which an answer comes after its ballot, one value is decided"
  )
  func lateAnswers() {
    let report = search([["x"], ["y"]], timers: [1, 0], late: 1)
    #expect(report.verdict == .holds, "\(report)")
    #expect(report.witnesses.count == 2, "\(report)")
  }

  @Test(
    "in every run in which a proposer crashes and is asked again, one value is decided"
  )
  func restarts() {
    let report = search([["x", "z"], ["y"]], crashes: 1)
    #expect(report.verdict == .holds, "\(report)")
    #expect(report.witnesses.count == 2, "\(report)")
  }

  /// Three acceptors, and proposers with these values to propose, one after the
  /// other. A step hands an acceptor something that was sent, once more or for
  /// the first time; the answer is heard, or it is lost. Where answers may be
  /// `late`, so many are on their way at most, and never arrive or later.
  private func search(
    _ values: [[String]], timers: [Int] = [0, 0], crashes: Int = 0,
    late: Int = 0
  ) -> SearchReport {
    var model = Specification("proposers")
    let proposed = values.flatMap { $0 }
    let timersLeft = timers.map { model.variable("timers", initially: $0) }
    let crashesLeft = model.variable("crashes", initially: crashes)
    let delayed = model.variable("late", initially: [Answer]())
    let acceptors = model.variables(
      "acceptor", count: 3, initially: Acceptor<String>())
    let seats = [p, q].map { id in
      var bench = proposer([a, b, c], as: id)
      bench.start()
      bench.keepsStory = false
      return Seat(
        bench: model.variable(roster.name(of: id), initially: bench),
        sent: model.variable("sent", initially: []))
    }
    for (number, seat) in seats.enumerated() {
      let (name, bench, values) = (seat.bench.name, seat.bench, values[number])
      model.action("\(name) is asked") {
        $0[bench].asked < values.count && $0[bench].isReady
      } then: {
        seat.act($0) { $0.ask(values[$0.asked]) }
      }
      for index in 0..<(6 * (values.count + timers[number])) {
        for isHeard in [true, false] {
          model.action("\(name), message \(index), \(isHeard)") {
            $0[seat.sent].count > index
              && (isHeard || late == 0 || $0[delayed].count < late)
          } then: { state in
            let sent = state[seat.sent][index]
            let acceptor = acceptors[Int(sent.receiver.index)]
            guard let message = state[acceptor].take(sent.message) else {
              return
            }
            let answer = Answer(
              message: message, acceptor: sent.receiver, proposer: number)
            if isHeard {
              seat.hear(answer, state)
            } else if late > 0 {
              state[delayed].append(answer)
            }
          }
        }
      }
      for index in 0..<late {
        model.action("\(name) hears a late answer") {
          $0[delayed].count > index && $0[delayed][index].proposer == number
        } then: { state in
          seat.hear(state[delayed].remove(at: index), state)
        }
      }
      model.action("\(name) waits no longer") {
        $0[timersLeft[number]] > 0 && $0[bench].isSet(.patience)
      } then: {
        $0[timersLeft[number]] -= 1
        seat.act($0) { $0.elapse(.patience) }
      }
      model.action("\(name) crashes") {
        $0[crashesLeft] > 0
      } then: {
        $0[crashesLeft] -= 1
        seat.act($0) {
          $0.crash()
          $0.restart()
        }
      }
      model.goal("\(name) decides") { $0[bench].node.decision != nil }
      model.invariant("\(name) breaks no rule") {
        $0[bench].broken == nil && $0[bench].misuse == nil
      }
      model.invariant("\(name) decides what was proposed") {
        $0[bench].node.decision.map(proposed.contains) ?? true
      }
      model.invariant("\(name) gives a ballot one value") {
        seat.hasOneValueABallot($0)
      }
      for other in seats[..<number] {
        model.invariant("\(name) and \(other.bench.name) decide the same") {
          guard let first = $0[bench].node.decision,
            let second = $0[other.bench].node.decision
          else { return true }
          return first == second
        }
      }
    }
    var options = SearchOptions()
    options.stateBudget = 4_000_000
    return model.search(options)
  }
}

/// A proposer on a table, for these acceptors.
private func proposer(_ acceptors: [NodeID], as id: NodeID = p)
  -> Bench<SteadyProposer>
{
  var bench = Bench(SteadyProposer(acceptors: acceptors), as: id, in: roster)
  bench.everySend("a ballot is on disk before anybody hears of it") {
    guard case .prepare(let ballot) = $0.message else { return true }
    return $1.log.contains(ballot)
  }
  return bench
}

/// A proposer in a search, with the messages of all its lives, each once.
private struct Seat {
  let bench: Variable<Bench<SteadyProposer>>
  let sent: Variable<[Sent<Message>]>

  func hear(_ answer: Answer, _ state: StateWriter) {
    act(state) { $0.hear(answer.message, from: answer.acceptor) }
  }

  func act(
    _ state: StateWriter, _ event: (inout Bench<SteadyProposer>) -> Void
  ) {
    var table = state[bench]
    event(&table)
    for message in table.takeSent() where !state[sent].contains(message) {
      state[sent].append(message)
    }
    state[bench] = table
  }

  /// Whether no two accepts of one ballot have different values.
  func hasOneValueABallot(_ state: StateReader) -> Bool {
    var values: [Ballot: String] = [:]
    for case .accept(let proposal) in state[sent].map(\.message) {
      let value = values[proposal.ballot] ?? proposal.value
      if value != proposal.value { return false }
      values[proposal.ballot] = value
    }
    return true
  }
}

/// An answer on its way.
private struct Answer: Hashable {
  var message: Message
  var acceptor: NodeID
  /// Which of the proposers.
  var proposer: Int
}

extension Acceptor<String> {
  /// The answer to a proposer's message.
  fileprivate mutating func take(_ message: Message) -> Message? {
    switch message {
    case .prepare(let ballot):
      prepare(ballot).map { .promise($0) }
        ?? .refused(ballot, promised: promised)
    case .accept(let proposal):
      accept(proposal)
        ? .accepted(proposal) : .refused(proposal.ballot, promised: promised)
    default: nil
    }
  }
}
#sourceLocation()
