// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 6085ddcafc441252

import Chapter2
@testable import Chapter7
import Figures
import Histories
import Notebook
import Simulation
import Testing

@Suite("Cells of chapter 7", .serialized) struct Cells {
  @Test("cell impossible") func impossibleCell() async {
    await checkRecordedCell(
      .init(
        "impossible",
        line: 19,
        output: #"""
        18: promised by 1 2 5; proposes x, its own; accepted by 5
        19: promised by 1 2 4; proposes y, its own; accepted by 3
        20: promised by 1 4 5; proposes x, reported to it; accepted by 1 4
        22: promised by 2 3 5; proposes y, reported to it; accepted by 3
        acceptor 1 holds 20, x
        acceptor 2 holds nothing
        acceptor 3 holds 22, y
        acceptor 4 holds 20, x
        acceptor 5 holds 18, x
        chosen: nothing

        """#,
        outputLine: 33,
        figures: [
          .init("impossible", line: 50, text: #"""
          The impossible state, and how it came about
          Each acceptor's part in each ballot. Framed: chosen. Exact.

          acceptor \ ballot    18     19     20     22
          1                     ○      ○    ● x      ·
          2                     ○      ○      ·      ○
          3                     ·    ● y      ·    ● y
          4                     ·      ○    ● x      ·
          5                   ● x      ·      ○      ○

            ○  has promised
            ●  has accepted, with the value

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 20)
var council = Council(acceptors: 5)
print(council.ballot(18, own: "x", promises: [1, 2, 5], acceptances: [5]))
print(council.ballot(19, own: "y", promises: [1, 2, 4], acceptances: [3]))
print(council.ballot(20, own: "z", promises: [1, 4, 5], acceptances: [1, 4]))
print(council.ballot(22, own: "w", promises: [2, 3, 5], acceptances: [3]))
for (number, acceptor) in council.acceptors.enumerated() {
  let held = acceptor.accepted.map { "\($0.ballot.round), \($0.value)" }
  print("acceptor \(number + 1) holds", held ?? "nothing")
}
print("chosen:", council.chosen.isEmpty ? "nothing" : "\(council.chosen)")
show(council.figure(titled: "The impossible state, and how it came about"))
#sourceLocation()
    }
  }

  @Test("cell votes") func votesCell() async {
    await checkRecordedCell(
      .init(
        "votes",
        line: 212,
        output: #"""
        one vote each: nothing is chosen
        as many as come: chosen ["x in 1", "y in 2"]
        x twice, in two ballots: nothing is chosen

        """#,
        outputLine: 229)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 213)
let three = Quorums.majorities(of: (1...3).map { NodeID($0) })
func report(_ story: String, _ votes: [(acceptor: Int, Int, String)]) {
  var table: [NodeID: [Proposal<String>]] = [:]
  for (acceptor, round, value) in votes {
    let ballot = Ballot(round: round, proposer: NodeID(0))
    table[NodeID(acceptor), default: []].append(Proposal(ballot, value))
  }
  let found = chosen(by: table, three).map { "\($0.value) in \($0.ballot.round)" }
  print(story + ":", found.isEmpty ? "nothing is chosen" : "chosen \(found)")
}
report("one vote each", [(1, 1, "x"), (2, 2, "y"), (3, 3, "z")])
report(
  "as many as come", [(1, 1, "x"), (2, 1, "x"), (2, 2, "y"), (3, 2, "y")])
report("x twice, in two ballots", [(1, 1, "x"), (2, 2, "y"), (3, 3, "x")])
#sourceLocation()
    }
  }

  @Test("cell ballot") func ballotCell() async {
    await checkRecordedCell(
      .init(
        "ballot",
        line: 271,
        output: nil,
        figures: [
          .init("ballot", line: 284, text: #"""
          One ballot, two round trips
          A run of 4 nodes and 43 events with seed 1.

           ms       A                             1                             2                             3
                    │                             │                             │                             │
            0.000   ●─1 2 3▷                      │                             │                             │    A: → propose tea
            1.732   ├─────────────────────────────┼─────── 3 prepare 1A ────────┼────────────────────────────▶●
                    │                             │                             │                          ◁4─┤
            3.453   ●◀────────────────────────────┼──────── 4 promise 1A ───────┼─────────────────────────────┤
            3.763   ├─────── 1 prepare 1A ───────▶●                             │                             │
                    │                          ◁5─┤                             │                             │
            5.109   ●◀─────── 5 promise 1A ───────┤                             │                             │
                    ├─6 7 8▷                      │                             │                             │
            6.183   ├──────────────────── 7 accept 1A tea ─────────────────────▶●                             │
                    │                             │                          ◁9─┤                             │
            9.393   ├────────────────────── 2 prepare 1A ──────────────────────▶●                             │
                    │                             │                         ◁10─┤                             │
           12.807   ├─────────────────────────────┼───── 8 accept 1A tea ───────┼────────────────────────────▶●
                    │                             │                             │                         ◁11─┤
           13.164   ├───── 6 accept 1A tea ──────▶●                             │                             │
                    │                         ◁12─┤                             │                             │
           15.575   ●◀──────────────────── 9 accepted 1A tea ───────────────────┤                             │
           17.365   ●◀────────────────────────────┼───── 11 accepted 1A tea ────┼─────────────────────────────┤    A: ← tea
           18.857   ●◀───────────── 10 promise 1A, accepted 1A tea ─────────────┤                             │
           20.473   ●◀──── 12 accepted 1A tea ────┤                             │                             │
                    │                             │                             │                             │

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 272)
let system = paxosSystem(work: [["tea"]])
let world = World(system, seed: 1)
world.run()
var diagram = world.trace.diagram
diagram.title = "One ballot, two round trips"
show(diagram)
#sourceLocation()
    }
  }

