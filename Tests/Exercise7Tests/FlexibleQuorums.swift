// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 65b5fbd6aa916c0a

#sourceLocation(file: "Chapters/07-paxos.md", line: 5485)
import Chapter7
import Exercise7
import ExerciseTesting
import Simulation
import Testing

private typealias Message = PaxosMessage<String>

private func nodes(_ indices: Int...) -> Set<NodeID> {
  Set(indices.map { NodeID($0) })
}

private func rows(_ count: Int, of length: Int) -> [[NodeID]] {
  (0..<count).map { row in
    (0..<length).map { NodeID(row * length + $0) }
  }
}

/// The same weight for all.
private func counted(_ count: Int, phase1: Int, phase2: Int) -> WeightedQuorums
{
  WeightedQuorums(
    Dictionary(uniqueKeysWithValues: (0..<count).map { (NodeID($0), 1) }),
    phase1: phase1, phase2: phase2)
}

@Suite("7.6 Flexible quorums", .exercise) struct FlexibleQuorumsTests {
  private let grid = Grid(rows: rows(3, of: 3))

  @Test(
    "in a grid a whole row is enough for phase 1, and a whole column for phase 2"
  )
  func rowsAndColumns() {
    #expect(grid.acceptors == Set(rows(3, of: 3).flatMap { $0 }))
    #expect(grid.isPhase1(nodes(3, 4, 5)))
    #expect(grid.isPhase1(nodes(0, 6, 7, 8)))
    #expect(!grid.isPhase1(nodes(0, 3, 6)))
    #expect(!grid.isPhase1(nodes(0, 1, 3, 5, 7, 8)))
    #expect(grid.isPhase2(nodes(1, 4, 7)))
    #expect(!grid.isPhase2(nodes(0, 4, 8)))
    #expect(!grid.isPhase2(nodes(3, 4, 5)))
    let wide = Grid(rows: rows(2, of: 4))
    #expect(wide.isPhase1(nodes(4, 5, 6, 7)))
    #expect(wide.isPhase2(nodes(2, 6)))
    #expect(!wide.isPhase2(nodes(2, 5)))
  }

  @Test("weights count, not heads")
  func weights() {
    let system = WeightedQuorums(
      [NodeID(0): 3, NodeID(1): 1, NodeID(2): 1, NodeID(3): 0], phase1: 3,
      phase2: 4)
    #expect(system.acceptors == nodes(0, 1, 2, 3))
    #expect(system.isPhase1(nodes(0)))
    #expect(!system.isPhase1(nodes(1, 2, 3)))
    #expect(system.isPhase2(nodes(0, 1)))
    #expect(!system.isPhase2(nodes(0, 3)))
    #expect(!system.isPhase2(nodes(0)))
  }

  @Test(
    "who isn't an acceptor of the system weighs nothing and stands in no row")
  func strangers() {
    let system = counted(3, phase1: 2, phase2: 2)
    #expect(system.isPhase1(nodes(0, 1, 7)) && system.isPhase2(nodes(1, 2)))
    #expect(grid.isPhase1(nodes(0, 1, 2, 20)))
    #expect(!system.isPhase1(nodes(0, 7, 8)))
    #expect(!system.isPhase2(nodes(7, 8)))
    #expect(!grid.isPhase1(nodes(20, 21, 22)))
  }

  @Test("quorums of phase 2 need not meet one another")
  func phase2Apart() {
    #expect(disjointQuorums(of: grid) == nil)
    #expect(disjointQuorums(of: Grid(rows: rows(2, of: 4))) == nil)
    #expect(disjointQuorums(of: counted(4, phase1: 4, phase2: 1)) == nil)
    #expect(disjointQuorums(of: counted(6, phase1: 4, phase2: 3)) == nil)
    #expect(disjointQuorums(of: counted(6, phase1: 3, phase2: 3)) != nil)
  }

  @Test("the check agrees with brute force about systems of every kind")
  func check() throws {
    var unsafe = 0
    for seed in 0..<200 as Range<UInt64> {
      let system = Listed.random(seed: seed)
      let found = disjointQuorums(of: system)
      let isUnsafe = system.phase1.contains { first in
        system.phase2.contains { first.isDisjoint(with: $0) }
      }
      try #require((found != nil) == isUnsafe, "\(system)")
      guard let found else { continue }
      unsafe += 1
      try #require(found.phase1.isDisjoint(with: found.phase2), "\(found)")
      try #require(system.isPhase1(found.phase1), "\(found) in \(system)")
      try #require(system.isPhase2(found.phase2), "\(found) in \(system)")
    }
    #expect(unsafe > 50 && unsafe < 150, "\(unsafe) are unsafe")
  }

