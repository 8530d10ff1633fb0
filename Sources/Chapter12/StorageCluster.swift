// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 9d8c5ec4a31eda21

#sourceLocation(file: "Chapters/12-gfs.md", line: 1800)
internal import Simulation

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

func text(_ bytes: [UInt8]) -> String {
  let dot = UInt8(ascii: ".")
  return String(decoding: bytes.map { $0 == 0 ? dot : $0 }, as: UTF8.self)
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1813)
struct StorageCluster {
  var system = System<FileMessage>()
  let master: NodeID
  let servers: [NodeID]
  private(set) var clients: [NodeID] = []

  func world(
    seed: UInt64 = 1, faults: [Fault] = [],
    invariants: [Invariant<FileMessage>] = []
  ) -> World<FileMessage> {
    World(system, seed: seed, faults: faults, invariants: invariants)
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1831)
extension StorageCluster {
  /// - Parameters:
  ///   - replicas: so many servers hold the file's chunk already.
  ///   - lastRoom: how many bytes of replicas the last server's disk holds.
  init(
    servers count: Int, terms: Terms = .brief, omitting rule: Rule? = nil,
    replicas: Int = 0, lastRoom: Int = .max,
    work: [Workload<FileClient.Operation>]
  ) {
    var metadata = Metadata()
    let chunk = ChunkHandle(1)
    metadata.apply(.create("log"))
    if replicas > 0 {
      metadata.apply(.addChunk("log"))
      metadata.apply(.issue(chunk))
      metadata.apply(.grant(chunk, Version(1)))
    }
    servers = (1...count).map(NodeID.init)
    let versions = servers.prefix(replicas).map { ($0, Version(1)) }
    master = system.add(
      "master",
      Master(
        servers: servers, terms: terms, omitting: rule, knowing: metadata,
        reports: [chunk: Dictionary(uniqueKeysWithValues: versions)]))
    for (index, server) in servers.enumerated() {
      let held = [chunk: ChunkCopy(version: Version(1))]
      system.add(
        "server \(server.index)",
        ChunkServer(
          master: master, terms: terms, omitting: rule,
          holding: index < replicas ? held : [:],
          room: index == count - 1 ? lastRoom : .max,
          isJoining: 0 < replicas && replicas <= index))
    }
    let client = FileClient(master: master, terms: terms)
    for (name, work) in zip(["Ann", "Bob", "Cy", "Dan"], work) {
      clients.append(system.add(name, client, work: work))
    }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1876)
extension Terms {
  /// Small chunks and short times, for the simulated world.
  static var brief: Terms {
    var terms = Terms()
    terms.chunkSize = 64
    terms.lease = .seconds(1)
    terms.patience = .milliseconds(50)
    terms.retry = .milliseconds(100)
    return terms
  }
}
#sourceLocation()
