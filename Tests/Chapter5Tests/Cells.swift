// Generated from Chapters/05-vector-clocks.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest d28f015aee3ff64e

import Chapter3
@testable import Chapter5
import Figures
import Notebook
import Simulation
import Testing

@Suite("Cells of chapter 5", .serialized) struct Cells {
  @Test("cell opening") func openingCell() async {
    await checkRecordedCell(
      .init(
        "opening",
        line: 22,
        output: #"""
        at 6ms the branches hold [92, 97, 89] = 278
        at 12ms the branches hold [93, 79, 85] = 257
        at 18ms the branches hold [84, 75, 88] = 247
        at 24ms the branches hold [85, 97, 84] = 266
        at 30ms the branches hold [77, 103, 89] = 269
        at 36ms the branches hold [77, 92, 94] = 263
        at 42ms the branches hold [62, 93, 98] = 253
        at 48ms the branches hold [69, 100, 93] = 262
        right in 0 of 54 glances, between 240 and 278 coins
        on a hundred such days, auditors count between 217 and 327 coins

        """#,
        outputLine: 37)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 23)
let bank = BusyDay(seed: 6)
for (time, balances) in bank.glances(every: .milliseconds(6)).prefix(8) {
  print("at \(time) the branches hold", balances, "=", balances.sum)
}
let totals = bank.glances(every: .milliseconds(1)).map(\.balances.sum)
print(
  "right in \(totals.count { $0 == bank.total }) of \(totals.count) glances,",
  "between \(totals.min() ?? 0) and \(totals.max() ?? 0) coins")
let audits = (0..<100 as Range<UInt64>).compactMap { BusyDay(seed: $0).audit() }
print(
  "on a hundred such days, auditors count between \(audits.min() ?? 0)",
  "and \(audits.max() ?? 0) coins")
#sourceLocation()
    }
  }

  @Test("cell vectors") func vectorsCell() async {
    await checkRecordedCell(
      .init(
        "vectors",
        line: 412,
        output: #"""
        a1 [1, 0, 0]
        c1 [0, 0, 1]
        b1 [1, 1, 0]
        b2 [1, 2, 0]
        a2 [2, 0, 0]
        c2 [1, 2, 2]
        a3 [3, 2, 2]
        c1 and a2 are concurrent: true
        a1 is before c2: true

        """#,
        outputLine: 432,
        figures: [
          .init("vectors", line: 448, text: #"""
          Vector times
          A run in which each event has its vector.

                  A                      B                      C
                  │                      │                      │
           1      ●─1▷                   │                      │    A: [1, 0, 0]
                ══╪══                    │                      │    cut inconsistent (inconsistent)
           2      │                      │                      ●    C: [0, 0, 1]
                  │                      │                    ══╪══  cut consistent
           3      ├──── 1 [1, 0, 0] ────▶●                      │    B: [1, 1, 0]
                  │                    ══╪══                    │    cut consistent
                  │                    ══╪══                    │    cut inconsistent (inconsistent)
           4      │                      ●─2▷                   │    B: [1, 2, 0]
           5      ●                      │                      │    A: [2, 0, 0]
                ══╪══                    │                      │    cut consistent
           6      │                      ├──── 2 [1, 2, 0] ────▶●    C: [1, 2, 2]
                  │                      │                   ◁3─┤
                  │                      │                    ══╪══  cut inconsistent (inconsistent)
           7      ●◀──────────────── 3 [1, 2, 2] ───────────────┤    A: [3, 2, 2]
                  │                      │                      │

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 413)
var run = Execution()
run.append(to: 0)
run.append(to: 2)
run.append(to: 1, receivingFrom: 0)
run.append(to: 1)
run.append(to: 0)
run.append(to: 2, receivingFrom: 3)
run.append(to: 0, receivingFrom: 5)
let names = ["a1", "c1", "b1", "b2", "a2", "c2", "a3"]
let times = run.vectorTimes()
for (name, time) in zip(names, times) { print(name, time.entries) }
print("c1 and a2 are concurrent:", times[1].isConcurrent(with: times[4]))
print("a1 is before c2:", times[0].isBefore(times[5]))
show(
  run.vectorDiagram(
    titled: "Vector times", lanes: ["A", "B", "C"],
    cuts: [("consistent", [2, 1, 1]), ("inconsistent", [1, 1, 2])]))
#sourceLocation()
    }
  }

