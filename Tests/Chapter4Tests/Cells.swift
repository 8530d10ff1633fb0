// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 5c85350a66f45422

import Chapter2
@testable import Chapter4
import Figures
import Histories
import Notebook
import Simulation
import Synchronization
import Testing

@Suite("Cells of chapter 4", .serialized) struct Cells {
  @Test("cell two-primaries") func twoPrimariesCell() async {
    await checkRecordedCell(
      .init(
        "two-primaries",
        line: 27,
        output: #"""
        Ann put("tea", "10") → done
        Bob put("tea", "12") → done
        Ann get("tea") → "10"
        Ann put("tea", "11") → done
        Ann get("tea") → "12"
        one store could have answered this: false

        """#,
        outputLine: 42,
        figures: [
          .init("two-primaries", line: 55, text: #"""
          Two servers, both of them primary
          get("tea") of Ann, answered "10", fits nowhere: beside 2 other operations, the
          answer can only be "12"

          Ann  ├────────┤······································  put("tea", "10") → done
               ······································├════════┤  get("tea") → "10"  fits nowhere
          Bob  ···················├────────┤···················  put("tea", "12") → done
               0                                              5

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 28)
let world = twoPrimaries()
world.run(for: .milliseconds(700))
let history = world.history(of: ReplicaStoreClient.self)
for entry in history.completed {
  let name = world.roster.name(of: entry.client)
  print(name, entry.operation, "→", entry.response ?? .done)
}
let verdict = history.linearizability(of: KeyValueStore())
print("one store could have answered this:", verdict.isAccepted)
var figure = verdict.figure(of: history) { world.roster.name(of: $0) }
figure.title = "Two servers, both of them primary"
show(figure)
#sourceLocation()
    }
  }

  @Test("cell succession") func successionCell() async {
    await checkRecordedCell(
      .init(
        "succession",
        line: 459,
        output: #"""
        S1 pings 0:   view 1: S1, none
        S2 pings 0:   view 1: S1, none
        S1 pings 1:   view 2: S1, S2
        S3 pings 0:   view 2: S1, S2
        S1 is silent:  view 2: S1, S2
        S1 pings 2:   view 2: S1, S2
        S1 is silent:  view 3: S2, S3
        all are silent: view 3: S2, S3
        S3 pings 3:   view 3: S2, S3
        S2 pings 3:   view 3: S2, S3

        """#,
        outputLine: 482)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 460)
var views = ViewServer()
let (one, two, three) = (NodeID(1), NodeID(2), NodeID(3))
func ping(_ server: NodeID, _ number: Int) {
  views.ping(server, view: number)
  print("S\(server.index) pings \(number):  ", views.view)
}
ping(one, 0)
ping(two, 0)
ping(one, 1)
ping(three, 0)
views.suspect(one)
print("S1 is silent: ", views.view)
ping(one, 2)
views.suspect(one)
print("S1 is silent: ", views.view)
views.suspect(three)
views.suspect(two)
print("all are silent:", views.view)
ping(three, 3)
ping(two, 3)
#sourceLocation()
    }
  }

  @Test("cell fail-over") func failOverCell() async {
    await checkRecordedCell(
      .init(
        "fail-over",
        line: 1083,
        output: #"""
        append("log", "a") → "a" at 70ms
        append("log", "b") → "ab" at 130ms
        append("log", "c") → "abc" at 190ms
        append("log", "d") → "abcd" at 310ms
        append("log", "e") → "abcde" at 370ms
        append("log", "f") → "abcdef" at 430ms

        """#,
        outputLine: 1103,
        figures: [
          .init("fail-over", line: 1116, text: #"""
          S1 dies at 190 ms
          What each server believes itself to be. Exact.

          server \ × 20 ms   1    2    3    4    5    6    7    8    9   10   11   12   13   14   15   16   17   18   19   20   21   22   23   24   25
          S1                 p    P    P    P    P    P    P    P    P    x    x    x    x    x    x    x    x    x    x    x    x    x    x    x    x
          S2                 b    B    B    B    B    B    B    B    B    B    B    B    B    B    P    P    P    P    P    P    P    P    P    P    P
          S3                 ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    B    B    B    B    B    B    B    B    B    B    B

            1  1
            2  2
            3  3
            4  4
            5  5
            6  6
            7  7
            8  8
            9  9
            10  10
            11  11
            12  12
            13  13
            14  14
            15  15
            16  16
            17  17
            18  18
            19  19
            20  20
            21  21
            22  22
            23  23
            24  24
            25  25

            P  primary that serves
            p  primary that waits for its backup
            B  backup with the state
            b  backup without
            x  crashed

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1084)
let letters = ["a", "b", "c", "d", "e", "f"]
let system = replicaSystem(
  servers: 3,
  clients: [
    (
      "Ann",
      .closedLoop(
        letters.map { .append("log", $0) }, pause: .milliseconds(40))
    )
  ])
let crash = Fault.crash(NodeID(1), at: .milliseconds(190))
let world = World(system, seed: 1, faults: [crash])
show(timeline(of: world, servers: 3, title: "S1 dies at 190 ms"))
for entry in world.history(of: ReplicaStoreClient.self).completed {
  guard let done = entry.completed else { continue }
  print(entry.operation, "→", done.response, "at", done.moment.time)
}
#sourceLocation()
    }
  }

