import Foundation
import Testing

/// The folder that holds the test bundle, and the programs beside it.
let buildFolder: URL = {
  let bundle = CommandLine.arguments.lazy.compactMap { argument in
    argument.firstRange(of: ".xctest").map { String(argument[..<$0.upperBound]) }
  }.first
  return URL(fileURLWithPath: bundle ?? CommandLine.arguments[0]).deletingLastPathComponent()
}()

let probe = buildFolder.appendingPathComponent("real-nodes-probe")

/// Longer than anything takes on a machine whose processors are all busy.
let long = Duration.seconds(300)

/// Waits until something has happened; a test of it fails when it doesn't for a very long time.
func happens(_ condition: () async throws -> Bool) async throws -> Bool {
  let end = ContinuousClock.now + long
  while ContinuousClock.now < end {
    if try await condition() { return true }
    try await Task.sleep(for: .milliseconds(5))
  }
  return false
}

/// Runs the body with the path of a file that doesn't exist yet, and removes that file.
func withTemporaryFile<Result>(_ body: (String) async throws -> Result) async throws -> Result {
  let path = FileManager.default.temporaryDirectory
    .appendingPathComponent("real-nodes-test-\(UUID().uuidString)").path
  defer {
    for path in [path, path + ".new"] { try? FileManager.default.removeItem(atPath: path) }
  }
  return try await body(path)
}

/// The state of a process as the kernel has it, `T` for a stopped one; nil if there is none. Linux only.
func state(of process: Int32) -> Character? {
  guard let line = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
    let end = line.lastIndex(of: ")")
  else { return nil }
  return line[end...].dropFirst(2).first
}
