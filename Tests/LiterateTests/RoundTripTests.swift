import Foundation
import Testing

@testable import Literate

@Suite struct RoundTripTests {
  /// Chapters whose blocks stand where it is hard to write into them.
  struct Sample: CustomTestStringConvertible {
    var testDescription: String
    var text: String
    /// Where its only file is generated.
    var path = "Sources/Chapter1/Chapter1.swift"

    init(_ name: String, _ text: String) {
      testDescription = name
      self.text = text
    }
  }

  static let samples = [
    Sample(
      "plain", "# 1. A\n\nText é.\n\n```swift\nlet a = 1\n\nlet b = 2\nlet c = 3\n```\n\nMore.\n"),
    Sample(
      "CRLF",
      "# 1. A\r\n\r\nText.\r\n\r\n```swift\r\nlet a = 1\r\n\r\nlet b = 2\r\nlet c = 3\r\n```\r\n\r\nMore.\r\n"
    ),
    Sample("CR", "# 1. A\r\r```swift\rlet a = 1\r\rlet b = 2\rlet c = 3\r```\r\rMore.\r"),
    Sample(
      "byte order mark", "\u{FEFF}# 1. A\n\n```swift\nlet a = 1\n\nlet b = 2\nlet c = 3\n```\n"),
    Sample(
      "end of file without a newline", "# 1. A\n\n```swift\nlet a = 1\n\nlet b = 2\nlet c = 3\n```"),
    Sample(
      "CRLF at the end of file without a newline",
      "# 1. A\r\n\r\n```swift\r\nlet a = 1\r\n\r\nlet b = 2\r\nlet c = 3\r\n```"),
    Sample(
      "list",
      "# 1. A\n\n- One\n\n  ```swift\n  let a = 1\n\n  let b = 2\n  let c = 3\n  ```\n\n- Two\n"),
    Sample(
      "first in a list item",
      "# 1. A\n\n1. ```swift\n   let a = 1\n\n   let b = 2\n   let c = 3\n   ```\n2. Two\n"),
    Sample(
      "nested list",
      "# 1. A\n\n- One\n  - Two\n\n    ~~~~swift\n    let a = 1\n  \n    let b = 2\n    let c = 3\n    ~~~~\n"
    ),
    Sample(
      "quote", "# 1. A\n\n> ```swift\n> let a = 1\n>\n> let b = 2\n> let c = 3\n> ```\n\nMore.\n"),
    Sample(
      "quote without spaces", "# 1. A\n\n>```swift\n>let a = 1\n>\n>let b = 2\n>let c = 3\n>```\n"),
    Sample(
      "list in a quote, CRLF",
      "# 1. A\r\n\r\n> - ```swift\r\n>   let a = 1\r\n>\r\n>   let b = 2\r\n>   let c = 3\r\n>   ```\r\n"
    ),
    Sample(
      "quote in a list",
      "# 1. A\n\n- > ```swift\n  > let a = 1\n  >\n  > let b = 2\n  > let c = 3\n  > ```\n"),
    Sample(
      "indented fence", "# 1. A\n\n  ```swift\n  let a = 1\n\n  let b = 2\n let c = 3\n   ```  \n"),
    Sample(
      "closing fence longer than the opening one",
      "# 1. A\n\n```swift\nlet a = 1\n\nlet b = 2\nlet c = 3\n`````\nMore.\n"),
  ]

  @Test("extracting and bringing back with nothing edited changes no byte", arguments: samples)
  func unedited(_ sample: Sample) throws {
    let package = try TemporaryPackage(["Chapters/01-a.md": sample.text])
    try package.extract()
    let before = try package.snapshot()
    #expect(try package.extract().steps.isEmpty)
    let sync = try package.sync()
    #expect(sync.texts.isEmpty && sync.editedFiles.isEmpty)
    #expect(try package.snapshot() == before)
  }