  @Test("cell both-directions") func bothDirectionsCell() async {
    await checkRecordedCell(
      .init(
        "both-directions",
        line: 511,
        output: #"""
        a → b in 19291 pairs: 0 missed, 0 invented
        one entry decides otherwise in 0 pairs
        of 81418 concurrent pairs,
        the sum orders 36041, the word 40709

        """#,
        outputLine: 541)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 512)
var ordered = 0, missed = 0, invented = 0, byOneEntry = 0
var concurrent = 0, bySum = 0, byWord = 0
for seed in 0..<200 as Range<UInt64> {
  let run = Execution.random(processes: 4, events: 25, seed: seed)
  let times = run.vectorTimes()
  let past = run.events.indices.map { event in
    run.events.indices.prefix(event).filter { run.happenedBefore($0, event) }
  }
  for (a, b) in run.pairs {
    let isOrdered = past[b].contains(a)
    let process = run.events[a].process
    ordered += isOrdered ? 1 : 0
    missed += isOrdered && !times[a].isBefore(times[b]) ? 1 : 0
    invented += !isOrdered && times[a].isBefore(times[b]) ? 1 : 0
    byOneEntry += isOrdered != (times[a][process] <= times[b][process]) ? 1 : 0
    guard !isOrdered, !past[a].contains(b) else { continue }
    concurrent += 1
    bySum += times[a].entries.sum < times[b].entries.sum ? 1 : 0
    let isSmallerWord = times[a].entries.lexicographicallyPrecedes(
      times[b].entries)
    byWord += isSmallerWord ? 1 : 0
  }
}
print("a → b in \(ordered) pairs: \(missed) missed, \(invented) invented")
print("one entry decides otherwise in \(byOneEntry) pairs")
print("of \(concurrent) concurrent pairs,")
print("the sum orders \(bySum), the word \(byWord)")
#sourceLocation()
    }
  }

  @Test("cell concurrent-in-a-trace") func concurrentInATraceCell() async {
    await checkRecordedCell(
      .init(
        "concurrent-in-a-trace",
        line: 704,
        output: #"""
        A → acquire ∥ B → acquire
        148 of 595 pairs of events are concurrent

        """#,
        outputLine: 727)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 705)
let world = World(
  mutexSystem(LamportMutex(), processes: 3, entries: [1, 1, 0]), seed: 2)
world.run()
let causality = Causality(of: world.trace)
let run = causality.execution
let operations = run.events.indices.filter {
  ["→ acquire", "← acquired", "→ release"].contains(causality.labels[$0])
}
let names = operations.map {
  "\(causality.processes[run.events[$0].process]) \(causality.labels[$0])"
}
let times = run.vectorTimes()
for (i, a) in operations.enumerated() {
  for (j, b) in operations.enumerated() where i < j {
    if times[a].isConcurrent(with: times[b]) { print(names[i], "∥", names[j]) }
  }
}
let pairs = run.pairs.count / 2
let concurrent = run.pairs.count { times[$0].isConcurrent(with: times[$1]) } / 2
print(concurrent, "of", pairs, "pairs of events are concurrent")
#sourceLocation()
    }
  }

  @Test("cell shiviz") func shivizCell() async {
    await checkRecordedCell(
      .init(
        "shiviz",
        line: 745,
        output: #"""
        (?<event>.*)\n(?<host>\S*) (?<clock>{.*})
        starts
        A {"A":1}
        starts
        B {"B":1}
        → acquire
        A {"A":2}
        sends request(at: 1)
        A {"A":3}

        """#,
        outputLine: 753)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 746)
let world = World(
  mutexSystem(LamportMutex(), processes: 2, entries: [1, 0]), seed: 2)
world.run()
let log = Causality(of: world.trace).shiViz
print(log.split(separator: "\n").prefix(9).joined(separator: "\n"))
#sourceLocation()
    }
  }

  @Test("cell siblings") func siblingsCell() async {
    await checkRecordedCell(
      .init(
        "siblings",
        line: 969,
        output: #"""
        [1, 1] ["milk", "eggs"]
        [2, 0] ["milk", "bread"]
        [2, 2] ["milk", "bread", "eggs"]

        """#,
        outputLine: 984)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 970)
var first = CartReplica(replica: 0, of: 2)
var second = CartReplica(replica: 1, of: 2)
first.write(["milk"], seeing: first.context)
second.receive(first.siblings[0])
let seen = first.context
first.write(["milk", "bread"], seeing: seen)
second.write(["milk", "eggs"], seeing: seen)
second.receive(first.siblings[0])
for cart in second.siblings { print(cart.version.entries, cart.items) }
second.write(["milk", "bread", "eggs"], seeing: second.context)
first.receive(second.siblings[0])
for cart in first.siblings { print(cart.version.entries, cart.items) }
#sourceLocation()
    }
  }

  @Test("cell board") func boardCell() async {
    await checkRecordedCell(
      .init(
        "board",
        line: 1016,
        output: #"""
        none: Bob reads 'found' before 'lost' after 3 steps
        fifo: Carl reads 'glad' before 'found' after 5 steps
        causal: holds in all of 35 states

        """#,
        outputLine: 1026)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1017)
for order in [PostOrder.none, .fifo, .causal] {
  let report = boardSearch(order).run()
  let found = report.counterexample.map {
    "\($0.message) after \($0.length) steps"
  }
  print("\(order):", found ?? "holds in all of \(report.states) states")
}
#sourceLocation()
    }
  }

  @Test("cell lattice") func latticeCell() async {
    await checkRecordedCell(
      .init(
        "lattice",
        line: 1294,
        output: #"""
        after 0 events: [[0, 0]]
        after 1 events: [[1, 0], [0, 1]]
        after 2 events: [[2, 0], [1, 1]]
        after 3 events: [[2, 1], [1, 2]]
        after 4 events: [[3, 1], [2, 2], [1, 3]]
        after 5 events: [[3, 2], [2, 3]]
        after 6 events: [[3, 3]]
        13 consistent cuts, 15 runs through them

        """#,
        outputLine: 1303,
        figures: [
          .init("lattice", line: 1318, text: #"""
          All states in which the run may have been
          How many events of each process are inside of a cut.

          0 0 (initial)
              ────▶ 1 0
              ────▶ 0 1
          1 0
              ────▶ 2 0
              ────▶ 1 1
          0 1
              ────▶ 1 1
          2 0
              ────▶ 2 1
          1 1
              ────▶ 2 1
              ────▶ 1 2
          2 1
              ────▶ 3 1
              ────▶ 2 2
          1 2
              ────▶ 2 2
              ────▶ 1 3
          3 1
              ────▶ 3 2
          2 2
              ────▶ 3 2
              ────▶ 2 3
          1 3
              ────▶ 2 3
          3 2
              ────▶ 3 3
          2 3
              ────▶ 3 3
          3 3

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1295)
let lattice = Lattice(of: .smallExample, processes: 2)
for (step, level) in lattice.levels.enumerated() {
  print("after \(step) events:", level.map(\.counts))
}
print(lattice.count, "consistent cuts,", lattice.runs, "runs through them")
show(lattice.drawing(titled: "All states in which the run may have been"))
#sourceLocation()
    }
  }

