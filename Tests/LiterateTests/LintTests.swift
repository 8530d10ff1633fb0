import Testing

@testable import Literate

@Suite("Lint") struct LintTests {
  private func findings(
    _ text: String, pictures: [String] = [], seconds: [String: Double] = [:]
  ) -> [String] {
    let source = SourceText(path: "Chapters/07-paxos.md", bytes: Array(text.utf8))
    let parser = ChapterParser.parse(source, kind: .chapter, number: 7, stem: "07-paxos")
    #expect(parser.diagnostics == [])
    return Lint.diagnostics(for: parser.chapter, pictures: pictures, seconds: seconds).map {
      "\($0.line): \($0.severity.rawValue): \($0.message)"
    }
  }

  private let shown = """
    # 7. Paxos

    ```swift cell=duel
    show(figure)
    ```

    ![A duel](figures/07-duel.svg)

    ```output figure=duel
    P -> A
    ```

    """

  @Test("a chapter whose cells are recorded and whose pictures are there has no findings")
  func clean() { #expect(findings(shown, pictures: ["07-duel.svg", "08-other.svg"]) == []) }

  @Test("a cell without recorded output is an error at its line") func unrecorded() {
    #expect(
      findings("# 7\n\n```swift cell=duel\nprint(1)\n```\n") == [
        "3: error: nothing is recorded of cell 'duel'"
      ])
  }

  @Test("a missing picture is reported where it is recorded and where it is shown") func missing() {
    #expect(
      findings(shown) == [
        "9: error: the picture figures/07-duel.svg is missing",
        "7: error: figures/07-duel.svg is missing",
      ])
  }

  @Test("a picture that no cell shows is an error") func orphan() {
    #expect(
      findings(shown, pictures: ["07-duel.svg", "07-old.svg"]) == [
        "1: error: no cell shows figures/07-old.svg"
      ])
  }

  @Test("a recorded figure that the chapter does not display is an error") func undisplayed() {
    let hidden = shown.replacing("![A duel](figures/07-duel.svg)\n\n", with: "")
    #expect(
      findings(hidden, pictures: ["07-duel.svg"]) == [
        "7: error: no line of the chapter shows figures/07-duel.svg"
      ])
  }

  @Test("a cell of more than five seconds is slow") func slow() {
    #expect(
      findings(shown, pictures: ["07-duel.svg"], seconds: ["duel": 5.25]) == [
        "3: note: cell 'duel' took 5.3 seconds"
      ])
    #expect(findings(shown, pictures: ["07-duel.svg"], seconds: ["duel": 5]) == [])
  }

  @Test("blocks that a reader cannot take in are warned about") func blocks() {
    let long = Array(repeating: "let a = 1", count: 41).joined(separator: "\n")
    let wide = "// " + String(repeating: "x", count: 78)
    let text =
      "# 7\n\n```swift\n\(long)\n```\n\n```swift\n\(wide)\n```\n\nProse.\n\n```swift\nlet b = 2\n```\n"
    #expect(
      findings(text) == [
        "3: warning: this block has 41 lines",
        "48: warning: this line has more than 80 columns",
        "47: warning: two blocks in a row",
      ])
  }
}
