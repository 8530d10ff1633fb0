// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest b5ce7f8213260b82

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
        output: nil)
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
        line: 178,
        output: nil)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 179)
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
        line: 231,
        output: nil)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 232)
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
        line: 994,
        output: nil)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 995)
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
        line: 1312,
        output: nil)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1313)
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
        line: 1328,
        output: nil)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1329)
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
        line: 1342,
        output: nil)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1343)
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
        line: 1816,
        output: nil)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1817)
printConsequences(of: PaxosRule.ofAcceptor)
#sourceLocation()
    }
  }

  @Test("cell without-the-disk") func withoutTheDiskCell() async {
    await checkRecordedCell(
      .init(
        "without-the-disk",
        line: 1822,
        output: nil)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1823)
printConsequences(of: PaxosRule.ofDisk)
#sourceLocation()
    }
  }

  @Test("cell without-a-rule") func withoutARuleCell() async {
    await checkRecordedCell(
      .init(
        "without-a-rule",
        line: 1828,
        output: nil)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1829)
printConsequences(of: PaxosRule.ofProposer)
#sourceLocation()
    }
  }

  @Test("cell unraised") func unraisedCell() async {
    await checkRecordedCell(
      .init(
        "unraised",
        line: 1838,
        output: nil)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1839)
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
        line: 1850,
        output: nil)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1851)
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
        line: 1865,
        output: nil)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1866)
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
        line: 1874,
        output: nil)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/07-paxos.md", line: 1875)
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