  @Test("cell snapshots") func snapshotsCell() async {
    await checkRecordedCell(
      .init(
        "snapshots",
        line: 1662,
        output: #"""
        [92, 79, 85] and B→A [3, 10], C→A [11, 8], C→B [2, 10]
        [93, 82, 88] and B→A [10, 3], B→C [3, 6], C→A [8], C→B [7]
        [84, 92, 84] and B→A [10, 3], B→C [6, 3, 11], C→A [2], C→B [5]
        10 of 10 snapshots count 300 coins

        """#,
        outputLine: 1673,
        figures: [
          .init("snapshots", line: 1684, text: #"""
          The same bank, seen in two ways
          The sum of what the branches hold, and what snapshots count.

          coins
          300 ┤  b     b    b     b    b     b     b    b     b    b
              │
              │
              │
              │
          280 ┤
              │a·
              │                        a·a·aa·a·
              │ a·                    a·  a· a·     aa·     a·
              │                    a·a·        aa·a·      a··a·
          260 ┤  a·                 a·             a· a· a·   aaaaa·
              │       a·       a·                       a·            a·
              │        a·a·  a·· aa·                   a·          aa··a·
              │   a·      a·a·                                            a
              │      a· a· a·   a·                                      aa·
          240 ┼────a··─────────┬──────────┬──────────┬──────────┬──────────
                  10          20         30         40         50
                        true time, or the snapshot's beginning (ms)

            a  branches, live
            b  snapshots

          true time, or the snapshot's beginning (ms)  branches, live  snapshots
          6                                                       278
          8                                                       260        300
          10                                                      240
          12                                                      257
          15                                                      251
          17                                                      243
          19                                                      254
          22                                                      251
          24                                                      266
          26                                                      265
          29                                                      272
          31                                                      274
          33                                                      270        300
          35                                                      264
          38                                                      259        300
          40                                                      268
          42                                                      253
          45                                                      266
          47                                                      263
          49                                                      259
          52                                                      261
          54                                                      251
          56                                                      252
          59                                                      249
          (30 of 54 rows left out)

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1663)
let bank = BusyDay(seed: 6)
let starts = Array(stride(from: 8, through: 53, by: 5))
let snapshots = starts.compactMap { bank.snapshot(at: .milliseconds($0)) }
for snapshot in snapshots.prefix(3) { print(snapshot) }
print(
  snapshots.count { $0.total == bank.total }, "of", snapshots.count,
  "snapshots count", bank.total, "coins")
show(bank.plot(with: snapshots, titled: "The same bank, seen in two ways"))
#sourceLocation()
    }
  }

