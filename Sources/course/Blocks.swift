internal import ArgumentParser
internal import Literate

struct Blocks: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show every fenced block of a markdown file, as libcmark reads it.")

  @Argument(help: "Any markdown file.", completion: .file(extensions: ["md"]))
  var file: String

  @Flag(
    help:
      "As JSON: file, and per block line, endLine, info, language, role, attributes, literal, containers, closed."
  )
  var json = false

  func run() throws {
    guard let bytes = try PackageFiles.read(anywhere: file) else {
      throw Failure(.usage, "course: there is no file '\(file)'")
    }
    let source = SourceText(path: file, bytes: bytes)
    if json { return print(source.blocksAsJSON.text) }
    for block in source.fencedBlocks() {
      let lines = "\(block.line)–\(block.endLine)".padded(to: 10)
      let end = block.isClosed ? "" : "  (never closed)"
      print("\(lines) \((block.roleName ?? "-").padded(to: 14)) \(block.info.text)\(end)")
    }
  }
}
