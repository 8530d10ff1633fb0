import Foundation
import Testing

@testable import Literate

@Suite struct SyncTests {
  private static let chapter = "Chapters/01-a.md"
  private static let file = "Sources/Chapter1/Chapter1.swift"
  private static let text = """
    # 1. A

    ```swift
    let one = 1
    let two = 2
    let three = 3
    let four = 4
    let five = 5
    ```

    Prose.

    ```swift
    let six = 6
    ```

    ```swift cell=run
    print(one)
    if two > one {
      print(two)
    }
    ```

    """

  private func package() throws -> TemporaryPackage {
    let package = try TemporaryPackage([Self.chapter: Self.text])
    try package.extract()
    return package
  }

  private func expectUntouched(_ package: TemporaryPackage, _ expected: [String]) throws {
    let before = try package.snapshot()
    let plan = try Sync.plan(package.files)
    #expect(plan.texts.isEmpty)
    #expect(plan.diagnostics.map(\.description) == expected)
    #expect(throws: LiterateError.self) { try package.sync() }
    #expect(try package.snapshot() == before)
  }

  // MARK: Both sides

  @Test("prose and code of one block, edited on different lines, are merged")
  func merged() throws {
    let package = try package()
    try package.edit(Self.chapter, "let one = 1", "let one = 11")
    try package.edit(Self.chapter, "Prose.", "More prose.\n\nMuch more.")
    try package.edit(Self.file, "let five = 5", "let five = 55\nlet fiveAndAHalf = 5.5")
    try package.edit(Self.file, "let six = 6", "let six = 66")
    try package.sync()
    let expected = Self.text.replacingOccurrences(of: "one = 1\n", with: "one = 11\n")
      .replacingOccurrences(of: "Prose.", with: "More prose.\n\nMuch more.")
      .replacingOccurrences(of: "let five = 5", with: "let five = 55\nlet fiveAndAHalf = 5.5")
      .replacingOccurrences(of: "let six = 6", with: "let six = 66")
    #expect(try package.text(Self.chapter) == expected)
    #expect(try package.extract().steps.isEmpty)
  }

  @Test("the same edit on both sides is taken once")
  func alike() throws {
    let package = try package()
    try package.edit(Self.chapter, "let two = 2", "let two = 22")
    try package.edit(Self.file, "let two = 2", "let two = 22")
    let expected = try package.text(Self.chapter)
    try package.sync()
    #expect(try package.text(Self.chapter) == expected)
    #expect(try package.extract().steps.isEmpty)
  }

  @Test("the same lines edited differently are both shown, and nothing is written")
  func conflict() throws {
    let package = try package()
    try package.edit(Self.chapter, "let two = 2", "let two = 20")
    try package.edit(Self.file, "let two = 2", "let two = 200")
    try package.edit(Self.file, "let six = 6", "let six = 66")
    try expectUntouched(
      package,
      [
        """
        Chapters/01-a.md:5:1: error: the same lines changed here and in Sources/Chapter1/Chapter1.swift:7
          the prose has:
          | let two = 20
          Sources/Chapter1/Chapter1.swift has:
          | let two = 200
          hint: make both the same, or drop the file's edit with `swift run course extract --force`
        """
      ])
  }

  @Test("a line removed on one side and changed on the other is a conflict")
  func removedAndChanged() throws {
    let package = try package()
    try package.edit(Self.chapter, "let two = 2\n", "")
    try package.edit(Self.file, "let two = 2", "let two = 200")
    try expectUntouched(
      package,
      [
        """
        Chapters/01-a.md:5:1: error: the same lines changed here and in Sources/Chapter1/Chapter1.swift:7
          the prose has:
          | (nothing)
          Sources/Chapter1/Chapter1.swift has:
          | let two = 200
          hint: make both the same, or drop the file's edit with `swift run course extract --force`
        """
      ])
  }

  // MARK: Blocks that move

