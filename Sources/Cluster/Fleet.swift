internal import Chapter2
internal import Foundation
internal import Simulation

/// A chapter's servers, each a process of its own with a file of its own, and the links to them.
final class Fleet {
  private let chapter: String
  private let roster: Roster
  private let folder: URL
  private var servers: [NodeID: ServerProcess] = [:]
  private var links: [NodeID: [Task<Void, Never>]] = [:]

  /// A fleet without servers, with a folder for their files.
  init(of chapter: String, in roster: Roster) throws {
    self.chapter = chapter
    self.roster = roster
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cluster-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Starts a server and waits until it listens: the first time on a free port with an empty file,
  /// later on the same port with the file that it left.
  @discardableResult
  func start(_ node: NodeID) throws -> Int32 {
    let port = servers[node]?.port ?? 0
    let arguments = [chapter, "serve", "\(node.index)", "\(port)", path(of: node)]
    let server = try ServerProcess(arguments)
    servers[node] = server
    return server.identifier
  }

  /// Kills a server without warning; its file stays.
  func kill(_ node: NodeID) { servers[node]?.kill() }

  /// Runs a node in this process, and returns when it has a connection to each server that runs.
  ///
  /// - Parameter hearing: called after each message that the node has received.
  func join<N: Node>(
    _ value: N, as node: NodeID, hearing: @escaping @Sendable () -> Void = {}
  ) async throws -> NodeRunner<N> where N.Message: WireValue, N.Record: WireValue {
    let connections = Connections(of: node, in: roster)
    let runner = try NodeRunner(
      value, as: node, in: roster, over: connections, logAt: path(of: node))
    try await runner.begin()
    links[node] = servers.values.map(\.port).map { port in
      Task {
        await connections.keepConnected(to: port) {
          try await runner.receive($0, from: $1)
          hearing()
        }
      }
    }
    for (server, process) in servers {
      while process.isRunning, !connections.isConnected(to: server) {
        try await Task.sleep(for: .milliseconds(1))
      }
    }
    return runner
  }

  /// Ends a node of this process, and its connections; its file stays, and it may join again.
  func leave<N: Node>(_ node: NodeID, _ runner: NodeRunner<N>) async {
    await runner.end()
    links.removeValue(forKey: node)?.forEach { $0.cancel() }
  }

  /// What is in a node's file. Of a node that runs, it may be less than what it knows.
  func log<Record: Hashable & Sendable & WireValue>(
    of node: NodeID, _ type: Record.Type
  ) throws -> StableLog<Record> {
    try StableFile<Record>(path(of: node)).load()
  }

  /// Kills what runs, and removes the files.
  func disband() {
    links.values.joined().forEach { $0.cancel() }
    servers.values.forEach { $0.kill() }
    try? FileManager.default.removeItem(at: folder)
  }

  private func path(of node: NodeID) -> String {
    folder.appendingPathComponent("\(roster.name(of: node)).log").path
  }
}

/// This program once more, as a server.
private struct ServerProcess {
  private let process = Process()
  /// The server lives as long as somebody holds this.
  private let life = Pipe()
  let port: Int

  var identifier: Int32 { process.processIdentifier }
  var isRunning: Bool { process.isRunning }

  init(_ arguments: [String]) throws {
    process.executableURL = Bundle.main.executableURL
    process.arguments = arguments
    process.standardInput = life
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(line.filter { !$0.isNewline }) else {
      throw Wrong("a server didn't start: cluster \(arguments.joined(separator: " "))")
    }
    self.port = port
  }

  /// SIGKILL: the process has no say in it.
  func kill() {
    guard process.isRunning else { return }
    #if canImport(Glibc)
      _ = Glibc.kill(process.processIdentifier, SIGKILL)
    #else
      process.terminate()
    #endif
    process.waitUntilExit()
  }
}
