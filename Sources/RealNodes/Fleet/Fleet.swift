public import Foundation
public import Simulation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The nodes of a system on loopback: servers, each a process of its own, and nodes in this process,
/// mostly clients; each with a folder of its own for its files.
///
/// A server is this program once more, told which node it is. It listens on a port that it gets from
/// the system, says which, and connects to all that were started before it, so that a server that is
/// started again is found although its port is another.
public final class Fleet {
  /// What a node needs to be found by those that are started after it.
  private struct Guest {
    var life: Life
    var port: Int
    var connections: Connections
    /// Ends it; returns how many operations it was asked for, or throws what ended it before.
    var close: () async throws -> Int
    var abandon: () -> Void
  }

  public let roster: Roster
  /// Where the nodes' folders are.
  public let folder: URL
  private let program: URL
  /// When the clocks of its nodes showed zero.
  private let epoch = ContinuousClock.now
  private var servers: [NodeID: ServerProcess] = [:]
  private var guests: [NodeID: Guest] = [:]
  private var lives: [NodeID: Life] = [:]
  private var lifeCount = 0
  /// How many operations each guest was asked for in all its lives.
  private var operations: [NodeID: Int] = [:]
  /// How many bytes a server's log may have, from its next start on. A write beyond them fails as on a
  /// full disk, so it ends the server; one that isn't named has what the system gives.
  public var diskSpace: [NodeID: Int] = [:]
  /// From whom nothing is sent to whom.
  var cuts: Set<Link> = []

  struct Link: Hashable {
    var sender: NodeID
    var receiver: NodeID
  }

