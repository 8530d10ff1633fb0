internal import Foundation
internal import Literate

/// Parses every block on its own with the compiler, so that each can be read on its own.
///
/// A block is whole declarations; a cell is statements, so it is parsed as a function's body.
enum BlockParser {
  static func diagnostics(for chapters: [Chapter]) throws -> [Diagnostic] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "course-blocks-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var paths: [String] = []
    for chapter in chapters {
      for block in chapter.blocks where block.isProgram {
        let url = folder.appendingPathComponent(
          "\(chapter.kind)\(chapter.number)_\(block.line).swift")
        try Data(source(of: block, in: chapter).utf8).write(to: url)
        paths.append(url.path)
      }
    }
    return paths.isEmpty ? [] : read(try parse(paths))
  }

  private static func source(of block: Block, in chapter: Chapter) -> String {
    let code = String(decoding: block.fenced.literal, as: UTF8.self)
    let directive =
      "#sourceLocation(file: \"\(chapter.path)\", line: \(block.fenced.contentLine))\n"
    guard case .cell = block.role else { return directive + code }
    return "func cell() async throws {\n\(directive)\(code)\n#sourceLocation()\n}\n"
  }

  private static func parse(_ paths: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["swiftc", "-frontend", "-parse", "-parse-as-library", "-diagnostic-style=llvm"] + paths
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = FileHandle.nullDevice
    do { try process.run() } catch { throw SwiftTools.missing }
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// Lines of the form `Chapters/07-paxos.md:120:1: error: …`.
  private static func read(_ report: String) -> [Diagnostic] {
    report.split(whereSeparator: \.isNewline).compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 4).map(String.init)
      guard parts.count == 5, parts[3] == " error", let number = Int(parts[1]),
        let column = Int(parts[2])
      else { return nil }
      return Diagnostic(
        path: parts[0], line: number, column: column,
        parts[4].trimmingCharacters(in: .whitespaces),
        hint: "a block is whole declarations, so that a reader can take it in alone")
    }
  }
}
