// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 59aea15dc8ca1937

#sourceLocation(file: "Chapters/07-paxos.md", line: 3798)
import Chapter7
import Exercise7
import ExerciseTesting
import Simulation
import Testing

private typealias Message = PaxosMessage<String>

private let rival = NodeID(9)

private func accept(_ ballot: Ballot, _ value: String) -> Message {
  .accept(Proposal(ballot, value))
}

@Suite("7.2 A proposer that asks again", .exercise)
struct SteadyProposerTests {
  private func promise(_ ballot: Ballot, _ round: Int = 0, _ value: String = "")
    -> Message
  {
    let last =
      round == 0
      ? nil : Proposal(Ballot(round: round, proposer: rival), value)
    return .promise(Promise(ballot, accepted: last))
  }

  @Test("alone it prepares, proposes its value, and answers when it is chosen")
  func alone() {
    var desk = Desk(acceptors: 3)
    desk.propose("x")
    let ballot = Ballot(round: 1, proposer: desk.id)
    #expect(
      desk.takeSent() == [0, 1, 2].map { Sent(.prepare(ballot), to: $0) })
    desk.hear(promise(ballot), from: 1)
    #expect(desk.takeSent() == [])
    desk.hear(promise(ballot), from: 2)
    #expect(
      desk.takeSent() == [0, 1, 2].map { Sent(accept(ballot, "x"), to: $0) })
    desk.hear(.accepted(Proposal(ballot, "x")), from: 0)
    #expect(desk.responses == [])
    desk.hear(.accepted(Proposal(ballot, "x")), from: 2)
    #expect(desk.responses == ["x"])
    #expect(!desk.isTimerSet)
    #expect(desk.proposer.decision == "x")
  }

  @Test("it takes the value of the highest ballot that a promise reports")
  func highest() {
    let reports = [(7, "x"), (8, "x"), (9, "y")]
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
      var desk = Desk(acceptors: 5)
      desk.propose("own")
      desk.hear(
        .refused(
          desk.proposer.ballot, promised: Ballot(round: 9, proposer: rival)),
        from: 4)
      desk.elapse()
      let ballot = desk.proposer.ballot
      _ = desk.takeSent()
      for index in order {
        let (round, value) = reports[index]
        desk.hear(promise(ballot, round, value), from: index)
      }
      #expect(desk.takeSent().first?.message == accept(ballot, "y"), "\(order)")
    }
  }

  @Test(
    "a reported value stands against its own, if only one acceptor reports it")
  func adopts() {
    var desk = Desk(acceptors: 3)
    desk.propose("own")
    desk.hear(
      .refused(
        desk.proposer.ballot, promised: Ballot(round: 4, proposer: rival)),
      from: 0)
    desk.elapse()
    let ballot = desk.proposer.ballot
    #expect(ballot == Ballot(round: 5, proposer: desk.id))
    _ = desk.takeSent()
    desk.hear(promise(ballot, 3, "other"), from: 0)
    desk.hear(promise(ballot), from: 1)
    #expect(desk.takeSent().first?.message == accept(ballot, "other"))
    desk.hear(.accepted(Proposal(ballot, "other")), from: 0)
    desk.hear(.accepted(Proposal(ballot, "other")), from: 1)
    #expect(desk.responses == ["other"])
  }

  @Test("an acceptor that answers twice is one acceptor")
  func duplicates() {
    var desk = Desk(acceptors: 3)
    desk.propose("x")
    let ballot = desk.proposer.ballot
    _ = desk.takeSent()
    for _ in 0..<3 { desk.hear(promise(ballot), from: 1) }
    #expect(desk.takeSent() == [])
    desk.hear(promise(ballot), from: 0)
    #expect(desk.takeSent().count == 3)
    for _ in 0..<3 { desk.hear(.accepted(Proposal(ballot, "x")), from: 1) }
    #expect(desk.responses == [])
    desk.hear(.accepted(Proposal(ballot, "x")), from: 0)
    #expect(desk.responses == ["x"])
  }

  @Test("an answer to an earlier ballot doesn't count")
  func earlierBallots() {
    var desk = Desk(acceptors: 3)
    desk.propose("x")
    let first = desk.proposer.ballot
    desk.hear(promise(first), from: 0)
    desk.hear(
      .refused(first, promised: Ballot(round: 1, proposer: rival)), from: 1)
    desk.elapse()
    let second = desk.proposer.ballot
    #expect(second == Ballot(round: 2, proposer: desk.id))
    _ = desk.takeSent()
    desk.hear(promise(first), from: 1)
    desk.hear(promise(second), from: 2)
    #expect(desk.takeSent() == [])
    desk.hear(promise(second), from: 1)
    #expect(desk.takeSent().count == 3)
    desk.hear(.accepted(Proposal(first, "x")), from: 0)
    desk.hear(.accepted(Proposal(first, "x")), from: 1)
    #expect(desk.responses == [])
  }

  @Test("promises beyond a majority change nothing")
  func latePromise() {
    var desk = Desk(acceptors: 3)
    desk.propose("own")
    desk.hear(
      .refused(
        desk.proposer.ballot, promised: Ballot(round: 4, proposer: rival)),
      from: 0)
    desk.elapse()
    let ballot = desk.proposer.ballot
    _ = desk.takeSent()
    desk.hear(promise(ballot), from: 0)
    desk.hear(promise(ballot), from: 1)
    #expect(desk.takeSent().map(\.message).last == accept(ballot, "own"))
    desk.hear(promise(ballot, 3, "other"), from: 2)
    #expect(desk.takeSent() == [])
    desk.elapse()
    #expect(
      desk.takeSent() == [0, 1, 2].map { Sent(accept(ballot, "own"), to: $0) })
  }

  @Test("it asks those again who have not answered, in the same ballot")
  func asksAgain() {
    var desk = Desk(acceptors: 5)
    desk.propose("x")
    let ballot = desk.proposer.ballot
    _ = desk.takeSent()
    desk.hear(promise(ballot), from: 3)
    desk.elapse()
    #expect(
      desk.takeSent() == [0, 1, 2, 4].map { Sent(.prepare(ballot), to: $0) })
    desk.elapse()
    #expect(desk.takeSent().count == 4)
    desk.hear(promise(ballot), from: 0)
    desk.hear(promise(ballot), from: 1)
    _ = desk.takeSent()
    desk.hear(.accepted(Proposal(ballot, "x")), from: 4)
    desk.elapse()
    #expect(
      desk.takeSent() == [0, 1, 2, 3].map { Sent(accept(ballot, "x"), to: $0) })
    #expect(desk.proposer.ballot == ballot)
    #expect(desk.log == [ballot])
  }

  @Test("a refusal of an earlier ballot is no reason for a new one")
  func oldRefusal() {
    var desk = Desk(acceptors: 3)
    desk.propose("x")
    let first = desk.proposer.ballot
    let rivals = Ballot(round: 1, proposer: rival)
    desk.hear(.refused(first, promised: rivals), from: 1)
    desk.elapse()
    let second = desk.proposer.ballot
    _ = desk.takeSent()
    desk.hear(.refused(first, promised: rivals), from: 2)
    desk.elapse()
    #expect(
      desk.takeSent() == [0, 1, 2].map { Sent(.prepare(second), to: $0) })
    #expect(desk.proposer.ballot == second)
  }

  @Test("the ballot is safe on disk before anybody hears of it")
  func disk() {
    var desk = Desk(acceptors: 3)
    desk.propose("x")
    #expect(desk.unsafe == nil)
    #expect(desk.log == [desk.proposer.ballot])
  }

  @Test(
    "after a restart it is silent until it is asked, and then uses a new ballot"
  )
  func restart() {
    var desk = Desk(acceptors: 3)
    desk.propose("x")
    let first = desk.proposer.ballot
    desk.hear(
      .refused(first, promised: Ballot(round: 7, proposer: rival)), from: 1)
    desk.elapse()
    let second = desk.proposer.ballot
    _ = desk.takeSent()
    desk.crash()
    #expect(desk.takeSent() == [])
    #expect(!desk.isTimerSet)
    desk.hear(promise(second), from: 0)
    desk.hear(promise(second), from: 1)
    #expect(desk.takeSent() == [])
    desk.propose("y")
    #expect(desk.proposer.ballot == Ballot(round: 9, proposer: desk.id))
    #expect(desk.takeSent().count == 3)
    desk.hear(promise(second), from: 0)
    desk.hear(promise(second), from: 1)
    #expect(desk.takeSent() == [])
    #expect(desk.unsafe == nil)
  }

  @Test("a ballot that was begun after a torn record is on disk as well")
  func torn() {
    var desk = Desk(acceptors: 3)
    desk.tear()
    desk.propose("x")
    desk.crash()
    desk.propose("y")
    #expect(desk.proposer.ballot == Ballot(round: 2, proposer: desk.id))
  }

  @Test("who asks after the decision is answered at once")
  func afterDecision() {
    var desk = Desk(acceptors: 1)
    desk.propose("x")
    let ballot = desk.proposer.ballot
    desk.hear(promise(ballot), from: 0)
    desk.hear(.accepted(Proposal(ballot, "x")), from: 0)
    _ = desk.takeSent()
    desk.propose("y")
    #expect(desk.responses == ["x", "x"])
    #expect(desk.takeSent() == [])
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
    let timersLeft = timers.map { model.variable("timers", initially: $0) }
    let crashesLeft = model.variable("crashes", initially: crashes)
    let delayed = model.variable("late", initially: [Answer]())
    let acceptors = model.variables(
      "acceptor", count: 3, initially: Acceptor<String>())
    let desks = values.indices.map {
      model.variable(
        "proposer \($0)", initially: Desk(acceptors: 3, number: $0))
    }
    for (number, desk) in desks.enumerated() {
      let (name, values) = (desk.name, values[number])
      model.action("\(name) is asked") {
        $0[desk].operations < values.count && $0[desk].isReady
      } then: {
        $0[desk].propose(values[$0[desk].operations])
      }
      for index in 0..<(6 * (values.count + timers[number])) {
        for isHeard in [true, false] {
          model.action("\(name), message \(index), \(isHeard)") {
            $0[desk].sent.count > index
              && (isHeard || late == 0 || $0[delayed].count < late)
          } then: { state in
            let sent = state[desk].sent[index]
            guard
              let answer = state[acceptors[sent.acceptor]].take(sent.message)
            else { return }
            if isHeard {
              state[desk].hear(answer, from: sent.acceptor)
            } else if late > 0 {
              state[delayed].append(
                Answer(message: answer, from: sent.acceptor, to: number))
            }
          }
        }
      }
      for index in 0..<late {
        model.action("\(name) hears a late answer") {
          $0[delayed].count > index && $0[delayed][index].proposer == number
        } then: { state in
          let answer = state[delayed].remove(at: index)
          state[desk].hear(answer.message, from: answer.acceptor)
        }
      }
      model.action("\(name) waits no longer") {
        $0[timersLeft[number]] > 0 && $0[desk].isTimerSet
      } then: {
        $0[timersLeft[number]] -= 1
        $0[desk].elapse()
      }
      model.action("\(name) crashes") {
        $0[crashesLeft] > 0
      } then: {
        $0[crashesLeft] -= 1
        $0[desk].crash()
      }
      model.goal("\(name) decides") { $0[desk].proposer.decision != nil }
      model.invariant("\(name) gives a ballot one value") {
        $0[desk].hasOneValueABallot
      }
      for other in desks[..<number] {
        model.invariant("\(name) and \(other.name) decide the same") {
          guard let first = $0[desk].proposer.decision,
            let second = $0[other].proposer.decision
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

/// A message and the acceptor that it goes to.
private struct Sent: Hashable {
  var message: Message
  var acceptor: Int

  init(_ message: Message, to acceptor: Int) {
    (self.message, self.acceptor) = (message, acceptor)
  }
}

/// An answer on its way.
private struct Answer: Hashable {
  var message: Message
  var acceptor: Int
  var proposer: Int

  init(message: Message, from acceptor: Int, to proposer: Int) {
    (self.message, self.acceptor, self.proposer) = (message, acceptor, proposer)
  }
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

/// A proposer on a table: the test plays network, acceptors, client and clock.
private struct Desk: Hashable {
  private static let roster = {
    var system = System<Message>()
    for index in 0..<9 {
      system.add("n\(index)", SteadyProposer(acceptors: []))
    }
    return system.roster
  }()

  let id: NodeID
  private let acceptors: [NodeID]
  private(set) var proposer: SteadyProposer
  private var disk = StableStorage<Ballot>()
  /// What it has sent in all lives, each once; a test may have taken some.
  private(set) var sent: [Sent] = []
  private(set) var responses: [String] = []
  private(set) var isTimerSet = false
  /// A ballot that was sent before it was safe.
  private(set) var unsafe: Ballot?
  private(set) var operations = 0
  /// Whether it is waiting for nothing.
  private(set) var isReady = true

  init(acceptors count: Int, number: Int = 0) {
    acceptors = (0..<count).map { NodeID($0) }
    proposer = SteadyProposer(acceptors: acceptors)
    id = NodeID(5 + number)
  }

  /// Whether no two accepts of one ballot have different values.
  var hasOneValueABallot: Bool {
    var values: [Ballot: String] = [:]
    for case .accept(let proposal) in sent.map(\.message) {
      let value = values[proposal.ballot] ?? proposal.value
      if value != proposal.value { return false }
      values[proposal.ballot] = value
    }
    return true
  }

  var log: [Ballot] { disk.synced.records }

  /// What was sent since it was taken last.
  mutating func takeSent() -> [Sent] {
    defer { sent = [] }
    return sent
  }

  mutating func propose(_ value: String) {
    operations += 1
    isReady = false
    let operation = OperationID(client: id, number: operations)
    handle { $0.invoke(value, as: operation, &$1) }
  }

  mutating func hear(_ message: Message, from acceptor: Int) {
    let sender = acceptors[acceptor]
    handle { $0.receive(message, from: sender, &$1) }
  }

  /// Lets the timer elapse, if it is set.
  mutating func elapse() {
    guard isTimerSet else { return }
    isTimerSet = false
    handle { $0.fire(.patience, &$1) }
  }

  mutating func crash() {
    disk.crash(keeping: 0, tearing: false)
    recover()
  }

  /// A crash in the middle of writing a record of which nobody has heard.
  mutating func tear() {
    disk.append(Ballot(round: 1, proposer: id))
    disk.crash(keeping: 0, tearing: true)
    recover()
  }

  private mutating func recover() {
    (proposer, isTimerSet) = (SteadyProposer(acceptors: acceptors), false)
    isReady = true
    let log = disk.synced
    handle { $0.restart(recovering: log, &$1) }
  }

  private mutating func handle(
    _ handler: (inout SteadyProposer, inout Context<SteadyProposer>) -> Void
  ) {
    var context = Context<SteadyProposer>(
      id: id, roster: Self.roster, random: SplitMix64(seed: 0))
    handler(&proposer, &context)
    for effect in context.effects { perform(effect) }
  }

  private mutating func perform(_ effect: Effect<SteadyProposer>) {
    switch effect {
    case .send(let message, let receiver):
      let message = Sent(message, to: Int(receiver.index))
      if !sent.contains(message) { sent.append(message) }
      if case .prepare(let ballot) = message.message, !log.contains(ballot) {
        unsafe = ballot
      }
    case .append(let ballot): disk.append(ballot)
    case .rewrite(let ballots): disk.rewrite(ballots)
    case .sync: disk.sync()
    case .set: isTimerSet = true
    case .cancel: isTimerSet = false
    case .respond(let value, _):
      responses.append(value)
      isReady = true
    default: break
    }
  }
}
#sourceLocation()