  @Test("cell never-occurred") func neverOccurredCell() async {
    await checkRecordedCell(
      .init(
        "never-occurred",
        line: 1864,
        output: #"""
        A pays B 10              [90, 100] and A→B [10]
        B pays A 20              [90, 80] and A→B [10], B→A [20]
        B gets 10 from A         [90, 90] and B→A [20]
        A gets 20 from B         [110, 90]
        recorded:                [100, 80] and B→A [20]
        did that state occur? false

        """#,
        outputLine: 1878,
        figures: [
          .init("never-occurred", line: 1891, text: #"""
          A snapshot of two branches
          A run of 2 nodes and 18 events with seed 1.

           ms     A                   B
                  │                   │
            1     ●─1▷                │    A: → snapshot
                  │                   │    A: records 100
                  │                   │    A: ← true
                ══╪══                 │    cut snapshot
            2     ●─2▷                │    A: → pay(10, to: B)
                  │                   │    A: ← true
            4     │                ◁3─●    B: → pay(20, to: A)
                  │                   │    B: ← true
            6     ├──── 1 marker ────▶●    B: records 80
                  │                ◁4─┤
                  │                 ══╪══  cut snapshot
            7     ├────── 2 10 ──────▶●
            9     ●◀────── 3 20 ──────┤
           11     ●◀──── 4 marker ────┤
                  │                   │

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1865)
let world = World(twoBranches(), seed: 1)
world.run()
let run = BankRun(of: world.trace, balances: [100, 100])
for (step, state) in zip(run.steps, run.states.dropFirst()) {
  print(step.description.padded(to: 24), state)
}
if let snapshot = SystemView(roster: world.roster, source: world).snapshot {
  print("recorded:".padded(to: 24), snapshot)
  print("did that state occur?", run.states.contains(snapshot))
}
show(world.trace.snapshotDiagram(titled: "A snapshot of two branches"))
#sourceLocation()
    }
  }

