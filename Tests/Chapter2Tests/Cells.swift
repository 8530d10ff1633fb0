// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 40591fa0fd5358a9

@testable import Chapter2
import Figures
import Hashing
import Notebook
import Simulation
import Testing

@Suite("Cells of chapter 2", .serialized) struct Cells {
  @Test("cell lost-update") func lostUpdateCell() async {
    await checkRecordedCell(
      .init(
        "lost-update",
        line: 22,
        output: #"""
        Ann put("tea", "10") → done
        Bob put("tea", "12") → done
        Bob get("tea") → "10"

        """#,
        outputLine: 34,
        figures: [
          .init("lost-update", line: 44, text: ##"""
          A completed write disappears
          A run of 3 nodes and 36 events with seed 1.

           ms     Ann                            server                             Bob
                   │                                │                                │
             0     ●─1▷                             │                                │     Ann: → put("tea", "10")
            25     ●─2▷                             │                                │     Ann: ◷ retry
            35     ├──── 2 #1 put("tea", "10") ────▶●                                │
                   │                             ◁3─┤                                │
            45     ●◀────────── 3 #1 done ──────────┤                                │     Ann: ← done
            50     │                                │                             ◁4─●     Bob: → put("tea", "12")
            60     │                                ●◀──── 4 #1 put("tea", "12") ────┤
                   │                                ├─5▷                             │
            70     │                                ├────────── 5 #1 done ──────────▶●     Bob: ← done
            75     ├──── 1 #1 put("tea", "10") ────▶●                                │
                   │                             ◁6─┤                                │
            80     │                                │                             ◁7─●     Bob: → get("tea")
            85     ●◀────────── 6 #1 done ──────────┤                                │
            90     │                                ●◀─────── 7 #2 get("tea") ───────┤
                   │                                ├─8▷                             │
           100     │                                ├────────── 8 #2 "10" ──────────▶●     Bob: ← "10"
                   │                                │                                │

          """##)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 23)
let world = lostUpdate()
world.run()
for entry in world.history(of: StoreClient.self).completed {
  let name = world.roster.name(of: entry.client)
  print(name, entry.operation, "→", entry.response ?? .unknown)
}
var diagram = world.trace.diagram
diagram.title = "A completed write disappears"
show(diagram)
#sourceLocation()
    }
  }

  @Test("cell store") func storeCell() async {
    await checkRecordedCell(
      .init(
        "store",
        line: 141,
        output: #"""
        get("tea") → nothing
        put("tea", "10") → done
        append("tea", "0") → "100"
        compareAndSet("tea", expected: "10", new: "12") → conflict
        compareAndSet("tea", expected: "100", new: "12") → done
        delete("tea") → done

        """#,
        outputLine: 153)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 142)
var store = KeyValueStore()
let operations: [KeyValueStore.Operation] = [
  .get("tea"), .put("tea", "10"), .append("tea", "0"),
  .compareAndSet("tea", expected: "10", new: "12"),
  .compareAndSet("tea", expected: "100", new: "12"), .delete("tea"),
]
for operation in operations {
  print(operation, "→", store.apply(operation))
}
#sourceLocation()
    }
  }

  @Test("cell four-silences") func fourSilencesCell() async {
    await checkRecordedCell(
      .init(
        "four-silences",
        line: 185,
        output: #"""
        append("log", "a") → unknown
        append("log", "b") → unknown
        append("log", "c") → unknown
        append("log", "d") → unknown
        the log holds d

        """#,
        outputLine: 207,
        figures: [
          .init("four-silences", line: 219, text: ##"""
          Four calls, one silence
          A run of 2 nodes and 40 events with seed 1.

           ms     client                             server
                     │                                  │
             0       ●── 1 #1 append("log", "a") ───✗   │       client: → append("log", "a")
            50       ●                                  │       client: ◷ deadline
                     │                                  │       client: ← unknown
           100       ●─2▷                               │       client: → append("log", "b")
           110       ├──── 2 #2 append("log", "b") ────▶●
                     │   ✗────────── 3 #2 "b" ──────────┤
           150       ●                                  │       client: ◷ deadline
                     │                                  │       client: ← unknown
           200       ●─4▷                               │       client: → append("log", "c")
           210       ├──── 4 #3 append("log", "c") ────▶●
                     │                                  ■       server crashes
           225       │                                  □       server restarts
           250       ●                                  │       client: ◷ deadline
                     │                                  │       client: ← unknown
           300       ●─5▷                               │       client: → append("log", "d")
           350       ●                                  │       client: ◷ deadline
                     │                                  │       client: ← unknown
           360       ├──── 5 #4 append("log", "d") ────▶●
                     │                               ◁6─┤
           370       ●◀──────────── 6 #4 "d" ───────────┤
                     │                                  │

          """##)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 186)
let (client, server) = (NodeID(0), NodeID(1))
let lossy = Link(loss: 1)
let slow = Link(delay: .constant(.milliseconds(60)))
let moment = Duration.milliseconds(20)
let world = fourCalls(faults: [
  .link(from: client, to: server, lossy, at: .zero, for: moment),
  .link(from: server, to: client, lossy, at: .milliseconds(100), for: moment),
  .crash(server, afterEffects: 0, at: .milliseconds(205), for: moment),
  .link(from: client, to: server, slow, at: .milliseconds(295), for: moment),
])
world.run()
for entry in world.history(of: StoreClient.self).entries {
  print(entry.operation, "→", entry.response ?? .unknown)
}
let log = world[server, as: StoreServer.self].application.values["log"]
print("the log holds", log ?? "nothing")
var diagram = world.trace.diagram
diagram.title = "Four calls, one silence"
show(diagram)
#sourceLocation()
    }
  }

  @Test("cell frame") func frameCell() async {
    await checkRecordedCell(
      .init(
        "frame",
        line: 1060,
        output: ##"""
        0d 01 00 02 02 02 01 03 74 65 61 02 31 30
        #1 put("tea", "10")
        not yet whole
        not yet whole
        refused: unknownVersion(2)
        refused: unknownCase(7, of: "message")
        refused: truncated
        #1 put("tea", "11")
        refused: frameTooLong(4294967295, limit: 1048576)

        """##,
        outputLine: 1086)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 1061)
let id = CallID(client: ClientID(1), sequence: 1)
let request = StoreMessage.request(Call(id, .put("tea", "10")))
let bytes = FrameDecoder.frame(request.encoded())
print(hex(bytes))

func receive(_ bytes: [UInt8]) {
  var decoder = FrameDecoder()
  decoder.feed(bytes)
  do {
    guard let body = try decoder.next() else { return print("not yet whole") }
    print(try StoreMessage(decoding: body))
  } catch {
    print("refused:", error)
  }
}
receive(bytes)
receive(Array(bytes.dropLast()))
for (position, byte) in [(0, 0x0E), (1, 2), (2, 7), (7, 0xFF), (13, 0x31)] {
  var damaged = bytes
  damaged[position] = UInt8(byte)
  receive(damaged)
}
receive([0xFF, 0xFF, 0xFF, 0xFF, 0x0F])
#sourceLocation()
    }
  }

  @Test("cell lost-update-mended") func lostUpdateMendedCell() async {
    await checkRecordedCell(
      .init(
        "lost-update-mended",
        line: 1587,
        output: #"""
        Ann put("tea", "10") → done
        Bob put("tea", "12") → done
        Bob get("tea") → "12"

        """#,
        outputLine: 1596)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 1588)
let world = lostUpdate(.suppress)
world.run()
for entry in world.history(of: StoreClient.self).completed {
  let name = world.roster.name(of: entry.client)
  print(name, entry.operation, "→", entry.response ?? .unknown)
}
#sourceLocation()
    }
  }

  @Test("cell contracts") func contractsCell() async {
    await checkRecordedCell(
      .init(
        "contracts",
        line: 1614,
        output: #"""
        executions a call   loss:  0 %   10 %   20 %   30 %   40 %   50 %
        maybe                      1.000  0.895  0.810  0.720  0.610  0.525
        at least once              1.000  1.090  1.305  1.445  1.725  2.115
        at most once               1.000  1.000  1.000  1.000  1.000  1.000

        """#,
        outputLine: 1643,
        figures: [
          .init("contracts", line: 1654, text: #"""
          How often a call runs, at 30 % loss
          200 calls under each contract; exact counts of one seeded run.

          calls
          never       maybe          ███████████ 56
                      at least once  ▏ 0
                      at most once   ▏ 0
          once        maybe          █████████████████████████████ 144
                      at least once  ████████████████████████████ 142
                      at most once   ████████████████████████████████████████ 200
          twice       maybe          ▏ 0
                      at least once  ████████ 38
                      at most once   ▏ 0
          more often  maybe          ▏ 0
                      at least once  ████ 20
                      at most once   ▏ 0

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 1615)
let contracts: [(String, StoreServer.DuplicateRule, CallOptions)] = [
  ("maybe", .execute, CallOptions(deadline: .milliseconds(30))),
  ("at least once", .execute, CallOptions(retry: .fixed(.milliseconds(30)))),
  ("at most once", .suppress, CallOptions(retry: .fixed(.milliseconds(30)))),
]
print("executions a call   loss:  0 %   10 %   20 %   30 %   40 %   50 %")
var bars: [BarChart.Series] = []
for (name, rule, options) in contracts {
  var row = name.padded(to: 25)
  for tenths in 0...5 {
    let times = executions(
      of: 200, loss: Double(tenths) / 10, rule, options, seed: 7)
    row += "  " + fixed(Double(times.reduce(0, +)) / 200, decimals: 3)
    guard tenths == 3 else { continue }
    let counts = (0...2).map { n in times.count { $0 == n } }
    let more = 200 - counts.reduce(0, +)
    bars.append(.init(name, (counts + [more]).map { .init(Double($0)) }))
  }
  print(row)
}
show(
  BarChart(
    title: "How often a call runs, at 30 % loss",
    summary: "200 calls under each contract; exact counts of one seeded run.",
    axis: Axis("calls"),
    categories: ["never", "once", "twice", "more often"], series: bars))
#sourceLocation()
    }
  }