  @Test("cell contest") func contestCell() async {
    await checkRecordedCell(
      .init(
        "contest",
        line: 1069,
        output: #"""
        A propose tea → tea in ballot 4A
        B propose coffee → tea in ballot 6B
        C propose water → tea in ballot 5C
        linearizable as a write-once register

        """#,
        outputLine: 1090,
        figures: [
          .init("contest", line: 1101, text: #"""
          What the proposers asked and were told
          Each operation takes effect at one point within its bar.

          n0  ├─────◆────────────────────────────┤············  propose tea → tea  takes effect as number 1
          n1  ············├────────────────◆─────────────────┤  propose coffee → tea  takes effect as number 3
          n2  ··················├─────◆────────────────┤······  propose water → tea  takes effect as number 2
              0                                              8

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1070)
let options = ProposerOptions(
  retry: .exponential(
    from: .milliseconds(40), upTo: .milliseconds(640), hasJitter: true))
let system = paxosSystem(
  work: [["tea"], ["coffee"], ["water"]], acceptors: 5, options: options,
  link: Link(loss: 0.2, duplication: 0.2))
let world = World(system, seed: 5)
world.run()
let history = world.history(of: ProposerNode<String>.self)
for entry in history.entries {
  let proposer = world[entry.client, as: ProposerNode<String>.self]
  print(
    world.roster.name(of: entry.client), entry.operation, "→",
    entry.response ?? "nothing", "in ballot", proposer.proposer.ballot)
}
let (verdict, figure) = judge(history)
print(verdict)
show(figure)
#sourceLocation()
    }
  }

  @Test("cell searched") func searchedCell() async {
    await checkRecordedCell(
      .init(
        "searched",
        line: 1410,
        output: #"""
        loss and duplication: holds in all of 54152 states, 28 steps deep
        and one crash: holds in all of 819771 states, 30 steps deep

        """#,
        outputLine: 1423)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1411)
let sizes = [
  ("loss and duplication", twoProposers()),
  ("and one crash", twoProposers(crashes: 1)),
]
for (name, search) in sizes {
  let report = search.run()
  print(
    "\(name): \(report.verdict == .holds ? "holds" : "\(report)")",
    "in all of \(report.states) states, \(report.depth - 1) steps deep")
}
#sourceLocation()
    }
  }

  @Test("cell third-ballot") func thirdBallotCell() async {
    await checkRecordedCell(
      .init(
        "third-ballot",
        line: 1431,
        output: #"""
        inconclusive("the budget of states is used up")
        227860 states, none of them bad; 16 levels
        130215 of them not looked beyond

        """#,
        outputLine: 1440)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1432)
var options = SearchOptions()
options.stateBudget = 200_000
let report = twoProposers(retries: 1, network: .multiset).run(options)
print(report.verdict)
print(report.states, "states, none of them bad;", report.depth, "levels")
print(report.unexplored, "of them not looked beyond")
#sourceLocation()
    }
  }

  @Test("cell growth") func growthCell() async {
    await checkRecordedCell(
      .init(
        "growth",
        line: 1451,
        output: nil,
        figures: [
          .init("growth", line: 1488, text: #"""
          Reachable states by bound
          Loss and duplication unbounded, acceptors interchangeable. Exact.

          states
          1 ballot, 1 acceptor    ████████ 8
          1 ballot, 3 acceptors   █████████████████ 108
          1 ballot, 5 acceptors   █████████████████████████ 884
          2 ballots, 1 acceptor   ████████████████ 80
          2 ballots, 2 acceptors  ████████████████████████ 686
          2 ballots, 3 acceptors  ███████████████████████████████████████ 54152

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1452)
func states(_ search: SystemSearch<PaxosMessage<String>>) -> Double {
  var options = SearchOptions()
  options.stateBudget = 1_000_000
  let report = search.run(options)
  return report.holds ? Double(report.states) : .nan
}
func small(_ work: [[String]], acceptors: Int) -> Double {
  var search = paxosSearch(
    { quorums, _ in ProposerNode<String>(quorums) },
    AcceptorNode<String>(refuses: false), work: work, acceptors: acceptors)
  search.network = .set
  search.interchangeable(
    Array(search.system.roster.nodes.suffix(acceptors)),
    of: AcceptorNode<String>.self)
  return states(search)
}
let bounds: [(String, Double)] = [
  ("1 ballot, 1 acceptor", small([["x"]], acceptors: 1)),
  ("1 ballot, 3 acceptors", small([["x"]], acceptors: 3)),
  ("1 ballot, 5 acceptors", small([["x"]], acceptors: 5)),
  ("2 ballots, 1 acceptor", small([["x"], ["y"]], acceptors: 1)),
  ("2 ballots, 2 acceptors", small([["x"], ["y"]], acceptors: 2)),
  ("2 ballots, 3 acceptors", small([["x"], ["y"]], acceptors: 3)),
]
let chart = BarChart(
  title: "Reachable states by bound",
  summary: "Loss and duplication unbounded, acceptors interchangeable. Exact.",
  axis: Axis("states", scale: .logarithmic), categories: bounds.map(\.0),
  series: [.init("", bounds.map { .init($0.1) })])
show(chart)
#sourceLocation()
    }
  }

