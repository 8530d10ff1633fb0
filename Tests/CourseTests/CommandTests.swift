import Foundation
import Testing

/// Each command as a process: what it prints, what it leaves behind, and its exit status.
@Suite struct CommandTests {
  @Test("extract writes the code and says so; a second time it says that both agree")
  func extract() throws {
    let course = try TemporaryCourse()
    let first = try course.run("extract")
    #expect(first.status == 0)
    #expect(
      first.output == """
          wrote    Sources/Chapter1/Chapter1.swift
        Prose and code agree again: 1 block and 1 file.

        """)
    #expect(try course.run("extract").output == "Prose and code agree: 1 block and 1 file.\n")
  }

  @Test("extract --check writes nothing, shows the difference and exits 1")
  func check() throws {
    let course = try TemporaryCourse()
    let missing = try course.run("extract", "--check")
    #expect(missing.status == 1)
    #expect(try !course.files().contains(TemporaryCourse.file))
    _ = try course.run("extract")
    #expect(try course.run("extract", "--check").status == 0)
    try course.edit("Chapters/01-a.md", "a = 1", "a = 2")
    let before = try course.text(TemporaryCourse.file)
    let result = try course.run("extract", "--check")
    #expect(result.status == 1)
    #expect(result.output.contains("-let a = 1\n+let a = 2\n"))
    #expect(result.errors.contains("1 file out of step"))
    #expect(try course.text(TemporaryCourse.file) == before)
  }

  @Test("an error in the prose exits 1, names its line and writes nothing")
  func badProse() throws {
    let course = try TemporaryCourse(["Chapters/01-a.md": "# 1. A\n\n```swift flie=A.swift\n```\n"])
    for command in [
      ["extract"], ["extract", "--check"], ["extract", "--force"], ["sync"], ["home"],
      ["test", "1"], ["run", "1"], ["grade", "1"], ["check"], ["hint", "1.1"], ["reset", "1.1"],
      ["new", "exercise", "1.1"], ["new", "mutant", "1.1"], ["status", "1"],
    ] {
      let result = try Tool.run(command, in: course.folder)
      #expect(result.status == 1, "\(command)")
      #expect(
        result.errors == """
          Chapters/01-a.md:3:1: error: 'flie' means nothing on a swift block
            hint: did you mean 'file'?

          """, "\(command)")
    }
    #expect(try course.files() == ["Chapters/01-a.md", "Package.swift"])
  }

  @Test("a file edited by hand is never overwritten without being asked")
  func editedByHand() throws {
    let course = try TemporaryCourse()
    _ = try course.run("extract")
    try course.edit(TemporaryCourse.file, "let a = 1", "let a = 1 // mine")
    try course.edit("Chapters/01-a.md", "a = 1", "a = 2")
    let before = try course.text(TemporaryCourse.file)
    for command in ["extract", "home"] {
      let result = try course.run(command)
      #expect(result.status == 1)
      #expect(
        result.errors == """
          Sources/Chapter1/Chapter1.swift:6:1: error: this file was edited by hand since it was generated from Chapters/01-a.md
            hint: take the edit into the prose with `swift run course sync`, or drop it with `swift run course extract --force`

          """)
    }
    let conflict = try course.run("sync")
    #expect(conflict.status == 1)
    #expect(
      conflict.errors.contains("| let a = 2\n") && conflict.errors.contains("| let a = 1 // mine\n")
    )
    #expect(try course.text(TemporaryCourse.file) == before)
    #expect(try course.run("extract", "--force").status == 0)
    #expect(try course.text(TemporaryCourse.file).contains("let a = 2\n"))
  }

  @Test("a file that was not generated is never overwritten without being asked")
  func foreignFile() throws {
    let course = try TemporaryCourse()
    try course.write(TemporaryCourse.file, "let mine = 1\n")
    let result = try course.run("extract")
    #expect(result.status == 1)
    #expect(
      result.errors.hasPrefix(
        "Sources/Chapter1/Chapter1.swift:1:1: error: this file was not generated"))
    #expect(try course.text(TemporaryCourse.file) == "let mine = 1\n")
  }

  @Test("sync brings an edit back and leaves both sides in step")
  func sync() throws {
    let course = try TemporaryCourse()
    _ = try course.run("extract")
    try course.edit(TemporaryCourse.file, "let a = 1", "let a = 7")
    let result = try course.run("sync")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("  updated  Chapters/01-a.md\n"))
    #expect(try course.text("Chapters/01-a.md") == "# 1. A\n\n```swift\nlet a = 7\n```\n")
    #expect(try course.run("extract", "--check").status == 0)
  }

  @Test("a file that no block generates any more is removed, unless it was edited")
  func stale() throws {
    let course = try TemporaryCourse()
    _ = try course.run("extract")
    try course.write("Sources/Chapter1/Mine.swift", "let mine = 1\n")
    try course.write("Chapters/01-a.md", "# 1. A\n")
    try course.edit(TemporaryCourse.file, "let a", "let edited")
    for command in [["extract"], ["extract", "--force"]] {
      let result = try Tool.run(command, in: course.folder)
      #expect(result.status == 1)
      #expect(
        result.errors.hasPrefix(
          "Sources/Chapter1/Chapter1.swift:1:1: error: no block generates this file any more"))
    }
    try course.edit(TemporaryCourse.file, "let edited", "let a")
    let result = try course.run("extract")
    #expect(result.output.hasPrefix("  removed  Sources/Chapter1/Chapter1.swift\n"))
    #expect(
      try course.files() == [
        ".course/bases", "Chapters/01-a.md", "Package.swift", "Sources/Chapter1/Mine.swift",
      ])
  }

  @Test("a student's work is never touched, and an untouched stub follows the prose")
  func stubs() throws {
    let exercise =
      "# 1. A\n\n### Exercise 1.1 ★ One\n\n```swift exercise=One\nlet stub = 1\n```\n\n```swift exercise-test=One\n```\n"
    let course = try TemporaryCourse(["Chapters/01-a.md": exercise])
    let path = "Exercises/Chapter1/One.swift"
    _ = try course.run("extract")
    #expect(try course.text(path) == "let stub = 1\n")
    try course.edit("Chapters/01-a.md", "stub = 1", "stub = 2")
    _ = try course.run("extract")
    #expect(try course.text(path) == "let stub = 2\n")
    try course.write(path, "let mine = 1\n")
    try course.edit("Chapters/01-a.md", "stub = 2", "stub = 3")
    for command in [["extract"], ["extract", "--force"], ["sync"]] {
      #expect(try Tool.run(command, in: course.folder).status == 0)
      #expect(try course.text(path) == "let mine = 1\n")
    }
    #expect(try course.run("extract", "--check", "--stubs").status == 1)
  }

  @Test(
    "wrong usage exits 2",
    arguments: [
      ["nonsense"], ["extract", "--nonsense"], ["extract", "--check", "--force"], ["blocks"],
      ["blocks", "none.md"], ["test", "99"], ["path", "begginer"], ["new", "chapter", "19"],
      ["help", "nosuch"], ["help", "new", "nosuch"], ["new", "chaptre", "4"], ["status", "9"],
      ["new", "exercise", "1.7"], ["new", "exercise", "1.1", "--stars", "5"],
    ])
  func usage(_ arguments: [String]) throws {
    let course = try TemporaryCourse()
    let result = try Tool.run(arguments, in: course.folder)
    #expect(result.status == 2, "\(result.output)\(result.errors)")
    #expect(!result.errors.isEmpty)
  }

  @Test(
    "help and the version exit 0",
    arguments: [["--help"], ["help"], ["help", "new"], ["--version"]])
  func help(_ arguments: [String]) throws {
    let course = try TemporaryCourse()
    let result = try Tool.run(arguments, in: course.folder)
    #expect(result.status == 0 && result.output.contains("course") && result.errors.isEmpty)
  }

  @Test(
    "outside a course, every command exits 3 and says where to go",
    arguments: ["extract", "sync", "home", "list"])
  func noCourse(_ command: String) throws {
    let result = try Tool.run([command], in: FileManager.default.temporaryDirectory)
    #expect(result.status == 3)
    #expect(result.errors.hasPrefix("course: no course here"))
  }

  @Test("what cannot be written exits 3 and leaves every file as it was")
  func unwritable() throws {
    let course = try TemporaryCourse([
      "Chapters/01-a.md":
        "# 1. A\n\n```swift\nlet a = 1\n```\n\n```swift file=Net/B.swift\nlet b = 1\n```\n",
      "Sources/Chapter1/Net": "a file where a folder must be\n",
    ])
    let before = try course.files()
    let result = try course.run("extract")
    #expect(result.status == 3)
    #expect(result.errors.contains("Sources/Chapter1/Net: cannot create: Not a directory"))
    #expect(try course.files() == before)
  }

  @Test("blocks --json prints every block of any markdown file")
  func blocks() throws {
    let course = try TemporaryCourse()
    try course.write(
      "notes.md", "# N\n\n- ```swift cell=a volatile\n  \"\t\u{1B}\\\"\n  ```\n\n```\nopen\n")
    let result = try course.run("blocks", "notes.md", "--json")
    #expect(result.status == 0)
    #expect(
      result.output == #"""
        {
          "file": "notes.md",
          "blocks": [
            {
              "line": 3,
              "endLine": 5,
              "info": "swift cell=a volatile",
              "language": "swift",
              "role": "cell",
              "attributes": {
                "cell": "a",
                "volatile": ""
              },
              "literal": "\"\t\u001b\\\"\n",
              "containers": [
                "list",
                "item"
              ],
              "closed": true
            },
            {
              "line": 7,
              "endLine": 8,
              "info": "",
              "language": "",
              "role": null,
              "attributes": {},
              "literal": "open\n",
              "containers": [],
              "closed": false
            }
          ]
        }

        """#)
  }

  /// A manifest that knows of no chapter yet.
  private static let table = "let chapters: [Chapter] = [\n]\n"

  @Test("new chapter writes a chapter that extracts, and never over one that is there")
  func newChapter() throws {
    let course = try TemporaryCourse(["Package.swift": Self.table])
    let result = try course.run("new", "chapter", "7")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("  wrote    Chapters/07-paxos.md\n"))
    #expect(result.output.contains("  updated  Package.swift\n"))
    #expect(try course.files().contains("Chapters/07-paxos.md"))
    #expect(try course.files().contains("Solutions/Chapter7/Untitled1.swift"))
    #expect(
      try course.text("Package.swift").contains(
        "  Chapter(number: 7, slug: \"paxos\", exercises: true),\n"))
    #expect(try course.run("extract", "--check").status == 0)
    let before = try course.text("Chapters/07-paxos.md")
    try course.edit("Chapters/07-paxos.md", "promises", "PROMISES")
    let again = try course.run("new", "chapter", "7")
    #expect(again.status == 1)
    #expect(
      try course.text("Chapters/07-paxos.md")
        == before.replacingOccurrences(of: "promises", with: "PROMISES"))
  }

  @Test("new chapter puts the README's table right") func newChapterInReadme() throws {
    let rows = "|  | chapter | paths | status |\n| --- | --- | --- | --- |\n"
    let course = try TemporaryCourse([
      "README.md":
        "# A course\n\n\(rows)| 4 | Primary-backup | B S | planned |\n| 5 | Five | I | planned |\n"
    ])
    #expect(try course.run("new", "chapter", "4").status == 0)
    #expect(
      try course.text("README.md")
        == "# A course\n\n\(rows)| 4 | [Primary-backup](Chapters/04-primary-backup.md) | B S | written |\n| 5 | Five | I | planned |\n"
    )
    try course.edit("README.md", "| written |", "| planned |")
    let check = try course.run("check")
    #expect(check.errors.contains("README.md:5:1: error: the row of chapter 4"), "\(check.errors)")
  }

  @Test("new exercise adds the next one, with tests, solution and a wrong turn that fits")
  func newExercise() throws {
    let course = try TemporaryCourse(["Package.swift": Self.table])
    #expect(try course.run("new", "chapter", "4").status == 0)
    let result = try course.run("new", "exercise", "4.2", "The last word", "--stars", "3")
    #expect(result.status == 0, "\(result.errors)")
    let chapter = try course.text("Chapters/04-primary-backup.md")
    let places = [
      "### Exercise 4.1 ★ Untitled 1", "### Exercise 4.2 ★★★ The last word", "## Summary",
    ]
    .map { chapter.range(of: $0)?.lowerBound ?? chapter.endIndex }
    #expect(places == places.sorted() && places.last != chapter.endIndex)
    #expect(try course.files().contains("Exercises/Chapter4/TheLastWord.swift"))
    #expect(try course.files().contains("Solutions/Chapter4/TheLastWord.swift"))
    let check = try course.run("check", "--strict")
    #expect(check.status == 0, "\(check.errors)")
    #expect(try course.run("new", "exercise", "4.3", "the Last Word").status == 2)
    #expect(try course.run("new", "exercise", "4.2").status == 2)
  }

  @Test("new mutant turns an edit of the solution into a block, and gives the solution back")
  func newMutant() throws {
    let course = try TemporaryCourse(["Package.swift": Self.table])
    #expect(try course.run("new", "chapter", "4").status == 0)
    let path = "Solutions/Chapter4/Untitled1.swift"
    let solution = try course.text(path)
    #expect(try course.run("new", "mutant", "4.1", "squares").status == 2)
    try course.edit(path, "2 * number", "number * number")
    let result = try course.run("new", "mutant", "4.1", "squares")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      try course.text("Solutions/04-primary-backup.md").hasSuffix(
        """
        Say who takes this turn, and what it breaks.

        ```diff mutant=squares of=Untitled1
        @@ -2 +2 @@
         public func untitled1(_ number: Int) -> Int {
        -  2 * number
        +  number * number
         }
        ```

        """))
    let restored = try course.text(path)
    #expect(restored.contains("2 * number") && !restored.contains("number * number"))
    #expect(restored.filter { !$0.isNumber } == solution.filter { !$0.isNumber })
    #expect(try course.run("check").status == 0)
    try course.edit(path, "2 * number", "0")
    #expect(try course.run("new", "mutant", "4.1", "squares").status == 2)
    #expect(try course.run("new", "mutant", "4.1").output.contains("updated  Solutions/04"))
    #expect(try course.text("Solutions/04-primary-backup.md").contains("mutant=turn-3"))
  }

  @Test(
    "every command that extracts sweeps up after a killed one",
    arguments: [["home"], ["extract"], ["sync"]])
  func sweeps(_ arguments: [String]) throws {
    let course = try TemporaryCourse()
    _ = try course.run("extract")
    for folder in ["", "Chapters/", "Sources/Chapter1/", "Exercises/Chapter9/"] {
      try course.write("\(folder).A.swift.course-2147483647", "half")
    }
    #expect(try Tool.run(arguments, in: course.folder).status == 0)
    #expect(try course.files().filter { $0.contains(".course-") } == [])
  }

  @Test("an error is in the form that the editor's task reads") func editorTask() throws {
    let url = Tool.repository.appendingPathComponent(".vscode/tasks.json")
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
    let task = try #require((json?["tasks"] as? [[String: Any]])?.first)
    let matcher = try #require(task["problemMatcher"] as? [String: Any])
    let pattern = try #require(matcher["pattern"] as? [String: Any])
    let regex = try Regex(#require(pattern["regexp"] as? String)).anchorsMatchLineEndings()
    let course = try TemporaryCourse(["Chapters/01-a.md": "# 1. A\n\n```swift flie=A.swift\n```\n"])
    let errors = try course.run("extract").errors
    let match = try #require(try regex.firstMatch(in: errors))
    let parts = ["file", "line", "column", "severity", "message"].map { name in
      (pattern[name] as? Int).flatMap { match.output[$0].substring.map(String.init) }
    }
    #expect(
      parts == ["Chapters/01-a.md", "3", "1", "error", "'flie' means nothing on a swift block"])
  }
}
