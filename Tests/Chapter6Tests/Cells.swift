// Generated from Chapters/06-consistency.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 016aff783e604687

import Chapter2
import Chapter3
@testable import Chapter6
import Figures
import Histories
import Notebook
import Simulation
import Testing

@Suite("Cells of chapter 6", .serialized) struct Cells {
  @Test("cell vanishing") func vanishingCell() async {
    await checkRecordedCell(
      .init(
        "vanishing",
        line: 21,
        output: #"""
        10ms laptop: get("picture") → nothing
        30ms phone:  put("picture", "new") → done
        60ms laptop: get("picture") → nothing
        120ms laptop: get("picture") → "new"

        """#,
        outputLine: 41)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 22)
let laptop: [(Duration, KeyValueStore.Operation)] = [
  (.milliseconds(10), .get("picture")), (.milliseconds(60), .get("picture")),
  (.milliseconds(120), .get("picture")),
]
let phone: [(Duration, KeyValueStore.Operation)] = [
  (.milliseconds(30), .put("picture", "new"))
]
let run = StoreRun(
  CentralStore(cachingFor: .milliseconds(60)), sites: 3,
  work: [[], .scheduled(phone), .scheduled(laptop)],
  link: Link(delay: .constant(.milliseconds(5))), seed: 1)
for entry in run.history.entries {
  let device = entry.client == NodeID(1) ? "phone: " : "laptop:"
  print(
    entry.invoked.time, device, entry.operation, "→",
    entry.response ?? "no answer")
}
#sourceLocation()
    }
  }

  @Test("cell drawn") func drawnCell() async {
    await checkRecordedCell(
      .init(
        "drawn",
        line: 336,
        output: #"""
        laptop: get("p") → nothing
        phone:  put("p", "new") → done
        laptop: get("p") → nothing
        laptop: get("p") → "new"
        the write precedes the second read: true

        """#,
        outputLine: 351)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 337)
let afternoon = try RecordedHistory(
  drawing: """
    phone          [p=new]
    laptop  [p?-]           [p?-]   [p?new]
    """, of: KeyValueStore.self)
let entries = afternoon.history.entries
for entry in entries {
  let device = (afternoon.name(entry.client) + ":").padded(to: 7)
  print(device, entry.operation, "→", entry.response ?? "pending")
}
let (write, read) = (entries[1], entries[2])
print("the write precedes the second read:", write.precedes(read))
#sourceLocation()
    }
  }

  @Test("cell alpern-schneider") func alpernSchneiderCell() async {
    await checkRecordedCell(
      .init(
        "alpern-schneider",
        line: 522,
        output: #"""
        server: of 1560 words accepts 213, its safety part 480, its liveness part 1293, both 213, the same ones: true
        convergence: of 1560 words accepts 1440, its safety part 1560, its liveness part 1440, both 1440, the same ones: true
        silent server: in the safety part true in the liveness part false
        unasked server: in the safety part false in the liveness part true

        """#,
        outputLine: 553)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 523)
let (request, answer, wait) = (0, 1, 2)
let server = BuchiAutomaton(
  next: [[1, 2, 0], [1, 0, 1], [2, 2, 2]], accepting: [0])
// Letters: a write, replicas that are equal, replicas that differ.
let convergence = BuchiAutomaton(
  next: [[0, 0, 1], [0, 0, 1]], accepting: [0])
let words = Lasso.all(letters: 3, stem: 3, loop: 3)
for (name, property) in [("server", server), ("convergence", convergence)] {
  let (safety, liveness) = (property.safetyPart, property.livenessPart)
  let both = words.count { safety.accepts($0) && liveness.accepts($0) }
  let same = words.allSatisfy {
    property.accepts($0) == (safety.accepts($0) && liveness.accepts($0))
  }
  print(
    "\(name): of \(words.count) words",
    "accepts \(words.count { property.accepts($0) }),",
    "its safety part \(words.count { safety.accepts($0) }),",
    "its liveness part \(words.count { liveness.accepts($0) }),",
    "both \(both), the same ones: \(same)")
}
let silent = Lasso(stem: [request], loop: [wait])
let unasked = Lasso(stem: [answer], loop: [wait])
for (name, word) in [("silent", silent), ("unasked", unasked)] {
  print(
    "\(name) server: in the safety part",
    server.safetyPart.accepts(word), "in the liveness part",
    server.livenessPart.accepts(word))
}
#sourceLocation()
    }
  }

  @Test("cell points") func pointsCell() async {
    await checkRecordedCell(
      .init(
        "points",
        line: 688,
        output: #"""
        linearizable

        """#,
        outputLine: 702,
        figures: [
          .init("points", line: 710, text: #"""
          Linearization points
          Each operation takes effect at one point within its bar.

          Carol  ├──◆─────────┤··································  get("x") → nothing  takes effect as number 1
                 ················├─────◆──┤······················  get("x") → "1"  takes effect as number 3
                 ············································├──▷  put("x", "3")
          Ann    ······├────────────◆────────┤···················  put("x", "1") → done  takes effect as number 2
                 ······································├──◆─────┤  get("x") → "2"  takes effect as number 5
          Ben    ·········├─────────────────────◆──┤·············  put("x", "2") → done  takes effect as number 4
                 0                                             15

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 689)
let drawn = try RecordedHistory(
  drawing: """
    Carol [x?-   ]  [x?1]        [x=3
    Ann    [x=1         ]      [x?2   ]
    Ben       [x=2          ]
    """, of: KeyValueStore.self)
let verdict = drawn.history.linearizability(of: KeyValueStore())
print(verdict.isAccepted ? "linearizable" : "not linearizable")
show(
  verdict.figure(
    of: drawn.history, title: "Linearization points", names: drawn.name))
#sourceLocation()
    }
  }

