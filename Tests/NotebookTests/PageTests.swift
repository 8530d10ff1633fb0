import Figures
import Foundation
import Testing

@testable import Notebook

@Suite("A page of cells") struct PageTests {
  /// A package of its own for each test: a folder with one recorded picture.
  private let root: URL
  private let page: Page

  init() throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent(
      "notebook-\(UUID().uuidString)")
    let figures = root.appendingPathComponent("Chapters/figures")
    try FileManager.default.createDirectory(at: figures, withIntermediateDirectories: true)
    try Data(Picture.svg.utf8).write(to: figures.appendingPathComponent("07-duel.svg"))
    page = Page(
      chapter: "Chapters/07-paxos.md",
      generated: root.appendingPathComponent("Tests/Chapter7Tests/Cells.swift").path, log: nil)
  }

  private static let picture = RecordedCell.RecordedFigure("duel", line: 20, text: Picture.text)

  private func messages(
    _ cell: RecordedCell, _ body: @Sendable () async throws -> Void
  ) async -> [String] {
    defer { try? FileManager.default.removeItem(at: root) }
    return await page.run(cell, body).map { "\($0.line): \($0.message)" }
  }

  @Test("a cell that prints what is recorded matches") func matching() async {
    let cell = RecordedCell("duel", line: 3, output: "one 1\ntwo\n", outputLine: 9)
    let found = await messages(cell) {
      print("one", 1)
      print("two", terminator: "")
    }
    #expect(found == [])
  }

  @Test("what is printed after an await belongs to the cell") func printingAfterAwait() async {
    let cell = RecordedCell("duel", line: 3, output: "before\nafter\n")
    let found = await messages(cell) {
      print("before")
      await Task.yield()
      await withTaskGroup(of: Void.self) { group in group.addTask { print("after") } }
    }
    #expect(found == [])
  }

  @Test("another output is shown as a diff at the output's line, with the command that records it")
  func differing() async {
    let cell = RecordedCell("duel", line: 3, output: "balance 10\n", outputLine: 9)
    let found = await messages(cell) { print("balance 20") }
    #expect(
      found == [
        """
        9: cell 'duel' prints something else than is recorded (recorded -, now +)
        @@ -10 +10 @@
        -balance 10
        +balance 20
        If the new one is right: swift run course run 7 duel --record
        """
      ])
  }

  @Test("a recorded output edited by one byte is noticed", arguments: ["a \n", "a", "", "A\n"])
  func editedByHand(output: String) async {
    let cell = RecordedCell("duel", line: 3, output: output)
    #expect(await messages(cell) { print("a") }.count == 1)
  }

  @Test("canonically equal text in other bytes is another text") func normalization() async {
    let cell = RecordedCell("duel", line: 3, output: "e\u{301}\n")
    #expect(await messages(cell) { print("\u{E9}") }.count == 1)
  }

  @Test("a cell that throws says so at its own line") func throwing() async {
    struct Broken: Error {}
    let cell = RecordedCell("duel", line: 3, output: nil)
    #expect(await messages(cell) { throw Broken() } == ["3: cell 'duel' threw Broken()"])
  }

  @Test("a volatile cell may print anything, but must run") func volatile() async {
    struct Broken: Error {}
    let cell = RecordedCell("duel", line: 3, output: "12 ms\n", isVolatile: true)
    #expect(await messages(cell) { print("13 ms") } == [])
    #expect(await messages(cell) { throw Broken() }.count == 1)
  }

  @Test("a figure as recorded matches, byte for byte") func figure() async {
    let cell = RecordedCell("duel", line: 3, output: nil, figures: [Self.picture])
    #expect(await messages(cell) { show(Picture()) } == [])
  }

  @Test("a figure that changed, vanished or is new is reported at its line") func otherFigures()
    async
  {
    let cell = RecordedCell("duel", line: 3, output: nil, figures: [Self.picture])
    let changed = await messages(cell) { show(Picture(text: "other\n")) }
    #expect(
      changed.count == 1 && changed[0].hasPrefix("20: the figure 'duel' of cell 'duel' changed"))
    let gone = await messages(cell) {}
    #expect(
      gone.count == 1 && gone[0].hasPrefix("20: cell 'duel' no longer shows the figure 'duel'"))
    let new = await page.run(cell) {
      show(Picture())
      show(Picture())
    }
    #expect(new.contains { $0.message.contains("shows a figure 'duel-2' that is not recorded") })
  }

  @Test("a picture edited on disk is noticed, and so is a missing one") func picturesOnDisk()
    async throws
  {
    let cell = RecordedCell("duel", line: 3, output: nil, figures: [Self.picture])
    let file = root.appendingPathComponent("Chapters/figures/07-duel.svg")
    try Data((Picture.svg + " ").utf8).write(to: file)
    let edited = await page.run(cell) { show(Picture()) }
    #expect(edited.count == 1 && edited[0].message.contains("is not the one that the cell shows"))
    try FileManager.default.removeItem(at: file)
    let missing = await messages(cell) { show(Picture()) }
    #expect(missing.count == 1 && missing[0].contains("Chapters/figures/07-duel.svg is missing"))
  }
}

/// The smallest figure.
private struct Picture: Figure {
  static let text = "a picture\n"
  static let svg = "<svg/>\n"

  var title = "A picture"
  var summary = "There is nothing to see."
  var text: String = Self.text
  var svg: String = Self.svg
}
