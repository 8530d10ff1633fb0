internal import ArgumentParser
internal import Grading
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
      throw CommandFailure(.usage, "course: there is no file '\(file)'")
    }
    let source = SourceText(path: file, bytes: bytes)
    let blocks = source.fencedBlocks()
    if json {
      let all = JSON.array(blocks.map(Self.json))
      return print(
        JSON.object([.init("file", .string(file)), .init("blocks", all)]).text, terminator: "")
    }
    for block in blocks {
      let lines = "\(block.line)–\(block.endLine)".padded(to: 10)
      let end = block.isClosed ? "" : "  (never closed)"
      print("\(lines) \((block.roleName ?? "-").padded(to: 14)) \(block.info.text)\(end)")
    }
  }

  private static func json(_ block: FencedBlock) -> JSON {
    .object([
      .init("line", .integer(block.line)),
      .init("endLine", .integer(block.endLine)),
      .init("info", .string(block.info.text)),
      .init("language", .string(block.info.language)),
      .init("role", block.roleName.map(JSON.string) ?? .null),
      .init("attributes", .object(attributes(block))),
      .init("literal", .string(String(decoding: block.literal, as: UTF8.self))),
      .init("containers", .array(block.containers.map(JSON.string))),
      .init("closed", .bool(block.isClosed)),
    ])
  }

  /// The first of each key: a JSON object with one key twice means nothing sure.
  private static func attributes(_ block: FencedBlock) -> [JSON.Member] {
    var seen = Set<String>()
    return block.info.attributes.filter { seen.insert($0.key).inserted }.map {
      .init($0.key, .string($0.value ?? ""))
    }
  }
}
