import Testing

@testable import Literate

/// A piece of markdown that trips a careless reader, and the fenced blocks that are in it.
struct AwkwardMarkdown: CustomTestStringConvertible {
  struct Expected: Equatable {
    var line: Int
    var endLine: Int
    var info: String
    var literal: String
    var containers: [String]
    var isClosed: Bool

    init(_ block: FencedBlock) {
      line = block.line
      endLine = block.endLine
      info = block.info.text
      literal = block.literal.text
      containers = block.containers
      isClosed = block.isClosed
    }

    init(
      _ lines: ClosedRange<Int>, _ info: String, _ literal: String, in containers: String = "",
      isClosed: Bool = true
    ) {
      line = lines.lowerBound
      endLine = lines.upperBound
      self.info = info
      self.literal = literal
      self.containers = containers.split(separator: " ").map(String.init)
      self.isClosed = isClosed
    }
  }

  var name: String
  var markdown: String
  var blocks: [Expected]

  var testDescription: String { name }

  init(_ name: String, _ markdown: String, _ blocks: Expected...) {
    self.name = name
    self.markdown = markdown
    self.blocks = blocks
  }

  static let all = fences + containers + bytes + html + infoStrings

  static let fences = [
    Self("an empty file", ""),
    Self("prose alone", "# Title\n\nText with `code` and ``` in it.\n"),
    Self("one block", "```swift\na\n```\n", .init(1...3, "swift", "a\n")),
    Self("tildes", "~~~swift\na\n~~~\n", .init(1...3, "swift", "a\n")),
    Self("a longer fence", "`````swift\na\n`````\n", .init(1...3, "swift", "a\n")),
    Self(
      "a fence inside a longer fence", "````md\n```swift\na\n```\n````\n",
      .init(1...5, "md", "```swift\na\n```\n")),
    Self("backticks inside tildes", "~~~\n```\na\n```\n~~~\n", .init(1...5, "", "```\na\n```\n")),
    Self("a closing fence that is longer", "```\na\n`````\nb\n", .init(1...3, "", "a\n")),
    Self("a closing fence that is too short", "````\na\n```\n````\n", .init(1...4, "", "a\n```\n")),
    Self("a closing fence of the other kind", "```\na\n~~~\n```\n", .init(1...4, "", "a\n~~~\n")),
    Self("a closing fence with trailing blanks", "```\na\n``` \t \nb\n", .init(1...3, "", "a\n")),
    Self(
      "a closing fence with an info string", "```\na\n``` swift\n```\n",
      .init(1...4, "", "a\n``` swift\n")),
    Self("a closing fence indented by three", "```\na\n   ```\nb\n", .init(1...3, "", "a\n")),
    Self(
      "a closing fence indented by four", "```\na\n    ```\n```\n", .init(1...4, "", "a\n    ```\n")
    ),
    Self(
      "an opening fence indented by three", "   ```swift\n   a\n     b\n c\n   ```\n",
      .init(1...5, "swift", "a\n  b\nc\n")),
    Self("an opening fence indented by four", "text\n\n    ```swift\n    a\n    ```\n"),
    Self("indented code that looks like a fence without info", "text\n\n    ```\n    a\n    ```\n"),
    Self("two backticks", "``\na\n``\n"),
    Self(
      "a backtick in the info string", "``` a`b\nc\n```\n", .init(3...3, "", "", isClosed: false)),
    Self(
      "a backtick in the info string of tildes", "~~~ a`b\nc\n~~~\n", .init(1...3, "a`b", "c\n")),
    Self("an empty block", "```swift\n```\n", .init(1...2, "swift", "")),
    Self("a block of one blank line", "```\n\n```\n", .init(1...3, "", "\n")),
    Self("blank lines at both ends", "```\n\n\na\n\n```\n", .init(1...6, "", "\n\na\n\n")),
    Self("lines of blanks", "```\n  \n\t\n```\n", .init(1...4, "", "  \n\t\n")),
    Self("a fence right after a paragraph", "text\n```\na\n```\nmore\n", .init(2...4, "", "a\n")),
    Self(
      "two blocks that touch", "```\na\n```\n```\nb\n```\n", .init(1...3, "", "a\n"),
      .init(4...6, "", "b\n")),
    Self(
      "a fence never closed", "```swift\na\nb\n", .init(1...3, "swift", "a\nb\n", isClosed: false)),
    Self(
      "a fence never closed at the very end", "text\n```swift",
      .init(2...2, "swift", "", isClosed: false)),
    Self(
      "a fence never closed before blank lines", "```\na\n\n\n",
      .init(1...4, "", "a\n\n\n", isClosed: false)),
    Self("a last line without an ending", "```\na\n```", .init(1...3, "", "a\n")),
    Self(
      "code without an ending, never closed", "```\na", .init(1...2, "", "a\n", isClosed: false)),
    Self("a block that repeats its own fence", "```` \n```\n````\n", .init(1...3, "", "```\n")),
    Self("a table around a fence", "| a |\n| - |\n```\nb\n```\n", .init(3...5, "", "b\n")),
    Self("a reference definition before a fence", "[a]: b\n```\nc\n```\n", .init(2...4, "", "c\n")),
  ]

