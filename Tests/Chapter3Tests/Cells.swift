// Generated from Chapters/03-lamport-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 5fa5b09265580d39

@testable import Chapter3
import Figures
import Notebook
import Simulation
import Testing

@Suite("Cells of chapter 3", .serialized) struct Cells {
  @Test("cell surprise") func surpriseCell() async {
    await checkRecordedCell(
      .init(
        "surprise",
        line: 20,
        output: #"""
        12ms  post invitation
        44ms  remove Bob
        Bob reads it: true

        """#,
        outputLine: 27,
        figures: [
          .init("surprise", line: 37, text: #"""
          A surprise party, as it happened
          A run of 3 nodes and 11 events with seed 3.

           ms     friends                       posts                        Alice
                     │                            │                            │
            0        │                            │                         ◁1─●
            4        ●◀───────────────────── 1 remove Bob ─────────────────────┤
                     ├─2▷                         │                            │
            8        ├──────────────────────── 2 done ────────────────────────▶●
                     │                            │                         ◁3─┤
           12        │                            ●◀──── 3 post invitation ────┤
                     │                            ├─4▷                         │
           16        │                            ├───────── 4 done ──────────▶●
                     │                            │                            │

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 21)
let party = SurpriseParty(clock: WallClock())
for entry in party.mergedLog { print(entry) }
print("Bob reads it:", party.isReadByBob)
show(party.diagram(titled: "A surprise party, as it happened"))
#sourceLocation()
    }
  }

  @Test("cell tick-lines") func tickLinesCell() async {
    await checkRecordedCell(
      .init(
        "tick-lines",
        line: 517,
        output: #"""
        times: [1, 1, 2, 3, 2, 4, 5]
        c1 and a2 have times 1 and 2, and are concurrent: true

        """#,
        outputLine: 533,
        figures: [
          .init("tick-lines", line: 542, text: #"""
          Tick lines
          A run in which each event has its Lamport time.

                  A                 B                 C
                  │                 │                 │
           1      ●─1▷              │                 │    A: 1
           2      │                 │                 ●    C: 1
                  │                 │               ══╪══  cut tick 2
                  │                 │               ══╪══  cut tick 3
           3      ├──── 1 at 1 ────▶●                 │    B: 2
                  │               ══╪══               │    cut tick 2
           4      │                 ●─2▷              │    B: 3
                  │               ══╪══               │    cut tick 3
           5      ●                 │                 │    A: 2
                ══╪══               │                 │    cut tick 2
                ══╪══               │                 │    cut tick 3
           6      │                 ├──── 2 at 3 ────▶●    C: 4
                  │                 │              ◁3─┤
           7      ●◀───────────── 3 at 4 ─────────────┤    A: 5
                  │                 │                 │

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 518)
var run = Execution()
let a1 = run.append(to: 0)
let c1 = run.append(to: 2)
run.append(to: 1, receivingFrom: a1)
let b2 = run.append(to: 1)
let a2 = run.append(to: 0)
let c2 = run.append(to: 2, receivingFrom: b2)
run.append(to: 0, receivingFrom: c2)
print("times:", run.lamportTimes())
print(
  "c1 and a2 have times 1 and 2, and are concurrent:", run.areConcurrent(c1, a2)
)
show(run.diagram(titled: "Tick lines", lanes: ["A", "B", "C"], ticks: [2, 3]))
#sourceLocation()
    }
  }