  /// Edits of a file's code, each a piece of text and what takes its place.
  static let edits: [(name: String, old: String, new: String)] = [
    ("a changed line", "let b = 2", "let b = 22 // é"),
    ("a line at the beginning", "let a = 1\n", "import Dispatch\n\nlet a = 1\n"),
    ("a line at the end", "let c = 3\n", "let c = 3\nlet d = 4\n"),
    ("blank lines at both ends", "let c = 3\n", "let c = 3\n\n\n"),
    ("a removed line", "let b = 2\n", ""),
    ("a removed blank line", "let a = 1\n\n", "let a = 1\n"),
    ("everything removed", "let a = 1\n\nlet b = 2\nlet c = 3\n", ""),
    ("an indented line and a tab", "let b = 2\n", "let b =\n    2\n\tlet t = 0\n"),
    ("a line of three backticks", "let b = 2\n", "let b = \"\"\"\n```\n````swift\n```\n\"\"\"\n"),
    ("a line of many backticks and tildes", "let b = 2\n", "/*\n  `````````\n~~~~~~~\n*/\n"),
    ("lines that look like markdown", "let b = 2\n", "// - a\n> b\n# c\n---\n    d\n"),
    ("trailing blanks", "let b = 2\n", "let b = 2  \n  \n"),
  ]

  @Test(
    "an edit comes back into the prose, reads back the same, and leaves the rest as it was",
    arguments: samples)
  func edited(_ sample: Sample) throws {
    for edit in Self.edits {
      let package = try TemporaryPackage(["Chapters/01-a.md": sample.text])
      try package.extract()
      try package.edit(sample.path, edit.old, edit.new)
      let code = try #require(GeneratedFileOnDisk(try package.bytes(sample.path))).segments.map(
        \.code)
      try package.sync()
      let after = try #require(GeneratedFileOnDisk(try package.bytes(sample.path)))
      #expect(after.isPristine, "\(edit.name)")
      #expect(after.segments.map(\.code.text) == code.map(\.text), "\(edit.name)")
      expectSameAround(sample.text, try package.text("Chapters/01-a.md"), "\(edit.name)")
      #expect(try package.extract().steps.isEmpty, "\(edit.name)")
    }
  }

  @Test("a line that stays keeps its own bytes, as odd as they are")
  func oddLines() throws {
    // Each content line is indented differently, which libcmark reads alike.
    let text = "# 1. A\n\n   ```swift\nlet a = 1\n  let b = 2\n   let c = 3\n   ```\n"
    let package = try TemporaryPackage(["Chapters/01-a.md": text])
    try package.extract()
    try package.edit("Sources/Chapter1/Chapter1.swift", "let b = 2\n", "let b = 2\nlet x = 0\n")
    try package.sync()
    #expect(
      try package.text("Chapters/01-a.md")
        == "# 1. A\n\n   ```swift\nlet a = 1\n  let b = 2\n   let x = 0\n   let c = 3\n   ```\n")
  }

  @Test("a fence is lengthened where the edit would close it, and nowhere else")
  func longerFence() throws {
    let text = "# 1. A\n\n- ```swift\n  let a = 1\n  ```\n\n```sh\nls\n```\n"
    let package = try TemporaryPackage(["Chapters/01-a.md": text])
    try package.extract()
    try package.edit(
      "Sources/Chapter1/Chapter1.swift", "let a = 1\n", "let a = \"\"\"\n  ````\n  \"\"\"\n")
    try package.sync()
    #expect(
      try package.text("Chapters/01-a.md")
        == "# 1. A\n\n- `````swift\n  let a = \"\"\"\n    ````\n    \"\"\"\n  `````\n\n```sh\nls\n```\n"
    )
  }

  @Test("a file saved with CRLF by an editor counts as unchanged")
  func savedAsCRLF() throws {
    let package = try TemporaryPackage(["Chapters/01-a.md": Self.samples[0].text])
    try package.extract()
    let path = Self.samples[0].path
    let generated = try package.bytes(path)
    try package.edit(path, "\n", "\r\n")
    try package.extract()
    #expect(try package.bytes(path) == generated)
    try package.edit(path, "\n", "\r\n")
    try package.edit(path, "let b = 2\r\n", "let b = 3\r\nlet x = 0\r\n")
    try package.sync()
    #expect(
      try package.text("Chapters/01-a.md")
        == Self.samples[0].text.replacingOccurrences(
          of: "let b = 2\n", with: "let b = 3\nlet x = 0\n"))
  }

  /// The lines outside the first block are the same, whatever happened inside it.
  private func expectSameAround(_ old: String, _ new: String, _ comment: Comment) {
    func around(_ text: String) -> ([String], [String]) {
      let source = SourceText(path: "a.md", bytes: Array(text.utf8))
      guard let block = source.fencedBlocks().first else { return ([], []) }
      let start = source.lines[block.line - 1].lowerBound
      let end = source.lines[block.endLine - 1].upperBound
      return ([source.bytes[..<start].text], [source.bytes[end...].text])
    }
    #expect(around(old) == around(new), comment)
  }
}