  @Test("a block edited in the code and moved in the prose is found by its content")
  func movedBlock() throws {
    let package = try package()
    // The prose loses its first block and gains another at the end: as many blocks as before.
    let text = try package.text(Self.chapter)
    let start = try #require(text.range(of: "```swift\nlet one")).lowerBound
    let end = try #require(text.range(of: "Prose.")).lowerBound
    let moved =
      text.replacingCharacters(in: start..<end, with: "") + "\n```swift\nlet last = 0\n```\n"
    try package.write(Self.chapter, moved)
    try package.edit(Self.file, "let six = 6", "let six = 66")
    try package.sync()
    #expect(
      try package.text(Self.chapter) == moved.replacingOccurrences(of: "six = 6", with: "six = 66"))
  }

  @Test("a block edited in the code and new blocks around it in the prose are merged")
  func newBlocks() throws {
    let package = try package()
    try package.edit(
      Self.chapter, "Prose.", "```swift\nlet x = 0\n```\n\nProse.\n\n```swift\nlet y = 0\n```")
    try package.edit(Self.file, "let six = 6", "let six = 66")
    let expected = try package.text(Self.chapter).replacingOccurrences(
      of: "six = 6", with: "six = 66")
    try package.sync()
    #expect(try package.text(Self.chapter) == expected)
  }

  @Test("an edit of a block that the prose has dropped is not lost")
  func droppedBlock() throws {
    let package = try package()
    try package.edit(Self.chapter, "```swift\nlet six = 6\n```\n", "")
    try package.edit(Self.file, "let six = 6", "let six = 66")
    try expectUntouched(
      package,
      [
        """
        Sources/Chapter1/Chapter1.swift:12:1: error: the block that this edit belongs to is gone from the prose
          hint: add it to Chapters/01-a.md again, or drop it with `swift run course extract --force`
        """
      ])
  }

  @Test(
    "an edit outside the blocks is told, and kept", arguments: ["header", "between", "directive"])
  func outside(_ place: String) throws {
    let package = try package()
    switch place {
    case "header":
      try package.edit(Self.file, "// swift-format", "import Dispatch\n// swift-format")
    case "between":
      try package.write(Self.file, try package.text(Self.file) + "let outside = 1\n")
    default: try package.edit(Self.file, "#sourceLocation()\n", "")
    }
    if place == "directive" {
      // The last directive ends the last block; without it the file still says the same.
      try package.extract()
    } else {
      try expectUntouched(
        package,
        [
          """
          Sources/Chapter1/Chapter1.swift:\(place == "header" ? 7 : 6):1: error: \
          this file was edited outside its blocks, or a #sourceLocation line was changed
            hint: move the edit between two #sourceLocation lines; that is what the prose can hold
          """
        ])
    }
  }

  // MARK: Without the common ancestor

  @Test("without the base, an edit on one side still comes back")
  func lostBase() throws {
    let package = try package()
    try FileManager.default.removeItem(at: package.url(".course"))
    try package.edit(Self.file, "let two = 2", "let two = 22")
    try package.sync()
    #expect(
      try package.text(Self.chapter)
        == Self.text.replacingOccurrences(of: "two = 2", with: "two = 22"))
  }

  @Test("without the base, edits on both sides are shown and nothing is written")
  func lostBaseBothSides() throws {
    let package = try package()
    try FileManager.default.removeItem(at: package.url(".course"))
    try package.edit(Self.chapter, "let one = 1", "let one = 11")
    try package.edit(Self.file, "let five = 5", "let five = 55")
    let plan = try Sync.plan(package.files)
    #expect(plan.texts.isEmpty)
    let text = plan.diagnostics.map(\.description).joined()
    #expect(
      text.hasPrefix(
        "Sources/Chapter1/Chapter1.swift:6:1: error: both the prose and this file changed"))
    #expect(
      text.contains("-let one = 11\n+let one = 1\n")
        && text.contains("-let five = 5\n+let five = 55\n"))
  }

  @Test(
    "a base that cannot be read is as good as none",
    arguments: ["", "garbage", "Sources/Chapter1/Chapter1.swift\n99999\nlet", "a\n-1\n"])
  func damagedBase(_ bytes: String) throws {
    let package = try package()
    try package.write(".course/bases", bytes)
    try package.edit(Self.file, "let two = 2", "let two = 22")
    try package.sync()
    #expect(try package.text(Self.chapter).contains("let two = 22"))
  }

  // MARK: Formatters

  @Test("an indented cell comes back without the function's indentation")
  func indentedCell() throws {
    let package = try package()
    let path = "Tests/Chapter1Tests/Cells.swift"
    let lines = try package.text(path).split(separator: "\n", omittingEmptySubsequences: false)
    // A crude formatter: everything by six columns, the directives too.
    let indented = lines.map { $0.isEmpty || $0.hasPrefix("//") ? String($0) : "      " + $0 }
    try package.write(
      path,
      indented.joined(separator: "\n").replacingOccurrences(
        of: "print(two)", with: "print(two + two)"))
    try package.sync()
    #expect(
      try package.text(Self.chapter)
        == Self.text.replacingOccurrences(of: "print(two)", with: "print(two + two)"))
  }

  @Test("the toolchain's formatter may run between extraction and sync")
  func swiftFormat() throws {
    let package = try TemporaryPackage([
      Self.chapter: """
      # 1. A

      ```swift
      import Dispatch
      struct A   { var a : Int
        var b=2 }
      ```

      ```swift
      import Foundation
      extension A { func f( )->Int { return a+b } }
      ```

      ```swift cell=run
      let a=A( a:1 )
      if a.f( )>1 { print( "more" ) }
      ```

      """
    ])
    try package.extract()
    let paths = [Self.file, "Tests/Chapter1Tests/Cells.swift"]
    for path in paths { try package.edit(path, "// swift-format-ignore-file\n", "") }
    let formatted = try Toolchain.call(["swift", "format", "-i"] + paths, in: package.folder)
    #expect(formatted.status == 0, "\(formatted.output)")
    let before = paths.compactMap { try? package.text($0) }
    try package.sync()
    #expect(
      try package.text(Self.chapter) == """
        # 1. A

        ```swift
        import Dispatch
        struct A {
          var a: Int
          var b = 2
        }
        ```

        ```swift
        import Foundation
        extension A { func f() -> Int { return a + b } }
        ```

        ```swift cell=run
        let a = A(a: 1)
        if a.f() > 1 { print("more") }
        ```

        """, "the formatted files were \(before)")
    #expect(try package.extract().steps.isEmpty)
  }
}
