// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 41a0a10f07ed8338

#sourceLocation(file: "Chapters/07-paxos.md", line: 4731)
import Chapter7
import Exercise7
import ExerciseTesting
import Simulation
import Testing

@Suite("7.4 When is it chosen?", .exercise) struct ChosenTests {
  private func ballot(_ round: Int, _ proposer: Int = 10) -> Ballot {
    Ballot(round: round, proposer: NodeID(proposer))
  }

  /// The events of one ballot: who accepts what.
  private func accept(
    _ ballot: Ballot, _ value: String, by acceptors: [Int]
  ) -> [AcceptorEvent] {
    acceptors.map { .accepted(Proposal(ballot, value), by: NodeID($0)) }
  }

  private func promise(_ ballot: Ballot, by acceptors: [Int]) -> [AcceptorEvent]
  {
    acceptors.map { .promised(ballot, by: NodeID($0)) }
  }

  @Test("a majority that accepts in one ballot has chosen", arguments: 1...7)
  func majority(acceptors: Int) {
    let needed = acceptors / 2 + 1
    let log = accept(ballot(1), "x", by: Array(0..<needed))
    #expect(chosen(in: log, acceptors: acceptors) == "x")
    #expect(momentOfChoice(in: log, acceptors: acceptors) == needed - 1)
    #expect(chosen(in: Array(log.dropLast()), acceptors: acceptors) == nil)
    #expect(
      momentOfChoice(in: Array(log.dropLast()), acceptors: acceptors) == nil)
  }

  @Test("acceptances of one value in different ballots choose nothing")
  func acrossBallots() {
    let log =
      accept(ballot(18), "x", by: [5]) + accept(ballot(19), "y", by: [3])
      + accept(ballot(20), "x", by: [1, 4]) + accept(ballot(22), "y", by: [3])
    #expect(chosen(in: log, acceptors: 5) == nil)
    #expect(momentOfChoice(in: log, acceptors: 5) == nil)
    let more = log + accept(ballot(22), "y", by: [2, 4])
    #expect(chosen(in: more, acceptors: 5) == "y")
  }

  @Test("two proposers in one round have two ballots")
  func oneRound() {
    let log =
      accept(ballot(1, 10), "x", by: [1]) + accept(ballot(1, 11), "x", by: [2])
    let more = log + accept(ballot(1, 11), "x", by: [0])
    #expect(chosen(in: more, acceptors: 3) == "x")
    #expect(chosen(in: log, acceptors: 3) == nil)
    #expect(momentOfChoice(in: log, acceptors: 3) == nil)
  }

  @Test("what was chosen stays so when its acceptors go on to later ballots")
  func overwritten() {
    let log =
      accept(ballot(1), "x", by: [1, 2]) + accept(ballot(2), "x", by: [2])
      + accept(ballot(3), "x", by: [1])
    #expect(chosen(in: log, acceptors: 3) == "x")
    #expect(momentOfChoice(in: log, acceptors: 3) == 1)
  }

  @Test("promises choose nothing")
  func promises() {
    let log =
      promise(ballot(2), by: [1, 2, 3]) + accept(ballot(2), "x", by: [1])
      + promise(ballot(3), by: [1, 2, 3])
    let more = log + accept(ballot(3), "x", by: [1, 2])
    #expect(chosen(in: more, acceptors: 3) == "x")
    #expect(chosen(in: log, acceptors: 3) == nil)
    #expect(momentOfChoice(in: log, acceptors: 3) == nil)
  }

  @Test("an acceptance that is listed twice counts once")
  func duplicates() {
    let log = accept(ballot(1), "x", by: [1, 1, 1])
    let more = log + accept(ballot(1), "x", by: [2])
    #expect(chosen(in: more, acceptors: 3) == "x")
    #expect(chosen(in: log, acceptors: 3) == nil)
    #expect(momentOfChoice(in: log, acceptors: 3) == nil)
  }

  @Test("an interrupted ballot doesn't hide one that chose")
  func interrupted() {
    let log =
      promise(ballot(1), by: [1, 2]) + accept(ballot(1), "x", by: [1])
      + promise(ballot(2), by: [2, 3]) + accept(ballot(2), "y", by: [3, 2])
      + promise(ballot(3), by: [1, 2]) + accept(ballot(3), "y", by: [1])
    #expect(chosen(in: log, acceptors: 3) == "y")
    #expect(momentOfChoice(in: log, acceptors: 3) == 6)
  }

  @Test(
    "random runs are read as the definition says, at every moment",
    arguments: [3, 4, 5])
  func random(acceptors: Int) throws {
    var choices = 0
    for seed in 0..<60 as Range<UInt64> {
      let log = randomRun(acceptors: acceptors, seed: seed)
      var first: Int?
      for count in 0...log.count {
        let part = Array(log.prefix(count))
        let expected = defined(part, acceptors: acceptors)
        try #require(
          chosen(in: part, acceptors: acceptors) == expected, "\(part)")
        if expected != nil, first == nil { first = count - 1 }
        try #require(
          momentOfChoice(in: part, acceptors: acceptors) == first, "\(part)")
      }
      if first != nil { choices += 1 }
    }
    #expect(choices > 20 && choices < 60)
  }

  @Test("the order of the file doesn't matter", arguments: [3, 5])
  func shuffled(acceptors: Int) throws {
    var choices = 0
    for seed in 0..<60 as Range<UInt64> {
      var log = randomRun(acceptors: acceptors, seed: seed)
      let value = defined(log, acceptors: acceptors)
      if value != nil { choices += 1 }
      var random = SplitMix64(seed: seed, labels: 1)
      for index in log.indices.dropLast() {
        let offset = random.next(below: UInt64(log.count - index))
        log.swapAt(index, index + Int(offset))
      }
      try #require(chosen(in: log, acceptors: acceptors) == value, "\(log)")
    }
    #expect(choices > 20 && choices < 60)
  }

  /// Chosen, word for word.
  private func defined(_ log: [AcceptorEvent], acceptors: Int) -> String? {
    for case .accepted(let proposal, _) in log {
      let voters = (0..<acceptors).filter {
        log.contains(.accepted(proposal, by: NodeID($0)))
      }
      if 2 * voters.count > acceptors { return proposal.value }
    }
    return nil
  }

  /// Ballots one after the other, each cut off somewhere.
  private func randomRun(acceptors: Int, seed: UInt64) -> [AcceptorEvent] {
    var random = SplitMix64(seed: seed)
    let nodes = (0..<acceptors).map { NodeID($0) }
    var memories = Array(repeating: Acceptor<String>(), count: acceptors)
    var log: [AcceptorEvent] = []
    for round in 1...4 {
      let ballot = ballot(round, 10 + round % 2)
      var proposer = Proposer<String>(
        .majorities(of: nodes), after: self.ballot(round - 1))
      _ = proposer.start("v\(round)", as: ballot.proposer)
      var proposal: Proposal<String>?
      for index in memories.indices where random.nextBool(probability: 0.7) {
        guard let promise = memories[index].prepare(ballot) else { continue }
        log.append(.promised(ballot, by: nodes[index]))
        proposal = proposer.receive(promise, from: nodes[index]) ?? proposal
      }
      guard let proposal else { continue }
      for index in memories.indices.reversed()
      where random.nextBool(probability: 0.5) {
        guard memories[index].accept(proposal) else { continue }
        log.append(.accepted(proposal, by: nodes[index]))
      }
    }
    return log
  }
}
#sourceLocation()
