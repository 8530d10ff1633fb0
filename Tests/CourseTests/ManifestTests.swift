import Foundation
import Testing

@testable import Literate

/// The table of chapters in `Package.swift`, as text.
@Suite struct ManifestTests {
  private static func chapter(_ number: Int, _ slug: String, _ body: String = "") -> Chapter {
    let stem = "\(number < 10 ? "0" : "")\(number)-\(slug)"
    let source = SourceText(
      path: "Chapters/\(stem).md", bytes: Array("# \(number). A\n\n\(body)".utf8))
    return ChapterParser.parse(source, kind: .chapter, number: number, stem: stem).chapter
  }

  private static let exercise =
    "### Exercise 7.1 ★ One\n\n```swift exercise=One\n```\n\n```swift exercise-test=One\n```\n"

  private static func manifest(_ rows: String) throws -> Manifest {
    try #require(Manifest(Array("let chapters: [Chapter] = [\n\(rows)\n]\nlet rest = 1\n".utf8)))
  }

  /// The table's lines after it was brought in line with these chapters.
  private static func rows(_ rows: String, _ chapters: [Chapter]) throws -> String {
    let text = try manifest(rows).agreeing(with: chapters).text
    #expect(
      text.hasPrefix("let chapters: [Chapter] = [\n") && text.hasSuffix("\n]\nlet rest = 1\n"))
    return text.split(separator: "\n").dropFirst().dropLast(2).joined(separator: "\n")
  }

  @Test("this course's table says what its prose says")
  func repository() throws {
    let files = PackageFiles(root: Tool.repository.path)
    let manifest = try #require(try Manifest.read(from: files))
    let chapters = try CourseText.read(from: files).chapters
    #expect(manifest.rows.map(\.number) == chapters.map(\.number))
    #expect(manifest.diagnostics(for: chapters) == [])
    for row in manifest.rows {
      #expect(row.imports.allSatisfy { $0 < row.number }, "chapter \(row.number)")
    }
  }

  @Test("a row says that a chapter's nodes run as processes where its code and its cell are")
  func clusters() throws {
    let files = PackageFiles(root: Tool.repository.path)
    let rows = try #require(try Manifest.read(from: files)).rows.filter(\.cluster)
    let folder = Tool.repository.appendingPathComponent("Sources/Cluster").path
    #expect(
      Set(rows.map { "Chapter\($0.number)" })
        == Set(try FileManager.default.contentsOfDirectory(atPath: folder)))
    for chapter in try CourseText.read(from: files).chapters {
      #expect(
        chapter.products.contains("cluster-\(chapter.number)")
          == rows.contains { $0.number == chapter.number }, "\(chapter.path)")
    }
  }

  @Test("no library imports a chapter: only chapters, and what they demonstrate, do")
  func libraries() throws {
    let sources = Tool.repository.appendingPathComponent("Sources")
    for name in try FileManager.default.subpathsOfDirectory(atPath: sources.path).sorted()
    where name.hasSuffix(".swift") && !name.hasPrefix("Chapter") && !name.hasPrefix("Cluster/") {
      let text = try Data(contentsOf: sources.appendingPathComponent(name))
      let chapters = text.split(separator: UInt8(ascii: "\n")).compactMap(\.importedModule)
        .filter { $0.hasPrefix("Chapter") }
      #expect(chapters == [], "Sources/\(name)")
    }
  }

  @Test("a chapter without processes is told which have some, and nothing is built")
  func unknownCluster() throws {
    let course = try TemporaryCourse()
    try course.write(
      "Package.swift",
      """
      let chapters: [Chapter] = [
        Chapter(number: 1, slug: "a"),
        Chapter(number: 2, slug: "rpc", cluster: true),
        Chapter(number: 7, slug: "paxos", imports: [2], cluster: true),
      ]
      """)
    let result = try course.run("cluster", "1")
    #expect(result.status == 2)
    #expect(
      result.errors
        == "course: chapter 1 has no nodes for a real network; these have: 2, 7\n")
  }

  @Test("rows are read over one line or several, and comments are no rows") func reading() throws {
    let manifest = try Self.manifest(
      """
        Chapter(number: 1, slug: "introduction"),
        // Chapter(number: 2, slug: "rpc"),
        Chapter(
          number: 7, slug: "paxos", imports: [6, 1],
          products: [.product(name: "Crypto (all, of it)", package: "swift-crypto")],
          exercises: true, cluster: true)  // the last one
      """)
    #expect(manifest.rows.map(\.number) == [1, 7] && manifest.rows.map(\.slug).last == "paxos")
    #expect(manifest.rows.map(\.imports) == [[], [1, 6]])
    #expect(manifest.rows.map(\.exercises) == [false, true])
    #expect(manifest.rows.map(\.cluster) == [false, true])
    #expect(manifest.line(ofChapter: 7) == 4)
  }

  @Test("a new chapter's row goes between its neighbours", arguments: [(1, 0), (4, 2), (9, 3)])
  func adding(_ number: Int, _ index: Int) throws {
    let old = """
      // The table
        Chapter(number: 3, slug: "lamport-clocks"),
        Chapter(number: 7, slug: "paxos")
      """
    let chapters = [
      Self.chapter(3, "lamport-clocks"), Self.chapter(7, "paxos"), Self.chapter(number, "new"),
    ]
    let lines = try Self.rows(old, chapters.sorted { $0.number < $1.number })
      .split(separator: "\n")
    let rows = lines.filter { $0.contains("Chapter(") }
    #expect(rows.count == 3 && rows.dropLast().allSatisfy { $0.hasSuffix(",") })
    #expect(rows.contains("  Chapter(number: \(number), slug: \"new\"),"))
    let numbers = try Self.manifest(lines.joined(separator: "\n")).rows.map(\.number)
    #expect(numbers == [3, 7, number].sorted())
  }

  @Test("a row follows the prose, and keeps what the prose says nothing of, and every other line")
  func following() throws {
    let old = """
        // 1 stays as it is written.
        Chapter(number: 1,  slug: "introduction", imports: []),
        Chapter(number: 7, slug: "pax", imports: [1], products: ["Histories"], cluster: true),  // why
      """
    let prose = "```swift\nimport Chapter2\nimport Chapter6\n```\n\n" + Self.exercise
    let new = try Self.rows(
      old, [Self.chapter(1, "introduction"), Self.chapter(7, "paxos", prose)])
    #expect(
      new == """
          // 1 stays as it is written.
          Chapter(number: 1,  slug: "introduction", imports: []),
          Chapter(
            number: 7, slug: "paxos", imports: [2, 6], products: ["Histories"], exercises: true,
            cluster: true),  // why
        """)
  }

  @Test("a row loses what the prose has no more, and goes with its chapter") func losing() throws {
    let old = """
        Chapter(
          number: 6, slug: "consistency", imports: [2],
          exercises: true),
        Chapter(number: 7, slug: "paxos", imports: [2], exercises: true),
      """
    #expect(
      try Self.rows(old, [Self.chapter(7, "paxos")]) == "  Chapter(number: 7, slug: \"paxos\"),")
  }

  @Test("what disagrees is said at its row, with the row that would agree") func disagreeing()
    throws
  {
    let manifest = try Self.manifest(
      "  Chapter(number: 7, slug: \"paxos\"),\n  Chapter(number: 8, slug: \"gone\"),")
    let found = manifest.diagnostics(for: [
      Self.chapter(7, "paxos", Self.exercise), Self.chapter(9, "pmmc"),
    ])
    #expect(
      found.map { "\($0.line): \($0.message)" } == [
        "4: the table has no row for Chapters/09-pmmc.md:\n  Chapter(number: 9, slug: \"pmmc\")",
        """
        2: the row of chapter 7 isn't what Chapters/07-paxos.md says:
          Chapter(number: 7, slug: "paxos", exercises: true),
        """,
        "3: chapter 8 has no prose, and no row",
      ])
  }

  @Test("check says where a row disagrees with the prose, and extract writes what it should be")
  func checking() throws {
    let course = try TemporaryCourse(["Chapters/07-paxos.md": "# 7. A\n\n\(Self.exercise)"])
    try course.write(
      "Package.swift", "let chapters: [Chapter] = [\n  Chapter(number: 7, slug: \"paxos\"),\n]\n")
    let result = try course.run("check")
    #expect(result.status == 1)
    #expect(
      result.errors.contains(
        """
        Package.swift:2:1: error: the row of chapter 7 isn't what Chapters/07-paxos.md says:
          Chapter(number: 7, slug: "paxos", exercises: true),
          hint: `swift run course extract` writes it
        """), "\(result.errors)")
    #expect(try course.run("extract", "--check").output.contains("+  Chapter(number: 7"))
    #expect(try course.run("extract").status == 0)
    #expect(try course.text("Package.swift").contains("slug: \"paxos\", exercises: true),"))
    #expect(try !course.run("check").errors.contains("Package.swift"))
  }

  @Test(
    "what is no row stops extraction at its line, and nothing is written beside it",
    arguments: [
      "  chapter(number: 7, slug: \"paxos\"),", "  Chapter(number: seven, slug: \"paxos\"),",
      "  Chapter(number: 7 /* sic */, slug: \"paxos\"),", "  Chapter(number: 7, slug: \"paxos\"",
      "  Chapter(number: 7, slug: \"paxos\"), Chapter(number: 8, slug: \"b\"),",
    ])
  func unreadable(_ row: String) throws {
    let course = try TemporaryCourse(["Chapters/07-paxos.md": "# 7. A\n"])
    let text = "let chapters: [Chapter] = [\n\(row)\n]\n"
    try course.write("Package.swift", text)
    let result = try course.run("extract")
    #expect(result.status == 1)
    #expect(result.errors.contains("Package.swift:2:1: error: this is no row of the table"))
    #expect(try course.text("Package.swift") == text)
  }

  @Test(
    "a manifest with the line ends of Windows is read and written as one, all other lines as they were"
  )
  func windows() throws {
    let old =
      "// before\nlet chapters: [Chapter] = [\n  Chapter(number: 3, slug: \"lamport\")\n]\nlet rest = 1\n"
    let chapters = [
      Self.chapter(1, "a"), Self.chapter(3, "lamport-clocks"), Self.chapter(7, "paxos"),
    ]
    let unix = try #require(Manifest(Array(old.utf8)))
    let windows = try #require(Manifest(Array(old.replacing("\n", with: "\r\n").utf8)))
    #expect(windows.rows == unix.rows && windows.rows.map(\.number) == [3])
    #expect(windows.line(ofChapter: 3) == 3)
    let written = unix.agreeing(with: chapters).text
    #expect(written.split(separator: "\n").count == 7)
    #expect(windows.agreeing(with: chapters).text == written.replacing("\n", with: "\r\n"))
  }
}
