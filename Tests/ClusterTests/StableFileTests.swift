import Chapter2
import Foundation
import Simulation
import Testing

@testable import cluster

@Suite struct StableFileTests {
  private func withFile(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("stable-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test("what was appended is there after opening the file again")
  func reopen() throws {
    try withFile { path in
      do {
        let file = try StableFile<String>(path)
        for record in ["a", "", "ß"] { try file.append(record) }
        try file.sync()
      }
      let file = try StableFile<String>(path)
      #expect(try file.load() == StableLog(["a", "", "ß"]))
      try file.append("b")
      #expect(try file.load() == StableLog(["a", "", "ß", "b"]))
    }
  }

  @Test("wherever the file breaks off, whole records before it survive and the rest is torn")
  func torn() throws {
    try withFile { path in
      let records = ["first", "second"]
      for record in records { try StableFile<String>(path).append(record) }
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      var seen: Set<Int> = []
      for length in 0..<bytes.count {
        try bytes.prefix(length).write(to: URL(fileURLWithPath: path))
        let log = try StableFile<String>(path).load()
        #expect(log.records == Array(records.prefix(log.records.count)))
        #expect(log.isTorn == (log.slots.count > log.records.count))
        seen.insert(log.records.count)
      }
      #expect(seen == [0, 1])
    }
  }

  @Test("a damaged record is torn, not believed")
  func damaged() throws {
    try withFile { path in
      try StableFile<String>(path).append("tea for two")
      var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      bytes[bytes.count - 3] ^= 1
      try bytes.write(to: URL(fileURLWithPath: path))
      #expect(try StableFile<String>(path).load().slots == [.torn])
    }
  }

  @Test("a rewrite replaces all, torn ends included, and can be appended to")
  func rewrite() throws {
    try withFile { path in
      let file = try StableFile<String>(path)
      try file.append("old")
      try file.rewrite(["new"])
      try file.append("newer")
      try file.sync()
      #expect(try StableFile<String>(path).load() == StableLog(["new", "newer"]))
    }
  }

  @Test("a folder that doesn't exist is named in the error")
  func missing() {
    #expect(throws: FileError.self) { try StableFile<String>("/no/such/folder/log") }
  }
}