  static let containers = [
    Self(
      "a block in a list", "- text\n\n  ```swift\n  a\n    b\n  ```\n",
      .init(3...6, "swift", "a\n  b\n", in: "list item")),
    Self(
      "a block that opens a list item", "- ```swift\n  a\n  ```\n",
      .init(1...3, "swift", "a\n", in: "list item")),
    Self(
      "a block in a numbered list", "10. ```\n    a\n    ```\n",
      .init(1...3, "", "a\n", in: "list item")),
    Self(
      "a block in a nested list", "- a\n  - b\n\n    ```\n    c\n    ```\n",
      .init(4...6, "", "c\n", in: "list item list item")),
    Self(
      "a block in a quote", "> ```swift\n> a\n>  b\n> ```\n",
      .init(1...4, "swift", "a\n b\n", in: "block_quote")),
    Self(
      "a quote without the space", ">```\n>a\n>```\n", .init(1...3, "", "a\n", in: "block_quote")),
    Self(
      "a block in a list in a quote", "> - ```\n>   a\n>   ```\n",
      .init(1...3, "", "a\n", in: "block_quote list item")),
    Self(
      "a block in a quote in a list", "- > ```\n  > a\n  > ```\n",
      .init(1...3, "", "a\n", in: "list item block_quote")),
    Self(
      "a block ended by the end of its quote", "> ```\n> a\n\ntext\n",
      .init(1...2, "", "a\n", in: "block_quote", isClosed: false)),
    Self(
      "a block ended by a line outside its quote", "> ```\n> a\ntext\n",
      .init(1...2, "", "a\n", in: "block_quote", isClosed: false)),
    Self(
      "a fence after the quote that ended a block", "> ```\n> a\n```\nb\n```\n",
      .init(1...2, "", "a\n", in: "block_quote", isClosed: false), .init(3...5, "", "b\n")),
    Self(
      "a block ended by the end of its list", "- ```\n  a\n\ntext\n",
      .init(1...3, "", "a\n\n", in: "list item", isClosed: false)),
    Self(
      "a block ended by the next item", "- ```\n  a\n- b\n",
      .init(1...2, "", "a\n", in: "list item", isClosed: false)),
    Self(
      "a fence in the next item", "- ```\n  a\n- ```\n  b\n  ```\n",
      .init(1...2, "", "a\n", in: "list item", isClosed: false),
      .init(3...5, "", "b\n", in: "list item")),
    Self(
      "a fence never closed in a quote at the end", "> ```\n> a",
      .init(1...2, "", "a\n", in: "block_quote", isClosed: false)),
    Self(
      "a closing fence outside its list", "- ```\n  a\n```\n",
      .init(1...2, "", "a\n", in: "list item", isClosed: false),
      .init(3...3, "", "", isClosed: false)),
    Self("a quote mark inside a block", "```\n> a\n```\n", .init(1...3, "", "> a\n")),
    Self(
      "a quoted fence inside a quoted block", "> ```\n> > ```\n> ```\n",
      .init(1...3, "", "> ```\n", in: "block_quote")),
    Self(
      "blank lines in a list's block", "- ```\n\n  a\n\n  ```\n",
      .init(1...5, "", "\na\n\n", in: "list item")),
    Self("indented code in a list", "- text\n\n      ```\n      a\n"),
    Self(
      "a heading in a list before a fence", "- # Title\n  ```\n  a\n  ```\n",
      .init(2...4, "", "a\n", in: "list item")),
  ]