  @Test("cell jitter") func jitterCell() async {
    await checkRecordedCell(
      .init(
        "jitter",
        line: 1719,
        output: #"""
        without jitter:  [500, 500, 500, 500, 500]
        with jitter:     [264, 132, 67, 40, 23]

        """#,
        outputLine: 1739)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 1720)
for hasJitter in [false, true] {
  let backoff = Backoff.exponential(
    from: .milliseconds(100), upTo: .seconds(2), hasJitter: hasJitter)
  var arrivals: [[Int]] = Array(repeating: [], count: 5)
  for client in 0..<500 {
    var random = SplitMix64(seed: 7, labels: UInt64(client))
    var time = Duration.zero
    for attempt in 1...5 {
      time += backoff.delay(after: attempt, using: &random)
      arrivals[attempt - 1].append(Int(time / .milliseconds(50)))
    }
  }
  let peaks = arrivals.map { windows in
    windows.map { window in windows.count { $0 == window } }.max() ?? 0
  }
  print(hasJitter ? "with jitter:    " : "without jitter: ", peaks)
}
#sourceLocation()
    }
  }

  @Test("cell retry-storm") func retryStormCell() async {
    await checkRecordedCell(
      .init(
        "retry-storm",
        line: 1956,
        output: #"""
        fixed                     answered ten seconds later: 0.0 %
        doubling                  answered ten seconds later: 0.0 %
        doubling, jitter          answered ten seconds later: 0.0 %
        doubling, jitter, budget  answered ten seconds later: 100.0 %

        """#,
        outputLine: 1983,
        figures: [
          .init("retry-storm", line: 1994, text: #"""
          A two-second outage, and what retries make of it
          Requests sent in each second of one seeded run; down from 4 to 6 s.

          requests a second
          1000 ┤
               │                           ·a··a··         a···a··a
               │                          ··     ·a·····a···      ···a··
           800 ┤                         ··          a                 ·a··a
               │                        ·a
               │                        ·
           600 ┤                  ·a   ··
               │                ····· ··
               │               ·a   ··a
           400 ┤              ··               ···c·· ··c··c···c··c··c··
               │              ·         ·c··c··c    ·c·  ··b···b·      ·c··c
               │             ···*··c··c··b··b··b··b··b··b·       ·b··b··b··b
           200 ┤            a······b··b··
               │          ··*··
               │*··*··*··*··d···d··d··d··d··d··d··d··d··d··d···d··d··d··d··d
             0 ┼┬───────────────┬──────────────┬───────────────┬────────────
                0               5             10              15
                                          time (s)

            a  fixed
            b  doubling
            c  doubling, jitter
            d  doubling, jitter, budget

          time (s)  fixed  doubling  doubling, jitter  doubling, jitter, budget
          0            66        66                66                        66
          1            59        59                59                        59
          2            58        58                58                        58
          3            72        72                72                        72
          4           183       119               139                        75
          5           500       235               291                        69
          6           572       219               267                        60
          7           440       169               246                        68
          8           755       242               316                        68
          9           949       261               354                        63
          10          931       254               365                        53
          11          874       293               398                        59
          12          831       265               349                        51
          13          885       294               414                        68
          14          904       315               408                        65
          15          951       322               408                        62
          16          913       287               382                        45
          17          859       288               391                        62
          18          828       267               353                        51
          19          782       247               335                        48
          what the server can do: 100

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 1957)
let doubling = Backoff.exponential(
  from: .milliseconds(100), upTo: .seconds(1), hasJitter: false)
let jittered = Backoff.exponential(
  from: .milliseconds(100), upTo: .seconds(1), hasJitter: true)
let policies: [(String, Backoff, RetryBudget?)] = [
  ("fixed", .fixed(.zero), nil),
  ("doubling", doubling, nil),
  ("doubling, jitter", jittered, nil),
  ("doubling, jitter, budget", jittered, RetryBudget()),
]
var plot = LinePlot(
  title: "A two-second outage, and what retries make of it",
  summary:
    "Requests sent in each second of one seeded run; down from 4 to 6 s.",
  horizontal: Axis("time", unit: "s"), vertical: Axis("requests a second"))
for (name, backoff, budget) in policies {
  let report = storm(backoff, budget: budget)
  let share = fixed(100 * report.answeredAfterwards, decimals: 1)
  print(name.padded(to: 25), "answered ten seconds later:", share, "%")
  plot.series.append(
    .init(name, report.sent.enumerated().map { (Double($0), Double($1)) }))
}
plot.references = [.init("what the server can do", .horizontal, at: 100)]
show(plot)
#sourceLocation()
    }
  }