  @Test("cell permuted") func permutedCell() async {
    await checkRecordedCell(
      .init(
        "permuted",
        line: 1942,
        output: #"""
        early B pays A 20        [100, 80] and B→A [20]
        late  A pays B 10        [90, 80] and A→B [10], B→A [20]
        late  B gets 10 from A   [90, 90] and B→A [20]
        late  A gets 20 from B   [110, 90]
        exchanges of neighbours: 1
        same last state: true

        """#,
        outputLine: 1955)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1943)
let world = World(twoBranches(), seed: 1)
world.run()
let run = BankRun(of: world.trace, balances: [100, 100])
let other = run.permuted
for (step, state) in zip(other.steps, other.states.dropFirst()) {
  let side = step.isEarly ? "early" : "late "
  print(side, step.description.padded(to: 18), state)
}
print("exchanges of neighbours:", run.exchanges)
print("same last state:", run.states.last == other.states.last)
#sourceLocation()
    }
  }

  @Test("cell permuted-days") func permutedDaysCell() async {
    await checkRecordedCell(
      .init(
        "permuted-days",
        line: 1974,
        output: #"""
        of 100 snapshots, 100 never occurred;
        in 100 of the permuted runs the recorded state occurs,
        after 20 exchanges on average

        """#,
        outputLine: 1992)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 1975)
var never = 0, exchanges = 0, fits = 0
for seed in 0..<100 as Range<UInt64> {
  let bank = BusyDay(seed: seed)
  let world = World(bank.system(snapshotAt: .milliseconds(20)), seed: seed)
  world.run()
  let run = BankRun(of: world.trace, balances: bank.balances)
  let view = SystemView(roster: world.roster, source: world)
  guard let snapshot = view.snapshot else { continue }
  never += run.states.contains(snapshot) ? 0 : 1
  fits += run.permuted.states.contains(snapshot) ? 1 : 0
  exchanges += run.exchanges
}
print("of 100 snapshots, \(never) never occurred;")
print("in \(fits) of the permuted runs the recorded state occurs,")
print("after \(exchanges / 100) exchanges on average")
#sourceLocation()
    }
  }

  @Test("cell snapshot-searched") func snapshotSearchedCell() async {
    await checkRecordedCell(
      .init(
        "snapshot-searched",
        line: 2192,
        output: #"""
        holds in all of 14887 states

        """#,
        outputLine: 2199)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2193)
let report = snapshotSearch(threeBranches()).run()
print(
  report.verdict == .holds ? "holds" : "\(report)",
  "in all of \(report.states) states")
#sourceLocation()
    }
  }

  @Test("cell snapshot-rules") func snapshotRulesCell() async {
    await checkRecordedCell(
      .init(
        "snapshot-rules",
        line: 2213,
        output: #"""
        markers first: after 14 steps the snapshot is [99, 101, 100] and B→A [4], 304 of 300 coins
        markers on all channels: after 13 steps nothing can happen any more
        record once: after 9 steps the snapshot is [99, 101, 100] and A→B [1], 301 of 300 coins
        the first channel is empty: after 17 steps nothing can happen any more
        each channel its own marker: after 5 steps the snapshot is [99, 100, 100], 299 of 300 coins
        channels too: after 9 steps the snapshot is [99, 100, 100], 299 of 300 coins
        FIFO channels: after 8 steps the snapshot is [99, 100, 100], 299 of 300 coins

        """#,
        outputLine: 2228)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2214)
for rule in SnapshotRule.allCases {
  let report = snapshotSearch(threeBranches(omitting: rule)).run()
  guard let run = report.counterexample else {
    print(rule, "-", report.verdict)
    continue
  }
  print("\(rule.rawValue): after \(run.length) steps \(run.message)")
}
let loose = threeBranches(link: Link(isFIFO: false))
if let run = snapshotSearch(loose).run().counterexample {
  print("FIFO channels: after \(run.length) steps \(run.message)")
}
#sourceLocation()
    }
  }

  @Test("cell snapshot-without-fifo") func snapshotWithoutFifoCell() async {
    await checkRecordedCell(
      .init(
        "snapshot-without-fifo",
        line: 2436,
        output: #"""
        A is asked for pay(1, to: B)
        A is asked for snapshot
        C receives marker from A
        B receives marker from C
        C receives marker from B
        A receives marker from B
        A receives marker from C
        B receives marker from A
        the snapshot is [99, 100, 100], 299 of 300 coins

        """#,
        outputLine: 2445,
        figures: [
          .init("snapshot-without-fifo", line: 2461, text: #"""
          A marker overtakes a payment
          A run of 3 nodes and 24 events with seed 0.

           ms     A                   B                   C
                  │                   │                   │
           1      ●╌╌╌╌╌ 1 1 ╌╌╌╌╌▷   │                   │    1 1 is still on its way
                  │                   │                   │    A: → pay(1, to: B)
                  │                   │                   │    A: ← true
           2      ●─2 3▷              │                   │    A: → snapshot
                  │                   │                   │    A: records 99
                  │                   │                   │    A: ← true
                ══╪══                 │                   │    cut snapshot
           3      ├────────────── 3 marker ──────────────▶●    C: records 100
                  │                   │              ◁4 5─┤
                  │                   │                 ══╪══  cut snapshot
           4      │                ◁6─●◀──── 5 marker ────┤    B: records 100
                  │                   ├─7▷                │
                  │                 ══╪══                 │    cut snapshot
           5      │                   ├──── 7 marker ────▶●
           6      ●◀──── 6 marker ────┤                   │
           7      ●◀────────────── 4 marker ──────────────┤
           8      ├──── 2 marker ────▶●                   │
                ╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌  a complete snapshot is consistent: violated
                  │                   │                   │

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2437)
let report = snapshotSearch(threeBranches(link: Link(isFIFO: false))).run()
if let run = report.counterexample, let failure = run.failure {
  for step in run.steps.dropFirst() { print(step.action) }
  print(run.message)
  show(failure.trace.snapshotDiagram(titled: "A marker overtakes a payment"))
}
#sourceLocation()
    }
  }

