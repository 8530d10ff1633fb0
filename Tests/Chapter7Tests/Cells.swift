// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest bac88ac1d3db5a51

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
        line: 29,
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
        outputLine: 43,
        figures: [
          .init("impossible", line: 60, text: #"""
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
#sourceLocation(file: "Chapters/07-paxos.md", line: 30)
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
        line: 253,
        output: #"""
        one vote each: nothing is chosen
        as many as come: chosen ["x in 1", "y in 2"]
        x twice, in two ballots: nothing is chosen

        """#,
        outputLine: 271)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 254)
let three = Quorums.majorities(of: (1...3).map { NodeID($0) })
func report(_ story: String, _ votes: [(acceptor: Int, Int, String)]) {
  var table: [NodeID: [Proposal<String>]] = [:]
  for (acceptor, round, value) in votes {
    let ballot = Ballot(round: round, proposer: NodeID(0))
    table[NodeID(acceptor), default: []].append(Proposal(ballot, value))
  }
  let found = chosen(by: table, three)
    .map { "\($0.value) in \($0.ballot.round)" }
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
        line: 331,
        output: nil,
        figures: [
          .init("ballot", line: 345, text: #"""
          One ballot, two round trips
          A run of 4 nodes and 45 events with seed 1.

           ms     A                            1                            2                            3
                  │                            │                            │                            │
            0     ●─1 2 3▷                     │                            │                            │    A: → propose tea
           10     ├────── 1 prepare 1A ───────▶●                            │                            │
                  │                         ◁4─┤                            │                            │
                  ├───────────────────── 2 prepare 1A ─────────────────────▶●                            │
                  │                            │                         ◁5─┤                            │
                  ├────────────────────────────┼────── 3 prepare 1A ────────┼───────────────────────────▶●
                  │                            │                            │                         ◁6─┤
           20     ●◀─────── 4 promise 1A ──────┤                            │                            │
                  ●◀───────────────────── 5 promise 1A ─────────────────────┤                            │
                  ├─7 8 9▷                     │                            │                            │
                  ●◀───────────────────────────┼──────── 6 promise 1A ──────┼────────────────────────────┤
           30     ├───── 7 accept 1A tea ─────▶●                            │                            │
                  │                        ◁10─┤                            │                            │
                  ├─────────────────── 8 accept 1A tea ────────────────────▶●                            │
                  │                            │                        ◁11─┤                            │
                  ├────────────────────────────┼───── 9 accept 1A tea ──────┼───────────────────────────▶●
                  │                            │                            │                        ◁12─┤
           40     ●◀──── 10 accepted 1A tea ───┤                            │                            │
                  ●◀────────────────── 11 accepted 1A tea ──────────────────┤                            │    A: ← tea
                  ●◀───────────────────────────┼───── 12 accepted 1A tea ───┼────────────────────────────┤
                  │                            │                            │                            │

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 332)
let system = paxosSystem(
  work: [["tea"]], link: Link(delay: .constant(.milliseconds(10))))
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
        line: 1154,
        output: #"""
        A propose tea → tea in ballot 4A
        B propose coffee → tea in ballot 6B
        C propose water → tea in ballot 5C
        linearizable as a write-once register

        """#,
        outputLine: 1175,
        figures: [
          .init("contest", line: 1186, text: #"""
          What the proposers asked and were told
          Each operation takes effect at one point within its bar.

          A  ├─────◆────────────────────────────┤············  propose tea → tea  takes effect as number 1
          B  ············├─────◆────────────────────────────┤  propose coffee → tea  takes effect as number 2
          C  ························├────◆───────────┤······  propose water → tea  takes effect as number 3
             0                                              8

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1155)
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
        line: 1554,
        output: #"""
        loss and duplication: holds in all of 54152 states, 28 steps deep
        and one crash: holds in all of 819771 states, 30 steps deep

        """#,
        outputLine: 1567)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1555)
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
        line: 1578,
        output: #"""
        inconclusive("the budget of states is used up")
        227475 states, none of them bad; 16 levels
        129821 of them not looked beyond

        """#,
        outputLine: 1587)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1579)
var options = SearchOptions()
options.stateBudget = 200_000
let report = twoProposers(retries: 1, network: .multiset).run(options)
print(report.verdict)
print(report.states, "states, none of them bad;", report.depth, "levels")
print(report.unexplored, "of them not looked beyond")
#sourceLocation()
    }
  }

  @Test("cell without-a-line") func withoutALineCell() async {
    await checkRecordedCell(
      .init(
        "without-a-line",
        line: 2065,
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
        outputLine: 2069)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2066)
for line in consequences(of: PaxosRule.ofAcceptor) { print(line) }
#sourceLocation()
    }
  }

  @Test("cell without-the-disk") func withoutTheDiskCell() async {
    await checkRecordedCell(
      .init(
        "without-the-disk",
        line: 2088,
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
        outputLine: 2092)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2089)
for line in consequences(of: PaxosRule.ofDisk) { print(line) }
#sourceLocation()
    }
  }

  @Test("cell without-a-rule") func withoutARuleCell() async {
    await checkRecordedCell(
      .init(
        "without-a-rule",
        line: 2109,
        output: #"""
        share no ballot: one value a ballot falls after 12 steps
            ballot 1A has x and y
        save the ballot before using it: one value a ballot falls after 13 steps
            ballot 1A has x and z
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
            ballot 1B has x and y
        count anew in phase 2: decided is chosen falls after 7 steps
            A decided 1A x, which is not chosen
        wait for a majority of acceptances: decided is chosen falls after 7 steps
            B decided 1B y, which is not chosen
        count acceptances of this ballot only: decided is chosen falls after 14 steps
            A decided 2A x, which is not chosen
        decide what was proposed: agreement falls after 18 steps
            decided: ["x", "y"]

        """#,
        outputLine: 2113)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2110)
for line in consequences(of: PaxosRule.ofProposer) { print(line) }
#sourceLocation()
    }
  }

  @Test("cell unraised") func unraisedCell() async {
    await checkRecordedCell(
      .init(
        "unraised",
        line: 2158,
        output: #"""
        A is asked for propose x
        1 receives prepare 1A from A
        B is asked for propose y
        1 receives prepare 1B from B
        B receives promise 1B from 1
        2 receives prepare 1B from B
        3 receives prepare 1A from A
        B receives promise 1B from 2
        3 receives accept 1B y from B
        A receives promise 1A from 3
        A receives promise 1A from 1
        3 receives accept 1A x from A
        A fires nextBallot
        3 receives prepare 2A from A
        A receives promise 2A, accepted 1A x from 3
        2 receives accept 1B y from B
        1 receives prepare 2A from A
        A receives promise 2A from 1
        1 receives accept 2A x from A
        → 1B y is chosen, and 2A x is accepted

        """#,
        outputLine: 2165)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2159)
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
        line: 2201,
        output: #"""
        A decided 1A x, which is not chosen

        """#,
        outputLine: 2211,
        figures: [
          .init("unsynced", line: 2219, text: #"""
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
#sourceLocation(file: "Chapters/07-paxos.md", line: 2202)
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
        line: 2261,
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
        B receives promise 1B from 1
        B receives promise 1B from 2
        1 receives accept 1B y from B
        1 receives prepare 2A from A
        3 receives accept 1A x from A
        A receives promise 2A, accepted 1B y from 1
        3 receives prepare 2A from A
        2 receives accept 1B y from B
        A receives promise 2A, accepted 1A x from 3
        3 receives accept 2A x from A
        → 1B y is chosen, and 2A x is accepted

        """#,
        outputLine: 2268)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2262)
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
        line: 2300,
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
           1 receives prepare 1A from A
           2 receives prepare 1B from B
           3 receives prepare 1A from A
           A receives promise 1A from 3
           1 receives prepare 1B from B
           B receives promise 1B from 2
           1 crashes
           A receives promise 1A from 1
           3 receives accept 1A x from A
           B receives promise 1B from 1
           3 receives accept 1B y from B
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
           1 receives prepare 1A from A
           A receives promise 1A from 1
           1 receives accept 1A x from A, and crashes after 1 effects
           1 restarts
           B is asked for propose y
           2 receives prepare 1B from B
           1 receives prepare 1B from B
           B receives promise 1B from 1
           B receives promise 1B from 2
           1 receives accept 1B y from B
           3 receives accept 1A x from A
           → 1A x is chosen, and 1B y is accepted
        Without "cut off a torn record":
           B is asked for propose y
           2 receives prepare 1B from B
           3 receives prepare 1B from B
           B receives promise 1B from 2
           B receives promise 1B from 3
           2 receives accept 1B y from B
           1 receives prepare 1B from B, and crashes after 1 effects, losing 1 unsynced, one torn
           1 restarts
           1 receives accept 1B y from B
           1 crashes
           B receives accepted 1B y from 2
           1 restarts
           B receives accepted 1B y from 1
           → B decided 1B y, which is not chosen
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
           A receives promise 1A from 1, and crashes after 2 effects
           A restarts
           A is asked for propose z
           2 receives prepare 1A from A
           3 receives prepare 1A from A
           A receives promise 1A from 2
           A receives promise 1A from 3
           3 receives accept 1A z from A
           1 receives accept 1A x from A
           → ballot 1A has x and z
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
           A fires nextBallot
           1 receives prepare 1A from A
           B is asked for propose y
           1 receives prepare 1B from B
           B receives promise 1B from 1
           2 receives prepare 1B from B
           B receives promise 1B from 2
           1 receives accept 1B y from B
           A receives promise 1A from 1
           3 receives prepare 2A from A
           A receives promise 2A from 3
           1 receives accept 2A x from A
           2 receives accept 1B y from B
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
           A receives promise 1A from 1
           2 receives prepare 1A from A
           A receives promise 1A from 2
           3 receives prepare 1B from B
           1 receives accept 1A x from A
           B receives promise 1B from 3
           2 receives prepare 1B from B
           1 receives prepare 1B from B
           B receives promise 1B from 2
           B receives promise 1B, accepted 1A x from 1
           2 receives accept 1B x from B
           3 receives accept 1B y from B
           → ballot 1B has x and y
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
           1 receives prepare 2A from A
           2 receives accept 1A x from A
           A receives promise 2A from 1
           2 receives prepare 2A from A
           A receives promise 2A, accepted 1A x from 2
           1 receives accept 2A x from A
           A receives accepted 2A x from 1
           A receives accepted 1A x from 2
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
        outputLine: 2310)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2301)
for rule in PaxosRule.allCases
where ![.raisePromise, .adoptHighest].contains(rule) {
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
        line: 2751,
        output: #"""
        3 acceptors: 12 messages; 3 learners told by all: 21, by the proposer: 15
        5 acceptors: 20 messages; 5 learners told by all: 45, by the proposer: 25
        7 acceptors: 28 messages; 7 learners told by all: 77, by the proposer: 35

        """#,
        outputLine: 2771)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2752)
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
        line: 2804,
        output: #"""
        1 waiting 30 ms: chosen x - decided by 0
        2 waiting 30 ms: chosen nothing - decided by 0
        2 waiting 45 ms: chosen y - decided by 2
        3 waiting 45 ms: chosen nothing - decided by 0

        """#,
        outputLine: 2836,
        figures: [
          .init("duel", line: 2847, text: #"""
          Two proposers, and no decision
          A run of 3 nodes and 77 events with seed 1.

           ms     A                        B                        1
                  │                        │                        │
            0     ●─1▷                     │                        │    A: → propose x
           10     ├───────────────── 1 prepare 1A ─────────────────▶●
                  │                        │                     ◁2─┤
           15     │                        ●─3▷                     │    B: → propose y
           20     ●◀───────────────── 2 promise 1A ─────────────────┤
                  ├─4▷                     │                        │
           25     │                        ├──── 3 prepare 1B ─────▶●
                  │                        │                     ◁5─┤
           30     ●─6▷                     │                        │    A: ◷ nextBallot
                  ├──────────────── 4 accept 1A x ─────────────────▶●
           35     │                        ●◀───── 5 promise 1B ────┤
                  │                        ├─7▷                     │
           40     ├───────────────── 6 prepare 2A ─────────────────▶●
                  │                        │                     ◁8─┤
           45     │                        ●─9▷                     │    B: ◷ nextBallot
                  │                        ├──── 7 accept 1B y ────▶●
           50     ●◀───────────────── 8 promise 2A ─────────────────┤
                  ├─10▷                    │                        │
           55     │                        ├──── 9 prepare 2B ─────▶●
                  │                        │                    ◁11─┤
           60     ●─12▷                    │                        │    A: ◷ nextBallot
                  ├──────────────── 10 accept 2A x ────────────────▶●
           65     │                        ●◀──── 11 promise 2B ────┤
                  │                        ├─13▷                    │
           70     ├──────────────── 12 prepare 3A ─────────────────▶●
                  │                        │                    ◁14─┤
           75     │                        ●─15▷                    │    B: ◷ nextBallot
                  │                        ├─── 13 accept 2B y ────▶●
           80     ●◀───────────────── 14 promise 3A ────────────────┤
                  ├─16▷                    │                        │
           85     │                        ├──── 15 prepare 3B ────▶●    17 promise 3B is still on its way
                  │                        │   ◁╌╌╌ 17 promise 3B ╌╌┤
           90     ●╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 18 prepare 4A ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌▷   │    18 prepare 4A is still on its way
                  │                        │                        │    A: ◷ nextBallot
                  ├──────────────── 16 accept 3A x ────────────────▶●
                  │                        │                        │

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2805)
func duel(begins: [Int], waiting wait: Int) -> World<PaxosMessage<String>> {
  var system = System<PaxosMessage<String>>()
  system.links.standard = Link(delay: .constant(.milliseconds(10)))
  let node = ProposerNode<String>(
    .majorities(of: [NodeID(begins.count)]),
    options: .init(retry: .fixed(.milliseconds(wait))))
  let names = [("A", "x"), ("B", "y"), ("C", "z")]
  for (begin, (name, value)) in zip(begins, names) {
    let start = Duration.milliseconds(begin)
    system.add(name, node, work: .scheduled([(start, .propose(value))]))
  }
  system.add("1", AcceptorNode<String>(refuses: false))
  return World(system, seed: 1)
}
let cases = [([0], 30), ([0, 15], 30), ([0, 15], 45), ([0, 15, 30], 45)]
for (begins, wait) in cases {
  let world = duel(begins: begins, waiting: wait)
  world.run(for: .seconds(60))
  let acceptor = world[NodeID(begins.count), as: AcceptorNode<String>.self]
  let decided = world.history(of: ProposerNode<String>.self).completed.count
  print(
    "\(begins.count) waiting \(wait) ms: chosen",
    acceptor.acceptor.accepted?.value ?? "nothing", "- decided by", decided)
}
let world = duel(begins: [0, 15], waiting: 30)
world.run(for: .milliseconds(90))
var diagram = world.trace.diagram
diagram.title = "Two proposers, and no decision"
show(diagram)
#sourceLocation()
    }
  }

  @Test("cell latency") func latencyCell() async {
    await checkRecordedCell(
      .init(
        "latency",
        line: 2918,
        output: nil,
        figures: [
          .init("latency", line: 2953, text: #"""
          Time to the first decision
          3 acceptors, 1 to 10 ms a message, 41 seeds; cut off after 5 s.

          median time (ms)
              │
              │                                                  ·········a
              │                                         ·a········
              │                                      ····
          100 ┤                                    ···
              │                                 ····
              │                               ···
              │                            ····
              │                          ···
           50 ┤                   ······a·
              │               ··a·
              │             ···                                   ········b
              │          ····     ······b················b·········
              │b·······*········b·
              │a······
           20 ┼┬───────┬────────┬───────┬────────┬───────┬────────┬───────┬
               1       2        3       4        5       6        7       8
                                         proposers

            a  at once
            b  back-off

          proposers  at once  back-off
          1            22.36     28.33
          2            25.47     26.46
          3            43.37     27.54
          4            50.86     32.32
          6            139.3     30.25
          8            163.9      35.5

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 2919)
func median(_ proposers: Int, _ options: ProposerOptions) -> Double {
  let times = (UInt64(0)..<41).map { seed in
    let work = (0..<proposers).map { ["\($0)"] }
    let world = World(
      paxosSystem(work: work, acceptors: 3, options: options), seed: seed,
      isTracing: false)
    world.run(for: .seconds(5))
    let first = world.history(of: ProposerNode<String>.self).completed
      .compactMap(\.completed?.moment.time).min()
    return (first?.elapsed ?? .seconds(5)) / .milliseconds(1)
  }
  return times.sorted()[20]
}
let backoff = ProposerOptions(
  retry: .exponential(
    from: .milliseconds(40), upTo: .milliseconds(640), hasJitter: true))
let eager = ProposerOptions(retry: .fixed(.milliseconds(40)), isEager: true)
let counts = [1, 2, 3, 4, 6, 8]
var plot = LinePlot(
  title: "Time to the first decision",
  summary: "3 acceptors, 1 to 10 ms a message, 41 seeds; cut off after 5 s.",
  horizontal: Axis("proposers"),
  vertical: Axis("median time", unit: "ms", scale: .logarithmic))
for (name, options) in [("at once", eager), ("back-off", backoff)] {
  plot.series.append(
    .init(name, counts.map { (Double($0), median($0, options)) }))
}
show(plot)
#sourceLocation()
    }
  }

  @Test("cell flexible") func flexibleCell() async {
    await checkRecordedCell(
      .init(
        "flexible",
        line: 3088,
        output: #"""
        2 promises, 2 acceptances: holds in all of 54152 states
        3 promises, 1 acceptances: holds in all of 3288 states
        1 promises, 3 acceptances: holds in all of 168750 states
        2 promises, 1 acceptances: chosen stays chosen falls after 12 steps
        1 promises, 2 acceptances: chosen stays chosen falls after 9 steps

        """#,
        outputLine: 3107)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 3089)
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
        line: 3134,
        output: #"""
        ann sees that eve has it
        bob sees that eve has it
        eve has the lock

        """#,
        outputLine: 3154)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 3135)
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

  @Test("cell real-processes") func realProcessesCell() async {
    await checkRecordedCell(
      .init(
        "real-processes",
        line: 3203,
        output: #"""
        acceptors 1 2 3: a process and a file each. kill 2 at 3: after 3 answers of the round
        1. kill 1, kill 3, up: 2; a1 → no answer, b1 → no answer, c1 → no answer
        2. start 1 at 2, kill 1 at 7, up: 2; b2 → no answer, c2 → no answer
        3. up: 2; a3 → no answer, c3 → no answer
        4. start 3 at 3, kill 2 at 7, start 1 at 8, up: 1 3; a4 → b4, b4 → b4
        5. kill 1 at 1, start 2 at 4, up: 2 3; a5 → b4, b5 → b4
        6. up: 2 3; a6 → b4, b6 → b4
        7. kill 2 at 3, start 1 at 4, kill 1 at 8, up: 3; a7 → no answer, c7 → no answer
        8. up: 3; a8 → no answer, c8 → no answer
        9. kill 3, start 1, start 2, start 3, up: 1 2 3; a9 → b4, b9 → b4, c9 → b4
        file of 1: 15 records, promised 38B, accepted 38B b4
        file of 2: 45 records, promised 38B, accepted 38B b4
        file of 3: 44 records, promised 38B, accepted 38B b4
        by the files, a majority accepted in 11 ballots, always b4
        9 proposals were answered with b4, 11 not answered: linearizable as a write-once register

        """#,
        outputLine: 3207,
        isVolatile: true)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 3204)
try await run(product: "cluster-7")
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