  @Test("cell crash-points") func crashPointsCell() async {
    await checkRecordedCell(
      .init(
        "crash-points",
        line: 2423,
        output: nil,
        figures: [
          .init("crash-points", line: 2435, text: #"""
          How often an append runs if its server crashes on the way
          What was not synced is lost, kept, or half of it kept. Exact.

          server, disk \ effects before the crash   0    1    2    3    4    5
          durable, lost                             1    1    1    1    1    1
          durable, kept                             1    1    1    1    1    1
          durable, torn                             1    1    1    1    1    1
          replies first, lost                       1    0    0    1    1    1
          replies first, kept                       1    0    1    1    1    1
          replies first, torn                       1    0    0    1    1    1
          records apart, lost                       1    1    2    2    1    1
          records apart, kept                       1    2    2    1    1    1
          records apart, torn                       1    1    2    2    1    1

            1  once
            0  never
            2  twice

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 2424)
var experiment = CrashExperiment()
experiment.add("durable", DurableStoreServer(KeyValueStore()))
experiment.add("replies first", CarelessServer(.repliesFirst))
experiment.add("records apart", CarelessServer(.recordsApart))
show(experiment.grid)
#sourceLocation()
    }
  }

  @Test("cell claims") func claimsCell() async {
    await checkRecordedCell(
      .init(
        "claims",
        line: 2519,
        output: ##"""
        durable: holds in all 428525 states: true
        no table: run once falls; the log is aa
            client is asked for append("log", "a")
            the network doubles #1 append("log", "a") from client to server
            server receives #1 append("log", "a") from client
            server receives #1 append("log", "a") from client
        replies first: answers fit one order falls; no order explains the answer to call 2
            client is asked for append("log", "a")
            server receives #1 append("log", "a") from client, and crashes after 1 effects
            client receives #1 "a" from server
            server restarts
            client is asked for append("log", "b")
            server receives #2 append("log", "b") from client
            client receives #2 "b" from server
        records apart: run once falls; the log is aa
            client is asked for append("log", "a")
            server receives #1 append("log", "a") from client, and crashes after 3 effects, losing 1 unsynced, one torn
            client fires retry
            server restarts
            server receives #1 append("log", "a") from client, and crashes after 3 effects, losing 1 unsynced, one torn

        """##,
        outputLine: 2535)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 2520)
func judge(_ name: String, _ search: SystemSearch<StoreMessage>) {
  let report = search.run()
  guard let run = report.counterexample else {
    return print(
      "\(name): holds in all \(report.states) states:", report.holds)
  }
  print("\(name): \(run.property) falls; \(run.message)")
  for step in run.steps.dropFirst() { print("   ", step.action) }
}
judge("durable", search(DurableStoreServer(KeyValueStore()), crashes: 2))
judge("no table", search(StoreServer(.execute), crashes: 0))
judge("replies first", search(CarelessServer(.repliesFirst), crashes: 2))
judge("records apart", search(CarelessServer(.recordsApart), crashes: 2))
#sourceLocation()
    }
  }

  @Test("cell real-network") func realNetworkCell() async {
    await checkRecordedCell(
      .init(
        "real-network",
        line: 2852,
        output: #"""
        process 4298 serves
        killed during call 20; process 4314 serves from its file
        killed during call 40; process 4346 serves from its file
        killed during call 60; process 4359 serves from its file
        60 appends, 3 kills: every number is in the log once, in order

        """#,
        outputLine: 2856,
        isVolatile: true)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 2853)
try await run(product: "cluster-2")
#sourceLocation()
    }
  }

  @Test("cell knowledge") func knowledgeCell() async {
    await checkRecordedCell(
      .init(
        "knowledge",
        line: 2952,
        output: #"""
        arrived  server knows  client knows  levels of E
              0            no            no            0
              1           yes            no            0
              2           yes           yes            1
              3           yes           yes            2
              4           yes           yes            3
              5           yes           yes            4
              6           yes           yes            5
              7           yes           yes            6
              8           yes           yes            7
        common knowledge in 0 of 9 worlds

        """#,
        outputLine: 2978)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 2953)
let model = KnowledgeModel(
  worlds: Array(0...8), agents: ["server", "client"],
  view: { $0 == "server" ? ($1 + 1) / 2 : $1 / 2 })
let executed = Set(1...8)
print("arrived  server knows  client knows  levels of E")
for arrived in 0...8 {
  let knowers = ["server", "client"].map {
    model.knows($0, executed).contains(arrived) ? "yes" : "no"
  }
  var levels = 0
  var fact = model.everyoneKnows(executed)
  while fact.contains(arrived), levels < 20 {
    levels += 1
    fact = model.everyoneKnows(fact)
  }
  print(
    "\(arrived)".padded(to: 7, right: true),
    knowers[0].padded(to: 13, right: true),
    knowers[1].padded(to: 13, right: true),
    "\(levels)".padded(to: 12, right: true))
}
let worlds = model.commonKnowledge(of: executed)
print("common knowledge in", worlds.count, "of 9 worlds")
#sourceLocation()
    }
  }

  @Test("cell backup") func backupCell() async {
    await checkRecordedCell(
      .init(
        "backup",
        line: 3421,
        output: #"""
        without backup tasks: done at 18005ms, result as without faults
        with backup tasks:    done at 6013ms, result as without faults
        cat is in documents 1 2 7

        """#,
        outputLine: 3440,
        figures: [
          .init("backup", line: 3450, text: #"""
          One worker dies, one is slow
          m is a map, r a reduce; in parentheses: work of no use. Exact.

          worker \ second      0       1       2       3       4       5       6       7       8
          1                   m1      m5      m8      m6      r1      r3       ·       ·       ·
          2                   m2    (m6)    (m6)       ·       ·       ·       ·       ·       ·
          3                   m3      m7      m4    (m6)      r2    (r3)       ·       ·       ·
          4                 (m4)    (m4)    (m4)    (m4)    (m4)    (m4)    (m4)    (m4)    (m4)

            m  map
            r  reduce
            (  no use

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 3422)
let calm = index(hasBackups: true)
let expected = calm[NodeID(0), as: Coordinator.self].output
for hasBackups in [false, true] {
  let world = index(hasBackups: hasBackups, slowest: .seconds(9)) {
    [.crash($0[1], at: .milliseconds(1500))]
  }
  let coordinator = world[NodeID(0), as: Coordinator.self]
  let end = coordinator.attempts.filter(\.isUsed).compactMap(\.ended).max()
  print(
    hasBackups ? "with backup tasks:   " : "without backup tasks:",
    "done at \(end ?? .start), result",
    coordinator.output == expected ? "as without faults" : "WRONG")
  if hasBackups { show(gantt(world, title: "One worker dies, one is slow")) }
}
let cat = expected?.first { $0.key == "cat" }
print("cat is in documents", cat?.value ?? "")
#sourceLocation()
    }
  }

  private func checkRecordedCell(
    _ cell: Notebook.RecordedCell, _ body: @Sendable () async throws -> Void
  ) async {
    let page = Notebook.Page(chapter: "Chapters/02-rpc.md", generated: #filePath)
    for mismatch in await page.run(cell, body) {
      Testing.Issue.record(
        Testing.Comment(rawValue: mismatch.message),
        sourceLocation: Testing.SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
}
