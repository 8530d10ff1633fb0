import Foundation
import Testing

@testable import RealNodes
@testable import real_nodes_probe

/// The program as a process: how it ends, and what it leaves behind.
@Suite(.timeLimit(.minutes(10))) struct ProcessTests {
  private func run(
    _ arguments: [String] = [], holding: Bool = false, output: Pipe = Pipe(),
    errors: Pipe = Pipe()
  ) throws -> Process {
    let process = Process()
    process.executableURL = probe
    process.arguments = arguments
    if holding { process.environment = ["HOLD": "1"] }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    return process
  }

  private func text(_ pipe: Pipe) -> String {
    String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }

  @Test("a server whose node misuses its context ends with status 1 and the rule that it broke")
  func misuse() throws {
    let (output, errors) = (Pipe(), Pipe())
    let process = try run(output: output, errors: errors)
    #expect(text(output) == "the store ended with status 1\n")
    let said = text(errors)
    #expect(
      said.contains(
        "real-nodes-probe: store, handling the message misbehave, "
          + "sent greeting to n99, which is no node of this system"), "\(said)")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test(
    "what is no server's place is refused",
    arguments: [["3"], ["serve"], ["serve", "{}"], ["serve", "x", "y"]])
  func refusals(arguments: [String]) throws {
    let process = try run(arguments)
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
  }

  #if os(Linux)
    @Test(
      "servers end when whoever runs them is killed or told to end, and a paused one does, too",
      arguments: [SIGKILL, SIGTERM, SIGINT])
    func orphans(signal: Int32) async throws {
      let output = Pipe()
      let process = try run(holding: true, output: output)
      var iterator = LineStream(output.fileHandleForReading).lines.makeAsyncIterator()
      let words = try #require(await iterator.next()).split(separator: " ")
      let servers = words.prefix(2).compactMap { Int32($0) }
      let folder = String(words[2])
      #expect(servers.map(state).allSatisfy { $0 != nil } && state(of: servers[1]) == "T")
      #expect(FileManager.default.fileExists(atPath: folder))
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      // A process that nobody waits for may be left as a zombie, where there is no `init`.
      #expect(try await happens { servers.map(state).allSatisfy { $0 == nil || $0 == "Z" } })
      guard signal == SIGKILL else {
        #expect(process.terminationStatus == 128 + signal)
        return #expect(!FileManager.default.fileExists(atPath: folder))
      }
      try FileManager.default.removeItem(atPath: folder)
    }
  #endif
}