  @Test("cell without-a-line") func withoutALineCell() async {
    await checkRecordedCell(
      .init(
        "without-a-line",
        line: 1945,
        output: #"""
        refuse a prepare below the promise: chosen stays chosen falls after 13 steps
            1A x is chosen, and 1B y is accepted
        remember the promise: chosen stays chosen falls after 13 steps
            1A x is chosen, and 1B y is accepted
        report what was accepted: chosen stays chosen falls after 13 steps
            1A x is chosen, and 1B y is accepted
        refuse an accept below the promise: chosen stays chosen falls after 13 steps
            1A x is chosen, and 1B y is accepted
        raise the promise when accepting: chosen stays chosen falls after 19 steps
            1B y is chosen, and 2A x is accepted
        remember what was accepted: chosen stays chosen falls after 13 steps
            1A x is chosen, and 1B y is accepted

        """#,
        outputLine: 1949)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1946)
for line in consequences(of: PaxosRule.ofAcceptor) { print(line) }
#sourceLocation()
    }
  }

  @Test("cell without-the-disk") func withoutTheDiskCell() async {
    await checkRecordedCell(
      .init(
        "without-the-disk",
        line: 1966,
        output: #"""
        save the promise: chosen stays chosen falls after 15 steps
            1A x is chosen, and 1B y is accepted
        save what was accepted: decided is chosen falls after 11 steps
            B decided 1B y, which is not chosen
        sync before answering: decided is chosen falls after 10 steps
            A decided 1A x, which is not chosen
        read the disk after a crash: chosen stays chosen falls after 14 steps
            1A x is chosen, and 1B y is accepted
        cut off a torn record: decided is chosen falls after 13 steps
            B decided 1B y, which is not chosen

        """#,
        outputLine: 1970)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1967)
for line in consequences(of: PaxosRule.ofDisk) { print(line) }
#sourceLocation()
    }
  }

  @Test("cell without-a-rule") func withoutARuleCell() async {
    await checkRecordedCell(
      .init(
        "without-a-rule",
        line: 1985,
        output: #"""
        share no ballot: one value a ballot falls after 12 steps
            ballot 1A has x and y
        save the ballot before using it: one value a ballot falls after 4 steps
            
        wait for a majority of promises: chosen stays chosen falls after 9 steps
            1A x is chosen, and 1B y is accepted
        count acceptors, not messages: decided is chosen falls after 9 steps
            B decided 1B y, which is not chosen
        count promises for this ballot only: chosen stays chosen falls after 14 steps
            1B y is chosen, and 2A x is accepted
        adopt a reported value: chosen stays chosen falls after 13 steps
            1A x is chosen, and 1B y is accepted
        adopt the highest-numbered one: chosen stays chosen falls after 19 steps
            1B y is chosen, and 2A x is accepted
        make one proposal a ballot: one value a ballot falls after 15 steps
            ballot 1B has y and x
        count anew in phase 2: decided is chosen falls after 7 steps
            A decided 1A x, which is not chosen
        wait for a majority of acceptances: decided is chosen falls after 7 steps
            B decided 1B y, which is not chosen
        count acceptances of this ballot only: decided is chosen falls after 14 steps
            A decided 2A x, which is not chosen
        decide what was proposed: agreement falls after 18 steps
            decided: ["x", "y"]

        """#,
        outputLine: 1989)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1986)
for line in consequences(of: PaxosRule.ofProposer) { print(line) }
#sourceLocation()
    }
  }

  @Test("cell unraised") func unraisedCell() async {
    await checkRecordedCell(
      .init(
        "unraised",
        line: 2022,
        output: #"""
        A is asked for propose x
        1 receives prepare 1A from A
        B is asked for propose y
        1 receives prepare 1B from B
        B receives promise 1B from 1
        2 receives prepare 1A from A
        2 receives prepare 1B from B
        B receives promise 1B from 2
        3 receives accept 1B y from B
        A receives promise 1A from 1
        A receives promise 1A from 2
        A fires nextBallot
        3 receives accept 1A x from A
        3 receives prepare 2A from A
        A receives promise 2A, accepted 1A x from 3
        1 receives prepare 2A from A
        A receives promise 2A from 1
        3 receives accept 2A x from A
        2 receives accept 1B y from B
        → 1B y is chosen, and 2A x is accepted

        """#,
        outputLine: 2029)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2023)
if let run = PaxosRule.raisePromise.counterexample {
  for step in run.steps.dropFirst() { print(step.action) }
  print("→", run.message)
}
#sourceLocation()
    }
  }

  @Test("cell unsynced") func unsyncedCell() async {
    await checkRecordedCell(
      .init(
        "unsynced",
        line: 2057,
        output: #"""
        A decided 1A x, which is not chosen

        """#,
        outputLine: 2067,
        figures: [
          .init("unsynced", line: 2075, text: #"""
          An acceptor that answers before it syncs
          A run of 5 nodes and 37 events with seed 0.

           ms     A                       B                       1                       2                       3
                  │                       │                       │                       │                       │
            1     ●╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 3 prepare 1A ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌▷   │    3 prepare 1A is still on its way
                  ├─1 2▷                  │                       │                       │                       │    A: → propose x
            2     ├───────────────────────┼──── 2 prepare 1A ─────┼──────────────────────▶●                       │
                  │                       │                       │                    ◁4─┤                       │
            3     ●◀──────────────────────┼───── 4 promise 1A ────┼───────────────────────┤                       │
            4     ├──────────────── 1 prepare 1A ────────────────▶●                       │                       │
                  │                       │                    ◁5─┤                       │                       │
            5     ●◀──────────────── 5 promise 1A ────────────────┤                       │                       │    8 accept 1A x is still on its way
                  ├╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 8 accept 1A x ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌▷   │
                  ├─6 7▷                  │                       │                       │                       │
            6     ├───────────────────────┼─── 7 accept 1A x ─────┼──────────────────────▶●                       │
                  │                       │                       │                    ◁9─┤                       │
            7     ●◀──────────────────────┼──── 9 accepted 1A x ──┼───────────────────────┤                       │
            9     ├─────────────── 6 accept 1A x ────────────────▶●                       │                       │
                  │                       │                   ◁10─┤                       │                       │
                  │                       │                       ■                       │                       │    1 crashes
           10     ●◀────────────── 10 accepted 1A x ──────────────                        │                       │    A: ← x
           11     │                       │                       □                       │                       │    1 restarts
                ╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌  decided is chosen: violated
                  │                       │                       │                       │                       │

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2058)
if let run = PaxosRule.syncFirst.counterexample,
  var diagram = run.failure?.diagram
{
  print(run.message)
  diagram.title = "An acceptor that answers before it syncs"
  show(diagram)
}
#sourceLocation()
    }
  }

