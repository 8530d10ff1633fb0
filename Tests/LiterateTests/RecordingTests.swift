import CellReport
import Testing

@testable import Literate

@Suite("Recording cells") struct RecordingTests {
  private func chapter(_ text: String) -> Chapter {
    let source = SourceText(path: "Chapters/07-paxos.md", bytes: Array(text.utf8))
    let parser = ChapterParser.parse(source, kind: .chapter, number: 7, stem: "07-paxos")
    #expect(parser.diagnostics == [])
    return parser.chapter
  }

  private func result(_ output: String, figures: [ShownFigure] = []) -> CellRun {
    CellRun(of: "duel", [.printed(output)] + figures.map(CellEvent.showed))
  }

  private let figure = ShownFigure(
    name: "duel", title: "A [duel]", text: "P -> A\n", svg: "<svg/>")

  private let unrecorded = "# 7. Paxos\n\n```swift cell=duel\nprint(1)\n```\n\nMore prose.\n"

  @Test("an output is inserted after its cell and nothing else changes") func inserting() {
    let recording = Recording([result("1\n")], in: chapter(unrecorded))
    #expect(
      recording.text.bytes.text
        == "# 7. Paxos\n\n```swift cell=duel\nprint(1)\n```\n\n```output\n1\n```\n\nMore prose.\n")
    #expect(recording.diagnostics == [])
  }

  @Test("recording the same again changes nothing") func idempotent() {
    let once = Recording([result("1\n", figures: [figure])], in: chapter(unrecorded))
    let twice = Recording([result("1\n", figures: [figure])], in: chapter(once.text.bytes.text))
    #expect(twice.text.bytes == once.text.bytes)
    #expect(once.pictures.map(\.path) == ["Chapters/figures/07-duel.svg"])
  }

  @Test("an output that holds backticks gets a longer fence") func longerFence() {
    let recording = Recording([result("```\n````\n")], in: chapter(unrecorded))
    #expect(recording.text.bytes.text.contains("\n`````output\n```\n````\n`````\n"))
    #expect(recording.diagnostics == [])
    let again = Recording([result("`````\n")], in: chapter(recording.text.bytes.text))
    #expect(again.text.bytes.text.contains("\n``````output\n`````\n``````\n"))
    #expect(again.diagnostics == [])
  }

  @Test("line endings are those of the chapter") func lineEndings() {
    let windows = unrecorded.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    let recording = Recording([result("1\n2\n", figures: [figure])], in: chapter(windows))
    let bytes = recording.text.bytes
    let feeds = bytes.indices.filter { bytes[$0] == Ascii.newline }
    #expect(feeds.count > 15)
    #expect(feeds.allSatisfy { bytes[$0 - 1] == Ascii.carriageReturn })
  }

  @Test("a cell at the end of a file without a newline is recorded below it") func endOfFile() {
    let recording = Recording(
      [result("1\n")], in: chapter("# 7\n\n```swift cell=duel\nprint(1)\n```"))
    #expect(
      recording.text.bytes.text == "# 7\n\n```swift cell=duel\nprint(1)\n```\n\n```output\n1\n```\n"
    )
  }

  @Test("a figure comes with its picture, and its text for those who cannot see") func figures() {
    let recording = Recording([result("", figures: [figure])], in: chapter(unrecorded))
    let recorded = chapter(recording.text.bytes.text)
    #expect(recorded.images.map(\.url) == ["figures/07-duel.svg"])
    #expect(recorded.images.map(\.text) == ["A duel"])
    #expect(recorded.cells.first?.figures.map(\.figureName) == ["duel"])
    #expect(recorded.cells.first?.figures.first?.fenced.literal.text == figure.text)
    #expect(recorded.cells.first?.output == nil)
  }

  @Test("a figure that is no longer shown is reported where it stands, and nothing is written")
  func vanished() {
    let once = Recording([result("1\n", figures: [figure])], in: chapter(unrecorded))
    let without = Recording([result("1\n")], in: chapter(once.text.bytes.text))
    #expect(
      without.diagnostics.map(\.description) == [
        """
        Chapters/07-paxos.md:15:1: error: cell 'duel' no longer shows the figure 'duel'
          hint: delete this block and the picture's line, then record again
        """
      ])
    #expect(throws: LiterateError.self) {
      try without.apply(to: PackageFiles(root: "/nowhere"))
    }
  }
}
