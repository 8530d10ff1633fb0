import Testing

@testable import Grading

/// "\\r\\n" is one character: whoever looks for "\\n" among characters doesn't find it.
@Suite("Line ends of Windows") struct LineEndTests {
  @Test("a submission's output has its lines") func output() {
    #expect(Shown.lines("a\r\nb\n\r\nc") == ["a", "b", "", "c"])
    #expect(Shown.line("a\r\nb") == "a ⏎ b")
    let many = String(repeating: "x\r\n", count: 300)
    #expect(Shown.lines(many).last == "… 101 more lines")
  }

  @Test("a source's lines keep their numbers, and its directives are seen") func sources() {
    let text = "let a = 1\n#sourceLocation(file: \"Chapters/01-a.md\", line: 120)\nlet b = 2\n"
    let unix = LineTable(SourceFile(path: "a.swift", text: text))
    let windows = LineTable(
      SourceFile(path: "a.swift", text: text.replacing("\n", with: "\r\n")))
    for line in 1...4 { #expect(windows[line] == unix[line]) }
    #expect(windows[3] == Place(file: "Chapters/01-a.md", line: 120))
  }

  @Test("a compiler's errors are each one, though it shows lines that end so") func errors() {
    let text = """
      a.swift:1:5: error: first
      1 | let é = \u{d}
      a.swift:2:5: error: second

      """
    #expect(Diagnostics.errors(in: text, file: "a.swift").map(\.message) == ["first", "second"])
  }
}