  static let bytes = [
    Self("CRLF", "```swift\r\na\r\n\r\nb\r\n```\r\n", .init(1...5, "swift", "a\n\nb\n")),
    Self("CR alone", "```swift\ra\rb\r```\r", .init(1...4, "swift", "a\nb\n")),
    Self("mixed endings", "```\r\na\nb\rc\r\n```\n", .init(1...5, "", "a\nb\nc\n")),
    Self("CRLF without a last ending", "```\r\na\r\n```", .init(1...3, "", "a\n")),
    Self(
      "a byte order mark before a fence", "\u{FEFF}```swift\na\n```\n", .init(1...3, "swift", "a\n")
    ),
    Self(
      "a byte order mark before a title", "\u{FEFF}# Title\n\n```\na\n```\n",
      .init(3...5, "", "a\n")),
    Self("a tab inside a block", "```\n\ta\tb\n```\n", .init(1...3, "", "\ta\tb\n")),
    Self(
      "a tab as a list's indentation", "- a\n\n\t```\n\tb\n\t```\n",
      .init(3...5, "", " b\n", in: "list item")),
    Self("a tab before a fence", "text\n\n\t```\n\ta\n"),
    Self(
      "a tab cut by a quote", "> ```\n>\ta\n> ```\n", .init(1...3, "", "  a\n", in: "block_quote")),
    Self("NUL bytes", "```\na\0b\n```\n", .init(1...3, "", "a\u{FFFD}b\n")),
    Self(
      "non-ASCII text", "# Ü\n\n```swift\nlet é = \"日本\" // e\u{301}\n```\n",
      .init(3...5, "swift", "let é = \"日本\" // e\u{301}\n")),
    Self(
      "a line separator is no line ending", "```\na\u{2028}b\u{85}c\n```\n",
      .init(1...3, "", "a\u{2028}b\u{85}c\n")),
    Self(
      "a form feed and a vertical tab", "```\n\u{0C}a\u{0B}\n```\n",
      .init(1...3, "", "\u{0C}a\u{0B}\n")),
    Self("front matter", "---\ntitle: x\n---\n\n```\na\n```\n", .init(5...7, "", "a\n")),
    Self(
      "front matter with a fence in it", "---\nexample: |\n---\n```\na\n```\n",
      .init(4...6, "", "a\n")),
  ]

  static let html = [
    Self("a comment", "<!--\n```swift\na\n```\n-->\n"),
    Self("a comment with a blank line in it", "<!--\n\n```swift\na\n```\n\n-->\n"),
    Self("a comment that ends", "<!-- a -->\n\n```\nb\n```\n", .init(3...5, "", "b\n")),
    Self(
      "details with a blank line", "<details><summary>S</summary>\n\n```\na\n```\n\n</details>\n",
      .init(3...5, "", "a\n")),
    Self("details without a blank line", "<details>\n```\na\n```\n</details>\n"),
    Self("a pre element", "<pre>\n\n```\na\n```\n</pre>\n"),
    Self("a script element", "<script>\n\n```\n\n</script>\n"),
    Self("a processing instruction", "<?php\n\n```\n?>\n"),
    Self("inline HTML in a paragraph", "a <b>\n```\nc\n```\n", .init(2...4, "", "c\n")),
  ]

  static let infoStrings = [
    Self(
      "several words", "```  swift   cell=duel\tvolatile  \na\n```\n",
      .init(1...3, "swift   cell=duel\tvolatile", "a\n")),
    Self("an escape", "``` sw\\*ift\na\n```\n", .init(1...3, "sw*ift", "a\n")),
    Self("an entity", "``` a&amp;b &ouml;\na\n```\n", .init(1...3, "a&b ö", "a\n")),
    Self("a numeric entity", "``` s&#119;ift\na\n```\n", .init(1...3, "swift", "a\n")),
    Self("tildes in the info string of backticks", "``` a~b\na\n```\n", .init(1...3, "a~b", "a\n")),
    Self(
      "quotes and braces", "```{.swift file=\"a b\"}\na\n```\n",
      .init(1...3, "{.swift file=\"a b\"}", "a\n")),
    Self(
      "a no-break space", "```swift\u{A0}test\na\n```\n", .init(1...3, "swift\u{A0}test", "a\n")),
  ]
}
