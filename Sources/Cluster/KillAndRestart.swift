internal import Chapter2
internal import Foundation
internal import Simulation

/// Chapter 2 on a real network: a client appends, its server is killed in the middle and started
/// again, and at the end every number is in the log once.
enum KillAndRestart {
  static let count = 60

  struct Wrong: Error, CustomStringConvertible {
    var description: String
  }

  static func run() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cluster-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let log = folder.appendingPathComponent("server.log").path
    var server = try ServerProcess(port: 0, log: log)
    defer { server.kill() }

    let roster = StoreProcess.system.roster
    let connections = Connections(of: StoreProcess.client, in: roster)
    let options = CallOptions(retry: .fixed(.milliseconds(100)))
    let client = try NodeRunner(
      StoreClient(server: StoreProcess.server, options: options), as: StoreProcess.client,
      in: roster, over: connections, logAt: folder.appendingPathComponent("client.log").path)
    try await client.begin()
    let port = server.port
    let link = Task {
      await connections.keepConnected(to: port) { try await client.receive($0, from: $1) }
    }
    defer { link.cancel() }

    print("server listens on loopback, process \(server.identifier)")
    for number in 1...count {
      if number.isMultiple(of: 20) {
        async let answer = client.perform(.append("log", "\(number),"))
        server.kill()
        print("killed it while call \(number) was under way")
        server = try ServerProcess(port: port, log: log)
        print("started it again, process \(server.identifier)")
        _ = try await answer
      } else {
        _ = try await client.perform(.append("log", "\(number),"))
      }
    }
    try check(try await client.perform(.get("log")))
  }

  private static func check(_ outcome: Outcome<KeyValueStore.Reply>) throws {
    guard case .reply(.value(let value)) = outcome else {
      throw Wrong(description: "the log can't be read: \(outcome)")
    }
    let numbers = (value ?? "").split(separator: ",").compactMap { Int($0) }
    guard numbers == Array(1...count) else { throw Wrong(description: "the log is \(numbers)") }
    print("\(count) appends, three kills: every number is in the log once, in order")
  }
}

/// A server in a process of its own.
struct ServerProcess {
  private let process: Process
  let port: Int

  var identifier: Int32 { process.processIdentifier }

  /// Starts it and waits until it listens.
  init(port: Int, log: String) throws {
    process = Process()
    process.executableURL = Bundle.main.executableURL
    process.arguments = ["serve", "\(port)", log]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(line.filter { !$0.isNewline }) else {
      throw KillAndRestart.Wrong(description: "the server didn't start")
    }
    self.port = port
  }

  /// SIGKILL: the process has no say in it.
  func kill() {
    #if canImport(Glibc)
      _ = Glibc.kill(process.processIdentifier, SIGKILL)
    #else
      process.terminate()
    #endif
    process.waitUntilExit()
  }
}
