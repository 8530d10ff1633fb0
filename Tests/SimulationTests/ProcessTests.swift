import Foundation
import Simulation
import Testing

/// What one process prints, another prints too: Swift seeds its hashing anew in each.
@Suite("Across processes")
struct ProcessTests {
  /// Runs the probe in a process of its own. `hashing` sets `SWIFT_DETERMINISTIC_HASHING`.
  private func probe(_ arguments: [String], hashing: String? = nil) throws -> String {
    let tests = URL(fileURLWithPath: CommandLine.arguments[0])
    let process = Process()
    process.executableURL = tests.deletingLastPathComponent().appendingPathComponent(
      "simulation-probe")
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    environment["SWIFT_DETERMINISTIC_HASHING"] = hashing
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }

  @Test("processes with different hash seeds print the same trace")
  func sameTrace() throws {
    let first = try probe(["trace"])
    #expect(first.utf8.count > 5_000)
    for _ in 0..<3 { #expect(try probe(["trace"]) == first) }
    #expect(try probe(["trace"], hashing: "1") == first)
  }

  @Test("a node that lets the order of a set out prints another trace: the comparison can fail")
  func otherTrace() throws {
    let traces = Set(try (0..<4).map { _ in try probe(["leaky-trace"]) })
    #expect(traces.count > 1)
  }

  @Test("a token replays to the same bytes in a fresh process")
  func replay() throws {
    let failure = try probe(["failure"])
    let lines = failure.split(separator: "\n", maxSplits: 1)
    let (token, trace) = (String(try #require(lines.first)), String(try #require(lines.last)))
    #expect(try probe(["replay", token]) == trace)
    #expect(try probe(["replay", token], hashing: "1") == trace)
    #expect(try Trace(trace).text == trace)
  }
}
