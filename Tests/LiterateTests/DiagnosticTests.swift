import Foundation
import Testing

@testable import Literate

@Suite struct DiagnosticTests {
  @Test(
    "a bad chapter is told by file, line and column, what is wrong and what to do, and nothing is written",
    arguments: BadChapter.words + BadChapter.names + BadChapter.exercises)
  func table(_ bad: BadChapter) throws {
    let package = try TemporaryPackage(["Chapters/01-a.md": bad.text])
    #expect(try package.diagnostics() == bad.expected)
    let before = try package.snapshot()
    #expect(throws: LiterateError.self) { try package.extract() }
    #expect(throws: LiterateError.self) { try package.extract(.force) }
    #expect(try package.snapshot() == before)
  }

  @Test("an error in one chapter leaves every other chapter's files alone")
  func oneBadChapter() throws {
    let package = try TemporaryPackage([
      "Chapters/01-a.md": "# 1. A\n\n```swift\nlet a = 1\n```\n",
      "Chapters/02-b.md": "# 2. B\n\n```swift\nlet b = 1\n```\n",
    ])
    try package.extract()
    try package.edit("Chapters/01-a.md", "let a = 1", "let a = 2")
    try package.edit("Chapters/02-b.md", "```swift", "```swift flie=B.swift")
    let before = try package.snapshot()
    #expect(throws: LiterateError.self) { try package.extract() }
    #expect(try package.snapshot() == before)
  }