  @Test("the availability is what adding up all cases gives")
  func availabilities() {
    for (up, first, second) in [
      (0.0, 0.0, 0.0), (0.5, 0.5, 0.5), (0.9, 0.972, 0.972), (1.0, 1.0, 1.0),
    ] {
      let found = availability(
        of: counted(3, phase1: 2, phase2: 2), whenUp: up)
      #expect(abs(found.phase1 - first) < 1e-12)
      #expect(abs(found.phase2 - second) < 1e-12)
    }
    let all = availability(of: counted(5, phase1: 5, phase2: 1), whenUp: 0.9)
    #expect(abs(all.phase1 - 0.59049) < 1e-12)
    #expect(abs(all.phase2 - 0.99999) < 1e-12)
    // A row of four is up with 0.9⁴; both columns' members with 0.9² each.
    let wide = availability(of: Grid(rows: rows(2, of: 4)), whenUp: 0.9)
    #expect(abs(wide.phase1 - 0.88173279) < 1e-8)
    #expect(abs(wide.phase2 - 0.99869679) < 1e-8)
  }

  // MARK: Every run

  @Test(
    "a system that the check calls safe chooses one value in every run, and another doesn't"
  )
  func everyRun() throws {
    let systems: [(name: String, system: any QuorumSystem)] = [
      ("a grid", Grid(rows: rows(2, of: 2))),
      ("all and one", counted(3, phase1: 3, phase2: 1)),
      ("one and all", counted(3, phase1: 1, phase2: 3)),
      ("two and two of four", counted(4, phase1: 2, phase2: 2)),
      ("three and two of four", counted(4, phase1: 3, phase2: 2)),
      (
        "a heavy one",
        WeightedQuorums(
          [NodeID(0): 2, NodeID(1): 1, NodeID(2): 1], phase1: 3, phase2: 2)
      ),
      (
        "too light",
        WeightedQuorums(
          [NodeID(0): 2, NodeID(1): 1, NodeID(2): 1], phase1: 2, phase2: 2)
      ),
    ]
    for (name, system) in systems {
      try #require(!system.acceptors.isEmpty, "\(name) has no acceptors")
      let isSafe = isSafe(system)
      let report = search(
        rounds: [1, 2], among: system.acceptors.sorted(),
        isPhase1: { members, _ in system.isPhase1(members) },
        isPhase2: { members, _ in system.isPhase2(members) })
      guard report.holds == isSafe else {
        Issue.record("\(name), called \(isSafe ? "safe" : "unsafe"): \(report)")
        return
      }
    }
  }

  private func isSafe(_ system: some QuorumSystem) -> Bool {
    disjointQuorums(of: system) == nil
  }

  private func check(_ schedule: QuorumSchedule, rounds: [Int], _ count: Int) {
    let report = search(
      rounds: rounds, among: (0..<count).map { NodeID($0) },
      isPhase1: schedule.isPhase1, isPhase2: schedule.isPhase2)
    #expect(report.holds, "\(report)")
    #expect(report.witnesses.count == rounds.count, "\(report)")
  }

  @Test("without a change, each ballot uses the one system")
  func unchanged() {
    let schedule = QuorumSchedule(Grid(rows: rows(2, of: 2)))
    for round in [1, 5] {
      let ballot = Ballot(round: round, proposer: NodeID(9))
      #expect(schedule.isPhase1(nodes(0, 1), in: ballot))
      #expect(!schedule.isPhase1(nodes(0, 2), in: ballot))
      #expect(schedule.isPhase2(nodes(0, 2), in: ballot))
      #expect(!schedule.isPhase2(nodes(0, 1), in: ballot))
    }
    check(schedule, rounds: [1, 2], 4)
  }

  @Test("where the system changes, all runs before and after choose one value")
  func changed() {
    var schedule = QuorumSchedule(counted(3, phase1: 3, phase2: 1))
    schedule.change(to: counted(3, phase1: 1, phase2: 3), fromRound: 2)
    check(schedule, rounds: [1, 2], 3)
    check(schedule, rounds: [1, 2, 3], 3)
  }

  @Test(
    "where the acceptors change, all runs before and after choose one value")
  func moved() {
    var schedule = QuorumSchedule(
      WeightedQuorums([NodeID(0): 1, NodeID(1): 1], phase1: 1, phase2: 2))
    schedule.change(
      to: WeightedQuorums([NodeID(2): 1, NodeID(3): 1], phase1: 1, phase2: 2),
      fromRound: 2)
    check(schedule, rounds: [1, 2], 4)
  }

  @Test("a second change forgets neither of the systems before it")
  func changedTwice() {
    func one(_ node: Int) -> WeightedQuorums {
      WeightedQuorums([NodeID(node): 1], phase1: 1, phase2: 1)
    }
    var schedule = QuorumSchedule(one(0))
    schedule.change(to: one(1), fromRound: 2)
    schedule.change(to: one(2), fromRound: 3)
    check(schedule, rounds: [1, 2, 3], 3)
    let third = Ballot(round: 3, proposer: NodeID(9))
    #expect(schedule.isPhase1(nodes(0, 1, 2), in: third))
    #expect(!schedule.isPhase1(nodes(1, 2), in: third))
    #expect(schedule.isPhase2(nodes(2), in: third))
  }

