import Foundation

/// The real compiler, in folders of its own.
enum Toolchain {
  struct Result {
    var status: Int32
    var output: String
  }

  struct Failed: Error {
    var output: String
  }

  /// Runs a tool found on the path, and returns what it printed on both streams.
  static func call(_ arguments: [String], in folder: URL) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
  }

  /// Compiles a small program and returns what it prints.
  static func run(_ program: String) throws -> String {
    let package = try TemporaryPackage(["program.swift": program])
    let compiled = try call(
      ["swiftc", "-Onone", "-o", "program", "program.swift"], in: package.folder)
    guard compiled.status == 0 else { throw Failed(output: compiled.output) }
    return try call([package.url("program").path], in: package.folder).output
  }
}