  @Test("cell coloured-searched") func colouredSearchedCell() async {
    await checkRecordedCell(
      .init(
        "coloured-searched",
        line: 2581,
        output: #"""
        holds in all of 54127 states, on links that reorder

        """#,
        outputLine: 2588)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2582)
let report = colouredSearch().run()
print(
  report.verdict == .holds ? "holds" : "\(report)",
  "in all of \(report.states) states, on links that reorder")
#sourceLocation()
    }
  }

  @Test("cell lost-coin") func lostCoinCell() async {
    await checkRecordedCell(
      .init(
        "lost-coin",
        line: 2698,
        output: #"""
        nothing is lost:   [200, 200, 200, 200]
        a payment is lost: [190, 190, 190, 190]

        """#,
        outputLine: 2720)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2699)
func counted(losing: Bool, at time: Int) -> Int {
  var system = twoBranches()
  system.replace(
    NodeID(0), with: Branch(balance: 100),
    work: .scheduled([
      (.milliseconds(2), .pay(10, to: NodeID(1))),
      (.milliseconds(time), .snapshot),
    ]))
  let cut = Fault.cut(
    from: [NodeID(0)], to: [NodeID(1)], at: .milliseconds(1),
    for: .milliseconds(2))
  let world = World(system, seed: 1, faults: losing ? [cut] : [])
  world.run()
  return SystemView(roster: world.roster, source: world).snapshot?.total ?? 0
}
for losing in [false, true] {
  let totals = [4, 8, 12, 50].map { counted(losing: losing, at: $0) }
  print(losing ? "a payment is lost:" : "nothing is lost:  ", totals)
}
#sourceLocation()
    }
  }

  @Test("cell termination") func terminationCell() async {
    await checkRecordedCell(
      .init(
        "termination",
        line: 2929,
        output: #"""
        2 processes: holds, 54 states, 214 generated, 6 levels
        3 processes: holds, 302 states, 2001 generated, 9 levels
        4 processes: holds, 1566 states, 15986 generated, 12 levels
        5 processes: holds, 7742 states, 114211 generated, 15 levels
        without 'a sender of work turns black': "what is detected has ended" falls after 5 steps
        without 'a black process blackens the token': "what is detected has ended" falls after 3 steps
        without 'an active process keeps the token': "what is detected has ended" falls after 3 steps
        without 'a process that hands on the token turns white': "what has ended is detected" falls after 22 steps

        """#,
        outputLine: 2945)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 2930)
for processes in [2, 3, 4, 5] {
  let report = terminationRing(processes: processes).search()
  print(
    "\(processes) processes: \(report.verdict), \(report.states) states,",
    "\(report.generated) generated, \(report.depth) levels")
}
for rule in RingRule.allCases {
  let report = terminationRing(processes: 3, omitting: rule).search()
  let run = report.counterexample.map {
    "\"\($0.property)\" falls after \($0.length) steps"
  }
  print("without '\(rule.rawValue)': \(run ?? "holds")")
}
#sourceLocation()
    }
  }

  @Test("cell possibly") func possiblyCell() async {
    await checkRecordedCell(
      .init(
        "possibly",
        line: 3012,
        output: #"""
        both inside: in 1 cuts, met by 10 of 15 paths
        one inside: in 6 cuts, met by 15 of 15 paths

        """#,
        outputLine: 3026,
        figures: [
          .init("possibly", line: 3035, text: #"""
          Where both may have been inside
          How many events of each process are inside of a cut.

          0 0 (initial)
              ────▶ 1 0
              ────▶ 0 1
          1 0
              ────▶ 2 0
              ────▶ 1 1
          0 1
              ────▶ 1 1
          2 0
              ────▶ 2 1
          1 1
              ────▶ 2 1
              ────▶ 1 2
          2 1
              ────▶ 3 1
              ────▶ 2 2
          1 2
              ────▶ 2 2
              ────▶ 1 3
          3 1
              ────▶ 3 2
          2 2 (highlighted)
              ────▶ 3 2
              ────▶ 2 3
          1 3
              ────▶ 2 3
          3 2
              ────▶ 3 3
          2 3
              ────▶ 3 3
          3 3

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/05-vector-clocks.md", line: 3013)
let lattice = Lattice(of: .smallExample, processes: 2)
func bothInside(_ cut: Cut) -> Bool { cut.counts == [2, 2] }
func someInside(_ cut: Cut) -> Bool { cut.counts.contains(2) }
let paths = lattice.paths()
for (name, φ) in [("both inside", bothInside), ("one inside", someInside)] {
  print(
    "\(name): in \(lattice.levels.flatMap { $0 }.count(where: φ)) cuts,",
    "met by \(paths.count { $0.contains(where: φ) }) of \(paths.count) paths")
}
let title = "Where both may have been inside"
show(lattice.drawing(titled: title, where: bothInside))
#sourceLocation()
    }
  }

  private func checkRecordedCell(
    _ cell: Notebook.RecordedCell, _ body: @Sendable () async throws -> Void
  ) async {
    let page = Notebook.Page(chapter: "Chapters/05-vector-clocks.md", generated: #filePath)
    for mismatch in await page.run(cell, body) {
      Testing.Issue.record(
        Testing.Comment(rawValue: mismatch.message),
        sourceLocation: Testing.SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
}