  @Test("cell converse") func converseCell() async {
    await checkRecordedCell(
      .init(
        "converse",
        line: 615,
        output: #"""
        a → b in 19291 pairs, of which 0 break the clock condition
        C(a) < C(b) in 54637 pairs; concurrent are 35346 of them

        """#,
        outputLine: 634)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 616)
var ordered = 0, broken = 0, smaller = 0, smallerButConcurrent = 0
for seed in 0..<200 as Range<UInt64> {
  let run = Execution.random(processes: 4, events: 25, seed: seed)
  let times = run.lamportTimes()
  for (a, b) in run.pairs {
    let isOrdered = run.happenedBefore(a, b)
    if isOrdered { ordered += 1 }
    if isOrdered && times[a] >= times[b] { broken += 1 }
    if times[a] < times[b] { smaller += 1 }
    if times[a] < times[b] && !isOrdered { smallerButConcurrent += 1 }
  }
}
print("a → b in \(ordered) pairs, of which \(broken) break the clock condition")
print(
  "C(a) < C(b) in \(smaller) pairs;",
  "concurrent are \(smallerButConcurrent) of them")
#sourceLocation()
    }
  }

  @Test("cell surprise-counted") func surpriseCountedCell() async {
    await checkRecordedCell(
      .init(
        "surprise-counted",
        line: 675,
        output: #"""
        2  remove Bob
        6  post invitation
        Bob reads it: false

        """#,
        outputLine: 681)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 676)
let party = SurpriseParty(clock: LamportClock())
for entry in party.mergedLog { print(entry) }
print("Bob reads it:", party.isReadByBob)
#sourceLocation()
    }
  }

  @Test("cell lock") func lockCell() async {
    await checkRecordedCell(
      .init(
        "lock",
        line: 952,
        output: #"""
        12 messages for 2 entries

        """#,
        outputLine: 962,
        figures: [
          .init("lock", line: 970, text: #"""
          Two processes want one lock
          A run of 3 nodes and 35 events with seed 2.

           ms       A                               B                               C
                    │                               │                               │
            5.000   ●─1 2▷                          │                               │    A: → acquire
                    │                            ◁3─●─4▷                            │    B: → acquire
            6.065   ●◀────── 3 request(at: 1) ──────┤                               │
                    ├─5▷                            │                               │
            6.162   ├────────────────────── 2 request(at: 1) ──────────────────────▶●
                    │                               │                            ◁6─┤
            7.182   ●◀──────────────────── 6 acknowledge(at: 3) ────────────────────┤    A: ← acquired
           12.182   ●─7 8▷                          │                               │    A: → release
                    │                               │                               │    A: ← released
           14.317   │                               ├────── 4 request(at: 1) ──────▶●
                    │                               │                            ◁9─┤
           14.868   ├────── 1 request(at: 1) ──────▶●                               │
                    │                           ◁10─┤                               │
                    ├──── 5 acknowledge(at: 3) ────▶●                               │
           14.930   ├────────────────────── 8 release(at: 5) ──────────────────────▶●
           16.940   │                               ●◀──── 9 acknowledge(at: 5) ────┤
           17.543   ├────── 7 release(at: 5) ──────▶●                               │    B: ← acquired
           21.470   ●◀──── 10 acknowledge(at: 3) ───┤                               │
           22.543   │                           ◁11─●─12▷                           │    B: → release
                    │                               │                               │    B: ← released
           24.846   ●◀────── 11 release(at: 8) ─────┤                               │
           29.957   │                               ├───── 12 release(at: 8) ──────▶●
                    │                               │                               │

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 953)
let system = mutexSystem(LamportMutex(), processes: 3, entries: [1, 1, 0])
let world = World(system, seed: 2)
world.run()
print(world.statistics.sent, "messages for 2 entries")
var diagram = world.trace.diagram
diagram.title = "Two processes want one lock"
show(diagram)
#sourceLocation()
    }
  }

  @Test("cell lock-searched") func lockSearchedCell() async {
    await checkRecordedCell(
      .init(
        "lock-searched",
        line: 1140,
        output: #"""
        holds in all of 592188 states

        """#,
        outputLine: 1150)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1141)
let report = mutexSearch(
  of: mutexSystem(LamportMutex(), processes: 3, entries: [1, 1, 1]),
  as: LamportMutex.self
).run()
print(
  report.verdict == .holds ? "holds" : "\(report)",
  "in all of \(report.states) states")
#sourceLocation()
    }
  }

  @Test("cell lock-without-fifo") func lockWithoutFifoCell() async {
    await checkRecordedCell(
      .init(
        "lock-without-fifo",
        line: 1181,
        output: #"""
        after 4 steps both are inside
          B is asked for acquire
          A is asked for acquire
          A receives request(at: 1) from B
          B receives acknowledge(at: 3) from A

        """#,
        outputLine: 1194,
        figures: [
          .init("lock-without-fifo", line: 1206, text: #"""
          An acknowledgement overtakes a request
          A run of 2 nodes and 12 events with seed 0.

           ms     A                               B
                  │                               │
           1      │                            ◁1─●    B: → acquire
           2      ●╌╌╌╌ 2 request(at: 1) ╌╌╌╌╌▷   │    2 request(at: 1) is still on its way
                  │                               │    A: → acquire
           3      ●◀────── 1 request(at: 1) ──────┤    A: ← acquired
                  ├─3▷                            │
           4      ├──── 3 acknowledge(at: 3) ────▶●    B: ← acquired
                ╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌  mutual exclusion, A inside and B: violated
                  │                               │

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1182)
let links = Link(isFIFO: false)
let system = mutexSystem(
  LamportMutex(), processes: 2, entries: [1, 1], link: links)
let report = mutexSearch(of: system, as: LamportMutex.self).run()
if let run = report.counterexample, var diagram = run.failure?.diagram {
  print("after \(run.length) steps", run.message)
  for step in run.steps.dropFirst() { print(" ", step.action) }
  diagram.title = "An acknowledgement overtakes a request"
  show(diagram)
}
#sourceLocation()
    }
  }

