internal import Chapter12
internal import Foundation
internal import RealNodes
internal import Simulation
internal import Synchronization

/// Chapter 12: two clients append to one file while chunkservers and the master are killed, a disk is full
/// and another is damaged; at the end every acknowledged record is in its place on every replica.
@main enum AcknowledgedWhole: Demonstration {
  private static let master = NodeID(0)
  private static let servers = [1, 2, 3].map { NodeID($0) }
  private static let writers = [4, 5].map { NodeID($0) }
  private static let reader = NodeID(6)
  static let recordsEach = 40
  /// Too small for the first half of the records.
  private static let smallDisk = 3200
  /// A record of a few bytes takes up to so many times as much in a log, which also keeps what is discarded.
  private static let logBytesPerByte = 8

  static let roster: Roster = [
    "master", "server1", "server2", "server3", "ann", "bob", "reader",
  ]

  private static var terms: Terms {
    var terms = Terms()
    terms.chunkSize = 64 << 10
    terms.lease = .seconds(1)
    terms.patience = .milliseconds(100)
    terms.retry = .milliseconds(300)
    terms.heartbeat = .milliseconds(200)
    return terms
  }

  static func serve(_ place: ServerPlace) async throws {
    guard place.node == master else {
      let room = place.diskSpace.map { $0 / Self.logBytesPerByte } ?? .max
      let server = ChunkServer(master: master, terms: terms, room: room)
      return try await place.serve(server, codec: .compact)
    }
    var metadata = Metadata()
    metadata.apply(.create("log"))
    try await place.serve(
      Master(servers: servers, terms: terms, knowing: metadata), codec: .compact)
  }

  static func run(_ fleet: Fleet) async throws {
    fleet.diskSpace[servers[0]] = smallDisk
    try await fleet.start([master] + servers)
    let told = Told()
    var clients: [NodeID: NodeRunner<FileClient>] = [:]
    for writer in writers {
      clients[writer] = try await fleet.join(
        FileClient(master: master, terms: terms), as: writer, codec: .compact)
    }
    let half = recordsEach / 2
    try await append(1...half, through: clients, told) { try await kill(fleet, told) }
    try await enlarge(fleet, told)
    try await append(half + 1...recordsEach, through: clients, told) {
      try await damage(fleet, told)
    }
    try await waitForClones(fleet, told.all)
    try await check(fleet, told.all)
  }

  /// All clients append at once, while something happens to the servers.
  private static func append(
    _ numbers: ClosedRange<Int>, through clients: [NodeID: NodeRunner<FileClient>], _ told: Told,
    meanwhile: () async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup { group in
      for (writer, client) in clients {
        group.addTask { try await append(numbers, as: writer, through: client, told) }
      }
      try await meanwhile()
      try await group.waitForAll()
    }
  }