  @Test("cell any-report") func anyReportCell() async {
    await checkRecordedCell(
      .init(
        "any-report",
        line: 2110,
        output: #"""
        A is asked for propose x
        1 receives prepare 1A from A
        B is asked for propose y
        A receives promise 1A from 1
        1 receives prepare 1B from B
        2 receives prepare 1A from A
        2 receives prepare 1B from B
        A receives promise 1A from 2
        A fires nextBallot
        3 receives accept 1A x from A
        B receives promise 1B from 1
        3 receives prepare 2A from A
        B receives promise 1B from 2
        1 receives accept 1B y from B
        1 receives prepare 2A from A
        A receives promise 2A, accepted 1B y from 1
        A receives promise 2A, accepted 1A x from 3
        3 receives accept 2A x from A
        2 receives accept 1B y from B
        → 1B y is chosen, and 2A x is accepted

        """#,
        outputLine: 2117)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2111)
if let run = PaxosRule.adoptHighest.counterexample {
  for step in run.steps.dropFirst() { print(step.action) }
  print("→", run.message)
}
#sourceLocation()
    }
  }

  @Test("cell schedules") func schedulesCell() async {
    await checkRecordedCell(
      .init(
        "schedules",
        line: 2142,
        output: #"""
        Without "refuse a prepare below the promise":
           B is asked for propose y
           1 receives prepare 1B from B
           2 receives prepare 1B from B
           A is asked for propose x
           1 receives prepare 1A from A
           2 receives prepare 1A from A
           A receives promise 1A from 1
           A receives promise 1A from 2
           1 receives accept 1A x from A
           2 receives accept 1A x from A
           B receives promise 1B from 1
           B receives promise 1B from 2
           3 receives accept 1B y from B
           → 1A x is chosen, and 1B y is accepted
        Without "remember the promise":
           A is asked for propose x
           1 receives prepare 1A from A
           B is asked for propose y
           A receives promise 1A from 1
           2 receives prepare 1B from B
           3 receives prepare 1A from A
           A receives promise 1A from 3
           2 receives accept 1A x from A
           1 receives prepare 1B from B
           B receives promise 1B from 2
           B receives promise 1B from 1
           2 receives accept 1B y from B
           1 receives accept 1A x from A
           → 1A x is chosen, and 1B y is accepted
        Without "report what was accepted":
           A is asked for propose x
           B is asked for propose y
           1 receives prepare 1A from A
           A receives promise 1A from 1
           2 receives prepare 1A from A
           A receives promise 1A from 2
           3 receives prepare 1B from B
           1 receives accept 1A x from A
           1 receives prepare 1B from B
           B receives promise 1B from 1
           B receives promise 1B from 3
           3 receives accept 1B y from B
           2 receives accept 1A x from A
           → 1A x is chosen, and 1B y is accepted
        Without "refuse an accept below the promise":
           A is asked for propose x
           B is asked for propose y
           1 receives prepare 1A from A
           2 receives prepare 1A from A
           1 receives prepare 1B from B
           A receives promise 1A from 2
           B receives promise 1B from 1
           A receives promise 1A from 1
           2 receives prepare 1B from B
           B receives promise 1B from 2
           3 receives accept 1A x from A
           1 receives accept 1A x from A
           3 receives accept 1B y from B
           → 1A x is chosen, and 1B y is accepted
        Without "remember what was accepted":
           A is asked for propose x
           1 receives prepare 1A from A
           2 receives prepare 1A from A
           A receives promise 1A from 1
           A receives promise 1A from 2
           1 receives accept 1A x from A
           B is asked for propose y
           1 receives prepare 1B from B
           2 receives accept 1A x from A
           3 receives prepare 1B from B
           B receives promise 1B from 3
           B receives promise 1B from 1
           2 receives accept 1B y from B
           → 1A x is chosen, and 1B y is accepted
        Without "save the promise":
           A is asked for propose x
           B is asked for propose y
           2 receives prepare 1A from A
           3 receives prepare 1A from A
           A receives promise 1A from 2
           A receives promise 1A from 3
           1 receives prepare 1B from B
           B receives promise 1B from 1
           2 receives prepare 1B from B
           3 receives accept 1A x from A
           B receives promise 1B from 2
           3 receives accept 1B y from B
           1 receives accept 1B y from B, and crashes after 1 effects, losing 1 unsynced, one torn
           1 restarts
           1 receives accept 1A x from A
           → 1A x is chosen, and 1B y is accepted
        Without "save what was accepted":
           B is asked for propose y
           2 receives prepare 1B from B
           3 receives prepare 1B from B
           B receives promise 1B from 2
           B receives promise 1B from 3
           1 receives accept 1B y from B
           1 crashes
           1 restarts
           2 receives accept 1B y from B
           B receives accepted 1B y from 2
           B receives accepted 1B y from 1
           → B decided 1B y, which is not chosen
        Without "sync before answering":
           A is asked for propose x
           2 receives prepare 1A from A
           A receives promise 1A from 2
           1 receives prepare 1A from A
           A receives promise 1A from 1
           2 receives accept 1A x from A
           A receives accepted 1A x from 2
           1 receives accept 1A x from A, and crashes after 1 effects
           A receives accepted 1A x from 1
           1 restarts
           → A decided 1A x, which is not chosen
        Without "read the disk after a crash":
           A is asked for propose x
           2 receives prepare 1A from A
           A receives promise 1A from 2
           3 receives prepare 1A from A
           A receives promise 1A from 3
           1 receives accept 1A x from A, and crashes after 1 effects
           B is asked for propose y
           2 receives prepare 1B from B
           B receives promise 1B from 2
           1 restarts
           1 receives prepare 1B from B
           B receives promise 1B from 1
           2 receives accept 1B y from B
           3 receives accept 1A x from A
           → 1A x is chosen, and 1B y is accepted
        Without "share no ballot":
           A is asked for propose x
           B is asked for propose y
           1 receives prepare 1A from A
           A receives promise 1A from 1
           2 receives prepare 1A from A
           3 receives prepare 1A from B
           2 receives prepare 1A from B
           A receives promise 1A from 2
           B receives promise 1A from 3
           B receives promise 1A from 2
           1 receives accept 1A x from A
           2 receives accept 1A y from B
           → ballot 1A has x and y
        Without "save the ballot before using it":
           A is asked for propose x
           2 receives prepare 1A from A
           A receives promise 1A from 2
           1 receives prepare 1A from A
           → 
        Without "wait for a majority of promises":
           A is asked for propose x
           B is asked for propose y
           1 receives prepare 1A from A
           2 receives prepare 1B from B
           B receives promise 1B from 2
           A receives promise 1A from 1
           3 receives accept 1A x from A
           2 receives accept 1B y from B
           1 receives accept 1A x from A
           → 1A x is chosen, and 1B y is accepted
        Without "count acceptors, not messages":
           B is asked for propose y
           1 receives prepare 1B from B
           2 receives prepare 1B from B
           B receives promise 1B from 1
           B receives promise 1B from 2
           3 receives accept 1B y from B
           the network doubles accepted 1B y from 3 to B
           B receives accepted 1B y from 3
           B receives accepted 1B y from 3
           → B decided 1B y, which is not chosen
        Without "count promises for this ballot only":
           A is asked for propose x
           1 receives prepare 1A from A
           B is asked for propose y
           2 receives prepare 1B from B
           B receives promise 1B from 2
           1 receives prepare 1B from B
           A fires nextBallot
           A receives promise 1A from 1
           B receives promise 1B from 1
           3 receives prepare 1A from A
           1 receives accept 1B y from B
           A receives promise 1A from 3
           2 receives accept 1B y from B
           2 receives accept 2A x from A
           → 1B y is chosen, and 2A x is accepted
        Without "adopt a reported value":
           A is asked for propose x
           B is asked for propose y
           1 receives prepare 1A from A
           A receives promise 1A from 1
           2 receives prepare 1A from A
           A receives promise 1A from 2
           3 receives prepare 1B from B
           1 receives accept 1A x from A
           1 receives prepare 1B from B
           B receives promise 1B, accepted 1A x from 1
           B receives promise 1B from 3
           2 receives accept 1A x from A
           3 receives accept 1B y from B
           → 1A x is chosen, and 1B y is accepted
        Without "make one proposal a ballot":
           A is asked for propose x
           B is asked for propose y
           1 receives prepare 1A from A
           2 receives prepare 1A from A
           1 receives prepare 1B from B
           A receives promise 1A from 2
           B receives promise 1B from 1
           A receives promise 1A from 1
           2 receives prepare 1B from B
           B receives promise 1B from 2
           3 receives accept 1A x from A
           3 receives prepare 1B from B
           B receives promise 1B, accepted 1A x from 3
           3 receives accept 1B y from B
           3 receives accept 1B x from B
           → ballot 1B has y and x
        Without "count anew in phase 2":
           A is asked for propose x
           1 receives prepare 1A from A
           2 receives prepare 1A from A
           A receives promise 1A from 1
           A receives promise 1A from 2
           1 receives accept 1A x from A
           A receives accepted 1A x from 1
           → A decided 1A x, which is not chosen
        Without "wait for a majority of acceptances":
           B is asked for propose y
           1 receives prepare 1B from B
           2 receives prepare 1B from B
           B receives promise 1B from 1
           B receives promise 1B from 2
           3 receives accept 1B y from B
           B receives accepted 1B y from 3
           → B decided 1B y, which is not chosen
        Without "count acceptances of this ballot only":
           A is asked for propose x
           1 receives prepare 1A from A
           A receives promise 1A from 1
           2 receives prepare 1A from A
           A receives promise 1A from 2
           A fires nextBallot
           3 receives prepare 2A from A
           1 receives accept 1A x from A
           1 receives prepare 2A from A
           A receives promise 2A, accepted 1A x from 1
           A receives promise 2A from 3
           2 receives accept 2A x from A
           A receives accepted 2A x from 2
           A receives accepted 1A x from 1
           → A decided 2A x, which is not chosen
        Without "decide what was proposed":
           A is asked for propose x
           1 receives prepare 1A from A
           2 receives prepare 1A from A
           A receives promise 1A from 1
           A receives promise 1A from 2
           3 receives accept 1A x from A
           1 receives accept 1A x from A
           A receives accepted 1A x from 3
           A receives accepted 1A x from 1
           B is asked for propose y
           3 receives prepare 1B from B
           1 receives prepare 1B from B
           B receives promise 1B, accepted 1A x from 1
           B receives promise 1B, accepted 1A x from 3
           3 receives accept 1B x from B
           B receives accepted 1B x from 3
           1 receives accept 1B x from B
           B receives accepted 1B x from 1
           → decided: ["x", "y"]

        """#,
        outputLine: 2152)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2143)
for rule in PaxosRule.allCases
where ![.raisePromise, .adoptHighest, .cutTornRecord].contains(rule) {
  guard let run = rule.counterexample else { continue }
  print("Without \"\(rule.rawValue)\":")
  for step in run.steps.dropFirst() { print("  ", step.action) }
  print("   →", run.message)
}
#sourceLocation()
    }
  }

  @Test("cell messages") func messagesCell() async {
    await checkRecordedCell(
      .init(
        "messages",
        line: 2556,
        output: #"""
        3 acceptors: 12 messages; 3 learners told by all: 21, by the proposer: 15
        5 acceptors: 20 messages; 5 learners told by all: 45, by the proposer: 25
        7 acceptors: 28 messages; 7 learners told by all: 77, by the proposer: 35

        """#,
        outputLine: 2576)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2557)
func count(_ acceptors: Int, _ learners: Int, byProposer: Bool) -> Int {
  let world = World(
    learningSystem(
      acceptors: acceptors, learners: learners, toldByProposer: byProposer),
    seed: 1)
  world.run()
  for id in world.roster.nodes.suffix(learners) {
    precondition(world[id, as: LearnerNode<String>.self].learner.value == "x")
  }
  return world.statistics.sent
}
for n in [3, 5, 7] {
  print(
    "\(n) acceptors: \(count(n, 0, byProposer: true)) messages;",
    "\(n) learners told by all: \(count(n, n, byProposer: false)),",
    "by the proposer: \(count(n, n, byProposer: true))")
}
#sourceLocation()
    }
  }

  @Test("cell duel") func duelCell() async {
    await checkRecordedCell(
      .init(
        "duel",
        line: 2596,
        output: #"""
        after an hour B leads ballot 1C
        decided: 2

        """#,
        outputLine: 2616,
        figures: [
          .init("duel", line: 2625, text: #"""
          Two proposers, and no decision
          A run of 3 nodes and 49 events with seed 1.

           ms     A                                      1                                      B
                  │                                      │                                      │
            0     ●─1▷                                   │                                      │    A: → propose x
           10     ├─────────── 1 prepare 1A ────────────▶●                                      │
                  │                                   ◁2─┤                                      │
           15     │                                      │                                   ◁3─●    B: → propose y
           20     ●◀──────────── 2 promise 1A ───────────┤                                      │
                  ├─4▷                                   │                                      │
           25     │                                      ●◀──────────── 3 prepare 1C ───────────┤
                  │                                      ├─5▷                                   │
           30     ├─────────── 4 accept 1A x ───────────▶●                                      │
                  │                                   ◁6─┤                                      │
           35     │                                      ├─────────── 5 promise 1C ────────────▶●
                  │                                      │                                   ◁7─┤
           40     ●◀───── 6 refused 1A, promised 1C ─────┤                                      │
                  ├─8▷                                   │                                      │
           45     │                                      ●◀─────────── 7 accept 1C y ───────────┤
                  │                                      ├─9▷                                   │
           50     ├─────────── 8 prepare 2A ────────────▶●                                      │
                  │                                  ◁10─┤                                      │
           55     │                                      ├────────── 9 accepted 1C y ──────────▶●    B: ← y
           60     ●◀──── 10 promise 2A, accepted 1C y ───┤                                      │
                  ├─11▷                                  │                                      │
           70     ├────────── 11 accept 2A y ───────────▶●                                      │
                  │                                  ◁12─┤                                      │
           80     ●◀────────── 12 accepted 2A y ─────────┤                                      │    A: ← y
                  │                                      │                                      │

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2597)
let eager = ProposerOptions(isEager: true)
var system = paxosSystem(
  work: [["x"]], acceptors: 1, options: eager,
  link: Link(delay: .constant(.milliseconds(10))))
let rival = NodeID(2)
system.add(
  "B", ProposerNode<String>(.majorities(of: [NodeID(1)]), options: eager),
  work: .scheduled([(.milliseconds(15), .propose("y"))]))
let world = World(system, seed: 1)
world.run(for: .milliseconds(95))
var diagram = world.trace.diagram
diagram.title = "Two proposers, and no decision"
show(diagram)
world.run(for: .seconds(3600))
let proposer = world[rival, as: ProposerNode<String>.self].proposer
print("after an hour B leads ballot", proposer.ballot)
print("decided:", world.history(of: ProposerNode<String>.self).completed.count)
#sourceLocation()
    }
  }

