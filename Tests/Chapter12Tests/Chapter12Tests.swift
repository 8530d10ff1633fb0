// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 2cea72782028e1ba

#sourceLocation(file: "Chapters/12-gfs.md", line: 2767)
@testable import Chapter12
import Foundation
import Simulation
import Testing

@Suite struct FileSystemSearchTests {
  @Test(
    "acknowledged records stay whole in the whole space",
    arguments: [(1, 1, 1, 0), (1, 2, 0, 0), (2, 1, 0, 0), (1, 1, 0, 1)])
  func holds(clients: Int, timers: Int, crashes: Int, doubled: Int) {
    let search = smallCell(clients: clients)
      .search(timers: timers, crashes: crashes, duplications: doubled)
    #expect(search.run().holds)
  }

  @Test("if an answer doesn't name its place, a doubled message breaks a claim")
  func doubled() {
    let report = smallCell(clients: 1, omitting: .answerNamesItsPlace)
      .search(timers: 0, duplications: 1).run()
    #expect(report.counterexample?.property == "acknowledged means whole")
  }

  @Test("with a full disk, too, and with a clone on a third server")
  func holdsWithClones() {
    #expect(smallCell(clients: 2, lastRoom: 1).search(timers: 1).run().holds)
    let joining = smallCell(clients: 1, servers: 3)
    #expect(joining.search(timers: 2, clocks: true).run().holds)
  }

  @Test("records that one disk has no room for go to the others")
  func fullDisk() {
    let run = StorageCluster(
      servers: 3, lastRoom: 8,
      work: [.closedLoop((1...3).map { .append("log", bytes("ann\($0)")) })])
    let world = run.world(invariants: [run.wholeness, run.survival])
    world.run()
    #expect(world.violation == nil)
    #expect(world.history(of: FileClient.self).pending.isEmpty)
    let sizes = run.servers.map {
      world[$0, as: ChunkServer.self].chunks[ChunkHandle(1)]?.bytes.count
    }
    #expect(sizes[2] == 8 && sizes[0] == sizes[1] && sizes[0] ?? 0 >= 12)
    let listed = world[run.master, as: Master.self].current(ChunkHandle(1))
    #expect(listed == Array(run.servers.prefix(2)))
  }

  @Test(
    "without any one of six rules a claim falls",
    arguments: [
      (Rule.onePlaceForAll, 2, 0, 0), (.everyReplicaWrites, 1, 0, 0),
      (.oldVersionsRefused, 2, 2, 0), (.staleNotListed, 1, 1, 0),
      (.newNumberForEachTry, 1, 1, 1), (.loggedBeforeLeased, 1, 1, 1),
    ])
  func falls(rule: Rule, clients: Int, timers: Int, crashes: Int) {
    let report = smallCell(clients: clients, omitting: rule)
      .search(timers: timers, crashes: crashes).run()
    #expect(report.counterexample?.property == "acknowledged means whole")
  }
}

@Suite struct FileSystemRandomTests {
  private func scenario(
    omitting rule: Rule? = nil, pauses: Int = 0
  ) -> Scenario<FileMessage> {
    var terms = Terms.brief
    terms.chunkSize = 16
    terms.heartbeat = .milliseconds(250)
    var run = StorageCluster(
      servers: 4, terms: terms, omitting: rule,
      work: ["a", "b", "c"].map { name in
        .closedLoop(
          (1...4).map { .append("log", bytes("\(name)\($0)")) },
          pause: .milliseconds(200))
      })
    run.system.links.standard = Link(loss: 0.03, duplication: 0.03)
    run.system.timing = .bounded
    let clients = run.clients
    let budget = FaultBudget(
      crashes: 4, partitions: 1, cuts: 1, pauses: pauses, wrongClocks: 2,
      window: .seconds(4), longest: .milliseconds(900))
    return Scenario(
      "appends under faults", run.system,
      invariants: [run.wholeness, run.survival]
        + (pauses == 0 ? [run.exclusiveness] : []),
      checks: [
        .progress("every append is acknowledged") { world in
          let done = clients.map {
            world[$0, as: FileClient.self].acknowledged.count
          }
          return done == [4, 4, 4] ? nil : "acknowledged: \(done)"
        }
      ], for: .seconds(12)
    ).faults(budget, against: [run.master] + run.servers)
  }