  @Test("cell permission-searched") func permissionSearchedCell() async {
    await checkRecordedCell(
      .init(
        "permission-searched",
        line: 1357,
        output: #"""
        [2, 2] holds in 220 states
        [1, 1, 1] holds in 6571 states

        """#,
        outputLine: 1369)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1358)
let links = Link(isFIFO: false)
for entries in [[2, 2], [1, 1, 1]] {
  let system = mutexSystem(
    RicartAgrawala(), processes: entries.count, entries: entries, link: links)
  let report = mutexSearch(of: system, as: RicartAgrawala.self).run()
  print(
    entries, report.verdict == .holds ? "holds" : "\(report)",
    "in \(report.states) states")
}
#sourceLocation()
    }
  }

  @Test("cell lost-message") func lostMessageCell() async {
    await checkRecordedCell(
      .init(
        "lost-message",
        line: 1385,
        output: #"""
        Lamport - both are inside
        Ricart and Agrawala - nothing can happen any more

        """#,
        outputLine: 1400)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1386)
func searchWithALoss<N: LockHolder>(_ lock: N) -> SearchReport {
  var search = mutexSearch(
    of: mutexSystem(lock, processes: 2, entries: [1, 1]), as: N.self)
  search.budget = SearchBudget(losses: 1)
  return search.run()
}
for (name, report) in [
  ("Lamport", searchWithALoss(LamportMutex())),
  ("Ricart and Agrawala", searchWithALoss(RicartAgrawala())),
] {
  print(name, "-", report.counterexample?.message ?? "holds")
}
#sourceLocation()
    }
  }

  @Test("cell lock-messages") func lockMessagesCell() async {
    await checkRecordedCell(
      .init(
        "lock-messages",
        line: 1422,
        output: #"""
        2 processes: Lamport 3.0, Ricart and Agrawala 2.0
        3 processes: Lamport 6.0, Ricart and Agrawala 4.0
        5 processes: Lamport 12.0, Ricart and Agrawala 8.0
        10 processes: Lamport 27.0, Ricart and Agrawala 18.0
        20 processes: Lamport 57.0, Ricart and Agrawala 38.0

        """#,
        outputLine: 1440)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1423)
func messages<N: LockHolder>(_ node: N, processes: Int) -> Double {
  let entries = Array(repeating: 5, count: processes)
  let world = World(
    mutexSystem(node, processes: processes, entries: entries), seed: 1,
    isTracing: false)
  world.run()
  return Double(world.statistics.sent) / Double(5 * processes)
}
for processes in [2, 3, 5, 10, 20] {
  let lamport = messages(LamportMutex(), processes: processes)
  let permission = messages(RicartAgrawala(), processes: processes)
  print(
    "\(processes) processes: Lamport \(lamport),",
    "Ricart and Agrawala \(permission)")
}
#sourceLocation()
    }
  }

  @Test("cell account") func accountCell() async {
    await checkRecordedCell(
      .init(
        "account",
        line: 1707,
        output: #"""
        all are up: balances [1111, 1111, 1111], 0 customers still wait
        C is down : balances [1000, 1000, 1000], 2 customers still wait

        """#,
        outputLine: 1727)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1708)
func run(_ title: String, faults: [Fault]) {
  var system = System(messages: AccountReplica.Message.self)
  system.links.standard = .reliable
  system.add("A", AccountReplica(balance: 1_000), work: [.deposit(100)])
  system.add(
    "B", AccountReplica(balance: 1_000), work: [.addInterest(percent: 1)])
  system.add("C", AccountReplica(balance: 1_000))
  let world = World(system, seed: 4, faults: faults)
  world.run()
  let balances = world.roster.nodes.map {
    world[$0, as: AccountReplica.self].balance
  }
  let pending = world.history(of: AccountReplica.self).pending.count
  print("\(title): balances \(balances), \(pending) customers still wait")
}
run("all are up", faults: [])
run("C is down ", faults: [.crash(NodeID(2), at: .zero)])
#sourceLocation()
    }
  }

  @Test("cell asymmetry") func asymmetryCell() async {
    await checkRecordedCell(
      .init(
        "asymmetry",
        line: 1946,
        output: nil,
        figures: [
          .init("asymmetry", line: 1973, text: #"""
          The error of one exchange
          The delays of both ways add up to 20 ms.

          error of the offset (ms)
              │
           10 ┤                                                          ·a
              │                                                     a·····
              │                                                ······
            5 ┤                                            ···a·
              │                                       ··a···
              │                                  ·a····
              │                              ·····
            0 ┤                         ·····a
              │                    ····a·
              │               ···a··
           −5 ┤           ·a···
              │      ······
              │ ·····a
          −10 ┤a·
              └┬───────────┬───────────┬──────────┬───────────┬───────────┬
               0          20          40         60          80          100
                           share of the delay on the way out (%)

            a  error

          share of the delay on the way out (%)  error
          0                                        −10
          10                                        −8
          20                                        −6
          30                                        −4
          40                                        −2
          50                                         0
          60                                         2
          70                                         4
          80                                         6
          90                                         8
          100                                       10
          δ/2: 10
          −δ/2: −10

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 1947)
let truth = Duration.milliseconds(250)
var errors: [(x: Double, y: Double)] = []
for share in stride(from: 0, through: 100, by: 10) {
  let there = Duration.microseconds(200 * share)
  let back = .milliseconds(20) - there
  guard let sample = exchange(there: there, back: back, offset: truth) else {
    continue
  }
  errors.append((Double(share), (sample.offset - truth) / .milliseconds(1)))
}
var plot = LinePlot(
  title: "The error of one exchange",
  summary: "The delays of both ways add up to 20 ms.",
  horizontal: Axis("share of the delay on the way out", unit: "%"),
  vertical: Axis("error of the offset", unit: "ms", range: -12...12))
plot.series = [.init("error", errors)]
plot.references = [
  .init("δ/2", .horizontal, at: 10), .init("−δ/2", .horizontal, at: -10),
]
show(plot)
#sourceLocation()
    }
  }

