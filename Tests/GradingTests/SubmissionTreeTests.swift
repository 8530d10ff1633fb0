import Testing

@testable import Grading

@Suite("Where work stands in a submission") struct SubmissionTreeTests {
  private static let sum = "Exercises/Chapter1/Sum.swift"
  private static let ponger = "Exercises/Chapter1/Ponger.swift"

  private func places(_ paths: [String]) throws -> [String: String] {
    try SubmissionTree(of: paths, wanted: [Self.sum, Self.ponger]).places
  }

  @Test(
    "a tree, a chapter's folder and loose files are found, with folders around them or without",
    arguments: [
      "Exercises/Chapter1/", "ada/Exercises/Chapter1/", "a/b/Exercises/Chapter1/", "Chapter1/",
      "homework/Chapter1/", "", "ada homework/",
    ])
  func layouts(prefix: String) throws {
    let paths = [prefix + "Sum.swift", prefix + "notes.txt", "__MACOSX/" + prefix + "._Sum.swift"]
    #expect(try places(paths) == [Self.sum: prefix + "Sum.swift"])
  }

  @Test("a file that isn't there is missing, and the others are read")
  func missing() throws {
    #expect(try places(["Ponger.swift"]) == [Self.ponger: "Ponger.swift"])
    #expect(try places(["README.md"]) == [:])
    #expect(try places([]) == [:])
  }

  @Test("with a tree in it, what lies elsewhere was not handed in")
  func elsewhere() throws {
    #expect(try places(["Exercises/Chapter2/Codec.swift", "Sources/Chapter1/Sum.swift"]) == [:])
    #expect(
      try places(["Solutions/Chapter1/Sum.swift", "Exercises/Chapter1/Ponger.swift"])
        == [Self.ponger: Self.ponger])
  }

  @Test("the shallowest place is meant")
  func shallow() throws {
    #expect(try places(["x/old/" + Self.sum, "x/" + Self.sum]) == [Self.sum: "x/" + Self.sum])
    #expect(try places(["old/Sum.swift", "Sum.swift"]) == [Self.sum: "Sum.swift"])
  }

  @Test("two places on the same level are one too many", arguments: ["Exercises/Chapter1/", ""])
  func twice(prefix: String) throws {
    #expect(throws: Inflate.Damage.self) {
      try places(["a/\(prefix)Sum.swift", "b/\(prefix)Sum.swift"])
    }
  }

  @Test("loose files of one name could be of either chapter, and are of none")
  func ambiguous() throws {
    let wanted = ["Exercises/Chapter1/Sum.swift", "Exercises/Chapter2/Sum.swift"]
    #expect(try SubmissionTree(of: ["Sum.swift"], wanted: wanted).places == [:])
    #expect(
      try SubmissionTree(of: ["Chapter2/Sum.swift"], wanted: wanted).places
        == [wanted[1]: "Chapter2/Sum.swift"])
  }

  @Test("a zip from Windows, with names in an encoding of its own, is read")
  func windows() throws {
    var zip = ZipWriter()
    zip.add("L\u{F6}sung\\Exercises\\Chapter1\\Sum.swift", Array("public".utf8))
    // The name's two bytes of UTF-8 become one of an old code page.
    let bytes = zip.bytes.split(separator: [0xC3, 0xB6], omittingEmptySubsequences: false)
      .joined(separator: [0x94, 0x20])
    for archive in [zip.bytes, Array(bytes)] {
      let submission = Submission(named: "ada", archive: archive, wanted: [Self.sum])
      #expect(submission.problem == nil)
      #expect(submission.files == [Self.sum: .text("public")])
    }
  }

  @Test("a tar whose names are not UTF-8 is read")
  func latin() throws {
    var header = [UInt8](repeating: 0, count: 512)
    let name: [UInt8] = [0xE4, 0x64, 0x61] + Array(("/" + Self.sum).utf8)
    header.replaceSubrange(0..<name.count, with: name)
    header.replaceSubrange(124..<136, with: Array("00000000006\0".utf8))
    header[156] = UInt8(ascii: "0")
    let sum = header.indices.reduce(0) { $0 + ((148..<156).contains($1) ? 32 : Int(header[$1])) }
    let digits = String(sum, radix: 8)
    header.replaceSubrange(148..<(148 + digits.utf8.count), with: Array(digits.utf8))
    let content = Array("public".utf8) + [UInt8](repeating: 0, count: 506)
    let submission = Submission(
      named: "ada", archive: header + content + [UInt8](repeating: 0, count: 1024),
      wanted: [Self.sum])
    #expect(submission.problem == nil)
    #expect(submission.files == [Self.sum: .text("public")])
  }
}