  @Test("under loss, crashes, partitions and wrong clocks no claim falls")
  func random() {
    let report = scenario().check(seeds: 0..<30)
    #expect(report.failure == nil, "\(report)")
  }

  @Test("a paused holder may believe in its lease, and yet no record suffers")
  func paused() {
    let report = scenario(pauses: 3).check(seeds: 0..<30)
    #expect(report.failure == nil, "\(report)")
  }

  @Test("the same scenario notices a stale replica in the list")
  func stale() {
    let report = scenario(omitting: .staleNotListed).check(seeds: 0..<30)
    #expect(report.failure?.violation.property == "acknowledged means whole")
  }
}

@Suite struct LeaseClockTests {
  /// Server 1 is cut off from the master while it holds the lease.
  private func run(clock: ClockError) -> World<FileMessage> {
    var run = StorageCluster(
      servers: 3,
      work: [
        [.append("log", bytes("ann1"))],
        .scheduled([(.milliseconds(1100), .append("log", bytes("bob1")))]),
      ])
    run.system.clocks[run.servers[0]] = clock
    let world = run.world(
      faults: [
        .partition(
          [run.master], [run.servers[0]], at: .milliseconds(500),
          for: .seconds(5))
      ], invariants: [run.exclusiveness])
    world.run(for: .seconds(4))
    return world
  }

  @Test("a clock within the bound never makes two holders")
  func good() {
    let world = run(clock: ClockError(partsPerMillion: -900))
    #expect(world.violation == nil)
    #expect(world.history(of: FileClient.self).pending.isEmpty)
  }

  @Test("a clock that runs at half speed does, and the invariant notices")
  func bad() {
    let world = run(clock: ClockError(partsPerMillion: -500_000))
    #expect(world.violation?.property == "one lease at a time")
  }
}

@Suite struct MetadataTests {
  private let changes: [MetadataChange] = [
    .create("log"), .addChunk("log"), .issue(ChunkHandle(1)),
    .grant(ChunkHandle(1), Version(1)), .snapshot("log", as: "copy"),
    .unshare("log"), .hide("copy", day: 3), .expire(before: 4),
  ]

  @Test("a master that crashes anywhere comes back with what it logged")
  func recovery() {
    var metadata = Metadata()
    for (count, change) in changes.enumerated() {
      var master = Master(servers: [])
      var context = Context<Master>(id: NodeID(0), roster: ["master"], random: .init(seed: 1))
      master.restart(
        recovering: StableLog(Array(changes.prefix(count))), &context)
      #expect(master.metadata == metadata)
      #expect(master.reports.isEmpty && master.mustWait)
      metadata.apply(change)
    }
  }

  @Test("an append after a snapshot leaves the copy alone")
  func copyOnWrite() {
    var metadata = Metadata()
    for change in changes.prefix(5) { metadata.apply(change) }
    #expect(metadata.sharesLastChunk("log"))
    metadata.apply(.unshare("log"))
    #expect(metadata.files["copy"] == [ChunkHandle(1)])
    #expect(metadata.files["log"] == [ChunkHandle(2)])
    #expect(!metadata.sharesLastChunk("log"))
    #expect(metadata.granted(ChunkHandle(2)) == Version(1))
  }

  @Test("a deleted file keeps its chunks until it expires")
  func garbage() {
    var metadata = Metadata()
    for change in changes.dropLast() { metadata.apply(change) }
    #expect(metadata.chunks.keys.sorted() == [1, 2].map(ChunkHandle.init))
    metadata.apply(.expire(before: 3))
    #expect(metadata.chunks.count == 2)
    metadata.apply(.expire(before: 4))
    #expect(metadata.chunks.keys.sorted() == [ChunkHandle(2)])
  }
}

@Suite struct RecordTests {
  private let records = (1...3).map {
    FramedRecord(RecordID(writer: 7, number: UInt8($0)), [1, 2, 3, UInt8($0)])
  }

