// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 81199b16ee6135ee

@testable import Chapter12
import Figures
import Foundation
import Notebook
import Simulation
import Testing

@Suite("Cells of chapter 12", .serialized) struct Cells {
  @Test("cell three-replicas") func threeReplicasCell() async {
    await checkRecordedCell(
      .init(
        "three-replicas",
        line: 22,
        output: #"""
        Ann append "ann1" to log → at 8 of c1
        Bob append "bob1" to log → at 4 of c1
        Cy append "cy-1" to log → at 20 of c1
        Bob append "bob2" to log → at 12 of c1
        Ann append "ann2" to log → at 16 of c1
        Cy append "cy-2" to log → at 24 of c1
        server 1 cy-1bob1ann1bob2ann2cy-1cy-2
        server 2 cy-1bob1ann1bob2ann2cy-1cy-2
        server 3 ....bob1ann1bob2ann2cy-1cy-2
        messages lost: 1

        """#,
        outputLine: 45)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 23)
let run = StorageCluster(
  servers: 3,
  work: ["ann", "bob", "cy-"].map { name in
    [.append("log", bytes(name + "1")), .append("log", bytes(name + "2"))]
  })
let world = run.world(faults: [
  .cut(
    from: [run.servers[0]], to: [run.servers[2]], at: .milliseconds(55),
    for: .milliseconds(6))
])
world.run()
for entry in world.history(of: FileClient.self).completed {
  let name = world.roster.name(of: entry.client)
  print(name, entry.operation, "→", entry.response ?? .failed)
}
for server in run.servers {
  let replica = world[server, as: ChunkServer.self].chunks[ChunkHandle(1)]
  print(world.roster.name(of: server), text(replica?.bytes ?? []))
}
print("messages lost:", world.statistics.missed)
#sourceLocation()
    }
  }

  @Test("cell one-append") func oneAppendCell() async {
    await checkRecordedCell(
      .init(
        "one-append",
        line: 181,
        output: nil,
        figures: [
          .init("one-append", line: 195, text: #"""
          One append
          A run of 5 nodes and 70 events with seed 1.

           ms       master                 server 1                server 2                server 3                   Ann
                       │                       │                       │                       │                       │
            0.000      │                       │                       │                       │                    ◁1─●     Ann: → append "ann1" to log
            8.252      ●◀──────────────────────┼──────── 1 locate("log", toAppend: true) ──────┼───────────────────────┤
                       ├─2 3 4▷                │                       │                       │                       │
            9.984      ├──────────────── 4 advance(c1, to: v2, isNew: false) ─────────────────▶●                       │
                       │                       │                       │                    ◁5─┤                       │
           11.705      ●◀──────────────────────┼ 5 advanced(c1, to: v2) ───────────────────────┤                       │
           12.015      ├─ 2 advance(c1, to: …─▶●                       │                       │                       │
                       │                    ◁6─┤                       │                       │                       │
           13.361      ●◀─ 6 advanced(c1, to:…─┤                       │                       │                       │
           17.644      ├──── 3 advance(c1, to: v2, isNew: false) ─────▶●                       │                       │
                       │                       │                    ◁7─┤                       │                       │
           27.036      ●◀─────────── 7 advanced(c1, to: v2) ───────────┤                       │                       │
                       ├─8 9▷                  │                       │                       │                       │
           35.091      ├─ 8 lease(c1, v2, se…─▶●                       │                       │                       │
           35.895      ├───────────────────────┼─────────────── 9 located(c1) ─────────────────┼──────────────────────▶●
                       │                       │                       │                       │                   ◁10─┤
           45.467      │                       ●◀──── 10 push(n4.2, [97, 110, 110, 49], onTo: [server 2, server 3]) ───┤
                       │                       ├─11▷                   │                       │                       │
           48.746      │                       ├─ 11 push(n4.2, [97,…─▶●─12▷                   │                       │
           50.997      │                       │                       ├─ 12 push(n4.2, [97,…─▶●─13▷                   │
           53.076      │                       │                       │                       ├── 13 pushed(n4.2) ───▶●
                       │                       │                       │                       │                   ◁14─┤
           54.523      │                       ●◀──────────────────────┼── 14 append(c1, n4.2) ┼───────────────────────┤
                       │                       ├─15 16▷                │                       │                       │
           57.720      │                       ├─ 15 write(n4.2 at 0…─▶●                       │                       │
                       │                       │                   ◁17─┤                       │                       │
           62.633      │                       ├──────── 16 write(n4.2 at 0 of c1 v2) ────────▶●                       │
                       │                       │                       │                   ◁18─┤                       │
           64.592      │                       ●◀─ 17 written(n4.2 at…─┤                       │                       │
           67.857      │                       ●◀─────── 18 written(n4.2 at 0 of c1 v2) ───────┤                       │
                       │                       ├─19▷                   │                       │                       │
           71.111      │                       ├────────────────────── 19 appended(n4.2, at: 0) ──────────────────────▶●     Ann: ← at 0 of c1
                       │                       │                       │                       │                       │

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 182)
let run = StorageCluster(
  servers: 3, replicas: 3, work: [[.append("log", bytes("ann1"))]])
let world = run.world()
world.run(for: .milliseconds(200))
var diagram = world.trace.diagram
diagram.title = "One append"
show(diagram)
#sourceLocation()
    }
  }

  @Test("cell own-end") func ownEndCell() async {
    await checkRecordedCell(
      .init(
        "own-end",
        line: 255,
        output: #"""
        server 1 cy-1bob1ann1
        server 2 bob1ann1cy-1
        server 3 ann1cy-1bob1

        """#,
        outputLine: 267)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 256)
let run = StorageCluster(
  servers: 3, omitting: .onePlaceForAll,
  work: ["ann", "bob", "cy-"].map { [.append("log", bytes($0 + "1"))] })
let world = run.world(seed: 18)
world.run()
for server in run.servers {
  let replica = world[server, as: ChunkServer.self].chunks[ChunkHandle(1)]
  print(world.roster.name(of: server), text(replica?.bytes ?? []))
}
#sourceLocation()
    }
  }

  @Test("cell client-chooses") func clientChoosesCell() async {
    await checkRecordedCell(
      .init(
        "client-chooses",
        line: 284,
        output: #"""
        old1old2bob1

        """#,
        outputLine: 292)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 285)
var file = bytes("old1old2")
let (annsEnd, bobsEnd) = (file.count, file.count)
file.insert(contentsOf: bytes("ann1"), at: annsEnd)
file.replaceSubrange(bobsEnd..<bobsEnd + 4, with: bytes("bob1"))
print(text(file))
#sourceLocation()
    }
  }

  @Test("cell metadata") func metadataCell() async {
    await checkRecordedCell(
      .init(
        "metadata",
        line: 455,
        output: #"""
        log []                         chunks []
        log [1]                        chunks [1]
        log [1, 2]                     chunks [1, 2]
        backup [1, 2], log [1, 2]      chunks [1, 2]
        backup [1, 2], log [1, 3]      chunks [1, 2, 3]
        backup [1, 2]                  chunks [1, 2, 3]
        backup [1, 2]                  chunks [1, 2, 3]
        backup [1, 2]                  chunks [1, 2]

        """#,
        outputLine: 472)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 456)
var metadata = Metadata()
let changes: [MetadataChange] = [
  .create("log"), .addChunk("log"), .addChunk("log"),
  .snapshot("log", as: "backup"), .unshare("log"),
  .hide("log", day: 1), .expire(before: 1), .expire(before: 2),
]
for change in changes {
  metadata.apply(change)
  let files = metadata.files.sorted { $0.key < $1.key }.map {
    "\($0.key) \($0.value.map(\.number))"
  }
  let chunks = metadata.chunks.keys.sorted().map(\.number)
  print(files.joined(separator: ", ").padded(to: 30), "chunks", chunks)
}
#sourceLocation()
    }
  }

  @Test("cell memory") func memoryCell() async {
    await checkRecordedCell(
      .init(
        "memory",
        line: 499,
        output: #"""
        chunks in 1 TiB: 16384
        cluster A: at most 111 MB, measured 48 MB
        cluster B: at most 146 MB, measured 60 MB

        """#,
        outputLine: 510)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 500)
let tebibyte = 1 << 40
print("chunks in 1 TiB:", tebibyte >> 26)
for (name, files, chunks, measured) in [
  ("A", 735_000, 992_000, 48), ("B", 737_000, 1_550_000, 60),
] {
  let bound = fixed(Double(64 * (files + chunks)) / 1e6, decimals: 0)
  print("cluster \(name): at most \(bound) MB, measured \(measured) MB")
}
#sourceLocation()
    }
  }

  @Test("cell pipeline") func pipelineCell() async {
    await checkRecordedCell(
      .init(
        "pipeline",
        line: 691,
        output: #"""
        1 replicas: star 80.5, relay 80.5, pipeline 80.5 ms
        3 replicas: star 240.5, relay 241.5, pipeline 81.5 ms
        6 replicas: star 480.5, relay 483.0, pipeline 83.0 ms

        """#,
        outputLine: 704)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 692)
let (megabyte, link, hop) = (1e6, 100e6 / 8, 0.0005)
for replicas in [1, 3, 6] {
  let copies = Double(replicas)
  let star = copies * megabyte / link + hop
  let relay = copies * (megabyte / link + hop)
  let pipeline = megabyte / link + copies * hop
  let times = [star, relay, pipeline].map { fixed($0 * 1000, decimals: 1) }
  print(replicas, "replicas: star \(times[0]), relay \(times[1]), "
    + "pipeline \(times[2]) ms")
}
#sourceLocation()
    }
  }

  @Test("cell full-chunk") func fullChunkCell() async {
    await checkRecordedCell(
      .init(
        "full-chunk",
        line: 972,
        output: #"""
        append "ann1 is fifteen" to log → at 0 of c1
        append "ann2 is fifteen" to log → at 15 of c1
        append "ann3 is fifteen" to log → at 30 of c1
        append "ann4 is fifteen" to log → at 45 of c1
        append "ann5 is fifteen" to log → at 0 of c2
        server 2 c1 ann1 is fifteenann2 is fifteenann3 is fifteenann4 is fifteen....
        server 2 c2 ann5 is fifteen

        """#,
        outputLine: 989)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 973)
let run = StorageCluster(
  servers: 3,
  work: [
    .closedLoop((1...5).map { .append("log", bytes("ann\($0) is fifteen")) })
  ])
let world = run.world()
world.run()
for entry in world.history(of: FileClient.self).completed {
  print(entry.operation, "→", entry.response ?? .failed)
}
let chunks = world[run.servers[1], as: ChunkServer.self].chunks
for handle in chunks.keys.sorted() {
  print("server 2 \(handle) \(text(chunks[handle]?.bytes ?? []))")
}
#sourceLocation()
    }
  }

  @Test("cell full-disk") func fullDiskCell() async {
    await checkRecordedCell(
      .init(
        "full-disk",
        line: 1575,
        output: #"""
        71 ms append "ann1" to log → at 0 of c1
        117 ms append "ann2" to log → at 4 of c1
        1194 ms append "ann3" to log → at 40 of c1
        server 1 ann1ann2ann3ann3ann3ann3ann3ann3ann3ann3ann3
        server 2 ann1ann2ann3ann3ann3ann3ann3ann3ann3ann3ann3
        server 3 ann1ann2
        listed: [n1, n2]

        """#,
        outputLine: 1592)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 1576)
let run = StorageCluster(
  servers: 3, lastRoom: 8,
  work: [.closedLoop((1...3).map { .append("log", bytes("ann\($0)")) })])
let world = run.world()
world.run()
for entry in world.history(of: FileClient.self).completed {
  let time = entry.completed?.moment.time.elapsed.wholeMilliseconds ?? 0
  print("\(time) ms", entry.operation, "→", entry.response ?? .failed)
}
for server in run.servers {
  let replica = world[server, as: ChunkServer.self].chunks[ChunkHandle(1)]
  print(world.roster.name(of: server), text(replica?.bytes ?? []))
}
print("listed:", world[run.master, as: Master.self].current(ChunkHandle(1)))
#sourceLocation()
    }
  }

  @Test("cell region-map") func regionMapCell() async {
    await checkRecordedCell(
      .init(
        "region-map",
        line: 2177,
        output: #"""
        server 1: cy-1 bob1 ann1 bob2 ann2 cy-2
        server 2: cy-1 bob1 ann1 bob2 ann2 cy-2
        server 3: bob1 ann1 bob2 ann2 cy-1 cy-2

        """#,
        outputLine: 2205,
        figures: [
          .init("region-map", line: 2215, text: #"""
          The regions of a chunk
          Chunk 1 after six acknowledged appends and a lost message.

          replica \ offset      0      12      24      36      48   60
          server 1           cy-1    bob1    ann1    bob2    ann2    -
          server 2           cy-1    bob1    ann1    bob2    ann2    -
          server 3              -    bob1    ann1    bob2    ann2    -
          together              x       d       d       d       d    p

            d  defined
            2  duplicate
            p  padding
            u  undefined
            x  inconsistent

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 2178)
let run = StorageCluster(
  servers: 3,
  work: ["ann", "bob", "cy-"].enumerated().map { writer, name in
    .closedLoop((1...2).map { number in
      let id = RecordID(writer: UInt8(writer), number: UInt8(number))
      return .append(
        "log", FramedRecord(id, bytes("\(name)\(number)")).frame)
    })
  })
let world = run.world(faults: [
  .cut(
    from: [run.servers[0]], to: [run.servers[2]], at: .milliseconds(55),
    for: .milliseconds(6))
])
world.run()
func replica(_ chunk: Int, on server: NodeID) -> [UInt8] {
  world[server, as: ChunkServer.self].chunks[ChunkHandle(chunk)]?.bytes ?? []
}
show(regionMap(run.servers.map { replica(1, on: $0) }))
for server in run.servers {
  var reader = RecordReader()
  let records = [1, 2].flatMap { reader.read(replica($0, on: server)) }
  let names = records.map { text($0.payload) }.joined(separator: " ")
  print("\(world.roster.name(of: server)): \(names)")
}
#sourceLocation()
    }
  }

  @Test("cell mingled") func mingledCell() async {
    await checkRecordedCell(
      .init(
        "mingled",
        line: 2261,
        output: #"""
        ....bbbbaaaa....

        """#,
        outputLine: 2274)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 2262)
var file = Array(repeating: UInt8(ascii: "."), count: 16)
let chunks = [0..<8, 8..<16]
let writes = ["ann": bytes("aaaaaaaa"), "bob": bytes("bbbbbbbb")]
for (chunk, order) in zip(chunks, [["ann", "bob"], ["bob", "ann"]]) {
  for writer in order {
    let part = (4..<12).clamped(to: chunk)
    file.replaceSubrange(part, with: writes[writer]?.prefix(part.count) ?? [])
  }
}
print(text(file))
#sourceLocation()
    }
  }

  @Test("cell stale-read") func staleReadCell() async {
    await checkRecordedCell(
      .init(
        "stale-read",
        line: 2292,
        output: #"""
           71 ms Ann append "ann1" to log → at 0 of c1
          323 ms Bob read log, replica 2 → "ann1"
         1141 ms Ann append "ann2" to log → at 4 of c1
         2004 ms Bob read log, replica 2 → "ann1"
         2111 ms Bob read log, replica 0 → "ann1ann2"
        listed: [n1, n2]

        """#,
        outputLine: 2322)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 2293)
let run = StorageCluster(
  servers: 3,
  work: [
    .scheduled([
      (.zero, .append("log", bytes("ann1"))),
      (.milliseconds(600), .append("log", bytes("ann2"))),
    ]),
    .scheduled([
      (.milliseconds(300), .read("log", replica: 2)),
      (.milliseconds(2000), .read("log", replica: 2)),
      (.milliseconds(2100), .read("log", replica: 0)),
    ]),
  ])
let rest = [run.master, run.servers[0], run.servers[1], run.clients[0]]
let world = run.world(faults: [
  .partition(
    [run.servers[2]], rest, at: .milliseconds(500), for: .seconds(5))
])
world.run()
for entry in world.history(of: FileClient.self).completed {
  let time = entry.completed?.moment.time.elapsed.wholeMilliseconds ?? 0
  print(
    "\(time) ms".padded(to: 8, right: true),
    world.roster.name(of: entry.client), entry.operation, "→",
    entry.response ?? .failed)
}
print("listed:", world[run.master, as: Master.self].current(ChunkHandle(1)))
#sourceLocation()
    }
  }

  @Test("cell claims") func claimsCell() async {
    await checkRecordedCell(
      .init(
        "claims",
        line: 2570,
        output: #"""
        records 1, timers 0, crashes 0             holds in all 28 states
        records 2, timers 0, crashes 0             holds in all 328 states
        records 1, timers 1, crashes 0             holds in all 401 states
        records 1, timers 2, crashes 0             holds in all 6436 states
        records 2, timers 1, crashes 0             holds in all 12010 states
        records 1, timers 1, crashes 1             holds in all 14488 states
        records 1, timers 1, crashes 2             holds in all 271274 states
        records 1, timers 0, crashes 0, doubled    holds in all 345 states
        records 1, timers 1, crashes 0, doubled    holds in all 9006 states

        """#,
        outputLine: 2582)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 2571)
for (clients, timers, crashes, doubled) in [
  (1, 0, 0, 0), (2, 0, 0, 0), (1, 1, 0, 0), (1, 2, 0, 0), (2, 1, 0, 0),
  (1, 1, 1, 0), (1, 1, 2, 0), (1, 0, 0, 1), (1, 1, 0, 1),
] {
  let name = "records \(clients), timers \(timers), crashes \(crashes)"
  let search = smallCell(clients: clients)
    .search(timers: timers, crashes: crashes, duplications: doubled)
  print(search.verdict(on: doubled > 0 ? name + ", doubled" : name))
}
#sourceLocation()
    }
  }

  @Test("cell break-it") func breakItCell() async {
    await checkRecordedCell(
      .init(
        "break-it",
        line: 2609,
        output: #"""
        onePlaceForAll                             falls in 22 steps: server 2 lacks "b" at 1
        everyReplicaWrites                         falls in 13 steps: server 2 lacks "a" at 0
        answerNamesItsPlace                        falls in 20 steps: server 2 lacks "a" at 1
        oldVersionsRefused                         falls in 27 steps: server 2 lacks "a" at 0
        staleNotListed                             falls in 13 steps: server 2 lacks "a" at 0
        newNumberForEachTry                        falls in 14 steps: server 1 lacks "a" at 0
        loggedBeforeLeased                         falls in 17 steps: server 1 lacks "a" at 0

        """#,
        outputLine: 2627)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 2610)
func search(
  without rule: Rule, clients: Int = 1, timers: Int = 0, crashes: Int = 0,
  doubled: Int = 0
) {
  let search = smallCell(clients: clients, omitting: rule)
    .search(timers: timers, crashes: crashes, duplications: doubled)
  print(search.verdict(on: rule.rawValue))
}
search(without: .onePlaceForAll, clients: 2)
search(without: .everyReplicaWrites)
search(without: .answerNamesItsPlace, doubled: 1)
search(without: .oldVersionsRefused, clients: 2, timers: 2)
search(without: .staleNotListed, timers: 1)
search(without: .newNumberForEachTry, timers: 1, crashes: 1)
search(without: .loggedBeforeLeased, timers: 1, crashes: 1)
#sourceLocation()
    }
  }

  @Test("cell lost-answer") func lostAnswerCell() async {
    await checkRecordedCell(
      .init(
        "lost-answer",
        line: 2657,
        output: #"""
        newNumberForEachTry                        falls in 14 steps: server 1 lacks "a" at 0
            Ann is asked for append "a" to log
            master receives locate("log", toAppend: true) from Ann
            server 2 receives advance(c1, to: v2, isNew: false) from master
            master receives advanced(c1, to: v2) from server 2
            master fires patience(c1)
            Ann receives located(c1) from master
            server 2 receives push(n3.2, [97], onTo: []) from Ann
            server 2 receives lease(c1, v2, secondaries: []) from master
            Ann receives pushed(n3.2) from server 2
            server 2 receives append(c1, n3.2) from Ann
            Ann receives appended(n3.2, at: 0) from server 2
            server 1 receives advance(c1, to: v2, isNew: false) from master, and crashes after 1 effects
            server 1 restarts
            master receives report([c1 v2]) from server 1

        """#,
        outputLine: 2663)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 2658)
let cell = smallCell(clients: 1, omitting: .newNumberForEachTry)
let search = cell.search(timers: 1, crashes: 1)
print(search.verdict(on: "newNumberForEachTry", showsRun: true))
#sourceLocation()
    }
  }

  @Test("cell clone") func cloneCell() async {
    await checkRecordedCell(
      .init(
        "clone",
        line: 2712,
        output: #"""
        all rules, bounded clocks                  holds in all 25373 states
        all rules, any clocks                      falls in 16 steps: server 2 lacks "a" at 0
        cloneNamesItsVersion                       falls in 15 steps: server 2 lacks "a" at 0
            Ann is asked for append "a" to log
            master receives report([]) from server 2
            master receives locate("log", toAppend: true) from Ann
            server 1 receives advance(c1, to: v2, isNew: false) from master
            master receives advanced(c1, to: v2) from server 1
            Ann receives located(c1) from master
            server 2 receives clone(c1, v1, from: server 1) from master
            server 1 receives read(c1) from server 2
            server 1 receives push(n3.2, [97], onTo: []) from Ann
            server 2 receives content(c1, ChunkCopy(version: v2, bytes: [])) from server 1
            Ann receives pushed(n3.2) from server 1
            server 1 receives lease(c1, v2, secondaries: []) from master
            server 1 receives append(c1, n3.2) from Ann
            Ann receives appended(n3.2, at: 0) from server 1
            master receives report([c1 v2]) from server 2
        noCloneDuringLease                         falls in 15 steps: server 2 lacks "a" at 0
        silentAfterLease                           falls in 22 steps: server 3 lacks "a" at 0

        """#,
        outputLine: 2727)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 2713)
for (name, rule, replicas, clocks) in [
  ("all rules, bounded clocks", nil, 1, true),
  ("all rules, any clocks", nil, 1, false),
  ("cloneNamesItsVersion", .cloneNamesItsVersion, 1, true),
  ("noCloneDuringLease", .noCloneDuringLease, 1, true),
  ("silentAfterLease", .silentAfterLease, 2, true),
] as [(String, Rule?, Int, Bool)] {
  let cell = smallCell(
    clients: 1, replicas: replicas, servers: replicas + 1, omitting: rule)
  let search = cell.search(timers: 2, clocks: clocks)
  print(search.verdict(on: name, showsRun: rule == .cloneNamesItsVersion))
}
#sourceLocation()
    }
  }

  @Test("cell real-disks") func realDisksCell() async {
    await checkRecordedCell(
      .init(
        "real-disks",
        line: 3090,
        output: #"""
        server 2 is killed, and once more while it writes; it comes back with what it had
        the master is killed and comes back with its log
        server 1 runs with a full disk and has refused records that the others have
        server 1 gets more room: 40 records are on three disks
        server 3 is killed, and a byte of its disk is damaged: the file is refused
        server 3 comes back with a new, empty disk
        80 records: each in its place on three disks, and read once

        """#,
        outputLine: 3094,
        isVolatile: true)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 3091)
try await run(product: "cluster-12")
#sourceLocation()
    }
  }

  @Test("cell bit-flip") func bitFlipCell() async {
    await checkRecordedCell(
      .init(
        "bit-flip",
        line: 3294,
        output: #"""
        0..<1000 1000 bytes
        100000..<100010 10 bytes
        150000..<150010 block 2 is damaged

        """#,
        outputLine: 3311)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 3295)
let place = FileManager.default.temporaryDirectory
  .appendingPathComponent("chunk-\(ProcessInfo.processInfo.processIdentifier)")
let file = try ChunkFile(at: place)
try file.append(Array(repeating: 7, count: 150_000))
try file.flipByte(at: 140_000)
try file.append(Array(repeating: 8, count: 10))
for range in [0..<1000, 100_000..<100_010, 150_000..<150_010] {
  do {
    print(range, try file.read(range).count, "bytes")
  } catch let error as ChunkFile.Damaged {
    print(range, "block \(error.block) is damaged")
  }
}
file.remove()
#sourceLocation()
    }
  }

  @Test("cell recovery-time") func recoveryTimeCell() async {
    await checkRecordedCell(
      .init(
        "recovery-time",
        line: 3370,
        output: #"""
        allowed 569 MB/s, used 431 MB/s, 76 %
        at the limit: 17.6 min
        in both of two: 142 chunks

        """#,
        outputLine: 3381)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 3371)
let (gigabytes, clones, rate) = (600.0, 91.0, 6.25)
let limit = clones * rate
let measured = gigabytes * 1000 / (23.2 * 60)
print("allowed \(fixed(limit, decimals: 0)) MB/s,", terminator: " ")
print("used \(fixed(measured, decimals: 0)) MB/s,", terminator: " ")
print("\(fixed(100 * measured / limit, decimals: 0)) %")
print("at the limit: \(fixed(gigabytes * 1000 / limit / 60, decimals: 1)) min")
print("in both of two: \(fixed(16_000.0 * 2 / 226, decimals: 0)) chunks")
#sourceLocation()
    }
  }

  @Test("cell recovery") func recoveryCell() async {
    await checkRecordedCell(
      .init(
        "recovery",
        line: 3440,
        output: #"""
        as found: no single copies after 37.5 min, all after 37.5 min
        fewest copies first: no single copies after 0.3 min, all after 37.5 min

        """#,
        outputLine: 3466,
        figures: [
          .init("recovery", line: 3475, text: #"""
          Chunks with a single copy during recovery
          Two servers lost. 91 clones at 6.25 MB/s each. A model, exact.

          chunks
          300 ┤
              │
              │*·aa··
              │     a·a·
              │        a·a·a·
          200 ┤             a·a·a··
              │                   aa··
              │                      a·aa··
              │                           a·a·
              │                              a·a·a·
          100 ┤                                   a·a·a·
              │                                        a·a··
              │                                            a·aa··
              │                                                 a·aa··
              │                                                      a·a·
            0 ┼┬─bb·b·bb·b·bb·b·b·bb·b·bb·b·bb·b·bb·b·bb·b·b·bb·b·bb·b·b*·*
               0       5      10      15      20      25     30      35
                                        time (min)

            a  as found
            b  fewest copies first

          time (min)  as found  fewest copies first
          0                266                  266
          1.067            259                    0
          3.2              244                    0
          4.267            236                    0
          6.4              221                    0
          7.467            214                    0
          9.6              198                    0
          10.67            191                    0
          12.8             176                    0
          13.87            168                    0
          16               153                    0
          17.07            145                    0
          19.2             130                    0
          20.27            123                    0
          22.4             108                    0
          23.47            100                    0
          25.6              85                    0
          26.67             77                    0
          28.8              62                    0
          29.87             55                    0
          32                40                    0
          33.07             32                    0
          35.2              17                    0
          37.33              2                    0
          (12 of 36 rows left out)

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 3441)
let queue = RecoveryQueue(chunks: 31_734, single: 266)
let roundSeconds = 40 / 6.25
var series: [LinePlot.Series] = []
for (name, isFirst) in [("as found", false), ("fewest copies first", true)] {
  let counts = queue.singles(clonesAtOnce: 91, fewestFirst: isFirst)
  let safe = counts.firstIndex(of: 0) ?? counts.count
  let minutes = { (round: Int) in Double(round) * roundSeconds / 60 }
  print("\(name): no single copies after", terminator: " ")
  print("\(fixed(minutes(safe), decimals: 1)) min,", terminator: " ")
  print("all after \(fixed(minutes(counts.count - 1), decimals: 1)) min")
  series.append(
    .init(
      name,
      stride(from: 0, to: counts.count, by: 10).map {
        (minutes($0), Double(counts[$0]))
      }, style: .steps))
}
show(
  LinePlot(
    title: "Chunks with a single copy during recovery",
    summary: "Two servers lost. 91 clones at 6.25 MB/s each. A model, exact.",
    horizontal: Axis("time", unit: "min"), vertical: Axis("chunks"),
    series: series))
#sourceLocation()
    }
  }

  @Test("cell bandwidth") func bandwidthCell() async {
    await checkRecordedCell(
      .init(
        "bandwidth",
        line: 3548,
        output: nil,
        figures: [
          .init("bandwidth", line: 3570, text: #"""
          Bandwidth: what the links allow, and what was measured
          Limits computed, measurements quoted from the paper, in MB/s.

          bandwidth (MB/s)
          one reader              limit     ████ 12.5
                                  measured  ███ 10
          16 readers              limit     ████████████████████████████████████████ 125
                                  measured  ██████████████████████████████ 94
          one writer              limit     ████ 12.5
                                  measured  ██ 6.3
          16 writers              limit     █████████████████████ 66.67
                                  measured  ███████████ 35
          16 appenders, one file  limit     ████ 12.5
                                  measured  ██ 4.8

          """#)
        ])
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 3549)
let card = 12.5
let limits: [(String, Double, Double)] = [
  ("one reader", card, 10), ("16 readers", 125, 94),
  ("one writer", card, 6.3), ("16 writers", 16 * card / 3, 35),
  ("16 appenders, one file", card, 4.8),
]
show(
  BarChart(
    title: "Bandwidth: what the links allow, and what was measured",
    summary: "Limits computed, measurements quoted from the paper, in MB/s.",
    axis: Axis("bandwidth", unit: "MB/s"), categories: limits.map(\.0),
    series: [
      .init("limit", limits.map { .init($0.1) }),
      .init("measured", limits.map { .init($0.2) }),
    ]))
#sourceLocation()
    }
  }

  @Test("cell shadow") func shadowCell() async {
    await checkRecordedCell(
      .init(
        "shadow",
        line: 3604,
        output: #"""
        lag 0: ["b", "c"]
        lag 1: ["b"]
        lag 2: ["a", "b"]

        """#,
        outputLine: 3615)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 3605)
let log: [MetadataChange] = [
  .create("a"), .create("b"), .hide("a", day: 1), .create("c"),
]
for lag in [0, 1, 2] {
  var shadow = Metadata()
  for change in log.dropLast(lag) { shadow.apply(change) }
  print("lag \(lag):", shadow.files.keys.sorted())
}
#sourceLocation()
    }
  }

  @Test("cell durability") func durabilityCell() async {
    await checkRecordedCell(
      .init(
        "durability",
        line: 3659,
        output: #"""
        2 copies disk 2.00 time to loss 0.000086
        3 copies disk 3.00 time to loss 1
        RS(6,3)  disk 1.50 time to loss 418
        RS(10,4) disk 1.40 time to loss 307239

        """#,
        outputLine: 3678)
    ) { () async throws -> Void in
#sourceLocation(file: "Chapters/12-gfs.md", line: 3660)
let (failure, repair) = (1 / (4 * 365.25 * 24), 1.0)
func sixChunks(_ data: Int, plus spare: Int) -> Double {
  meanTimeToLoss(
    pieces: data + spare, spare: spare, failure: failure, repair: repair)
    * Double(data) / 6
}
let three = sixChunks(1, plus: 2)
for (name, data, spare) in [
  ("2 copies", 1, 1), ("3 copies", 1, 2), ("RS(6,3)", 6, 3),
  ("RS(10,4)", 10, 4),
] {
  let disk = fixed(Double(data + spare) / Double(data), decimals: 2)
  let ratio = sixChunks(data, plus: spare) / three
  let times = fixed(ratio, decimals: ratio < 1 ? 6 : 0)
  print(name.padded(to: 8), "disk", disk, "time to loss", times)
}
#sourceLocation()
    }
  }

  private func checkRecordedCell(
    _ cell: Notebook.RecordedCell, _ body: @Sendable () async throws -> Void
  ) async {
    let page = Notebook.Page(chapter: "Chapters/12-gfs.md", generated: #filePath)
    for mismatch in await page.run(cell, body) {
      Testing.Issue.record(
        Testing.Comment(rawValue: mismatch.message),
        sourceLocation: Testing.SourceLocation(
          fileID: mismatch.fileID, filePath: mismatch.path, line: mismatch.line, column: 1))
    }
  }
}
