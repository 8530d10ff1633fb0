import Foundation
import Testing

@testable import Grading

@Suite("What students hand in") struct ArchiveTests {
  private static let wanted = ["Exercises/Chapter1/Sum.swift"]
  private static let source = "public func sum(upTo last: Int) -> Int { last }\n"

  /// A folder of one test's own, gone afterwards.
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("grading-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func write(_ text: String, _ path: String, in folder: URL) throws {
    let file = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func shell(_ script: String, in folder: URL) -> Bool {
    let command = Command(
      arguments: ["/bin/sh", "-c", script], directory: folder.path,
      environment: ["PATH=/usr/bin:/bin"], limits: .compiler)
    return Child.run(command).isSuccess
  }

  private func read(_ folder: URL, _ name: String) -> Submission {
    Submission.read(
      folder.appendingPathComponent(name).path, name: name, wanted: Self.wanted)
  }

  @Test(
    "a tree is read as a folder, a tar and a packed tar",
    arguments: [
      "true", "tar -cf ada.tar ada", "tar -czf ada.tar.gz ada", "tar --format=pax -cf ada.tar ada",
    ])
  func formats(command: String) throws { try read(packedBy: command) }

  @Test(
    "a tree is read as a zip", .enabled(if: zip, "there is no program zip here"),
    arguments: ["zip -qr ada.zip ada", "zip -q0r ada.zip ada"])
  func zips(command: String) throws { try read(packedBy: command) }

  private static let zip = ["/usr/bin/zip", "/usr/local/bin/zip"].contains {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private func read(packedBy command: String) throws {
    try withFolder { folder in
      let long = String(repeating: "long", count: 30)
      try write(Self.source, "ada/homework/Exercises/Chapter1/Sum.swift", in: folder)
      try write("x", "ada/homework/\(long)/\(long)/\(long).txt", in: folder)
      try write(String(repeating: "text ", count: 50_000), "ada/homework/notes.txt", in: folder)
      #expect(shell(command, in: folder))
      let name = command.split(separator: " ").first { $0.hasPrefix("ada.") } ?? "ada"
      let submission = read(folder, String(name))
      #expect(submission.problem == nil)
      #expect(submission.files[Self.wanted[0]] == .text(Self.source))
    }
  }

  @Test("what unpacks to more than a source is cut off in a tar")
  func bomb() throws {
    try withFolder { folder in
      try write("", "ada/Exercises/Chapter1/empty", in: folder)
      #expect(
        shell(
          "head -c 300000000 /dev/zero > ada/Exercises/Chapter1/Sum.swift && tar -czf bomb.tar.gz ada",
          in: folder))
      #expect(read(folder, "bomb.tar.gz").problem?.contains("unpacks to more than") == true)
    }
  }

  @Test(
    "what unpacks to more than a source is cut off in a zip",
    .enabled(if: zip, "there is no program zip here"))
  func zipBomb() throws {
    try withFolder { folder in
      try write("", "ada/Exercises/Chapter1/empty", in: folder)
      #expect(
        shell(
          "head -c 30000000 /dev/zero > ada/Exercises/Chapter1/Sum.swift && zip -qr bomb.zip ada",
          in: folder))
      let content = read(folder, "bomb.zip").files[Self.wanted[0]]
      #expect(content == .unreadable("it unpacks to more than 1048576 bytes"))
    }
  }

  @Test(
    "a path that leads out of an archive makes all of it unreadable",
    arguments: ["../../etc/cron.d/x", "/etc/passwd", "a/../../b", "..\\windows"])
  func escape(path: String) {
    var zip = ZipWriter()
    zip.add(Self.wanted[0], Array(Self.source.utf8))
    zip.add(path, [1])
    let submission = Submission(named: "eve", archive: zip.bytes, wanted: Self.wanted)
    #expect(submission.files.isEmpty)
    #expect(submission.problem?.contains("leads out of the archive") == true)
  }