  @Test("cell sawtooth") func sawtoothCell() async {
    await checkRecordedCell(
      .init(
        "sawtooth",
        line: 2192,
        output: nil,
        figures: [
          .init("sawtooth", line: 2213, text: #"""
          Drift and resynchronisation
          The skew between the fastest and the slowest of four clocks.

          skew (ms)
          25 ┤
             │                                                       bbbbb
             │                                                   bbbbb
          20 ┤                                               bbbbb
             │                                           bbbbb
             │                                       bbbbb
          15 ┤                                   bbbbb
             │                               bbbbb
             │                           bbbbb
          10 ┤                      bbbbb
             │                  ·bbbb
             │              bbbbb
           5 ┤          bbbbb                                  a
             │      bbbbb    ·aaaa     aaaaa     aaaaa     aaaaa     aaaaa
             │  bbbbb  ···aaaa   · aaaaa   · aaaaa   · aaaaa   · aaaaa   ·
           0 ┼bb*───────aa───────·aa───────aaa───────aa·───────aaa───────a
                       10        20       30        40        50        60
                                      true time (s)

            a  synchronised every 10 s
            b  left alone

          true time (s)  synchronised every 10 s  left alone
          0.25                               0.1         0.1
          2.75                               1.1         1.1
          5.25                               2.1         2.1
          8                                  3.2         3.2
          10.5                            0.3234         4.2
          13                               1.323         5.2
          15.75                            2.423         6.3
          18.25                            3.423         7.3
          21                              0.5964         8.4
          23.5                             1.596         9.4
          26                               2.596        10.4
          28.75                            3.696        11.5
          31.25                           0.6807        12.5
          34                               1.781        13.6
          36.5                             2.781        14.6
          39                               3.781        15.6
          41.75                            0.976        16.7
          44.25                            1.976        17.7
          47                               3.076        18.8
          49.5                             4.076        19.8
          52                              0.8657        20.8
          54.75                            1.966        21.9
          57.25                            2.966        22.9
          60                              0.3808          24
          (216 of 240 rows left out)
          Lamport's bound ε: 4.401

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2193)
let network = ClockNetwork()
var unconnected = network
unconnected.isSynchronised = false
let bound = network.bound / .milliseconds(1)
var plot = LinePlot(
  title: "Drift and resynchronisation",
  summary: "The skew between the fastest and the slowest of four clocks.",
  horizontal: Axis("true time", unit: "s"), vertical: Axis("skew", unit: "ms"))
plot.series = [
  .init("synchronised every 10 s", network.curve),
  .init("left alone", unconnected.curve),
]
plot.references = [.init("Lamport's bound ε", .horizontal, at: bound)]
show(plot)
#sourceLocation()
    }
  }

  @Test("cell surprise-hybrid") func surpriseHybridCell() async {
    await checkRecordedCell(
      .init(
        "surprise-hybrid",
        line: 2441,
        output: #"""
        44ms+0  remove Bob
        44ms+4  post invitation
        Bob reads it: false

        """#,
        outputLine: 2447)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2442)
let party = SurpriseParty(clock: HybridClock())
for entry in party.mergedLog { print(entry) }
print("Bob reads it:", party.isReadByBob)
#sourceLocation()
    }
  }

  @Test("cell intervals") func intervalsCell() async {
    await checkRecordedCell(
      .init(
        "intervals",
        line: 2550,
        output: #"""
        2 of 3 agree on 5010ms ... 5030ms
        50 ms apart: surely before true
        10 ms apart: surely before false

        """#,
        outputLine: 2568)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2551)
let sources = [
  ClockInterval(Instant(.milliseconds(5_010)), uncertainty: .milliseconds(20)),
  ClockInterval(Instant(.milliseconds(5_025)), uncertainty: .milliseconds(15)),
  ClockInterval(Instant(.milliseconds(6_020)), uncertainty: .milliseconds(10)),
]
if let (interval, count) = ClockInterval.agreement(of: sources) {
  print("\(count) of 3 agree on \(interval.earliest) ... \(interval.latest)")
}
let first = ClockInterval(
  Instant(.milliseconds(7_000)), uncertainty: .milliseconds(20))
for gap in [50, 10] {
  let second = ClockInterval(
    Instant(.milliseconds(7_000 + gap)), uncertainty: .milliseconds(20))
  print("\(gap) ms apart: surely before", first.isBefore(second))
}
#sourceLocation()
    }
  }

  @Test("cell commit-wait") func commitWaitCell() async {
    await checkRecordedCell(
      .init(
        "commit-wait",
        line: 2587,
        output: #"""
        shown at 7000 ms: cause 7035ms, effect 7010ms, out of order
        shown at 7041 ms: cause 7035ms, effect 7051ms, in order

        """#,
        outputLine: 2603)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/03-lamport-clocks.md", line: 2588)
func interval(at time: Int, off error: Int) -> ClockInterval {
  ClockInterval(
    Instant(.milliseconds(time + error)), uncertainty: .milliseconds(20))
}
for waits in [false, true] {
  let cause = interval(at: 7_000, off: 15).latest
  var shown = 7_000
  while waits, interval(at: shown, off: 15).earliest <= cause { shown += 1 }
  let effect = interval(at: shown + 5, off: -15).latest
  print(
    "shown at \(shown) ms: cause \(cause), effect \(effect),",
    cause < effect ? "in order" : "out of order")
}
#sourceLocation()
    }
  }

  private func checkRecordedCell(
    _ cell: Notebook.RecordedCell, _ body: @Sendable () async throws -> Void
  ) async {
    let page = Notebook.Page(chapter: "Chapters/03-lamport-clocks.md", generated: #filePath)
    for mismatch in await page.run(cell, body) {
      Testing.Issue.record(
        Testing.Comment(rawValue: mismatch.message),
        sourceLocation: Testing.SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
}