  @Test("cell simultaneously") func simultaneouslyCell() async {
    await checkRecordedCell(
      .init(
        "simultaneously",
        line: 734,
        output: #"""
        site 0 holds new
        site 1 holds new
        site 2 holds nothing
        linearizable

        """#,
        outputLine: 753)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 735)
let slowLink = Fault.link(
  from: NodeID(0), to: NodeID(2), Link(delay: .constant(.seconds(9))), at: .zero
)
let run = StoreRun(
  QuorumStore(), sites: 3,
  work: [
    [.put("x", "old"), .put("x", "new")],
    .scheduled([(.milliseconds(500), .get("x"))]), [],
  ],
  link: Link(delay: .constant(.milliseconds(5))), seed: 1, faults: [slowLink],
  until: .seconds(1))
for site in 0..<3 {
  print("site \(site) holds", run[site].copy["x"].value ?? "nothing")
}
let verdict = run.history.linearizability(of: KeyValueStore())
print(verdict.isAccepted ? "linearizable" : "not linearizable")
#sourceLocation()
    }
  }

  @Test("cell oracle") func oracleCell() async {
    await checkRecordedCell(
      .init(
        "oracle",
        line: 827,
        output: #"""
        Ann's devices: not linearizable
        pending, and seen: linearizable, as x?- x=1 x?1
        pending, seen and gone: not linearizable

        """#,
        outputLine: 859)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 828)
let histories = [
  (
    "Ann's devices",
    """
    phone          [p=new]
    laptop  [p?-]           [p?-]   [p?new]
    """
  ),
  (
    "pending, and seen",
    """
    A  [x=1
    B           [x?-]  [x?1]
    """
  ),
  (
    "pending, seen and gone",
    """
    A  [x=1
    B           [x?1]  [x?-]
    """
  ),
]
for (name, drawing) in histories {
  let history = try StoreHistory(drawing: drawing)
  let order = explanation(of: history, by: KeyValueStore())
  let text = order.map { "linearizable, as " + history.drawn($0) }
  print(name + ":", text ?? "not linearizable")
}
#sourceLocation()
    }
  }

  @Test("cell explosion") func explosionCell() async {
    await checkRecordedCell(
      .init(
        "explosion",
        line: 975,
        output: #"""
        Wing and Gong: 2: 5, 4: 65, 6: 1957, 7: 13700
        with memory: 2: 4, 4: 25, 6: 169, 8: 1089, 10: 6561
        key by key: 2: 4, 4: 10, 6: 26, 8: 66, 10: 162

        """#,
        outputLine: 1001,
        figures: [
          .init("explosion", line: 1011, text: #"""
          What a checker has to try
          States expanded on a rejected history, by the number of writes at once.

          states
                 │                                    ·a
          10,000 ┤                                  ···
                 │                                ···                    ····b
                 │                              ···                 ······
                 │                            ··a              ······
            1000 ┤                         ····            ···b·
                 │                       ···           ·····
                 │                    ····        ·····
                 │                  ···       ··b··                       ···c
             100 ┤               ····    ······                  ··········
                 │             ··a   ·····              ······c··
                 │         ····  b····         ·c········
                 │      ··········    ··········
              10 ┤   ············c·····
                 │a···········
                 └*··────┬───────┬──────┬───────┬──────┬──────┬───────┬──────┬
                  2      3       4      5       6      7      8       9     10
                                         writes at once

            a  Wing and Gong
            b  with memory
            c  key by key

          writes at once  Wing and Gong  with memory  key by key
          2                           5            4           4
          4                          65           25          10
          6                        1957          169          26
          7                       13700
          8                                     1089          66
          10                                    6561         162

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 976)
var plot = LinePlot(
  title: "What a checker has to try",
  summary:
    "States expanded on a rejected history, by the number of writes at once.",
  horizontal: Axis("writes at once"),
  vertical: Axis("states", scale: .logarithmic))
let methods: [(String, [Int], (StoreHistory) -> Int)] = [
  ("Wing and Gong", [2, 4, 6, 7], { $0.statesTried(remembering: false) }),
  ("with memory", [2, 4, 6, 8, 10], { $0.statesTried() }),
  (
    "key by key", [2, 4, 6, 8, 10],
    { $0.parts.map { $0.statesTried() }.reduce(0, +) }
  ),
]
for (name, sizes, count) in methods {
  let counts = try sizes.map { count(try StoreHistory.clash(of: $0)) }
  print(
    name + ":",
    zip(sizes, counts).map { "\($0): \($1)" }.joined(separator: ", "))
  plot.series.append(
    LinePlot.Series(name, zip(sizes, counts).map { (Double($0), Double($1)) }))
}
show(plot)
#sourceLocation()
    }
  }

  @Test("cell long") func longCell() async {
    await checkRecordedCell(
      .init(
        "long",
        line: 1096,
        output: #"""
        300 operations: 309 states

        """#,
        outputLine: 1104)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 1097)
let run = StoreRun(
  CentralStore(), sites: 3, work: zooWork(operations: 100, seed: 1),
  link: .reliable, seed: 1)
print(
  run.history.entries.count, "operations:", run.history.statesTried(), "states")
#sourceLocation()
    }
  }

  @Test("cell verdicts") func verdictsCell() async {
    await checkRecordedCell(
      .init(
        "verdicts",
        line: 1117,
        output: #"""
        get("p") of laptop, answered nothing, fits nowhere: beside 1 other operation, the answer can only be "new"
        rejected after 6 of 8 events
        unknown(unknown: the limit of 100 states was reached; the first 19 of 22 events can be explained)

        """#,
        outputLine: 1136)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 1118)
let afternoon = try RecordedHistory(
  drawing: """
    phone          [p=new]
    laptop  [p?-]           [p?-]   [p?new]
    """, of: KeyValueStore.self)
let verdict = afternoon.history.linearizability(of: KeyValueStore())
if case .rejected(let refutation) = verdict {
  print(refutation.reason(afternoon.name))
  print(
    "rejected after \(refutation.prefix.eventCount)",
    "of \(afternoon.history.eventCount) events"
  )
}
print(
  try StoreHistory.clash(of: 9).linearizability(
    of: Undivided(KeyValueStore()), limit: .states(100)))
#sourceLocation()
    }
  }

  @Test("cell sequential") func sequentialCell() async {
    await checkRecordedCell(
      .init(
        "sequential",
        line: 1259,
        output: #"""
        Ann's devices: sequentially consistent, as p?- p?- p=new p?new
        back in time: not sequentially consistent

        """#,
        outputLine: 1284)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 1260)
let histories = [
  (
    "Ann's devices",
    """
    phone          [p=new]
    laptop  [p?-]           [p?-]   [p?new]
    """
  ),
  (
    "back in time",
    """
    phone          [p=new]
    laptop  [p?-]           [p?new] [p?-]
    """
  ),
]
for (name, drawing) in histories {
  let history = try StoreHistory(drawing: drawing)
  let order = explanation(of: history, by: KeyValueStore(), keeping: .program)
  let text = order.map { "sequentially consistent, as " + history.drawn($0) }
  print(name + ":", text ?? "not sequentially consistent")
}
#sourceLocation()
    }
  }

  @Test("cell not-local") func notLocalCell() async {
    await checkRecordedCell(
      .init(
        "not-local",
        line: 1309,
        output: #"""
        key x is explained by x?- x=1
        key y is explained by y?- y=1
        the whole has no explanation

        """#,
        outputLine: 1324)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 1310)
let history = try StoreHistory(
  drawing: """
    A  [x=1] [y?-]
    B  [y=1] [x?-]
    """)
func judge(_ history: StoreHistory, _ name: String) {
  let order = explanation(of: history, by: KeyValueStore(), keeping: .program)
  let text = order.map { "is explained by " + history.drawn($0) }
  print(name, text ?? "has no explanation")
}
for (part, key) in zip(history.parts, ["x", "y"]) { judge(part, "key \(key)") }
judge(history, "the whole")
#sourceLocation()
    }
  }

  @Test("cell inversion") func inversionCell() async {
    await checkRecordedCell(
      .init(
        "inversion",
        line: 1533,
        output: #"""
        site 0 put("x", "old") from 0ms to 8ms
        site 0 put("x", "new") from 8ms to 54ms
        site 1 get("x") from 20ms to 24ms
        site 2 get("x") from 30ms to 34ms
        get("x") of site 2, answered "old", fits nowhere: beside 3 other operations, the answer can only be "new"

        """#,
        outputLine: 1550,
        figures: [
          .init("inversion", line: 1562, text: #"""
          A new/old inversion
          get("x") of site 2, answered "old", fits nowhere: beside 3 other operations, the
          answer can only be "new"

          site 0  ├───────┤·······································  put("x", "old") → done
                  ················├──────────────────────────────▷  put("x", "new")
          site 1  ························├──────┤················  get("x") → "new"
          site 2  ·······································├═══════┤  get("x") → "old"  fits nowhere
                  0                                              6

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 1534)
let history = slowWrite()
for entry in history.entries {
  print(
    "site \(entry.client.index)", entry.operation, "from",
    entry.invoked.time, "to", entry.completed?.moment.time ?? .distantFuture)
}
let verdict = history.linearizability(of: KeyValueStore())
if case .rejected(let refutation) = verdict {
  print(refutation.reason { "site \($0.index)" })
}
show(
  verdict.figure(
    of: history, title: "A new/old inversion",
    names: { "site \($0.index)" }))
#sourceLocation()
    }
  }

  @Test("cell question") func questionCell() async {
    await checkRecordedCell(
      .init(
        "question",
        line: 1817,
        output: #"""
        last writer wins: Carol reads answer?yes question?-
          causally consistent: false  PRAM: true  writes follow reads: false
        causal: Carol reads answer?- question?-
          causally consistent: true  PRAM: true  writes follow reads: true

        """#,
        outputLine: 1832)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 1818)
for (name, history) in [
  ("last writer wins", conversation(EventualStore(isSticky: true))),
  ("causal", conversation(CausalStore())),
] {
  let carol = history.entries.filter { $0.client == NodeID(2) }
  print(name + ": Carol reads", history.drawn(carol.map(\.id)))
  print(
    "  causally consistent:",
    history.check(.causalMemory, of: KeyValueStore()).isAccepted, " PRAM:",
    history.isPRAM, " writes follow reads:",
    history.check(.writesFollowReads, of: KeyValueStore()).isAccepted)
}
#sourceLocation()
    }
  }

  @Test("cell sessions") func sessionsCell() async {
    await checkRecordedCell(
      .init(
        "sessions",
        line: 1861,
        output: #"""
        own write missed: [read your writes]
        a read goes back: [monotonic reads]
        writes out of order: [monotonic writes]
        answer before question: [writes follow reads]

        """#,
        outputLine: 1901)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 1862)
let histories = [
  (
    "own write missed",
    """
    A  [x=1] [x?-]
    """
  ),
  (
    "a read goes back",
    """
    A  [x=1]
    B        [x?1] [x?-]
    """
  ),
  (
    "writes out of order",
    """
    A  [x=1] [y=1]
    B              [y?1] [x?-]
    """
  ),
  (
    "answer before question",
    """
    A  [x=1]
    B        [x?1] [y=1]
    C                    [y?1] [x?-]
    """
  ),
]
for (name, drawing) in histories {
  let history = try StoreHistory(drawing: drawing)
  let broken = SessionGuarantee.allCases.filter {
    history.check($0, of: KeyValueStore()).isRejected
  }
  print(name + ":", broken)
}
#sourceLocation()
    }
  }

  @Test("cell removal") func removalCell() async {
    await checkRecordedCell(
      .init(
        "removal",
        line: 2045,
        output: #"""
        observed-remove set: equal true has tea true
        last writer wins:    equal true has tea false

        """#,
        outputLine: 2070)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 2046)
let (ann, ben) = (NodeID(0), NodeID(1))
var observed = [ObservedRemoveSet<String>(), ObservedRemoveSet<String>()]
var last = [LastWriterSet<String>(), LastWriterSet<String>()]
for replica in 0...1 {
  observed[replica].add("tea", as: Timestamp(1, ann))
  last[replica].add("tea", as: Timestamp(1, ann))
}
observed[1].remove("tea")
last[1].remove("tea", as: Timestamp(9, ben))
observed[0].add("tea", as: Timestamp(8, ann))
last[0].add("tea", as: Timestamp(8, ann))
let (annsObserved, annsLast) = (observed[0], last[0])
observed[0].merge(observed[1])
observed[1].merge(annsObserved)
last[0].merge(last[1])
last[1].merge(annsLast)
print(
  "observed-remove set: equal", observed[0] == observed[1], "has tea",
  observed[0].contains("tea"))
print(
  "last writer wins:    equal", last[0] == last[1], "has tea",
  last[0].contains("tea"))
#sourceLocation()
    }
  }

  @Test("cell write-skew") func writeSkewCell() async {
    await checkRecordedCell(
      .init(
        "write-skew",
        line: 2223,
        output: #"""
        G2-item: T1, T2
          T1 read ben as [] before T2 appended 1
          T2 read ann as [] before T1 appended 1
        read uncommitted allows it
        read committed allows it
        snapshot isolation allows it
        serializability forbids it
        strong session snapshot isolation allows it
        strong session serializability forbids it
        strong snapshot isolation allows it
        strict serializability forbids it

        """#,
        outputLine: 2239)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 2224)
let first = Transaction(
  client: NodeID(0),
  operations: [.read("ann", []), .read("ben", []), .append("ann", 1)],
  invoked: 0, completed: 2)
let second = Transaction(
  client: NodeID(1),
  operations: [.read("ann", []), .read("ben", []), .append("ben", 1)],
  invoked: 1, completed: 3)
let history = TransactionHistory([first, second])
for anomaly in history.anomalies() { print(anomaly) }
for level in IsolationLevel.allCases {
  print(level, history.check(level).isAccepted ? "allows it" : "forbids it")
}
#sourceLocation()
    }
  }

  @Test("cell neither") func neitherCell() async {
    await checkRecordedCell(
      .init(
        "neither",
        line: 2269,
        output: #"""
        stale read: serializable true  strictly false
        each operation linearizable true  together serializable false
        ["lost update", "G-single"]
        own write missed: serializable true  in each session false

        """#,
        outputLine: 2307)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 2270)
let stale = TransactionHistory(oneAfterTheOther: [
  (client: 0, operations: [.append("x", 1)]),
  (client: 1, operations: [.read("x", [])]),
])
print(
  "stale read: serializable", stale.check(.serializable).isAccepted,
  " strictly", stale.check(.strictSerializable).isAccepted)
let interleaved = try StoreHistory(
  drawing: """
    A [x?-]       [x=1]
    B       [x?-]       [x=2]
    """)
let update = TransactionHistory([
  Transaction(
    client: NodeID(0), operations: [.read("x", []), .append("x", 1)],
    invoked: 0, completed: 2),
  Transaction(
    client: NodeID(1), operations: [.read("x", []), .append("x", 2)],
    invoked: 1, completed: 3),
  Transaction(
    client: NodeID(2), operations: [.read("x", [1, 2])], invoked: 4,
    completed: 5),
])
print(
  "each operation linearizable",
  interleaved.linearizability(of: KeyValueStore()).isAccepted,
  " together serializable", update.check(.serializable).isAccepted)
print(update.anomalies().map(\.name))
let session = TransactionHistory(oneAfterTheOther: [
  (client: 0, operations: [.append("x", 1)]),
  (client: 0, operations: [.read("x", [])]),
])
print(
  "own write missed: serializable", session.check(.serializable).isAccepted,
  " in each session", session.check(.strongSessionSerializable).isAccepted)
#sourceLocation()
    }
  }

  @Test("cell zoo") func zooCell() async {
    await checkRecordedCell(
      .init(
        "zoo",
        line: 2421,
        output: nil,
        figures: [
          .init("zoo", line: 2455, text: #"""
          Which model accepts whose histories
          How many of 20 runs of each design each model accepts.

          model \ design       single copy   caches   majorities   causal   last writer wins
          linearizable                   ✓        3            ✓        0                  6
          regular                        ✓        3            ✓        0                  6
          sequential                     ✓        7            ✓        0                  9
          causal memory                  ✓       10            ✓        ✓                 10
          PRAM                           ✓       11            ✓        ✓                 10
          read your writes               ✓        ✓            ✓        ✓                 14
          monotonic reads                ✓        ✓            ✓        ✓                 16
          monotonic writes               ✓       11            ✓        ✓                 18
          writes follow reads            ✓       16            ✓        ✓                  ✓

            ✓  all 20 accepted
            ✗  only so many accepted
            ?  none rejected, some unknown

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 2422)
let seeds = 1...20 as ClosedRange<UInt64>
let models: [ConsistencyModel] = [
  .linearizable, .regular, .sequential, .causalMemory, .pram,
  .readYourWrites, .monotonicReads, .monotonicWrites, .writesFollowReads,
]
var grid = CellGrid(
  title: "Which model accepts whose histories",
  summary: "How many of 20 runs of each design each model accepts.",
  rowTitle: "model", columnTitle: "design", rows: models.map(\.description),
  columns: zoo.map(\.name),
  states: [
    .init("all 20 accepted", sign: "✓", tone: .green),
    .init("only so many accepted", sign: "✗", tone: .red),
    .init("none rejected, some unknown", sign: "?", tone: .gray),
  ], cells: models.map { _ in [] })
for (column, entry) in zoo.enumerated() {
  let histories = seeds.map { zooHistory(of: entry.design, seed: $0) }
  for (row, model) in models.enumerated() {
    let verdicts = histories.map { $0.check(model, of: KeyValueStore()) }
    let count = verdicts.count { $0.isAccepted }
    let isRejected = verdicts.contains { $0.isRejected }
    grid.cells[row].append(isRejected ? 1 : count < histories.count ? 2 : 0)
    guard isRejected else { continue }
    grid.labels[.init(row: row, column: column)] = "\(count)"
  }
}
show(grid)
#sourceLocation()
    }
  }

  @Test("cell staleness") func stalenessCell() async {
    await checkRecordedCell(
      .init(
        "staleness",
        line: 2504,
        output: #"""
        single copy: 0 % of 800 reads stale, median 0ms, 99th percentile 0ms, worst 0ms
        caches: 82 % of 800 reads stale, median 17.617151ms, 99th percentile 40.974987ms, worst 43.196822ms
        majorities: 0 % of 800 reads stale, median 0ms, 99th percentile 0ms, worst 0ms
        causal: 63 % of 800 reads stale, median 2ms, 99th percentile 9ms, worst 9ms
        last writer wins: 6 % of 800 reads stale, median 0ms, 99th percentile 6.021895ms, worst 8.008251ms

        """#,
        outputLine: 2527,
        figures: [
          .init("staleness", line: 2539, text: #"""
          How stale a read from a cache is
          Stale reads of two caches that keep an answer for 40 ms.

          overwritten before the read began (ms)  reads
                                           0 – 5  ██████████████ 35
                                          5 – 10  █████████████████████████████████ 82
                                         10 – 15  ██████████████████████████████████████ 95
                                         15 – 20  ██████████████████████████████████████ 95
                                         20 – 25  ██████████████████████████████████████ 95
                                         25 – 30  ██████████████████████████████████████ 95
                                         30 – 35  ███████████████████████████████████ 88
                                         35 – 40  ████████████████████████ 60
                                         40 – 45  █████ 13

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 2505)
var figure: Histogram?
for (name, design) in zoo {
  let late = stalenessRun(of: design, seed: 1).staleness.sorted()
  let stale = late.count { $0 > .zero }
  print(
    "\(name): \(100 * stale / late.count) % of \(late.count) reads stale,",
    "median \(Instant(late[late.count / 2])),",
    "99th percentile \(Instant(late[late.count * 99 / 100])),",
    "worst \(Instant(late[late.count - 1]))")
  guard name == "caches" else { continue }
  figure = Histogram(
    title: "How stale a read from a cache is",
    summary: "Stale reads of two caches that keep an answer for 40 ms.",
    horizontal: Axis("overwritten before the read began", unit: "ms"),
    counted: "reads",
    values: late.filter { $0 > .zero }.map {
      $0 / .milliseconds(1)
    })
}
if let figure { show(figure) }
#sourceLocation()
    }
  }

  @Test("cell broken") func brokenCell() async {
    await checkRecordedCell(
      .init(
        "broken",
        line: 2864,
        output: #"""
        majorities: 20 of 20 runs regular
        a single answer: 0 of 20 runs regular
        causal: writes follow reads true  PRAM true
        causal, without waiting: writes follow reads false  PRAM true
        in the zoo: 17 of 20 runs without waiting pass

        """#,
        outputLine: 2886)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 2865)
func passing(_ design: some StoreDesign, _ model: ConsistencyModel) -> Int {
  (1...20 as ClosedRange<UInt64>).count { seed in
    zooHistory(of: design, seed: seed).check(model, of: KeyValueStore())
      .isAccepted
  }
}
for (name, quorum) in [("majorities", nil), ("a single answer", 1)] {
  let regular = passing(QuorumStore(quorum: quorum), .regular)
  print("\(name): \(regular) of 20 runs regular")
}
for waits in [true, false] {
  let history = conversation(CausalStore(waits: waits))
  print(
    waits ? "causal:" : "causal, without waiting:", "writes follow reads",
    history.check(.writesFollowReads, of: KeyValueStore()).isAccepted,
    " PRAM", history.isPRAM)
}
let inTheZoo = passing(CausalStore(waits: false), .writesFollowReads)
print("in the zoo: \(inTheZoo) of 20 runs without waiting pass")
#sourceLocation()
    }
  }

  @Test("cell cap") func capCell() async {
    await checkRecordedCell(
      .init(
        "cap",
        line: 2934,
        output: #"""
        single copy: x?- x=new, pending: x?
           linearizable
        caches: x?- x=new x?-
           not linearizable
        majorities: x?-, pending: x=new x?
           linearizable
        causal: x?- x=new x?-
           not linearizable
        last writer wins: x?- x=new x?-
           not linearizable

        """#,
        outputLine: 2945)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 2935)
for (name, design) in zoo {
  let history = partitionedHistory(of: design)
  let answered = history.drawn(history.completed.map(\.id))
  let pending = history.drawn(history.pending.map(\.id))
  print("\(name): \(answered)\(pending.isEmpty ? "" : ", pending: \(pending)")")
  let verdict = history.linearizability(of: KeyValueStore())
  print("  ", verdict.isAccepted ? "linearizable" : "not linearizable")
}
#sourceLocation()
    }
  }

  @Test("cell partition") func partitionCell() async {
    await checkRecordedCell(
      .init(
        "partition",
        line: 2972,
        output: #"""
        single copy, site 0: 0 errors
        single copy, sites 1 and 2: 18 errors
        majorities, site 0: 9 errors
        majorities, sites 1 and 2: 0 errors
        causal, site 0: 0 errors
        causal, sites 1 and 2: 0 errors

        """#,
        outputLine: 2995,
        figures: [
          .init("partition", line: 3008, text: #"""
          Errors during a partition
          Unanswered operations per second; site 0 is cut off from 1 s to 2 s.

          errors per second
             │                     a·····a····a·····a·····
          15 ┤
             │
             │
             │
             │
          10 ┤
             │
             │                     b·····b····b·····b····a·····
             │
           5 ┤
             │                                           b·····
             │
             │
             │
           0 ┼*····*·····*····*·····──────────┬──────────┬────*·····*····*
              0         0.5        1         1.5         2         2.5
                                        time (s)

            a  single copy, sites 1 and 2
            b  majorities, site 0

          time (s)  single copy, sites 1 and 2  majorities, site 0
          0                                  0                   0
          0.25                               0                   0
          0.5                                0                   0
          0.75                               0                   0
          1                                 16                   8
          1.25                              16                   8
          1.5                               16                   8
          1.75                              16                   8
          2                                  8                   4
          2.25                               0                   0
          2.5                                0                   0
          2.75                               0                   0

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 2973)
var plot = LinePlot(
  title: "Errors during a partition",
  summary:
    "Unanswered operations per second; site 0 is cut off from 1 s to 2 s.",
  horizontal: Axis("time", unit: "s"), vertical: Axis("errors per second"))
for (name, design) in zoo where name != "caches" && name != "last writer wins" {
  let outcomes = partitionTimeline(of: design)
  for (side, sites) in [("site 0", [0]), ("sites 1 and 2", [1, 2])] {
    let errors = outcomes.errors(
      at: sites, per: .milliseconds(250), until: .seconds(3))
    print("\(name), \(side):", errors.reduce(0, +), "errors")
    guard errors.contains(where: { $0 > 0 }) else { continue }
    plot.series.append(
      LinePlot.Series(
        "\(name), \(side)",
        errors.enumerated().map { (Double($0) / 4, Double(4 * $1)) },
        style: .steps))
  }
}
show(plot)
#sourceLocation()
    }
  }

  @Test("cell sticky") func stickyCell() async {
    await checkRecordedCell(
      .init(
        "sticky",
        line: 3157,
        output: #"""
        x=mine x?-
        read your writes broken
        monotonic reads kept
        monotonic writes kept
        writes follow reads kept

        """#,
        outputLine: 3172)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 3158)
let run = StoreRun(
  CausalStore(), sites: 2,
  work: [[.put("x", "mine")], .scheduled([(.milliseconds(50), .get("x"))])],
  link: Link(), seed: 1,
  faults: [.partition([NodeID(0)], [NodeID(1)], at: .zero)])
let moved = run.history.asOneSession()
print(moved.drawn(moved.entries.map(\.id)))
for guarantee in SessionGuarantee.allCases {
  print(
    guarantee,
    moved.check(guarantee, of: KeyValueStore()).isAccepted ? "kept" : "broken")
}
#sourceLocation()
    }
  }

  @Test("cell latency") func latencyCell() async {
    await checkRecordedCell(
      .init(
        "latency",
        line: 3216,
        output: #"""
        single copy: read 20ms, write 20ms, together 40ms
        caches: read 20ms, write 20ms, together 40ms
        majorities: read 20ms, write 40ms, together 60ms
        causal: read 0ms, write 0ms, together 0ms
        last writer wins: read 20ms, write 20ms, together 40ms

        """#,
        outputLine: 3225)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/06-consistency.md", line: 3217)
for (name, design) in zoo {
  let worst = worstLatencies(of: design)
  print(
    "\(name): read \(Instant(worst.read)), write \(Instant(worst.write)),",
    "together \(Instant(worst.read + worst.write))")
}
#sourceLocation()
    }
  }

  private func checkRecordedCell(
    _ cell: Notebook.RecordedCell, _ body: @Sendable () async throws -> Void
  ) async {
    let page = Notebook.Page(chapter: "Chapters/06-consistency.md", generated: #filePath)
    for mismatch in await page.run(cell, body) {
      Testing.Issue.record(
        Testing.Comment(rawValue: mismatch.message),
        sourceLocation: Testing.SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
}
