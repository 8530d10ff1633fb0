import Foundation
import Testing

@testable import Literate

@Suite("Signposts") struct SignpostTests {
  private static let first = """
    # 1. One

    Text.

    ```swift cell=duel
    print(1)
    ```

    ```output
    1
    ```

    ### Exercise 1.1 ★ Twice
    Do it.
    ```swift exercise=Twice
    let stub = 1
    ```

    ```swift exercise-test=Twice
    // tests
    ```

    """

  private func package(_ first: String = first) throws -> TemporaryPackage {
    try TemporaryPackage([
      "README.md": "# A course\n", "Chapters/01-one.md": first,
      "Chapters/03-three.md": "# 3. Three [draft]\n\nText without an end",
    ])
  }

  private func signpost(_ package: TemporaryPackage) throws {
    try Extraction.plan(package.files, isSignposting: true).apply(to: package.files)
  }

  private static let posted = """
    [Contents](../README.md#the-chapters) · [3. Three draft →](03-three.md)

    # 1. One

    Text.

    Run it: `swift run course run 1 duel`

    ```swift cell=duel
    print(1)
    ```

    ```output
    1
    ```

    ### Exercise 1.1 ★ Twice
    Do it.

    Your file: [`Exercises/Chapter1/Twice.swift`](../Exercises/Chapter1/Twice.swift)

    ```swift exercise=Twice
    let stub = 1
    ```

    ```swift exercise-test=Twice
    // tests
    ```

    [Contents](../README.md#the-chapters) · [3. Three draft →](03-three.md)

    """

  @Test("a chapter gets links at head and foot, a command above each cell, a file above each stub")
  func places() throws {
    let package = try package()
    try signpost(package)
    #expect(try package.text("Chapters/01-one.md") == Self.posted)
    #expect(
      try package.text("Chapters/03-three.md") == """
        [← 1. One](01-one.md) · [Contents](../README.md#the-chapters)

        # 3. Three [draft]

        Text without an end

        [← 1. One](01-one.md) · [Contents](../README.md#the-chapters)

        """)
  }

  @Test("a second extraction finds nothing to do, and the code names the lines as they are now")
  func idempotent() throws {
    let package = try package()
    try signpost(package)
    #expect(try Extraction.plan(package.files, isSignposting: true).steps.isEmpty)
    let cells = try package.text("Tests/Chapter1Tests/Cells.swift")
    #expect(cells.contains("#sourceLocation(file: \"Chapters/01-one.md\", line: 10)\nprint(1)"))
  }

  @Test(
    "signposts that are wrong, doubled or out of place are put right",
    arguments: [
      ("run 1 duel`", "run 1 duet`"),
      ("Text.\n", "Text.\n\nRun it: `swift run course run 1 duel`\n"),
      ("Three draft →", "Four →"), ("\n# 1. One", "# 1. One"),
      ("// tests\n```\n", "// tests\n```\nMore.\n"),
    ])
  func mends(_ old: String, _ new: String) throws {
    let package = try package()
    try signpost(package)
    try package.edit("Chapters/01-one.md", old, new)
    try signpost(package)
    let text = try package.text("Chapters/01-one.md").replacingOccurrences(of: "More.\n", with: "")
    #expect(text.filter { $0 != "\n" } == Self.posted.filter { $0 != "\n" })
    #expect(try Extraction.plan(package.files, isSignposting: true).steps.isEmpty)
  }

  @Test("what looks like a signpost inside a block, or among other words, is left alone")
  func untouched() throws {
    let text = """
      # 1. One

      [Contents](../README.md#the-chapters) is where the chapters are listed.

      ```
      Run it: `swift run course run 1 duel`
      ```

      """
    let package = try TemporaryPackage(["Chapters/01-one.md": text])
    try signpost(package)
    #expect(try package.text("Chapters/01-one.md") == text)
  }

  @Test("other bytes stay as they are: line endings, a byte order mark, a cell in a list")
  func bytes() throws {
    let text =
      "\u{FEFF}# 1. One\r\n\r\n- ```swift cell=a\r\n  print(1)\r\n  ```\r\n\r\n```swift cell=b\r\n```\r\n"
    let package = try TemporaryPackage(["README.md": "", "Chapters/01-one.md": text])
    try signpost(package)
    let links = "[Contents](../README.md#the-chapters)\r\n"
    #expect(
      try package.bytes("Chapters/01-one.md")
        == Array(
          ("\u{FEFF}\(links)\r\n# 1. One\r\n\r\n- ```swift cell=a\r\n  print(1)\r\n  ```\r\n\r\n"
            + "Run it: `swift run course run 1 b`\r\n\r\n```swift cell=b\r\n```\r\n\r\n\(links)")
            .utf8))
    #expect(try Extraction.plan(package.files, isSignposting: true).steps.isEmpty)
  }
}