  /// A fleet without nodes.
  ///
  /// - Parameter program: what a server runs: `PROGRAM serve PLACE`.
  /// - Throws: if there is no place for the files.
  public init(of roster: Roster, running program: URL? = Bundle.main.executableURL) throws {
    self.roster = roster
    self.program = program ?? URL(fileURLWithPath: CommandLine.arguments[0])
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("fleet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // Whoever writes to a server that has just died is to be told, not killed.
    signal(SIGPIPE, SIG_IGN)
  }

  // MARK: Servers

  /// Starts a server as a process, with the files that it left.
  ///
  /// - Parameter steps: after how many steps of writing it dies, be it in the middle of a record: each
  ///   byte is a step, and so is each sync, rename and cut. nil: it lives until it is killed.
  /// - Returns: its process identifier.
  /// - Throws: `FleetError` if it runs already or ends before it has begun, as one with a short fuse may.
  @discardableResult
  public func start(_ node: NodeID, dyingAfter steps: Int? = nil) async throws -> Int32 {
    let server = try await launch(node, steps)
    try await server.tell(.begin)
    return server.identifier
  }

  /// Starts several servers, and tells them to begin when all listen: the first that one of them sends
  /// finds the others there.
  ///
  /// - Throws: `FleetError` if one runs already or ends before it has begun.
  public func start(_ nodes: [NodeID]) async throws {
    var launched: [ServerProcess] = []
    for node in nodes { launched.append(try await launch(node, nil)) }
    for server in launched { try await server.tell(.begin) }
  }

  private func launch(_ node: NodeID, _ steps: Int?) async throws -> ServerProcess {
    try checkIsDown(node)
    let arguments = ["serve", try orders(for: node, steps)]
    let server = try ServerProcess(roster.name(of: node), program, arguments)
    servers[node] = server
    try await server.listen()
    return server
  }

  /// Kills a server without warning; its files stay.
  public func kill(_ node: NodeID) { servers[node]?.kill() }

  /// Stops a server where it stands; it isn't down, and its connections stay open.
  ///
  /// - Throws: `FleetError` if it isn't running.
  public func pause(_ node: NodeID) throws { try server(node).pause() }

  /// Lets a server go on; it knows nothing of the time that has passed.
  ///
  /// - Throws: `FleetError` if it isn't running.
  public func resume(_ node: NodeID) throws { try server(node).resume() }

  /// Whether a server's process is there; it may be paused.
  public func isRunning(_ node: NodeID) -> Bool { servers[node]?.isRunning ?? false }

  /// Waits until a server ends by itself, as one does that was started with a fuse.
  ///
  /// - Returns: its status; for a signal, the signal's number.
  /// - Throws: `FleetError` if it was never started.
  @discardableResult
  public func end(of node: NodeID) async throws -> Int32 { try await server(node).end() }

  func server(_ node: NodeID) throws -> ServerProcess {
    guard let server = servers[node] else { throw FleetError.isNotRunning(roster.name(of: node)) }
    return server
  }

  // MARK: Nodes in this process

  /// Runs a node in this process, and returns when it has a connection to each node that runs.
  ///
  /// - Parameter hearing: called after each message that the node has received.
  /// - Throws: `FleetError` if it runs already; what the disk says.
  public func join<N: Node>(
    _ value: N, as node: NodeID, codec: NodeCodec<N>,
    hearing: @escaping @Sendable () -> Void = {}
  ) async throws -> NodeRunner<N> {
    try checkIsDown(node)
    let life = nextLife(of: node)
    let connections = Connections(of: life, in: roster, fleet: folder.lastPathComponent)
    cuts.filter { $0.sender == node }.forEach { connections.cut($0.receiver) }
    let file = try StableFile(logPath(in: try folder(of: node)), codec: codec.record)
    let runner = NodeRunner(
      value, life: life, in: roster, codec: codec, over: connections, file: file, epoch: epoch,
      operations: operations[node, default: 0])
    let station = try await Station(runner, over: connections, peers: peers, hearing: hearing)
    guests[node] = Guest(
      life: life, port: station.port, connections: connections,
      close: {
        await station.close()
        try await runner.outcome()
        return await runner.operations
      },
      abandon: station.abandon)
    await runner.begin()
    return runner
  }

  /// Ends a node of this process, as a crash would; its files stay, and it may join again.
  ///
  /// - Throws: what had ended the node before, if it was its own misuse or its disk.
  public func leave(_ node: NodeID) async throws {
    operations[node] = try await guests.removeValue(forKey: node)?.close()
  }

  // MARK: Files

  /// The folder of a node's files, there from its first start.
  ///
  /// - Throws: if the system refuses to make it.
  public func folder(of node: NodeID) throws -> URL {
    let own = folder.appendingPathComponent(roster.name(of: node), isDirectory: true)
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    return own
  }

  /// What is in a node's log. Of a node that runs, it may be less than what it knows.
  ///
  /// - Throws: `FileError` if it never ran; `StableFileError` if no crash can have left its file so.
  public func log<Record: Hashable & Sendable>(
    of node: NodeID, codec: Codec<Record>
  ) throws -> StableLog<Record> {
    try StableFile.log(in: logPath(in: try folder(of: node)), codec: codec)
  }

  /// Kills what runs, ends the nodes of this process, and removes the files.
  public func disband() {
    guests.values.forEach { $0.abandon() }
    servers.values.forEach { $0.kill() }
    try? FileManager.default.removeItem(at: folder)
  }
}

// MARK: - Who is where

extension Fleet {
  private func checkIsDown(_ node: NodeID) throws(FleetError) {
    guard guests[node] == nil, !isRunning(node) else { throw .runsAlready(roster.name(of: node)) }
  }

  private func nextLife(of node: NodeID) -> Life {
    lifeCount += 1
    let life = Life(node: node, number: lifeCount)
    lives[node] = life
    return life
  }

  /// All that run, with the ports that they got.
  private var peers: [Peer] {
    let guests = guests.values.map { Peer(life: $0.life, port: $0.port) }
    let servers = servers.compactMap { node, server in
      lives[node].flatMap {
        server.isRunning ? Peer(life: $0, port: server.port, isAwaited: !server.isPaused) : nil
      }
    }
    return (guests + servers).sorted { $0.life.number < $1.life.number }
  }

  private func orders(for node: NodeID, _ steps: Int?) throws -> String {
    let peers = peers
    let orders = ServerPlace.Orders(
      fleet: folder.lastPathComponent, epoch: epoch, life: nextLife(of: node),
      folder: try folder(of: node).path, peers: peers,
      cut: cuts.filter { $0.sender == node }.map(\.receiver).sorted(), fuse: steps,
      space: diskSpace[node])
    return String(decoding: try JSONEncoder().encode(orders), as: UTF8.self)
  }

  /// The connections of a node in this process.
  func connections(of node: NodeID) -> Connections? { guests[node]?.connections }
}
