// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest f74c29d9ba278e38
@testable import Chapter2
import Figures
import Notebook
import Simulation
import Testing

@Suite("Cells of chapter 2", .serialized) struct Cells {
  private let page = Page(chapter: "Chapters/02-rpc.md", generated: #filePath)
  @Test("cell lost-update") func lostUpdate() async {
    let cell = RecordedCell(
      "lost-update",
      line: 11,
      output: #"""
      Ann put("tea", "10") → done
      Bob put("tea", "12") → done
      Bob get("tea") → "12"

      """#,
      outputLine: 41,
      figures: [
        .init("lost-update", line: 51, text: ##"""
        A completed write disappears
        A run of 3 nodes and 54 events with seed 1.

         ms     server                          Ann                           Bob
                   │                             │                             │
           0       │                          ◁1─●                             │     Ann: → put("tea", "10")
          20       │                          ◁2─●                             │     Ann: ◷ retry
          30       ●◀─── 2 #1 put("tea", "10") ──┤                             │
                   ├─3▷                          │                             │
          40       │                             │                          ◁4─●     Bob: → put("tea", "12")
                   │                          ◁5─●                             │     Ann: ◷ retry
                   ├──────── 3 #1 done ─────────▶●                             │     Ann: ← done
          50       ●◀────────────────── 4 #1 put("tea", "12") ─────────────────┤
                   ├─6▷                          │                             │
                   ●◀─── 5 #1 put("tea", "10") ──┤                             │
                   ├─7▷                          │                             │
          60       │                             │                          ◁8─●     Bob: ◷ retry
                   ├─────────────────────── 6 #1 done ────────────────────────▶●     Bob: ← done
                   ├──────── 7 #1 done ─────────▶●                             │
          65       ●◀─── 1 #1 put("tea", "10") ──┤                             │
                   ├─9▷                          │                             │
          70       │                             │                         ◁10─●     Bob: → get("tea")
                   ●◀────────────────── 8 #1 put("tea", "12") ─────────────────┤
                   ├─11▷                         │                             │
          75       ├──────── 9 #1 done ─────────▶●                             │
          80       ●◀──────────────────── 10 #2 get("tea") ────────────────────┤
                   ├─12▷                         │                             │
                   ├─────────────────────── 11 #1 done ───────────────────────▶●
          90       │                             │                         ◁13─●     Bob: ◷ retry
                   ├─────────────────────── 12 #2 "12" ───────────────────────▶●     Bob: ← "12"
         100       ●◀──────────────────── 13 #2 get("tea") ────────────────────┤
                   ├─14▷                         │                             │
         110       ├─────────────────────── 14 #2 "12" ───────────────────────▶●
                   │                             │                             │

        """##)
      ])
    let mismatches = await page.run(cell) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 12)
var system = System<StoreMessage>()
system.links.standard = Link(delay: .constant(.milliseconds(10)))
let options = CallOptions(retry: .fixed(.milliseconds(25)))
let server = NodeID(1)
let ann = system.add(
  "Ann", StoreClient(server: server, options: options),
  work: [.put("tea", "10")])
system.add("server", StoreServer(.execute))
system.add(
  "Bob", StoreClient(server: server, options: options),
  work: .scheduled([
    (.milliseconds(50), .put("tea", "12")),
    (.milliseconds(80), .get("tea")),
  ]))
let slow = Link(delay: .constant(.milliseconds(75)))
let world = World(
  system, seed: 1, faults: [
    .link(from: ann, to: server, slow, at: .zero, for: .milliseconds(5))
  ])
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
    for mismatch in mismatches {
      Issue.record(
        Comment(rawValue: mismatch.message),
        sourceLocation: SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
  @Test("cell four-silences") func fourSilences() async {
    let cell = RecordedCell(
      "four-silences",
      line: 195,
      output: #"""
      append("log", "a") → unknown
      append("log", "b") → unknown
      append("log", "c") → unknown
      append("log", "d") → unknown
      the log holds d

      """#,
      outputLine: 228,
      figures: [
        .init("four-silences", line: 240, text: ##"""
        Four calls, one silence
        A run of 2 nodes and 40 events with seed 1.

         ms     server                        client
                   │                             │
           0       │   ✗─ 1 #1 append("log", "a…─●       client: → append("log", "a")
          50       │                             ●       client: ◷ deadline
                   │                             │       client: ← unknown
         100       │                          ◁2─●       client: → append("log", "b")
         110       ●◀── 2 #2 append("log", "b") ─┤
                   ├─────── 3 #2 "b" ────────✗   │
         150       │                             ●       client: ◷ deadline
                   │                             │       client: ← unknown
         200       │                          ◁4─●       client: → append("log", "c")
         210       ●◀── 4 #3 append("log", "c") ─┤
                   ■                             │       server crashes
         225       □                             │       server restarts
         250       │                             ●       client: ◷ deadline
                   │                             │       client: ← unknown
         300       │                          ◁5─●       client: → append("log", "d")
         350       │                             ●       client: ◷ deadline
                   │                             │       client: ← unknown
         360       ●◀── 5 #4 append("log", "d") ─┤
                   ├─6▷                          │
         370       ├───────── 6 #4 "d" ─────────▶●
                   │                             │

        """##)
      ])
    let mismatches = await page.run(cell) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 196)
var system = System<StoreMessage>()
system.links.standard = Link(delay: .constant(.milliseconds(10)))
let options = CallOptions(deadline: .milliseconds(50))
let server = NodeID(1)
let client = system.add(
  "client", StoreClient(server: server, options: options),
  work: .scheduled(
    ["a", "b", "c", "d"].enumerated().map { number, letter in
      (.milliseconds(100 * number), .append("log", letter))
    }))
system.add("server", StoreServer(.execute))
let lossy = Link(loss: 1)
let slow = Link(delay: .constant(.milliseconds(60)))
let moment = Duration.milliseconds(20)
let world = World(
  system, seed: 1, faults: [
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
    for mismatch in mismatches {
      Issue.record(
        Comment(rawValue: mismatch.message),
        sourceLocation: SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
  @Test("cell frame") func frame() async {
    let cell = RecordedCell(
      "frame",
      line: 817,
      output: ##"""
      0d 01 00 02 02 02 01 03 74 65 61 02 31 30
      #1 put("tea", "10")
      not yet whole
      #1 put("tea", "10")
      refused: unknownVersion(2)
      refused: unknownCase(7, of: "message")
      refused: truncated
      refused: frameTooLong(4294967295, limit: 1048576)

      """##,
      outputLine: 847)
    let mismatches = await page.run(cell) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 818)
func hex(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    .joined(separator: " ")
}
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
for (position, byte) in [(0, 0x0D), (1, 2), (2, 7), (7, 0xFF)] {
  var damaged = bytes
  damaged[position] = UInt8(byte)
  receive(damaged)
}
receive([0xFF, 0xFF, 0xFF, 0xFF, 0x0F])
#sourceLocation()
    }
    for mismatch in mismatches {
      Issue.record(
        Comment(rawValue: mismatch.message),
        sourceLocation: SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
  @Test("cell contracts") func contracts() async {
    let cell = RecordedCell(
      "contracts",
      line: 1267,
      output: #"""
      executions a call   loss:  0 %   10 %   20 %   30 %   40 %   50 %
      maybe                      1.000  0.895  0.810  0.720  0.610  0.525
      at least once              1.000  1.090  1.305  1.445  1.725  2.115
      at most once               1.000  1.000  1.000  1.000  1.000  1.000

      """#,
      outputLine: 1296,
      figures: [
        .init("contracts", line: 1307, text: #"""
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
    let mismatches = await page.run(cell) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 1268)
let contracts: [(String, StoreServer.DuplicateRule, CallOptions)] = [
  ("maybe", .execute, CallOptions(deadline: .milliseconds(30))),
  ("at least once", .execute, CallOptions(retry: .fixed(.milliseconds(30)))),
  ("at most once", .suppress, CallOptions(retry: .fixed(.milliseconds(30)))),
]
print("executions a call   loss:  0 %   10 %   20 %   30 %   40 %   50 %")
var bars: [BarChart.Series] = []
for (name, rule, options) in contracts {
  var row = name.padding(to: 25)
  for tenths in 0...5 {
    let times = executions(
      of: 200, loss: Double(tenths) / 10, rule, options, seed: 7)
    row += "  " + fixed(Double(times.reduce(0, +)) / 200, digits: 3)
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
    for mismatch in mismatches {
      Issue.record(
        Comment(rawValue: mismatch.message),
        sourceLocation: SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
  @Test("cell jitter") func jitter() async {
    let cell = RecordedCell(
      "jitter",
      line: 1373,
      output: nil)
    let mismatches = await page.run(cell) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 1374)
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
    for mismatch in mismatches {
      Issue.record(
        Comment(rawValue: mismatch.message),
        sourceLocation: SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
  @Test("cell storm") func storm() async {
    let cell = RecordedCell(
      "storm",
      line: 1580,
      output: nil)
    let mismatches = await page.run(cell) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 1581)
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
  summary: "Requests sent in each second of one seeded run; the outage is from second 4 to 6.",
  horizontal: Axis("time", unit: "s"), vertical: Axis("requests a second"))
for (name, backoff, budget) in policies {
  let report = storm(backoff, budget: budget)
  let share = fixed(100 * report.answeredAfterwards, digits: 1)
  print(name.padding(to: 25), "answered ten seconds later:", share, "%")
  plot.series.append(
    .init(name, report.sent.enumerated().map { (Double($0), Double($1)) }))
}
plot.references = [.init("what the server can do", .horizontal, at: 100)]
show(plot)
#sourceLocation()
    }
    for mismatch in mismatches {
      Issue.record(
        Comment(rawValue: mismatch.message),
        sourceLocation: SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
  @Test("cell knowledge") func knowledge() async {
    let cell = RecordedCell(
      "knowledge",
      line: 1726,
      output: nil)
    let mismatches = await page.run(cell) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 1727)
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
    "\(arrived)".padding(to: 7, onLeft: true),
    knowers[0].padding(to: 13, onLeft: true),
    knowers[1].padding(to: 13, onLeft: true),
    "\(levels)".padding(to: 12, onLeft: true))
}
let worlds = model.isCommonKnowledge(executed)
print("common knowledge in", worlds.count, "of 9 worlds")
#sourceLocation()
    }
    for mismatch in mismatches {
      Issue.record(
        Comment(rawValue: mismatch.message),
        sourceLocation: SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
  @Test("cell backup") func backup() async {
    let cell = RecordedCell(
      "backup",
      line: 2126,
      output: nil)
    let mismatches = await page.run(cell) { () async throws -> Void in
#sourceLocation(file: "Chapters/02-rpc.md", line: 2127)
let calm = index(hasBackups: true)
for hasBackups in [false, true] {
  let world = index(hasBackups: hasBackups, slowest: .seconds(9)) {
    [.crash($0[1], at: .milliseconds(1500))]
  }
  let coordinator = world[NodeID(0), as: Coordinator.self]
  let same = coordinator.output == calm[NodeID(0), as: Coordinator.self].output
  let name = hasBackups ? "with backup tasks" : "without backup tasks"
  print("\(name): same result as without faults:", same ? "yes" : "no")
  if let pair = coordinator.output?.first(where: { $0.key == "cat" }) {
    print("  cat is in documents", pair.value)
  }
  show(
    gantt(world, title: "A dead worker, a slow one, \(name)"),
    named: hasBackups ? "backup" : "no-backup")
}
#sourceLocation()
    }
    for mismatch in mismatches {
      Issue.record(
        Comment(rawValue: mismatch.message),
        sourceLocation: SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
}
