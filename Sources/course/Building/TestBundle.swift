internal import Foundation
internal import Literate

/// The built tests of a chapter, run without asking SwiftPM again.
struct TestBundle {
  private let program: String
  private let root: String

  /// - Parameters:
  ///   - folder: SwiftPM's.
  ///   - name: the package's, as the manifest gives it under the focus that was built.
  init(folder: String, name: String, _ workspace: Workspace) {
    program = "\(folder)/debug/\(name)PackageTests.xctest"
    root = workspace.files.root
  }

  /// Swift Testing's exit code for a selection that holds no test.
  static let noTests: Int32 = 69

  /// A process that will run the tests whose names match.
  func process(_ filter: String, _ arguments: [String] = [], _ variables: [String: String] = [:])
    -> Process
  {
    let process = Process()
    #if os(macOS)
      // A bundle there is no program; the toolchain's helper loads it.
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments =
        ["swift", "test", "--skip-build", "--disable-xctest", "--filter", filter] + arguments
    #else
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = ["--testing-library", "swift-testing", "--filter", filter] + arguments
    #endif
    process.currentDirectoryURL = URL(fileURLWithPath: root)
    process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    process.standardInput = FileHandle.nullDevice
    return process
  }

  /// Runs them to their end, with their output where the tool's goes.
  func run(_ filter: String, _ arguments: [String] = []) throws -> Int32 {
    let process = process(filter, arguments)
    fflush(nil)
    try Interruption.run(process) { process.waitUntilExit() }
    return process.terminationReason == .exit ? process.terminationStatus : 1
  }
}
