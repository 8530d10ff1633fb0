import CellReport
import Foundation
import Testing

@testable import Notebook

@Suite("What a running cell tells the tool") struct CellLogTests {
  private let file = FileManager.default.temporaryDirectory
    .appendingPathComponent("cells-\(UUID().uuidString)")

  private func withLog(
    _ body: (_ writer: CellLog.Writer, _ reader: inout CellLog.Reader) async throws -> Void
  ) async throws {
    defer { try? FileManager.default.removeItem(at: file) }
    var reader = try CellLog.Reader(creating: file.path)
    let writer = try #require(CellLog.Writer(appendingTo: file.path))
    try await body(writer, &reader)
  }

  private func append(_ text: String) throws {
    let handle = try FileHandle(forWritingTo: file)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }

  @Test("each event can be read as soon as it is written, byte for byte, before the cell has ended")
  func streaming() async throws {
    let events: [CellEvent] = [
      .began, .printed("one\n"), .printed(""), .printed("\"\\ \u{0}\u{1B}[31m\r\n"),
      .printed("e\u{301} is not \u{E9} 🂡\u{2028}"),
      .showed(ShownFigure(name: "duel", title: "A duel", text: "P → A\n", svg: "<svg/>\n")),
      .differed(line: 12, message: "two\nlines"), .ended(milliseconds: 7, thrown: nil),
      .ended(milliseconds: 0, thrown: "Broken()"),
    ]
    try await withLog { writer, reader in
      for event in events {
        writer.write(event, of: "duel")
        let news = try reader.news()
        #expect(news.map(\.event) == [event])
        #expect(news.map(\.cell) == ["duel"])
        if case .printed(let text) = event, case .printed(let read)? = news.first?.event {
          #expect(text.utf8.elementsEqual(read.utf8))
        }
      }
      let rest = try reader.news()
      #expect(rest.isEmpty)
    }
  }

  @Test("a line that is being written is left for the next look")
  func halfLine() async throws {
    try await withLog { writer, reader in
      writer.write(.printed("whole"), of: "duel")
      let line = try String(contentsOf: file, encoding: .utf8)
      let first = try reader.news()
      try append(String(line.prefix(9)))
      let second = try reader.news()
      try append(String(line.dropFirst(9)) + line)
      let third = try reader.news()
      #expect([first, second, third].map(\.count) == [1, 0, 2])
      #expect(third.map(\.event) == [.printed("whole"), .printed("whole")])
    }
  }

  @Test("a line that is no event is an error, not a cell that did nothing")
  func damaged() async throws {
    try await withLog { writer, reader in
      writer.write(.began, of: "duel")
      try append("{\"cell\":\"duel\"}\n")
      #expect(throws: DecodingError.self) { _ = try reader.news() }
    }
  }

  @Test("cells that follow each other in one process add to one log")
  func appending() async throws {
    try await withLog { _, reader in
      for cell in ["one", "two"] {
        CellLog.Writer(appendingTo: file.path)?.write(.began, of: cell)
      }
      let cells = try reader.news().map(\.cell)
      #expect(cells == ["one", "two"])
    }
  }

  @Test("a page tells all of a run, differences included, and leaves it to the tool to say them")
  func page() async throws {
    try await withLog { writer, reader in
      let page = Page(
        chapter: "Chapters/07-paxos.md", generated: "/nowhere/Tests/Chapter7Tests/Cells.swift",
        log: writer)
      let cell = RecordedCell("duel", line: 3, output: "recorded\n", outputLine: 9)
      let mismatches = await page.run(cell) {
        print("now")
        print("open", terminator: "")
      }
      #expect(mismatches.isEmpty)
      let news = try reader.news()
      #expect(
        news.map(\.event).prefix(4) == [
          .began, .printed("now\n"), .printed("open"), .printed("\n"),
        ])
      let run = CellRun(of: "duel", news.map(\.event))
      #expect(run.output == "now\nopen\n" && run.isComplete)
      #expect(run.differences.map(\.line) == [9])
    }
  }

  @Test("a page tells what a cell threw after what it did until then")
  func throwing() async throws {
    struct Broken: Error {}
    try await withLog { writer, reader in
      let page = Page(
        chapter: "Chapters/07-paxos.md", generated: "/nowhere/Tests/Chapter7Tests/Cells.swift",
        log: writer)
      let mismatches = await page.run(RecordedCell("duel", line: 3, output: nil)) {
        print("before")
        throw Broken()
      }
      #expect(mismatches.map(\.message) == ["cell 'duel' threw Broken()"])
      let run = CellRun(of: "duel", try reader.news().map(\.event))
      #expect(run.output == "before\n" && run.ending?.thrown == "Broken()" && !run.isComplete)
    }
  }

  @Test("a run without an ending is not complete") func unended() {
    #expect(!CellRun(of: "duel", [.began, .printed("one")]).isComplete)
  }
}
