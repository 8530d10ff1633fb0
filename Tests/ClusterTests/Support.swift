import Foundation
import Testing

/// What a program prints that is built beside the test bundle, by lines; it must end well.
func output(of program: String) throws -> [Substring] {
  let bundle = CommandLine.arguments.lazy.compactMap { argument in
    argument.firstRange(of: ".xctest").map { String(argument[..<$0.upperBound]) }
  }.first
  let process = Process()
  process.executableURL = URL(fileURLWithPath: try #require(bundle))
    .deletingLastPathComponent().appendingPathComponent(program)
  let output = Pipe()
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = output
  try process.run()
  let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  #expect(process.terminationStatus == 0)
  return text.split(separator: "\n")
}
