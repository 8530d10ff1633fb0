import Foundation

/// The built `course` tool, run as a person would run it.
struct Tool {
  struct Result {
    var status: Int32
    var output: String
    var errors: String
  }

  struct NotBuilt: Error {}

  /// The package that these tests belong to.
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// It stands beside the test bundle, wherever the build folder is.
  static var executable: URL {
    get throws {
      let bundles =
        Bundle.allBundles.map(\.bundleURL) + [URL(fileURLWithPath: CommandLine.arguments[0])]
      for bundle in bundles {
        for folder in [bundle, bundle.deletingLastPathComponent()] {
          let tool = folder.appendingPathComponent("course")
          var isFolder: ObjCBool = false
          if FileManager.default.fileExists(atPath: tool.path, isDirectory: &isFolder),
            !isFolder.boolValue
          {
            return tool
          }
        }
      }
      throw NotBuilt()
    }
  }

  static func process(_ arguments: [String], in folder: URL) throws -> Process {
    let process = Process()
    process.executableURL = try executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    return process
  }

  /// What a program prints, without the newline at its end.
  static func output(of program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  static func run(
    _ arguments: [String], in folder: URL, _ variables: [String: String] = [:]
  ) throws -> Result {
    let process = try process(arguments, in: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    return try result(of: process)
  }

  /// Runs the process to its end.
  static func result(of process: Process) throws -> Result {
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // What is printed here fits into a pipe, so one after the other cannot block.
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
      errors: String(decoding: complained, as: UTF8.self))
  }
}