  @Test("cell wakes-up") func wakesUpCell() async {
    await checkRecordedCell(
      .init(
        "wakes-up",
        line: 1239,
        output: #"""
        S1 is in view 4: S2, S1, tea costs 12
        S2 is in view 4: S2, S1, tea costs 12

        """#,
        outputLine: 1261,
        figures: [
          .init("wakes-up", line: 1270, text: ##"""
          S1 wakes up and finds that it isn't primary
          A run of 4 nodes and 152 events with seed 1.

           ms     views                          S1                            S2                            Ann
                    │                             │                             │                             │
             0      │                          ◁1─●                             │                             │
                    │                             │                          ◁2─●                             │
             5      ●◀───────── 1 ping 0 ─────────┤                             │                             │
                    ├─3▷                          │                             │                             │
                    ●◀──────────────────────── 2 ping 0 ────────────────────────┤                             │
                    ├─4▷                          │                             │                             │
            10      ├──── 3 view 1: S1, none ────▶●                             │                             │
                    │                          ◁5─┤                             │                             │
                    ├─────────────────── 4 view 1: S1, none ───────────────────▶●                             │
            15      ●◀───────── 5 ping 1 ─────────┤                             │                             │
                    ├─6 7▷                        │                             │                             │
            20      ├──────────────────── 6 view 2: S1, S2 ────────────────────▶●                             │
                    ├───── 7 view 2: S1, S2 ─────▶●─8▷                          │                             │
            25      │                             ├──── 8 state for view 2 ────▶●                             │
                    │                             │                          ◁9─┤                             │
            30      │                         ◁10─●◀──── 9 view 2 has state ────┤                             │
            35      ●◀───────── 10 ping 2 ────────┤                             │                             │
                    ├─11▷                         │                             │                             │
            40      │                             │                             │                         ◁12─●     Ann: → put("tea", "10")
                    ├──── 11 view 2: S1, S2 ─────▶●                             │                             │
            45      ●◀────────────────────────────┼─────── 12 which view? ──────┼─────────────────────────────┤
                    ├─13▷                         │                             │                             │
            50      ├─────────────────────────────┼──── 13 view 2: S1, S2 ──────┼────────────────────────────▶●
                    │                             │                             │                         ◁14─┤
            55      │                             ●◀───────────────── 14 #1 put("tea", "10") ─────────────────┤
                    │                             ├─15▷                         │                             │
            60      │                             ┊                             │                             │     S1 pauses
                    │                             ┊                         ◁16─●                             │     S2: ◷ ping
                    │                             ┊─ 15 view 2 put("tea", "10…─▶●                             │
                    │                             ┊                         ◁17─┤                             │
            65      ●◀──────────────────────── 16 ping 2 ───────────────────────┤                             │
                    ├─18▷                         ┊                             │                             │
            70      ├─────────────────── 18 view 2: S1, S2 ────────────────────▶●                             │
            90      │                             ┊                             │                         ◁19─●     Ann: ◷ retry
            95      ●◀──────────────────────────────────── 19 which view? ──────┼─────────────────────────────┤
                    ├─20▷                         ┊                             │                             │
           100      │                             ┊                             │                             ●     Ann: → put("tea", "12")
                    ├────────────────────────────────── 20 view 2: S1, S2 ──────┼────────────────────────────▶●
                    │                             ┊                             │                         ◁21─┤
           120      │                             ┊                         ◁22─●                             │     S2: ◷ ping
           125      ●◀──────────────────────── 22 ping 2 ───────────────────────┤                             │
                    ├─23▷                         ┊                             │                             │
           130      ├─────────────────── 23 view 2: S1, S2 ────────────────────▶●                             │
           140      │                             ┊                             │                         ◁24─●     Ann: ◷ retry
           145      ●◀──────────────────────────────────── 24 which view? ──────┼─────────────────────────────┤
                    ├─25▷                         ┊                             │                             │
           150      ├────────────────────────────────── 25 view 2: S1, S2 ──────┼────────────────────────────▶●
                    │                             ┊                             │                         ◁26─┤
           165      ●─27▷                         ┊                             │                             │     views: ◷ silence(S1)
           170      ├────────────────── 27 view 3: S2, none ───────────────────▶●                             │
                    │                             ┊                         ◁28─┤                             │
           175      ●◀──────────────────────── 28 ping 3 ───────────────────────┤                             │
                    ├─29▷                         ┊                             │                             │
           180      │                             ┊                         ◁30─●                             │     S2: ◷ ping
                    ├────────────────── 29 view 3: S2, none ───────────────────▶●                             │
           185      ●◀──────────────────────── 30 ping 3 ───────────────────────┤                             │
                    ├─31▷                         ┊                             │                             │
           190      │                             ┊                             │                         ◁32─●     Ann: ◷ retry
                    ├────────────────── 31 view 3: S2, none ───────────────────▶●                             │
           195      ●◀──────────────────────────────────── 32 which view? ──────┼─────────────────────────────┤
                    ├─33▷                         ┊                             │                             │
           200      ├───────────────────────────────── 33 view 3: S2, none ─────┼────────────────────────────▶●
                    │                             ┊                             │                         ◁34─┤
           205      │                             ┊                             ●◀── 34 #1 put("tea", "10") ──┤
                    │                             ┊                             ├─35▷                         │
           210      │                             ┊                             ├──────── 35 #1 done ────────▶●     Ann: ← done
                    │                             ┊                             │                         ◁36─┤
           215      │                             ┊                             ●◀── 36 #2 put("tea", "12") ──┤
                    │                             ┊                             ├─37▷                         │
           220      │                             ┊                             ├──────── 37 #2 done ────────▶●     Ann: ← done
           240      │                             ┊                         ◁38─●                             │     S2: ◷ ping
           245      ●◀──────────────────────── 38 ping 3 ───────────────────────┤                             │
                    ├─39▷                         ┊                             │                             │
           250      ├────────────────── 39 view 3: S2, none ───────────────────▶●                             │
           300      │                             ┊                         ◁40─●                             │     S2: ◷ ping
           305      ●◀──────────────────────── 40 ping 3 ───────────────────────┤                             │
                    ├─41▷                         ┊                             │                             │
           310      ├────────────────── 41 view 3: S2, none ───────────────────▶●                             │
           320      │                             │                             │                             │     S1 goes on
                    │                         ◁42─●─43▷                         │                             │     S1: ◷ ping
                    │                             ●◀──── 17 view 2 accepted ────┤                             │
                    │                             ├─44▷                         │                             │
                    │                             ●◀───────────────── 21 #1 put("tea", "10") ─────────────────┤
                    │                             ├─45▷                         │                             │
                    │                             ●◀───────────────── 26 #1 put("tea", "10") ─────────────────┤
                    │                             ├─46▷                         │                             │
           325      ●◀───────── 42 ping 2 ────────┤                             │                             │
                    ├─47 48▷                      │                             │                             │
                    │                             ├─ 43 view 2 put("tea", "10…─▶●                             │
                    │                             │                         ◁49─┤                             │
                    │                             ├─────────────────────── 44 #1 done ───────────────────────▶●
                    │                             ├─────────────────────── 45 #1 done ───────────────────────▶●
                    │                             ├─────────────────────── 46 #1 done ───────────────────────▶●
           330      ├─────────────────── 47 view 4: S2, S1 ────────────────────▶●                             │
                    │                             │                         ◁50─┤                             │
                    ├──── 48 view 4: S2, S1 ─────▶●                             │                             │
                    │                             ●◀──── 49 view 3: S2, none ───┤                             │
           335      │                             ●◀──── 50 state for view 4 ───┤                             │
                    │                             ├─51▷                         │                             │
           340      │                             ├─── 51 view 4 has state ────▶●                             │
                    │                             │                         ◁52─┤                             │
           345      ●◀──────────────────────── 52 ping 4 ───────────────────────┤                             │     53 view 4: S2, S1 is still on its way
                    ├╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 53 view 4: S2, S1 ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌▷   │                             │
                    │                             │                             │                             │

          """##)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1240)
var times = ReplicaTimes()
(times.ping, times.silence) = (.milliseconds(60), .milliseconds(130))
let work: Workload<KeyValueStore.Operation> = .scheduled([
  (.milliseconds(40), .put("tea", "10")),
  (.milliseconds(100), .put("tea", "12")),
])
let system = replicaSystem(clients: [("Ann", work)], times: times)
let world = World(
  system, seed: 1,
  faults: [.pause(NodeID(1), at: .milliseconds(60), for: .milliseconds(260))])
world.run(for: .milliseconds(345))
for server in 1...2 {
  let replica = world[NodeID(server), as: StoreReplicaNode.self].replica
  let tea = replica.table.application.values["tea"] ?? "nothing"
  print("S\(server) is in \(replica.view), tea costs \(tea)")
}
var diagram = world.trace.diagram
diagram.title = "S1 wakes up and finds that it isn't primary"
show(diagram)
#sourceLocation()
    }
  }

  @Test("cell local-reads") func localReadsCell() async {
    await checkRecordedCell(
      .init(
        "local-reads",
        line: 1416,
        output: #"""
        reads forwarded
           Ann put("tea", "10") → done
           Bob put("tea", "12") → done
           Ann get("tea") → "12"
           one store could have answered this: true
        reads answered by S1 alone
           Ann put("tea", "10") → done
           Bob put("tea", "12") → done
           Ann get("tea") → "10"
           one store could have answered this: false

        """#,
        outputLine: 1431)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1417)
for readsLocally in [false, true] {
  let world = cutOff(without: readsLocally ? .forwardReads : nil)
  world.run(for: .milliseconds(800))
  let history = world.history(of: ReplicaStoreClient.self)
  print(readsLocally ? "reads answered by S1 alone" : "reads forwarded")
  for entry in history.entries {
    let name = world.roster.name(of: entry.client)
    print("  ", name, entry.operation, "→", entry.response ?? .done)
  }
  let verdict = history.linearizability(of: KeyValueStore())
  print("   one store could have answered this:", verdict.isAccepted)
}
#sourceLocation()
    }
  }

  @Test("cell searched") func searchedCell() async {
    await checkRecordedCell(
      .init(
        "searched",
        line: 1641,
        output: #"""
        one client, two timers: holds in all of 161977 states, 29 steps deep
        two clients, one timer: holds in all of 228462 states, 27 steps deep
        one client, a crash and a timer: holds in all of 115458 states, 24 steps deep
        one client, a double and a timer: holds in all of 141081 states, 27 steps deep

        """#,
        outputLine: 1660)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1642)
let append: [KeyValueStore.Operation] = [.append("log", "a")]
let read: [KeyValueStore.Operation] = [.get("log")]
for search in [
  pairSearch("one client, two timers", work: [append], timers: 2),
  pairSearch("two clients, one timer", work: [append, read], timers: 1),
  pairSearch(
    "one client, a crash and a timer", work: [append], timers: 1, crashes: 1),
  pairSearch(
    "one client, a double and a timer", work: [append], timers: 1,
    duplications: 1),
] {
  let report = search.run()
  print(
    "\(search.name): \(report.verdict == .holds ? "holds" : "\(report)")",
    "in all of \(report.states) states, \(report.depth - 1) steps deep")
}
#sourceLocation()
    }
  }

  @Test("cell third-timer") func thirdTimerCell() async {
    await checkRecordedCell(
      .init(
        "third-timer",
        line: 1672,
        output: #"""
        inconclusive("the budget of states is used up")
        378339 states, none of them bad; 13 levels

        """#,
        outputLine: 1684)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1673)
var options = SearchOptions()
options.stateBudget = 300_000
let work: [[KeyValueStore.Operation]] = [
  [.append("log", "a")], [.append("log", "b")],
]
let report = pairSearch("two clients, three timers", work: work, timers: 3)
  .run(options)
print(report.verdict)
print(report.states, "states, none of them bad;", report.depth, "levels")
#sourceLocation()
    }
  }

  @Test("cell view-server-rules") func viewServerRulesCell() async {
    await checkRecordedCell(
      .init(
        "view-server-rules",
        line: 2068,
        output: #"""
        wait for the primary's acknowledgement: one effective primary falls after 5 steps
            S1 in view 1 and S2 in view 3
        count only a ping with the view's number: one effective primary falls after 8 steps
            S1 in view 1 and S2 in view 3
        promote only a member of the view: one effective primary falls after 6 steps
            S1 in view 1 and S2 in view 2

        """#,
        outputLine: 2072)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2069)
for line in consequences(of: ReplicaRule.ofViewServer) { print(line) }
#sourceLocation()
    }
  }

  @Test("cell primary-rules") func primaryRulesCell() async {
    await checkRecordedCell(
      .init(
        "primary-rules",
        line: 2085,
        output: #"""
        acknowledge when the backup has the state: one store falls after 18 steps
            get("tea") of n4, answered nothing, fits nowhere: beside 1 other operation, the answer can only be "a"
        serve no call before the view has begun: one store falls after 20 steps
            get("tea") of n4, answered nothing, fits nowhere: beside 1 other operation, the answer can only be "a"
        answer what the backup has accepted: one store falls after 17 steps
            get("tea") of n4, answered nothing, fits nowhere: beside 1 other operation, the answer can only be "a"
        forward reads, too: one store falls after 23 steps
            get("tea") of n3, answered "a", fits nowhere: beside 2 other operations, the answer can only be "ab"
        count an acceptance for its own call alone: one store falls after 27 steps
            get("tea") of n4, answered "a", fits nowhere: beside 2 other operations, the answer can only be "ab"

        """#,
        outputLine: 2089)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2086)
for line in consequences(of: ReplicaRule.ofPrimary) { print(line) }
#sourceLocation()
    }
  }

  @Test("cell backup-rules") func backupRulesCell() async {
    await checkRecordedCell(
      .init(
        "backup-rules",
        line: 2106,
        output: #"""
        accept forwards of one's own view alone: one store falls after 25 steps
            get("tea") of n3, answered "a", fits nowhere: beside 2 other operations, the answer can only be "ab"
        serve clients as primary alone: one store falls after 24 steps
            get("tea") of n3, answered "a", fits nowhere: beside 2 other operations, the answer can only be "ab"
        install the state once in a view: one store falls after 24 steps
            get("tea") of n4, answered nothing, fits nowhere: beside 1 other operation, the answer can only be "a"
        install the table along with the store: one store falls after 19 steps
            append("tea", "a") of n3, answered "aa", fits nowhere: by itself, the answer can only be "a"
        come back under a new name: one effective primary falls after 13 steps
            S1 in view 1 and S2 in view 3

        """#,
        outputLine: 2110)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2107)
for line in consequences(of: ReplicaRule.ofBackup) { print(line) }
#sourceLocation()
    }
  }

  @Test("cell installed-twice") func installedTwiceCell() async {
    await checkRecordedCell(
      .init(
        "installed-twice",
        line: 2143,
        output: ##"""
        views receives ping 0 from S1
        S1 receives view 1: S1, none from views
        views receives ping 1 from S1
        views receives ping 0 from S2
        Ann is asked for append("tea", "a")
        S1 receives view 2: S1, S2 from views
        views receives which view? from Ann
        the network doubles state for view 2 from S1 to S2
        S2 receives state for view 2 from S1
        Ann receives view 2: S1, S2 from views
        S1 receives view 2 has state from S2
        S1 receives #1 append("tea", "a") from Ann
        S2 receives view 2 append("tea", "a") from S1
        S1 receives view 2 accepted from S2
        Ann receives #1 "a" from S1
        views receives ping 2 from S1
        S2 receives state for view 2 from S1
        views fires silence(S1)
        Bob is asked for get("tea")
        S2 receives view 3: S2, none from views
        views receives which view? from Bob
        Bob receives view 3: S2, none from views
        S2 receives #1 get("tea") from Bob
        Bob receives #1 nothing from S2

        """##,
        outputLine: 2148)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2144)
let run = ReplicaRule.installOnce.finding.counterexample
for step in run?.steps.dropFirst() ?? [] { print(step.action) }
#sourceLocation()
    }
  }

  @Test("cell schedules") func schedulesCell() async {
    await checkRecordedCell(
      .init(
        "schedules",
        line: 2186,
        output: ##"""
        without "wait for the primary's acknowledgement":
            views receives ping 0 from S1
            views receives ping 0 from S2
            views fires silence(S1)
            S1 receives view 1: S1, none from views
            S2 receives view 3: S2, none from views
        without "count only a ping with the view's number":
            the network doubles ping 0 from S1 to views
            views receives ping 0 from S1
            S1 receives view 1: S1, none from views
            views receives ping 1 from S1
            views receives ping 0 from S2
            views receives ping 0 from S1
            views fires silence(S1)
            S2 receives view 3: S2, none from views
        without "promote only a member of the view":
            views receives ping 0 from S1
            S1 receives view 1: S1, none from views
            views receives ping 1 from S1
            views fires silence(S1)
            views receives ping 0 from S2
            S2 receives view 2: S2, none from views
        without "acknowledge when the backup has the state":
            Ann is asked for append("tea", "a")
            views receives ping 0 from S1
            S1 receives view 1: S1, none from views
            views receives which view? from Ann
            Ann receives view 1: S1, none from views
            S1 receives #1 append("tea", "a") from Ann
            views receives ping 0 from S2
            Ann receives #1 "a" from S1
            views receives ping 1 from S1
            S1 receives view 2: S1, S2 from views
            Bob is asked for get("tea")
            views receives ping 2 from S1
            views fires silence(S1)
            views receives which view? from Bob
            S2 receives view 3: S2, none from views
            Bob receives view 3: S2, none from views
            S2 receives #1 get("tea") from Bob
            Bob receives #1 nothing from S2
        without "serve no call before the view has begun":
            views receives ping 0 from S1
            S1 receives view 1: S1, none from views
            views receives ping 1 from S1
            Ann is asked for append("tea", "a")
            views receives ping 0 from S2
            S1 receives view 2: S1, S2 from views
            views receives which view? from Ann
            Ann receives view 2: S1, S2 from views
            S1 receives #1 append("tea", "a") from Ann
            S2 receives state for view 2 from S1
            S1 receives view 2 has state from S2
            Ann receives #1 "a" from S1
            views receives ping 2 from S1
            Bob is asked for get("tea")
            views fires silence(S1)
            views receives which view? from Bob
            Bob receives view 3: S2, none from views
            S2 receives view 3: S2, none from views
            S2 receives #1 get("tea") from Bob
            Bob receives #1 nothing from S2
        without "answer what the backup has accepted":
            Ann is asked for append("tea", "a")
            views receives ping 0 from S1
            views receives which view? from Ann
            S1 receives view 1: S1, none from views
            views receives ping 1 from S1
            views receives ping 0 from S2
            S1 receives view 2: S1, S2 from views
            S2 receives state for view 2 from S1
            S1 receives view 2 has state from S2
            Ann receives view 1: S1, none from views
            S1 receives #1 append("tea", "a") from Ann
            Ann receives #1 "a" from S1
            Bob is asked for get("tea")
            views receives which view? from Bob
            Bob receives view 2: S1, S2 from views
            S1 receives #1 get("tea") from Bob
            Bob receives #1 nothing from S1
        without "forward reads, too":
            Ann is asked for append("tea", "a")
            views receives ping 0 from S1
            views receives which view? from Ann
            Ann receives view 1: S1, none from views
            S1 receives view 1: S1, none from views
            S1 receives #1 append("tea", "a") from Ann
            views receives ping 0 from S2
            Ann receives #1 "a" from S1
            views receives ping 1 from S1
            S1 receives view 2: S1, S2 from views
            S2 receives state for view 2 from S1
            S1 receives view 2 has state from S2
            Bob is asked for append("tea", "b")
            views receives ping 2 from S1
            views fires silence(S1)
            views receives which view? from Bob
            Bob receives view 3: S2, none from views
            S2 receives view 3: S2, none from views
            S2 receives #1 append("tea", "b") from Bob
            Bob receives #1 "ab" from S2
            Ann is asked for get("tea")
            S1 receives #2 get("tea") from Ann
            Ann receives #2 "a" from S1
        without "count an acceptance for its own call alone":
            views receives ping 0 from S1
            Ann is asked for append("tea", "a")
            views receives which view? from Ann
            S1 receives view 1: S1, none from views
            views receives ping 1 from S1
            views receives ping 0 from S2
            S1 receives view 2: S1, S2 from views
            S2 receives state for view 2 from S1
            S1 receives view 2 has state from S2
            Ann receives view 1: S1, none from views
            S1 receives #1 append("tea", "a") from Ann
            S2 receives view 2 append("tea", "a") from S1
            the network doubles view 2 accepted from S2 to S1
            S1 receives view 2 accepted from S2
            Ann receives #1 "a" from S1
            Ann is asked for append("tea", "b")
            S1 receives #2 append("tea", "b") from Ann
            S1 receives view 2 accepted from S2
            views receives ping 2 from S1
            Ann receives #2 "ab" from S1
            views fires silence(S1)
            Bob is asked for get("tea")
            views receives which view? from Bob
            Bob receives view 3: S2, none from views
            S2 receives view 3: S2, none from views
            S2 receives #1 get("tea") from Bob
            Bob receives #1 "a" from S2
        without "accept forwards of one's own view alone":
            views receives ping 0 from S1
            S1 receives view 1: S1, none from views
            views receives ping 1 from S1
            Ann is asked for append("tea", "a")
            views receives ping 0 from S2
            views receives which view? from Ann
            Ann receives view 2: S1, S2 from views
            S1 receives #1 append("tea", "a") from Ann
            S1 receives view 2: S1, S2 from views
            S2 receives state for view 2 from S1
            S1 receives view 2 has state from S2
            Ann receives #1 "a" from S1
            views receives ping 2 from S1
            Bob is asked for append("tea", "b")
            views fires silence(S1)
            views receives which view? from Bob
            S2 receives view 3: S2, none from views
            Bob receives view 3: S2, none from views
            S2 receives #1 append("tea", "b") from Bob
            Bob receives #1 "ab" from S2
            Ann is asked for get("tea")
            S1 receives #2 get("tea") from Ann
            S2 receives view 2 get("tea") from S1
            S1 receives view 2 accepted from S2
            Ann receives #2 "a" from S1
        without "serve clients as primary alone":
            views receives ping 0 from S1
            S1 receives view 1: S1, none from views
            views receives ping 1 from S1
            Ann is asked for append("tea", "a")
            views receives ping 0 from S2
            views receives which view? from Ann
            Ann receives view 2: S1, S2 from views
            S1 receives #1 append("tea", "a") from Ann
            S1 receives view 2: S1, S2 from views
            S2 receives state for view 2 from S1
            S1 receives view 2 has state from S2
            views receives ping 2 from S1
            views fires silence(S1)
            Ann receives #1 "a" from S1
            Bob is asked for append("tea", "b")
            views receives which view? from Bob
            Bob receives view 3: S2, none from views
            S2 receives #1 append("tea", "b") from Bob
            Bob receives #1 "ab" from S2
            Ann is asked for get("tea")
            S1 receives #2 get("tea") from Ann
            S2 receives view 2 get("tea") from S1
            S1 receives view 2 accepted from S2
            Ann receives #2 "a" from S1
        without "install the table along with the store":
            Ann is asked for append("tea", "a")
            views receives ping 0 from S1
            S1 receives view 1: S1, none from views
            views receives ping 1 from S1
            views receives ping 0 from S2
            views receives which view? from Ann
            Ann receives view 2: S1, S2 from views
            S1 receives #1 append("tea", "a") from Ann
            S1 receives view 2: S1, S2 from views
            S2 receives state for view 2 from S1
            S1 receives view 2 has state from S2
            views receives ping 2 from S1
            views fires silence(S1)
            S2 receives view 3: S2, none from views
            Ann fires retry
            views receives which view? from Ann
            Ann receives view 3: S2, none from views
            S2 receives #1 append("tea", "a") from Ann
            Ann receives #1 "aa" from S2
        without "come back under a new name":
            views receives ping 0 from S1
            S1 receives view 1: S1, none from views
            views receives ping 1 from S1
            views receives ping 0 from S2
            S1 receives view 2: S1, S2 from views
            S2 receives state for view 2 from S1
            S1 receives view 2 has state from S2
            S1 crashes
            views receives ping 2 from S1
            views fires silence(S1)
            S2 receives view 3: S2, none from views
            S1 restarts
            S1 receives view 1: S1, none from views

        """##,
        outputLine: 2194)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2187)
for rule in ReplicaRule.allCases where rule != .installOnce {
  print("without \"\(rule.rawValue)\":")
  let steps = rule.finding.counterexample?.steps.dropFirst() ?? []
  for step in steps { print("   ", step.action) }
}
#sourceLocation()
    }
  }

  @Test("cell stuck") func stuckCell() async {
    await checkRecordedCell(
      .init(
        "stuck",
        line: 2514,
        output: #"""
        the primary dies before it has acknowledged its view:
          0 answers; view 2: S1, S2, not acknowledged
        a new backup dies before it has the state:
          1 answers; view 3: S1, S3, not acknowledged
        the backup dies, and later the primary, alone:
          5 answers; view 3: S1, none, acknowledged
        the view server dies, and later the primary:
          4 answers; view 2: S1, S2, acknowledged

        """#,
        outputLine: 2521)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2515)
for (story, servers, faults) in stuckStories {
  print("\(story):")
  print("  \(ending(of: faults, servers: servers))")
}
#sourceLocation()
    }
  }

  @Test("cell gap") func gapCell() async {
    await checkRecordedCell(
      .init(
        "gap",
        line: 2624,
        output: #"""
        T      R     worst of 100 crashes  T + R + 6d
        50     20    94 ms                 100 ms
        100    20    134 ms                150 ms
        100    50    164 ms                180 ms
        200    50    264 ms                280 ms

        """#,
        outputLine: 2638)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2625)
print("T      R     worst of 100 crashes  T + R + 6d")
for (silence, retry) in [(50, 20), (100, 20), (100, 50), (200, 50)] {
  var times = ReplicaTimes()
  times.silence = .milliseconds(silence)
  times.retry = .milliseconds(retry)
  let gaps = (0..<100).map { failOverGap(times, crash: 200 + $0) }
  let worst = gaps.max() ?? 0
  print(
    "\(silence)".padded(to: 7) + "\(retry)".padded(to: 6)
      + "\(worst) ms".padded(to: 22) + "\(silence + retry + 30) ms")
}
#sourceLocation()
    }
  }

  @Test("cell throughput") func throughputCell() async {
    await checkRecordedCell(
      .init(
        "throughput",
        line: 2705,
        output: nil,
        figures: [
          .init("throughput", line: 2724, text: #"""
          Eight clients, and a server that dies at 400 ms
          Answers in each 50 ms of one run. Exact.

          answers in 50 ms
            │*···
            │
          8 ┤
            │
            │
          6 ┤
            │
            │   *··*··*··*···*··*··*···     a··*··*··*··*···*··*··*··*··*
          4 ┤                               b···
            │
            │
            │
          2 ┤
            │                         b···
            │
          0 ┼┬───────────┬────────────a··*···─────┬────────────┬─────────
             0          200          400         600          800
                                       time (ms)

            a  primary dies
            b  backup dies

          time (ms)  primary dies  backup dies
          0                     9            9
          50                    5            5
          100                   5            5
          150                   5            5
          200                   5            5
          250                   5            5
          300                   5            5
          350                   5            5
          400                   0            1
          450                   0            0
          500                   5            4
          550                   5            5
          600                   5            5
          650                   5            5
          700                   5            5
          750                   5            5
          800                   5            5
          850                   5            5
          900                   5            5
          950                   5            5

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2706)
var plot = LinePlot(
  title: "Eight clients, and a server that dies at 400 ms",
  summary: "Answers in each 50 ms of one run. Exact.",
  horizontal: Axis("time", unit: "ms"), vertical: Axis("answers in 50 ms"))
for (name, server) in [("primary dies", 1), ("backup dies", 2)] {
  let counts = throughput([.crash(NodeID(server), at: .milliseconds(400))])
  plot.series.append(
    .init(
      name, counts.enumerated().map { (Double($0 * 50), Double($1)) },
      style: .steps))
}
show(plot)
#sourceLocation()
    }
  }

  @Test("cell lost-writes") func lostWritesCell() async {
    await checkRecordedCell(
      .init(
        "lost-writes",
        line: 2803,
        output: #"""
        link down for      0 ms     50 ms     500 ms
        asynchronous     10 lost, 0 ms      50 lost, 0 ms      510 lost, 0 ms     
        semi-synchronous 0 lost, 30 ms      0 lost, 50 ms      510 lost, 100 ms   
        synchronous      0 lost, 30 ms      0 lost, 50 ms      0 lost, 510 ms     

        """#,
        outputLine: 2816)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2804)
print("link down for      0 ms     50 ms     500 ms")
for mode in Commitment.allCases {
  let cells = [0, 50, 500].map { down in
    let outcome = mode.crash(afterDownFor: down)
    return "\(outcome.lost) lost, \(outcome.stall) ms"
  }
  print(
    mode.rawValue.padded(to: 17)
      + cells.map { $0.padded(to: 19) }.joined())
}
#sourceLocation()
    }
  }

  @Test("cell deterministic") func deterministicCell() async {
    await checkRecordedCell(
      .init(
        "deterministic",
        line: 2873,
        output: #"""
        20 seeds, each run twice: no difference
        S1 isn't deterministic

        """#,
        outputLine: 2882)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2874)
for drawsLots in [false, true] {
  let difference = lottery(drawsLots: drawsLots)
    .nondeterminism(seeds: 0..<20)
  let words = difference.map { "\($0.node) isn't deterministic" }
  print(words ?? "20 seeds, each run twice: no difference")
}
#sourceLocation()
    }
  }

  @Test("cell replay") func replayCell() async {
    await checkRecordedCell(
      .init(
        "replay",
        line: 2995,
        output: #"""
        recorded:                      9113
        replayed:                      9113
        without the clock's readings:  8206
        packet one instruction late:   478

        """#,
        outputLine: 3005)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 2996)
let (machine, log) = recordedRun()
print("recorded:                     ", machine.memory)
print("replayed:                     ", replay(log).memory)
let withoutClock = log.filter { !$0.isClock }
print("without the clock's readings: ", replay(withoutClock).memory)
let late = log.map { $0.isClock ? $0 : $0.moved(by: 1) }
print("packet one instruction late:  ", replay(late).memory)
#sourceLocation()
    }
  }

  @Test("cell chain") func chainCell() async {
    await checkRecordedCell(
      .init(
        "chain",
        line: 3169,
        output: #"""
        servers   write: messages, delays   read: messages, delays
        1                2         2             2         2
        2                3         3             2         2
        3                4         4             2         2
        4                5         5             2         2
        5                6         6             2         2

        """#,
        outputLine: 3180)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3170)
print("servers   write: messages, delays   read: messages, delays")
for length in 1...5 {
  let (write, read) = chainCosts(length: length)
  print(
    "\(length)".padded(to: 17)
      + "\(write.messages)".padded(to: 10) + "\(write.delays)".padded(to: 14)
      + "\(read.messages)".padded(to: 10) + "\(read.delays)")
}
#sourceLocation()
    }
  }

  @Test("cell lease") func leaseCell() async {
    await checkRecordedCell(
      .init(
        "lease",
        line: 3296,
        output: #"""
        lease    clocks within   holder may serve for
        10000 ms 0.00 %          10000.0 ms
        10000 ms 0.02 %          9996.0 ms
        10000 ms 1.00 %          9802.0 ms

        """#,
        outputLine: 3307)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3297)
print("lease    clocks within   holder may serve for")
for (lease, drift) in [(10_000, 0.0), (10_000, 0.0002), (10_000, 0.01)] {
  let span = Double(lease) * (1 - drift) / (1 + drift)
  print(
    "\(lease) ms".padded(to: 9)
      + "\(fixed(100 * drift, decimals: 2)) %".padded(to: 16)
      + "\(fixed(span, decimals: 1)) ms")
}
#sourceLocation()
    }
  }

  @Test("cell fencing") func fencingCell() async {
    await checkRecordedCell(
      .init(
        "fencing",
        line: 3351,
        output: #"""
        tea costs 11
        token 7 refused, 8 was here; tea costs 12

        """#,
        outputLine: 3367)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3352)
for isChecking in [false, true] {
  var disk = FencedStore()
  disk.isChecking = isChecking
  var said = ""
  for (value, token) in [("10", 7), ("12", 8), ("11", 7)] {
    do throws(StaleToken) {
      try disk.write(value, to: "tea", token: token)
    } catch {
      said += "token \(token) refused, \(error.highest) was here; "
    }
  }
  print(said + "tea costs", disk.store.values["tea"] ?? "nothing")
}
#sourceLocation()
    }
  }

  @Test("cell real-processes") func realProcessesCell() async {
    await checkRecordedCell(
      .init(
        "real-processes",
        line: 3558,
        output: #"""
        a view server and S1, S2, S3: a process each
        S1 is stopped (SIGSTOP) after 20 answers; the next answer comes after 524 ms
        S1 goes on (SIGCONT) after 41 answers, and believes that it's primary
        S2 is killed (SIGKILL) after 61 answers; the next answer comes after 507 ms
        82 appends: every number is in the log once, in order, as from one store

        """#,
        outputLine: 3562,
        isVolatile: true)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3559)
try await run(product: "cluster-4")
#sourceLocation()
    }
  }

  private func checkRecordedCell(
    _ cell: Notebook.RecordedCell, _ body: @Sendable () async throws -> Void
  ) async {
    let page = Notebook.Page(chapter: "Chapters/04-primary-backup.md", generated: #filePath)
    for mismatch in await page.run(cell, body) {
      Testing.Issue.record(
        Testing.Comment(rawValue: mismatch.message),
        sourceLocation: Testing.SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
}