  @Test("a link is not followed, whether it is the file, a folder on the way, or the submission")
  func links() throws {
    try withFolder { folder in
      try write("secret", "secret/Chapter1/Sum.swift", in: folder)
      #expect(
        shell(
          """
          mkdir -p file/Exercises/Chapter1 way/Exercises whole
          ln -s ../../../secret/Chapter1/Sum.swift file/Exercises/Chapter1/Sum.swift
          ln -s ../../secret/Chapter1 way/Exercises/Chapter1
          ln -s ../secret whole/Exercises
          ln -s secret link
          tar -cf file.tar file
          """, in: folder))
      for name in ["file", "file.tar"] {
        guard case .unreadable(let why) = read(folder, name).files[Self.wanted[0]] else {
          Issue.record("\(name) was followed")
          continue
        }
        #expect(why.contains("link"))
      }
      #expect(read(folder, "way").files.isEmpty)
      #expect(read(folder, "whole").files.isEmpty)
      #expect(read(folder, "link").problem != nil)
    }
  }

  @Test("a pipe without an end, a folder for a file and a file too long are no sources")
  func kinds() throws {
    try withFolder { folder in
      let path = "Exercises/Chapter1"
      #expect(
        shell(
          """
          mkdir -p pipe/\(path) folder/\(path)/Sum.swift long/\(path)
          mkfifo pipe/\(path)/Sum.swift
          head -c 2000000 /dev/zero > long/\(path)/Sum.swift
          """, in: folder))
      #expect(read(folder, "folder").files.isEmpty)
      for name in ["pipe", "long"] {
        guard case .unreadable = read(folder, name).files[Self.wanted[0]] else {
          Issue.record("\(name) was read")
          continue
        }
      }
    }
  }

  @Test("names with line breaks and quotes around the work change nothing")
  func names() throws {
    try withFolder { folder in
      let odd = "a\n\"b'; rm -rf *;\t$(x)"
      try write(Self.source, "\(odd)/Exercises/Chapter1/Sum.swift", in: folder)
      try write("?", "\(odd)/Exercises/Chapter1/\(odd).swift", in: folder)
      let all = try Submission.all(in: folder.path, wanted: Self.wanted)
      #expect(all.map(\.name) == [odd])
      #expect(all.first?.files[Self.wanted[0]] == .text(Self.source))
      // Two, since the name of a single one isn't shown: a line for each name and its points, and one for
      // the isolation.
      let result = SubmissionResult(name: odd, exercises: [])
      let report = GradeReport(isolation: "none", submissions: [result, result])
      #expect(TerminalReport(colour: false).write(report).split(separator: "\n").count == 5)
    }
  }

  @Test("bytes that are not UTF-8, and zeros, are no Swift source")
  func encodings() {
    #expect(Submission.Content(bytes: [0x66, 0xFF, 0xFE]) != .text("f"))
    guard case .unreadable(let why) = Submission.Content(bytes: [0x66, 0xFF]) else {
      Issue.record("taken for text")
      return
    }
    #expect(why.contains("UTF-8"))
    #expect(Submission.Content(bytes: [0x66, 0]) != .text("f\0"))
    #expect(Submission.Content(bytes: Array("ünï".utf8)) == .text("ünï"))
  }

  @Test("an archive cut anywhere is damaged, never a crash")
  func cut() throws {
    var zip = ZipWriter()
    zip.add(Self.wanted[0], Array(Self.source.utf8))
    for count in 0..<zip.bytes.count {
      let submission = Submission(
        named: "cut", archive: Array(zip.bytes.prefix(count)), wanted: Self.wanted)
      #expect(submission.problem != nil)
    }
  }

  @Test("noise is damaged, never a crash", arguments: 0..<200)
  func noise(seed: UInt64) {
    var state = seed
    let heads: [[UInt8]] = [[0x50, 0x4B, 3, 4], [0x1F, 0x8B, 8, 0], [0x75]]
    var bytes = heads[Int(seed % 3)]
    for _ in 0..<300 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      bytes.append(UInt8(truncatingIfNeeded: state >> 33))
    }
    bytes += [0x50, 0x4B, 5, 6] + bytes.suffix(18)
    let submission = Submission(named: "", archive: bytes, wanted: Self.wanted)
    #expect(submission.files.isEmpty)
    #expect(submission.problem != nil)
  }
}
