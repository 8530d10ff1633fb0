internal import Foundation

/// Why a product that a cell runs has nothing to show.
enum ProductError: Error, Equatable, CustomStringConvertible {
  case notBuilt(String)
  /// With the last line that it wrote on standard error.
  case failed(String, status: Int32, lastWords: String)
  case overdue(String, after: Duration)

  var description: String {
    switch self {
    case .notBuilt(let name): "'\(name)' is not built; run: swift build --product \(name)"
    case .failed(let name, let status, let words):
      "'\(name)' ended with status \(status)" + (words.isEmpty ? "" : ": \(words)")
    case .overdue(let name, let limit):
      "'\(name)' was still running after \(limit) and was killed"
    }
  }
}

/// Runs an executable product of this package, and prints to the page what it prints.
///
/// For cells that need what a chapter's module must not import, such as a network: the product stands
/// beside the tests in the build folder, and the cell's fence names it (`product=NAME`), so that
/// `course run` builds it first.
///
/// - Parameter limit: How long it may run; then it is killed.
/// - Throws: One line that says what to do: the product is not built, ended with another status than
///   0, or ran for too long.
public func run(
  product name: String, _ arguments: String..., limit: Duration = .seconds(120)
) async throws {
  try await Product(name, in: Product.buildFolder).run(arguments, limit: limit)
}

/// An executable in a folder.
struct Product {
  private let name: String
  private let program: URL

  init(_ name: String, in folder: URL) throws(ProductError) {
    self.name = name
    program = folder.appendingPathComponent(name)
    guard FileManager.default.isExecutableFile(atPath: program.path) else {
      throw .notBuilt(name)
    }
  }

  /// Where the running tests were built: the folder that holds the test bundle.
  static var buildFolder: URL {
    let bundle = CommandLine.arguments.lazy.compactMap { argument in
      argument.firstRange(of: ".xctest").map { String(argument[..<$0.upperBound]) }
    }.first
    return URL(fileURLWithPath: bundle ?? CommandLine.arguments[0]).deletingLastPathComponent()
  }

  /// Files take what it says, not pipes: a process that it left behind can't keep those open.
  ///
  /// - Parameter elapsed: how long it has run; nil: asks the clock.
  func run(
    _ arguments: [String], limit: Duration, elapsed: (() -> Duration)? = nil
  ) async throws {
    let began = ContinuousClock.now
    let elapsed = elapsed ?? { ContinuousClock.now - began }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("product-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = try Transcript(folder.appendingPathComponent("output"))
    let errors = try Transcript(folder.appendingPathComponent("errors"))
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output.writing
    process.standardError = errors.writing
    try process.run()
    defer { end(process) }
    try await watch(process, limit, elapsed) { print(output.news(), terminator: "") }
    guard process.terminationStatus == 0 else {
      let words = errors.news().split(whereSeparator: \.isNewline).last ?? ""
      throw ProductError.failed(
        name, status: process.terminationStatus, lastWords: String(words))
    }
  }

  private func watch(
    _ process: Process, _ limit: Duration, _ elapsed: () -> Duration, _ show: () -> Void
  ) async throws {
    while process.isRunning {
      guard elapsed() < limit else { throw ProductError.overdue(name, after: limit) }
      try await Task.sleep(for: .milliseconds(20))
      show()
    }
    show()
  }

  private func end(_ process: Process) {
    guard process.isRunning else { return }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}

/// A file that another process writes and this one reads from where it stopped.
private struct Transcript {
  let writing: FileHandle
  private let reading: FileHandle

  init(_ url: URL) throws {
    try Data().write(to: url)
    writing = try FileHandle(forWritingTo: url)
    reading = try FileHandle(forReadingFrom: url)
  }

  /// Whole lines only would need a memory; what a page takes need not be cut at lines.
  func news() -> String { String(decoding: reading.availableData, as: UTF8.self) }
}
