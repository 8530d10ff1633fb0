public import Foundation
public import Simulation

/// Which server a process is: what the fleet that starts it tells it, in one argument.
public struct ServerPlace: Sendable {
  public let node: NodeID
  public let roster: Roster
  /// The server's own folder: its log is in there, and what else the chapter's node may need.
  public var folder: URL { URL(fileURLWithPath: orders.folder, isDirectory: true) }

  /// How many bytes the server's log may have; nil: what the system gives.
  public var diskSpace: Int? { orders.space }

  let orders: Orders

  struct Orders: Codable {
    var fleet: String
    var epoch: ContinuousClock.Instant
    var life: Life
    var folder: String
    /// The nodes that were started earlier and run.
    var peers: [Peer] = []
    /// The nodes to which nothing may be sent.
    var cut: [NodeID] = []
    /// After how many steps of writing the process is to die.
    var fuse: Int?
    /// How many bytes its log may have.
    var space: Int?
  }

  /// Reads what a fleet has written; nil if it is something else.
  init?(_ argument: String, in roster: Roster) {
    guard let orders = try? JSONDecoder().decode(Orders.self, from: Data(argument.utf8)),
      roster.contains(orders.life.node)
    else { return nil }
    self.orders = orders
    self.roster = roster
    node = orders.life.node
  }

  /// Runs the node here until the process is killed, or until the fleet that started it is gone.
  ///
  /// - Throws: what ended the node: its own misuse, its disk, a message that can't be sent.
  public func serve<N: Node>(_ value: N, codec: NodeCodec<N>) async throws {
    let connections = Connections(of: orders.life, in: roster, fleet: orders.fleet)
    orders.cut.forEach(connections.cut)
    let file = try StableFile(
      logPath(in: folder), codec: codec.record, fuse: orders.fuse.map { Fuse(after: $0) },
      space: orders.space)
    let runner = NodeRunner(
      value, life: orders.life, in: roster, codec: codec, over: connections, file: file,
      epoch: orders.epoch)
    let station = try await Station(runner, over: connections, peers: orders.peers)
    let commands = LineStream(FileHandle.standardInput) { exitProcess(0) }
    answer("\(station.port)")
    Task {
      for await line in commands.lines {
        guard let command = Command(line) else { continue }
        await carryOut(command, station)
        answer(line)
      }
    }
    try await station.outcome()
  }

  private func carryOut<N: Node>(_ command: Command, _ station: Station<N>) async {
    switch command {
    case .begin: await station.runner.begin()
    case .cut(let node): station.connections.cut(node)
    case .mend(let node): station.connections.mend(node)
    }
  }

  private func answer(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}

/// Where a node's log is.
func logPath(in folder: URL) -> String { folder.appendingPathComponent("log").path }

/// What a fleet tells a server that runs, a line on its standard input; the server answers with the
/// same line when it is done.
enum Command: Equatable, Sendable {
  /// The node, which so far has only listened, is to start.
  case begin
  /// From now on, and until the link is mended, nothing is sent to that node.
  case cut(NodeID)
  case mend(NodeID)

  init?(_ line: String) {
    let words = line.split(separator: " ")
    switch (words.first, words.dropFirst().first.flatMap { UInt16($0) }) {
    case ("begin", nil): self = .begin
    case ("cut", let number?): self = .cut(NodeID(Int(number)))
    case ("mend", let number?): self = .mend(NodeID(Int(number)))
    default: return nil
    }
  }

  var line: String {
    switch self {
    case .begin: "begin"
    case .cut(let node): "cut \(node.index)"
    case .mend(let node): "mend \(node.index)"
    }
  }
}