  @Test(
    "what is not a chapter's name is an error",
    arguments: [
      "7-paxos", "07_paxos", "07-", "00-a", "+1-a", "07-Paxos", "07-a\"b", "07-a b", "notes",
    ])
  func names(_ stem: String) throws {
    let package = try TemporaryPackage(["Chapters/\(stem).md": "# A\n"])
    #expect(
      try package.diagnostics() == [
        """
        Chapters/\(stem).md:1:1: error: '\(stem).md' does not name a chapter
          hint: name it NN-slug.md, as in 07-paxos.md
        """
      ])
  }

  @Test("an editor's hidden file is not a chapter")
  func hiddenFile() throws {
    let package = try TemporaryPackage(["Chapters/._01-a.md": "\0", "Chapters/01-a.md": "# 1. A\n"])
    #expect(try package.diagnostics() == [])
  }

  @Test("two chapters of one number are an error")
  func sameNumber() throws {
    let package = try TemporaryPackage([
      "Chapters/01-a.md": "# 1. A\n", "Chapters/01-b.md": "# 1. B\n",
    ])
    #expect(
      try package.diagnostics() == [
        """
        Chapters/01-b.md:1:1: error: Chapters/01-a.md is chapter 1 already
          hint: give one of the two another number
        """
      ])
  }

  @Test("bytes that are not UTF-8 are told by their line")
  func invalidUTF8() throws {
    let package = try TemporaryPackage()
    try package.write("Chapters/01-a.md", Array("# 1. A\n\ncaf".utf8) + [0xE9, 0x0A])
    #expect(
      try package.diagnostics() == [
        "Chapters/01-a.md:3:1: error: these bytes are not UTF-8\n  hint: save the file as UTF-8"
      ])
  }

  @Test("a chapter without a title is an error")
  func noTitle() throws {
    let package = try TemporaryPackage(["Chapters/01-a.md": "text\n"])
    #expect(
      try package.diagnostics() == [
        "Chapters/01-a.md:1:1: error: the file has no title\n  hint: begin with '# 1. Its title'"
      ])
  }

  @Test("a fence that HTML swallows is warned of, and is no block")
  func swallowedFence() throws {
    let package = try TemporaryPackage([
      "Chapters/01-a.md":
        "# 1. A\n\n<details><summary>S</summary>\n```swift\nlet a = 1\n```\n</details>\n"
    ])
    #expect(
      try package.diagnostics() == [
        """
        Chapters/01-a.md:4:1: warning: this fence belongs to the HTML before it: it is no block
          hint: put a blank line before it
        """
      ])
    #expect(try package.extract().generated.isEmpty)
  }

  @Test("among solutions, only solutions and mutants of the chapter's exercises can stand")
  func solutions() throws {
    let package = try TemporaryPackage([
      "Chapters/01-a.md": """
      # 1. A

      ### Exercise 1.1 ★ One

      ```swift exercise=Proposer
      ```

      ```swift exercise-test=Proposer
      ```

      """,
      "Solutions/01-a.md": """
      # 1. Solutions

      ```swift solution=Propser
      ```

      ```diff mutant=lazy of=Proposer
      ```

      ```swift right=recursive of=Propser
      ```

      ```swift right=twice of=Proposer
      ```

      ```swift right=twice of=Proposer
      ```

      ```swift test
      ```

      """,
    ])
    #expect(
      try package.diagnostics() == [
        """
        Solutions/01-a.md:3:1: error: chapter 1 has no exercise 'Propser'
          hint: did you mean 'Proposer'?
        """,
        """
        Solutions/01-a.md:6:1: error: mutant 'lazy' patches no solution before it
          hint: put it after ```swift solution=Proposer
        """,
        """
        Solutions/01-a.md:9:1: error: chapter 1 has no exercise 'Propser'
          hint: did you mean 'Proposer'?
        """,
        """
        Solutions/01-a.md:15:1: error: a second right solution of Proposer is called 'twice'
          hint: rename one
        """,
        """
        Solutions/01-a.md:18:1: error: a block of role 'test' among the solutions
          hint: make it solution=NAME, or a sketch
        """,
      ])
  }

  @Test("a chapter that could not be read is told once, and not again for each of its solutions")
  func conflict() throws {
    let package = try TemporaryPackage([
      "Chapters/01-a.md":
        "# 1. A\n\n<<<<<<< HEAD\n=======\n>>>>>>> other\n\n### Exercise 1.1 ★ One\n\n"
        + "```swift exercise=One\n```\n\n```swift exercise-test=One\n```\n",
      "Solutions/01-a.md": "# 1. Solutions\n\n```swift solution=One\n```\n",
    ])
    #expect(
      try package.diagnostics() == [
        """
        Chapters/01-a.md:3:1: error: a merge left a conflict here
          hint: keep one side, and delete the marks of both
        """
      ])
  }

  @Test(
    "nothing is written through a symbolic link",
    arguments: ["Sources/Chapter1", "Sources/Chapter1/A.swift", "Sources"])
  func links(_ link: String) throws {
    let package = try TemporaryPackage([
      "Chapters/01-a.md": "# 1. A\n\n```swift file=A.swift\nlet a = 1\n```\n"
    ])
    let outside = try TemporaryPackage(["A.swift": "mine\n"])
    let target = link.hasSuffix(".swift") ? outside.url("A.swift") : outside.folder
    try FileManager.default.createDirectory(
      at: package.url(link).deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(at: package.url(link), withDestinationURL: target)
    let before = try outside.snapshot()
    #expect(
      try package.diagnostics() == [
        """
        Chapters/01-a.md:3:1: error: 'Sources/Chapter1/A.swift' would be written through the link '\(link)'
          hint: replace the link by a folder or a file
        """
      ])
    #expect(throws: LiterateError.self) { try package.extract(.force) }
    #expect(try outside.snapshot() == before)
  }

  @Test("nothing stale is removed through a symbolic link")
  func staleBehindLink() throws {
    let package = try TemporaryPackage(["Chapters/01-a.md": "# 1. A\n\n```swift\nlet a = 1\n```\n"])
    try package.extract()
    let outside = try TemporaryPackage([
      "Chapter1.swift": try package.text("Sources/Chapter1/Chapter1.swift")
    ])
    try FileManager.default.removeItem(at: package.url("Sources/Chapter1"))
    try FileManager.default.createSymbolicLink(
      at: package.url("Sources/Chapter1"), withDestinationURL: outside.folder)
    try package.write("Chapters/01-a.md", "# 1. A\n")
    let before = try outside.snapshot()
    try package.extract()
    #expect(try outside.snapshot() == before)
  }
}
