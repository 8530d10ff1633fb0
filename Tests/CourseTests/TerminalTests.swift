import Foundation
import Literate
import Testing

@testable import course

/// What a reader sees on a screen, narrow or not.
@Suite("On a terminal") struct TerminalTests {
  @Testing.Test(
    "no line of these commands is wider than the terminal", arguments: [60, 80],
    [["list"], ["status"], ["path"], ["path", "algorithms"], ["--help"], ["watch", "--help"]])
  func width(_ columns: Int, _ arguments: [String]) throws {
    let screen = try Screen(
      Tool.executable.path, arguments, in: Tool.repository, columns: columns)
    screen.watch()
    #expect(screen.status == 0)
    let wide = screen.lines.filter { $0.count > columns }
    #expect(wide == [])
  }

  @Testing.Test("how far a build is, and what it has to say, are told apart") func progress() {
    let clear = "\u{1B}[2K\r"
    let text = """
      \(clear)[0/1] Planning build\(clear)Building for debugging...\r
      \(clear)[3/7] Compiling Histories EDN.swift\(clear)/tmp/a.swift:1:2: \
      \u{1B}[1;31merror: \u{1B}[1;39mno \u{1B}[0;0m[1/2]\r
      \(clear)[4/7] Linking course
      """
    var output = BuildOutput()
    for byte in text.utf8 { _ = output.take([byte]) }
    #expect(output.progress == .init(done: 4, count: 7, work: "Linking course"))
    #expect(output.lines == ["Building for debugging...", "/tmp/a.swift:1:2: error: no [1/2]"])
  }

  @Testing.Test("an error that the compiler repeats is shown once, with the chapter's own lines")
  func messages() throws {
    let course = try TemporaryCourse([
      "Chapters/01-a.md": "# 1. A\n\n```swift\nlet one = 1\nlet two: Int = \"2\"\n```\n"
    ])
    let said = """
      \(course.folder.path)/Chapters/01-a.md:5:16: error: cannot convert value
       5 | #sourceLocation(file: "Chapters/01-a.md", line: 4)
       6 | let one = 1
       7 | let two: Int = "2"
         |                `- error: cannot convert value
      Chapters/01-a.md:5:16: error: cannot convert value
      error: fatalError
      """
    let lines = said.split(separator: "\n").map(String.init)
    let workspace = Workspace(files: .init(root: course.folder.path))
    let messages = CompilerMessages(lines, root: course.folder.path)
    #expect(
      messages.report(workspace.files, lastWords: lines) == """
        Chapters/01-a.md:5:16: error: cannot convert value
          4 | let one = 1
          5 | let two: Int = "2"
            |                ^
        error: fatalError
        """)
  }

  @Testing.Test("text is broken at blanks, and a command to copy never is") func wrapping() {
    let text = "one two `three four` five"
    #expect(text.wrapped(to: 80) == text)
    #expect(text.wrapped(to: 12) == "one two\n  `three four`\n  five")
    #expect(text.wrapped(to: 12, indent: 0) == "one two\n`three four`\nfive")
    #expect("    an indent".wrapped(to: 9) == "    an\n  indent")
  }
}