  @Test("a ballot's votes are counted by its own system, whatever came later")
  func ownSystem() {
    var schedule = QuorumSchedule(counted(5, phase1: 4, phase2: 2))
    schedule.change(to: counted(5, phase1: 2, phase2: 4), fromRound: 3)
    for (round, members, isChosen) in [
      (1, nodes(0, 1), true), (2, nodes(3, 4), true), (2, nodes(3), false),
      (3, nodes(0, 1, 2), false), (3, nodes(0, 1, 2, 4), true),
      (9, nodes(0, 1, 2), false),
    ] {
      let ballot = Ballot(round: round, proposer: NodeID(9))
      #expect(
        schedule.isPhase2(members, in: ballot) == isChosen,
        "\(members.sorted()) in \(ballot)")
    }
  }

  @Test("before a change, nobody asks for the quorums of what comes after")
  func beforeChange() {
    var schedule = QuorumSchedule(counted(3, phase1: 2, phase2: 2))
    schedule.change(to: counted(3, phase1: 3, phase2: 1), fromRound: 4)
    let (third, fourth) = (
      Ballot(round: 3, proposer: NodeID(9)),
      Ballot(round: 4, proposer: NodeID(8))
    )
    #expect(schedule.isPhase1(nodes(0, 1), in: third))
    #expect(!schedule.isPhase1(nodes(0, 1), in: fourth))
    #expect(schedule.isPhase1(nodes(0, 1, 2), in: fourth))
  }
}

/// One ballot in each round, each with a value of its own: messages in every
/// order, lost or not. A step is a message to an acceptor, with its answer.
private func search(
  rounds: [Int], among nodes: [NodeID],
  isPhase1: @escaping @Sendable (Set<NodeID>, Ballot) -> Bool,
  isPhase2: @escaping @Sendable (Set<NodeID>, Ballot) -> Bool
) -> SearchReport {
  var model = Specification("quorums")
  let acceptors = model.variables(
    "acceptor", count: nodes.count, initially: Acceptor<String>())
  let attempts = rounds.map {
    model.variable("round \($0)", initially: Attempt(round: $0))
  }
  for (number, attempt) in attempts.enumerated() {
    for (node, acceptor) in zip(nodes, acceptors) {
      model.action("\(attempt.name), prepare to \(node)") {
        $0[attempt].proposal == nil
      } then: { state in
        let ballot = state[attempt].ballot
        guard let promise = state[acceptor].prepare(ballot) else { return }
        state[attempt].hear(promise, from: node)
        if isPhase1(state[attempt].promised, ballot) {
          state[attempt].propose()
        }
      }
      model.action("\(attempt.name), accept to \(node)") {
        $0[attempt].proposal != nil && !$0[attempt].isChosen
      } then: { state in
        guard let proposal = state[attempt].proposal,
          state[acceptor].accept(proposal)
        else { return }
        state[attempt].voted.insert(node)
        if isPhase2(state[attempt].voted, proposal.ballot) {
          state[attempt].isChosen = true
        }
      }
    }
    model.goal("\(attempt.name) chooses") { $0[attempt].isChosen }
    for other in attempts[..<number] {
      model.invariant("\(attempt.name) and \(other.name) choose the same") {
        guard $0[attempt].isChosen, $0[other].isChosen else { return true }
        return $0[attempt].proposal?.value == $0[other].proposal?.value
      }
    }
  }
  var options = SearchOptions()
  options.stateBudget = 1_000_000
  return model.search(options)
}

private struct Attempt: Hashable {
  let ballot: Ballot
  private(set) var promised: Set<NodeID> = []
  private(set) var proposal: Proposal<String>?
  private var highest: Proposal<String>?
  var voted: Set<NodeID> = []
  var isChosen = false

  init(round: Int) { ballot = Ballot(round: round, proposer: NodeID(9)) }

  mutating func hear(_ promise: Promise<String>, from acceptor: NodeID) {
    promised.insert(acceptor)
    if let last = promise.accepted, last.ballot > highest?.ballot ?? .zero {
      highest = last
    }
  }

  mutating func propose() {
    proposal = Proposal(ballot, highest?.value ?? "value of \(ballot)")
  }
}

/// A system given by its smallest quorums.
private struct Listed: QuorumSystem {
  var acceptors: Set<NodeID>
  var phase1: [Set<NodeID>]
  var phase2: [Set<NodeID>]

  func isPhase1(_ members: Set<NodeID>) -> Bool {
    phase1.contains { $0.isSubset(of: members) }
  }

  func isPhase2(_ members: Set<NodeID>) -> Bool {
    phase2.contains { $0.isSubset(of: members) }
  }

  static func random(seed: UInt64) -> Listed {
    var random = SplitMix64(seed: seed)
    let acceptors = nodes(0, 1, 2, 3, 4, 5)
    func quorums(atLeast size: Int) -> [Set<NodeID>] {
      (0..<2).map { _ in
        let sets = subsets(of: acceptors.sorted()).filter { $0.count >= size }
        return Set(sets[Int(random.next(below: UInt64(sets.count)))])
      }
    }
    return Listed(
      acceptors: acceptors, phase1: quorums(atLeast: 2),
      phase2: quorums(atLeast: 2))
  }
}
#sourceLocation()