  @Test("the checksum is CRC-32C")
  func checksum() {
    #expect(crc32c("123456789".utf8) == 0xE306_9283)
    #expect(crc32c(Array(repeating: 0, count: 32)) == 0x8A91_36AA)
  }

  @Test("cut anywhere, a file shows its whole records and no other")
  func cuts() {
    let bytes = records.flatMap(\.frame)
    for end in 0...bytes.count {
      let found = wholeRecords(in: Array(bytes.prefix(end)))
      #expect(found.map(\.record) == Array(records.prefix(end / 12)))
    }
  }

  @Test("a flipped bit costs the record that it's in and no other")
  func flips() {
    let bytes = [0, 0, 0] + records.flatMap(\.frame) + [0]
    for offset in 3..<39 {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[offset] ^= 1 << UInt8(bit)
        var expected = records
        expected.remove(at: (offset - 3) / 12)
        #expect(wholeRecords(in: damaged).map(\.record) == expected)
      }
    }
  }

  @Test("a region is defined only where all replicas show one whole record")
  func kinds() {
    let (a, b) = (records[0].frame, records[1].frame)
    let zeros = Array(repeating: UInt8(0), count: 12)
    let noise = Array(repeating: UInt8(9), count: 12)
    #expect(
      regions(of: [
        a + zeros + b + a + noise + a, a + zeros + b + a + noise + zeros,
      ]).map(\.kind) == [
        .defined, .padding, .defined, .duplicate, .undefined, .inconsistent,
      ])
  }
}

@Suite struct ChunkFileTests {
  private func file(_ name: String) throws -> ChunkFile {
    let folder = FileManager.default.temporaryDirectory
    let process = ProcessInfo.processInfo.processIdentifier
    return try ChunkFile(
      at: folder.appendingPathComponent("\(name)-\(process)"))
  }

  @Test("appends of any size read back, and a flip is found wherever it is")
  func flips() throws {
    let file = try file("flips")
    defer { file.remove() }
    var all: [UInt8] = []
    for (step, count) in [1, 70_000, 65_535, 1, 65_536, 3000].enumerated() {
      let bytes = Array(repeating: UInt8(step + 1), count: count)
      try file.append(bytes)
      all += bytes
    }
    #expect(try file.read(0..<all.count) == all)
    #expect(try file.read(65_530..<65_545) == Array(all[65_530..<65_545]))
    for offset in stride(from: 0, to: all.count, by: 20_011) {
      try file.flipByte(at: offset)
      #expect(throws: ChunkFile.Damaged(block: offset / ChunkFile.blockSize)) {
        try file.read(0..<all.count)
      }
      try file.flipByte(at: offset)
    }
    #expect(try file.read(0..<all.count) == all)
  }

  @Test("an append doesn't hide earlier damage in its block")
  func hidden() throws {
    let file = try file("hidden")
    defer { file.remove() }
    try file.append([1, 2, 3])
    try file.flipByte(at: 1)
    try file.append([4, 5, 6])
    #expect(throws: ChunkFile.Damaged(block: 0)) { try file.read(3..<6) }
  }
}

@Suite struct DurabilityTests {
  @Test("the time to loss is that of the closed forms")
  func closedForms() {
    let (failure, repair) = (0.001, 0.5)
    let copies = meanTimeToLoss(
      pieces: 3, spare: 2, failure: failure, repair: repair)
    let form =
      (repair * repair + 4 * repair * failure + 11 * failure * failure)
      / (6 * failure * failure * failure)
    #expect(abs(copies / form - 1) < 1e-12)
    let code = meanTimeToLoss(
      pieces: 9, spare: 3, failure: 1e-6, repair: 1)
    #expect(abs(code * 3024 * 1e-24 - 1) < 1e-4)
  }

  @Test("recovery counts every single chunk down to none")
  func recovery() {
    for isFirst in [false, true] {
      let queue = RecoveryQueue(chunks: 1000, single: 50)
      let counts = queue.singles(clonesAtOnce: 10, fewestFirst: isFirst)
      #expect(counts.first == 50 && counts.last == 0)
      #expect(counts == counts.sorted(by: >))
      #expect(counts.count == 106)
    }
  }
}
#sourceLocation()