  private static func append(
    _ numbers: ClosedRange<Int>, as writer: NodeID, through client: NodeRunner<FileClient>,
    _ told: Told
  ) async throws {
    for number in numbers {
      let id = RecordID(writer: UInt8(writer.index), number: UInt8(number))
      let record = FramedRecord(id, Array("record \(number)".utf8))
      let response = try await client.perform(.append("log", record.frame))
      guard case .appended(_, let offset) = response else {
        throw Wrong("an append is \(response)")
      }
      told.add(record, at: offset)
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  private static func kill(_ fleet: Fleet, _ told: Told) async throws {
    try await told.reach(10)
    fleet.kill(servers[1])
    try await fleet.start(servers[1], dyingAfter: 300)
    try await fleet.end(of: servers[1])
    try await fleet.start(servers[1])
    print("server 2 is killed, and once more while it writes; it comes back with what it had")
    try await told.reach(30)
    fleet.kill(master)
    try await fleet.start(master)
    print("the master is killed and comes back with its log")
  }

  /// The first server's disk is too small for what was appended; then it gets another.
  private static func enlarge(_ fleet: Fleet, _ told: Told) async throws {
    let small = servers[0]
    let bytes = try replica(on: small, fleet)
    guard fleet.isRunning(small), told.all.contains(where: { !$0.isWhole(in: bytes) }) else {
      throw Wrong("server 1, whose disk is small, holds all records or has ended")
    }
    print("server 1 runs with a full disk and has refused records that the others have")
    fleet.kill(small)
    fleet.diskSpace[small] = nil
    try await fleet.start(small)
    try await waitForClones(fleet, told.all)
    print("server 1 gets more room: \(told.all.count) records are on three disks")
  }

  private static func damage(_ fleet: Fleet, _ told: Told) async throws {
    try await told.reach(recordsEach + 10)
    fleet.kill(servers[2])
    print("server 3 is killed, and a byte of its disk is damaged:", terminator: " ")
    print(try damage(servers[2], fleet))
    try await fleet.start(servers[2])
    print("server 3 comes back with a new, empty disk")
  }

  /// Flips a bit in the middle of a server's file, sees that it's found, and takes the file away.
  private static func damage(_ server: NodeID, _ fleet: Fleet) throws -> String {
    let file = try fleet.folder(of: server).appendingPathComponent("log")
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count / 2] ^= 0x10
    try bytes.write(to: file)
    do {
      _ = try fleet.log(of: server, codec: Codec<ChunkServer.Record>.compact)
      throw Wrong("the damage isn't noticed")
    } catch is StableFileError {
      try FileManager.default.removeItem(at: file)
      return "the file is refused"
    }
  }

  /// Until every record is on three disks: the last lease must end, and clones be reported.
  private static func waitForClones(_ fleet: Fleet, _ told: [Told.Record]) async throws {
    for _ in 0..<600 {
      let isDone = try servers.allSatisfy { server in
        let bytes = try replica(on: server, fleet)
        return told.allSatisfy { $0.isWhole(in: bytes) }
      }
      if isDone { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw Wrong("after a minute the records aren't on three disks")
  }

  /// The chunk as a server would find it on its disk.
  private static func replica(on server: NodeID, _ fleet: Fleet) throws -> [UInt8] {
    var node = ChunkServer(master: master)
    var context = Context<ChunkServer>(
      id: server, roster: roster, random: SplitMix64(seed: 0))
    node.restart(
      recovering: try fleet.log(of: server, codec: Codec<ChunkServer.Record>.compact), &context)
    return node.chunks[ChunkHandle(1)]?.bytes ?? []
  }

  private static func check(_ fleet: Fleet, _ told: [Told.Record]) async throws {
    let client = try await fleet.join(
      FileClient(master: master, terms: terms), as: reader, codec: .compact)
    for replica in servers.indices {
      guard case .content(let found?) = try await client.perform(.read("log", replica: replica))
      else { throw Wrong("replica \(replica) can't be read") }
      for told in told where !told.isWhole(in: found.bytes) {
        throw Wrong("replica \(replica) lacks \(told.record.id) at \(told.offset)")
      }
      var reader = RecordReader()
      let once = reader.read(found.bytes)
      guard Set(once) == Set(told.map(\.record)) else {
        throw Wrong("the reader of replica \(replica) finds \(once.count) records")
      }
    }
    print("\(told.count) records: each in its place on three disks, and read once")
  }
}

/// What the clients were told so far.
private final class Told: Sendable {
  struct Record: Sendable {
    var record: FramedRecord
    var offset: Int

    func isWhole(in bytes: [UInt8]) -> Bool {
      bytes.dropFirst(offset).starts(with: record.frame)
    }
  }

  private let state = Mutex<[Record]>([])
  var all: [Record] { state.withLock { $0 } }

  /// Returns when so many records are acknowledged.
  func reach(_ count: Int) async throws {
    while all.count < count { try await Task.sleep(for: .milliseconds(1)) }
  }

  func add(_ record: FramedRecord, at offset: Int) {
    state.withLock { $0.append(Record(record: record, offset: offset)) }
  }
}