  @Test("cell latency") func latencyCell() async {
    await checkRecordedCell(
      .init(
        "latency",
        line: 2667,
        output: nil,
        figures: [
          .init("latency", line: 2704, text: #"""
          Time to the first decision
          3 acceptors, 1 to 10 ms a message, 40 seeds; cut off after 5 s.

          mean time (ms)
              │
              │                                                   ········a
          200 ┤                                        ··a·········
              │                                    ·····
              │                               ·····
              │                          ······
              │                      ···a·
          100 ┤                  ·····
              │               ··a·
              │a·           ···
              │ ·····     ···
           50 ┤     ···a···
              │
              │                                ··········b················b
              │b·······b········b·······b······
              └┬───────┬────────┬───────┬────────┬───────┬────────┬───────┬
               1       2        3       4        5       6        7       8
                                         proposers

            a  at once
            b  back-off

          proposers  at once  back-off
          1            68.15     34.93
          2            49.78     34.14
          3            84.66     33.55
          4            116.6     35.11
          6            199.6     39.02
          8            238.1     40.38

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2668)
func milliseconds(_ proposers: Int, _ options: ProposerOptions) -> Double {
  var total = 0.0
  for seed in UInt64(0)..<40 {
    let work = (0..<proposers).map { [letterOf($0)] }
    let world = World(
      paxosSystem(work: work, acceptors: 3, options: options), seed: seed,
      isTracing: false)
    world.run(for: .seconds(5))
    let first = world.history(of: ProposerNode<String>.self).completed
      .compactMap(\.completed?.moment.time).min()
    total += Double((first ?? Instant(.seconds(5))).nanoseconds) / 1e6
  }
  return total / 40
}
func letterOf(_ index: Int) -> String { "\(index)" }
let backoff = ProposerOptions(
  retry: .exponential(
    from: .milliseconds(20), upTo: .milliseconds(640), hasJitter: true))
let eager = ProposerOptions(retry: .fixed(.milliseconds(20)), isEager: true)
let counts = [1, 2, 3, 4, 6, 8]
var plot = LinePlot(
  title: "Time to the first decision",
  summary: "3 acceptors, 1 to 10 ms a message, 40 seeds; cut off after 5 s.",
  horizontal: Axis("proposers"),
  vertical: Axis("mean time", unit: "ms", scale: .logarithmic))
for (name, options) in [("at once", eager), ("back-off", backoff)] {
  plot.series.append(
    .init(name, counts.map { (Double($0), milliseconds($0, options)) }))
}
show(plot)
#sourceLocation()
    }
  }

  @Test("cell bivalent") func bivalentCell() async {
    await checkRecordedCell(
      .init(
        "bivalent",
        line: 2786,
        output: #"""
        FlattenSequence<Array<Array<String>>>(_base: [["x"], ["y"]]) Optional("x") is decided after 9 steps
        FlattenSequence<Array<Array<String>>>(_base: [["x"], ["y"]]) Optional("y") is decided after 9 steps
        FlattenSequence<Array<Array<String>>>(_base: [["x"], ["x"]]) Optional("x") is decided after 9 steps
        FlattenSequence<Array<Array<String>>>(_base: [["x"], ["x"]]) Optional("y") is decided: no reachable state is like that

        """#,
        outputLine: 2811)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2787)
func goals(_ work: [[String]]) {
  var search = paxosSearch(
    { quorums, _ in ProposerNode<String>(quorums) },
    AcceptorNode<String>(refuses: false), work: work)
  search.skipsIdleDeliveries = true
  search.goals = ["x", "y"].map { value in
    .init("\(value) is decided") { view in
      view.all(ProposerNode<String>.self).contains {
        $0.node.proposer.phase == .decided && $0.node.proposer.value == value
      }
    }
  }
  let report = search.run()
  for witness in report.witnesses {
    print(work.joined(), witness.goal, "after", witness.steps.count - 1, "steps")
  }
  if let missed = report.counterexample {
    print(work.joined(), missed.property + ":", missed.message)
  }
}
goals([["x"], ["y"]])
goals([["x"], ["x"]])
#sourceLocation()
    }
  }

  @Test("cell flexible") func flexibleCell() async {
    await checkRecordedCell(
      .init(
        "flexible",
        line: 2832,
        output: #"""
        2 promises, 2 acceptances: holds in all of 54152 states
        3 promises, 1 acceptances: holds in all of 3288 states
        1 promises, 3 acceptances: holds in all of 168750 states
        2 promises, 1 acceptances: chosen stays chosen falls after 12 steps
        1 promises, 2 acceptances: chosen stays chosen falls after 9 steps

        """#,
        outputLine: 2851)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2833)
for (first, second) in [(2, 2), (3, 1), (1, 3), (2, 1), (1, 2)] {
  var search = paxosSearch(
    { quorums, _ in ProposerNode<String>(quorums) },
    AcceptorNode<String>(refuses: false), work: [["x"], ["y"]]
  ) { Quorums(of: $0, phase1: first, phase2: second) }
  search.network = .set
  search.interchangeable(
    Array(search.system.roster.nodes.suffix(3)), of: AcceptorNode<String>.self)
  let report = search.run()
  print("\(first) promises, \(second) acceptances:", terminator: " ")
  if let run = report.counterexample {
    print(run.property, "falls after", run.length, "steps")
  } else {
    print("holds in all of \(report.states) states")
  }
}
#sourceLocation()
    }
  }

  @Test("cell lock") func lockCell() async {
    await checkRecordedCell(
      .init(
        "lock",
        line: 2870,
        output: #"""
        ann sees that eve has it
        bob sees that eve has it
        eve has the lock

        """#,
        outputLine: 2890)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2871)
let names = ["ann", "bob", "eve"]
let options = ProposerOptions(
  retry: .exponential(
    from: .milliseconds(40), upTo: .milliseconds(640), hasJitter: true))
let system = paxosSystem(
  work: names.map { [$0] }, acceptors: 3, options: options,
  link: Link(loss: 0.2))
let acceptors = Array(system.roster.nodes.suffix(3))
let world = World(
  system, seed: 11,
  faults: [.crash(acceptors[0], at: .milliseconds(5), for: .seconds(1))])
world.run()
for entry in world.history(of: ProposerNode<String>.self).entries {
  let name = names[Int(entry.client.index)]
  let owner = entry.response ?? "nobody"
  print(name, owner == name ? "has the lock" : "sees that \(owner) has it")
}
#sourceLocation()
    }
  }

  private func checkRecordedCell(
    _ cell: Notebook.RecordedCell, _ body: @Sendable () async throws -> Void
  ) async {
    let page = Notebook.Page(chapter: "Chapters/07-paxos.md", generated: #filePath)
    for mismatch in await page.run(cell, body) {
      Testing.Issue.record(
        Testing.Comment(rawValue: mismatch.message),
        sourceLocation: Testing.SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
}
