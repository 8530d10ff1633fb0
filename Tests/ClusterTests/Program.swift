import Foundation
import Testing

/// The program as a process, started from the folder that holds the test bundle.
func program(_ arguments: [String], input: Pipe, output: Pipe) throws -> Process {
  let bundle = CommandLine.arguments.compactMap { argument in
    argument.firstRange(of: ".xctest").map { String(argument[..<$0.upperBound]) }
  }.first
  let process = Process()
  process.executableURL = URL(fileURLWithPath: try #require(bundle))
    .deletingLastPathComponent().appendingPathComponent("cluster")
  process.arguments = arguments
  process.standardInput = input
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  try process.run()
  return process
}

/// Runs the body with the path of a file that doesn't exist yet, and removes that file.
func withTemporaryFile<Result>(_ body: (String) async throws -> Result) async throws -> Result {
  let path = FileManager.default.temporaryDirectory
    .appendingPathComponent("cluster-test-\(UUID().uuidString)").path
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try await body(path)
}
