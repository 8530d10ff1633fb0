import Foundation
import Testing

@testable import cluster

/// The program as a process: what a server does when nobody holds it any more, and what it refuses.
@Suite(.timeLimit(.minutes(5))) struct ServerProcessTests {
  @Test("a server ends when whoever started it is gone")
  func orphan() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: path) }
    let (input, output) = (Pipe(), Pipe())
    let server = try program(["2", "serve", "0", "0", path.path], input: input, output: output)
    let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    #expect(Int(port.filter { !$0.isNewline }) != nil && server.isRunning)
    try input.fileHandleForWriting.close()
    server.waitUntilExit()
    #expect(server.terminationStatus == 0)
  }

  @Test(
    "what is no chapter, no node or no port is refused",
    arguments: [["3"], [], ["2", "serve", "9", "0", "x"], ["2", "serve", "0", "x", "x"]])
  func refusals(arguments: [String]) throws {
    let process = try program(arguments, input: Pipe(), output: Pipe())
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
  }
}
