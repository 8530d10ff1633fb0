import Foundation
import Simulation
import Testing

@testable import RealNodes

@Suite struct StableFileTests {
  private typealias File = StableFile<String>

  private func open(_ path: String, fuse: Fuse? = nil) throws -> StableFile<String> {
    try StableFile(path, codec: .compact, fuse: fuse)
  }

  private func log(_ path: String) throws -> StableLog<String> {
    try File.log(in: path, codec: .compact)
  }

  /// A file with three records, and where each of them begins.
  private func write(_ records: [String], _ path: String) throws -> (bytes: Data, starts: [Int]) {
    let file = try open(path)
    var starts: [Int] = []
    for record in records {
      starts.append(try Data(contentsOf: URL(fileURLWithPath: path)).count)
      try file.append(record)
    }
    return (try Data(contentsOf: URL(fileURLWithPath: path)), starts)
  }

  @Test("what was appended is there after opening the file again")
  func reopen() async throws {
    try await withTemporaryFile { path in
      let file = try open(path)
      #expect(file.isNew)
      for record in ["a", "", "ß"] { try file.append(record) }
      try file.sync()
      let again = try open(path)
      #expect(again.found == StableLog(["a", "", "ß"]) && !again.isNew)
      try again.append("b")
      #expect(try log(path) == StableLog(["a", "", "ß", "b"]))
    }
  }

  @Test("wherever the file breaks off, whole records before it survive and the rest is torn")
  func cut() async throws {
    try await withTemporaryFile { path in
      let records = ["first", "second", "third"]
      let (bytes, starts) = try write(records, path)
      for length in 0..<bytes.count {
        try bytes.prefix(length).write(to: URL(fileURLWithPath: path))
        let whole = StableLog(Array(records.prefix(starts.count { $0 <= length } - 1)))
        let torn = StableLog(slots: whole.slots + [.torn])
        #expect(try log(path) == (starts.contains(length) ? whole : torn))
      }
    }
  }

  @Test("a torn slot stays where it is in the middle of what is appended later")
  func mark() async throws {
    try await withTemporaryFile { path in
      let (bytes, _) = try write(["first", "second"], path)
      try bytes.dropLast().write(to: URL(fileURLWithPath: path))
      #expect(try open(path).found.slots == [.whole("first"), .torn])
      try open(path).append("third")
      #expect(try open(path).found.slots == [.whole("first"), .torn, .whole("third")])
    }
  }

  @Test(
    "a flipped bit before a whole record is an error that names the place; in the last, a torn slot"
  )
  func flipped() async throws {
    try await withTemporaryFile { path in
      let (bytes, starts) = try write(["first", "second", "third"], path)
      for place in 0..<bytes.count {
        var damaged = bytes
        damaged[place] ^= 1 << (place % 8)
        try damaged.write(to: URL(fileURLWithPath: path))
        let record = starts.count { $0 <= place } - 1
        guard record < 2 else {
          #expect(try log(path).slots == [.whole("first"), .whole("second"), .torn])
          continue
        }
        let error = StableFileError.damaged(
          path, at: starts[record], wholeAgainAt: starts[record + 1])
        #expect(throws: error) { try log(path) }
        #expect(throws: error) { try open(path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == damaged)
      }
    }
  }

  @Test("a whole record that is none of this program's is an error, and not forgotten")
  func unreadable() async throws {
    try await withTemporaryFile { path in
      try StableFile<Int>(path, codec: .compact, fuse: nil).append(1 << 40)
      #expect(throws: StableFileError.self) { try log(path) }
    }
  }

  @Test("a rewrite replaces all, torn ends included, and can be appended to")
  func rewrite() async throws {
    try await withTemporaryFile { path in
      let (bytes, _) = try write(["old", "older"], path)
      try bytes.dropLast().write(to: URL(fileURLWithPath: path))
      let file = try open(path)
      try file.rewrite(["new"])
      try file.append("newer")
      try file.sync()
      #expect(try open(path).found == StableLog(["new", "newer"]))
    }
  }

  @Test("after whichever step of its writing a process dies, what was synced is there")
  func fuse() async throws {
    struct Death: Error {}
    for steps in 0..<400 {
      let isOver = try await withTemporaryFile { path in
        // What is surely there, and what may be.
        var (sure, next) = ([String](), [String]())
        do {
          let file = try open(path, fuse: Fuse(after: steps) { throw Death() })
          for record in ["first", "second"] {
            next = sure + [record]
            try file.append(record)
            try file.sync()
            sure = next
          }
          next = ["both", "and more"]
          try file.rewrite(next)
          sure = next
          next += ["last"]
          try file.append("last")
          return true
        } catch is Death {
          let found = try open(path).found
          #expect(found.records == sure || found.records == next)
          #expect(!found.isTorn || found.records == sure)
          return false
        }
      }
      if isOver { return #expect(steps > 100) }
    }
    Issue.record("400 steps were not enough")
  }

  @Test("a full disk refuses what doesn't fit, and what was written before is there")
  func full() async throws {
    for space in 1...120 {
      try await withTemporaryFile { path in
        let file = try StableFile<String>(path, codec: .compact, space: space)
        var written: [String] = []
        let error = #expect(throws: FileError.self) {
          for number in 0... {
            try file.append("record \(number)")
            written.append("record \(number)")
          }
        }
        #expect(error?.reason == "No space left on device")
        #expect(try DiskFile.contents(of: path).count == space)
        #expect(try open(path).found.records == written)
      }
    }
  }

  @Test("a folder that doesn't exist is named in the error")
  func missing() {
    #expect(throws: FileError.self) { try open("/no/such/folder/log") }
  }
}
