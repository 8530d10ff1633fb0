import Testing

@testable import Literate

@Suite struct AwkwardMarkdownTests {
  @Test("awkward markdown is read as libcmark reads it", arguments: AwkwardMarkdown.all)
  func table(_ sample: AwkwardMarkdown) {
    let source = SourceText(path: "sample.md", bytes: Array(sample.markdown.utf8))
    #expect(source.fencedBlocks().map(AwkwardMarkdown.Expected.init) == sample.blocks)
  }

  @Test(
    "the table's blocks are those that libcmark gives when asked directly",
    arguments: AwkwardMarkdown.all)
  func oracle(_ sample: AwkwardMarkdown) {
    let truth = Oracle.fencedBlocks(Array(sample.markdown.utf8))
    #expect(truth.map(\.block.line) == sample.blocks.map(\.line))
    #expect(truth.map(\.block.literal) == sample.blocks.map(\.literal))
    #expect(truth.map(\.block.info) == sample.blocks.map(\.info))
    #expect(truth.map(\.isClosed) == sample.blocks.map(\.isClosed))
  }

  @Test("bytes that are not UTF-8 do not stop the reading of blocks")
  func invalidUTF8() {
    let bytes: [UInt8] =
      Array("caf".utf8) + [0xE9, 0x0A] + Array("```swift\nlet a = 1\n```\n".utf8)
    let blocks = SourceText(path: "latin1.md", bytes: bytes).fencedBlocks()
    #expect(blocks.map(\.line) == [2])
    #expect(blocks.map(\.literal) == [Array("let a = 1\n".utf8)])
  }

  @Test("random markdown gives the blocks that libcmark gives, closed where libcmark closed them")
  func randomMarkdown() {
    var random = SplitMix64(seed: 2)
    for round in 0..<4000 {
      let bytes = Array(Self.randomText(&random).utf8)
      let blocks = SourceText(path: "random.md", bytes: bytes).fencedBlocks()
      let truth = Oracle.fencedBlocks(bytes)
      let text = "round \(round): \(String(decoding: bytes, as: UTF8.self).debugDescription)"
      #expect(blocks.map(\.line) == truth.map(\.block.line), "\(text)")
      #expect(blocks.map(\.literal.text) == truth.map(\.block.literal), "\(text)")
      #expect(blocks.map(\.isClosed) == truth.map(\.isClosed), "\(text)")
    }
  }

  private static let heads = [
    "", "", "", "> ", "- ", "  ", "    ", "1. ", ">", "> - ", "   ", "\t", "      ",
  ]
  private static let bodies = [
    "```", "```", "```swift", "````", "~~~", "~~~~ x", "text", "", "<!-- ", "-->", "# head", "---",
    "`` ` ``", "<details>", "[a]: b", "``` ```", "  ```", "\tx",
  ]
  private static let endings = ["\n", "\n", "\n", "\r\n", "\r"]

  private static func randomText(_ random: inout SplitMix64) -> String {
    let ending = endings.randomElement(using: &random) ?? "\n"
    let lines = (0..<Int.random(in: 1...9, using: &random)).map { _ in
      (heads.randomElement(using: &random) ?? "") + (bodies.randomElement(using: &random) ?? "")
    }
    return lines.joined(separator: ending) + (Bool.random(using: &random) ? ending : "")
  }
}
