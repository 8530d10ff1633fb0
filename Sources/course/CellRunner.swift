internal import Foundation
internal import Literate

/// Runs a chapter's cells in test processes and watches what they print.
///
/// All cells share a process until one of them takes it down; the others then run in a new one.
struct CellRunner {
  struct Outcome {
    enum Ending {
      case finished(CellResult)
      case threw(String)
      /// With what the process said last.
      case crashed(String)
    }

    var cell: Cell
    var ending: Ending
  }

  private let chapter: Chapter
  private let toolchain: Toolchain
  private let root: String
  private let folder: URL

  init(_ chapter: Chapter, _ workspace: Workspace) throws {
    self.chapter = chapter
    toolchain = Toolchain(workspace)
    root = workspace.files.root
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "course-cells-\(ProcessInfo.processInfo.processIdentifier)-\(chapter.number)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func cleanUp() { try? FileManager.default.removeItem(at: folder) }

  /// Builds the chapter's tests and what its cells run; on an error, what the compiler said.
  func build() throws {
    try toolchain.buildProducts(of: chapter)
    let log = folder.appendingPathComponent("build.log")
    if Terminal.hasColour { print(Terminal.styled("Building chapter \(chapter.number) …", .dim)) }
    let process = try start(["build", "--build-tests"], log)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let lines = read(log).split(separator: "\n", omittingEmptySubsequences: false)
      let errors = lines.filter { $0.contains("error:") }
      throw Failure(
        .fallsShort, (errors.isEmpty ? lines[...].suffix(40) : errors[...]).joined(separator: "\n"))
    }
  }

  func run(_ cells: [Cell]) throws -> [Outcome] {
    var outcomes: [Outcome] = []
    var open = cells[...]
    while !open.isEmpty {
      let report = try runProcess(Array(open))
      while let cell = open.first, let ending = ending(of: cell) {
        outcomes.append(Outcome(cell: cell, ending: ending))
        open.removeFirst()
      }
      if let cell = open.first {
        // It began and did not end, or the process could not even begin it.
        outcomes.append(Outcome(cell: cell, ending: .crashed(report)))
        open.removeFirst()
      }
    }
    return outcomes
  }

  /// One test process for these cells. Returns its last words.
  private func runProcess(_ cells: [Cell]) throws -> String {
    let names = cells.map(\.functionName).joined(separator: "|")
    let log = folder.appendingPathComponent("run.log")
    let process = try start(
      [
        "test", "--skip-build", "--disable-xctest", "--filter",
        "^\(chapter.module)Tests\\.Cells/(\(names))\\(",
      ], log)
    var shown: [String: Int] = [:]
    while process.isRunning {
      for cell in cells { stream(cell, &shown) }
      usleep(30_000)
    }
    for cell in cells { stream(cell, &shown) }
    return lastWords(read(log))
  }

  /// What a process that died said of it: the trap's message, and where in the chapter it stood.
  private func lastWords(_ log: String) -> String {
    let lines = log.split(separator: "\n").map { $0.drop { $0 == " " } }
    let message = lines.filter { $0.contains("Fatal error") || $0.contains("error: Exited") }
      .prefix(1)
    let place = lines.first { $0.contains("\(chapter.path):") }.flatMap { line in
      line.firstRange(of: "\(chapter.path):").map { line[$0.lowerBound...].prefix { $0 != " " } }
    }
    return (message + (place.map { ["at \($0)"] } ?? [])).map { "  \($0)" }.joined(separator: "\n")
  }

  /// Prints what is new of a cell's output.
  private func stream(_ cell: Cell, _ shown: inout [String: Int]) {
    let bytes = contents("\(key(cell)).out")
    let start = shown[cell.name]
    guard let bytes, bytes.count > start ?? -1 else { return }
    if start == nil {
      print(Terminal.styled("── \(chapter.path):\(cell.block.line)  \(cell.name)", .bold))
    }
    print(String(decoding: bytes[(start ?? 0)...], as: UTF8.self), terminator: "")
    fflush(nil)
    shown[cell.name] = bytes.count
  }

  private func start(_ arguments: [String], _ log: URL) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["swift"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: root)
    process.environment = ProcessInfo.processInfo.environment.merging([
      "COURSE_FOCUS": "\(chapter.number)", "COURSE_CELLS": folder.path,
    ]) { $1 }
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    let handle = try FileHandle(forWritingTo: log)
    process.standardOutput = handle
    process.standardError = handle
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func key(_ cell: Cell) -> String { "\(chapter.paddedNumber)-\(cell.name)" }

  private func contents(_ name: String) -> Data? {
    FileManager.default.contents(atPath: folder.appendingPathComponent(name).path)
  }

  private func read(_ url: URL) -> String {
    String(decoding: FileManager.default.contents(atPath: url.path) ?? Data(), as: UTF8.self)
  }

  /// How a cell ended, if it did: what the page left behind.
  private func ending(of cell: Cell) -> Outcome.Ending? {
    guard let done = contents("\(key(cell)).done") else { return nil }
    let lines = String(decoding: done, as: UTF8.self).split(separator: "\n").map(String.init)
    if let error = lines.first(where: { $0.hasPrefix("error ") }) {
      return .threw(String(error.dropFirst("error ".count)))
    }
    let figures = lines.compactMap { line -> CellResult.Figure? in
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      guard words.count > 1, words[0] == "figure" else { return nil }
      let stem = "\(chapter.paddedNumber)-\(words[1])"
      return CellResult.Figure(
        name: words[1], title: words.count > 2 ? words[2] : words[1],
        text: Array(contents("\(stem).txt") ?? Data()),
        svg: Array(contents("\(stem).svg") ?? Data()))
    }
    return .finished(
      CellResult(
        cell: cell.name, output: Array(contents("\(key(cell)).out") ?? Data()), figures: figures))
  }
}
