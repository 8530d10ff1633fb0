// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 20419aa6c40c945f

#sourceLocation(file: "Chapters/12-gfs.md", line: 3840)
import Chapter12
import Exercise12
import ExerciseTesting
import Simulation
import Testing

@Suite("12.1 Checksummed blocks", .exercise) struct BlockFileTests {
  private let content = (0..<70).map { UInt8($0 + 1) }

  /// 70 bytes in blocks of 16.
  private func file() throws -> BlockFile {
    var file = BlockFile(on: BlockDisk(blockSize: 16))
    try file.write(content, at: 0)
    return file
  }

  @Test("the checksum is CRC-32C, at once or in two steps")
  func checksum() {
    let digits = Array("123456789".utf8)
    #expect(crc32c(digits) == 0xE306_9283)
    #expect(crc32c(Array(repeating: 0, count: 32)) == 0x8A91_36AA)
    for count in 0...9 {
      let head = crc32c(Array(digits.prefix(count)))
      let whole = crc32c(Array(digits.dropFirst(count)), after: head)
      #expect(whole == 0xE306_9283, "after \(count) of the digits")
    }
  }

  @Test("any row of writes reads like an array", arguments: 0..<40)
  func model(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var file = BlockFile(on: BlockDisk(blockSize: 16))
    var expected: [UInt8] = []
    for step in 1...12 {
      let offset = Int(random.next(below: UInt64(expected.count + 20)))
      let count = Int(random.next(below: 40))
      let bytes = Array(repeating: UInt8(step), count: count)
      try file.write(bytes, at: offset)
      if count > 0 {
        let end = max(expected.count, offset + count)
        expected += Array(repeating: 0, count: end - expected.count)
        expected.replaceSubrange(offset..<offset + count, with: bytes)
      }
      #expect(
        try file.read(0..<200) == expected,
        "seed \(seed): after writing \(count) bytes at \(offset)")
    }
    let part = try file.read(5..<20)
    #expect(part == Array(expected.dropFirst(5).prefix(15)))
  }

  @Test("a flipped bit anywhere is found by every read of its block")
  func flips() throws {
    for offset in content.indices {
      var file = try file()
      try #require(file.disk.bytes.count == 70, "70 bytes were written")
      file.disk.bytes[offset] ^= 4
      let damaged = offset / 16
      for block in 0...4 {
        let start = block * 16
        let range = start..<min(start + 2, 70)
        if block == damaged {
          #expect(
            throws: DamagedBlock(number: block),
            "byte \(offset) is damaged, and \(range) is read"
          ) { try file.read(range) }
        } else {
          #expect(try file.read(range) == Array(content[range]))
        }
      }
      #expect(throws: DamagedBlock(number: damaged)) { try file.read(0..<70) }
    }
  }

  @Test("an overwrite beside damage throws and changes nothing")
  func beside() throws {
    for (damaged, range) in [(20, 24..<30), (35, 20..<33), (17, 18..<64)] {
      var file = try file()
      try #require(file.disk.bytes.count == 70, "70 bytes were written")
      file.disk.bytes[damaged] ^= 1
      let before = file.disk
      let bytes = Array(repeating: UInt8(0), count: range.count)
      #expect(
        throws: DamagedBlock(number: damaged / 16),
        "byte \(damaged) is damaged, and \(range) is written"
      ) { try file.write(bytes, at: range.lowerBound) }
      #expect(file.disk == before, "a write that throws changes nothing")
    }
  }

  @Test("an overwrite of a whole block needs nothing of it")
  func whole() throws {
    var file = try file()
    try #require(file.disk.bytes.count == 70, "70 bytes were written")
    file.disk.bytes[20] ^= 1
    try file.write(Array(repeating: 9, count: 16), at: 16)
    #expect(try file.read(16..<32) == Array(repeating: 9, count: 16))
    file.disk.bytes[66] ^= 1
    try file.write(Array(repeating: 8, count: 20), at: 64)
    #expect(try file.read(64..<84) == Array(repeating: 8, count: 20))
  }

  @Test("a block that a range enters by one byte is verified, too")
  func oneByte() throws {
    for block in 1...4 {
      var file = try file()
      try #require(file.disk.bytes.count == 70, "70 bytes were written")
      file.disk.bytes[block * 16 + 5] ^= 1
      let start = block * 16
      #expect(
        throws: DamagedBlock(number: block), "bytes up to \(start) are read"
      ) { try file.read(start - 3..<start + 1) }
      #expect(
        throws: DamagedBlock(number: block), "bytes up to \(start) are written"
      ) { try file.write([1, 2, 3, 4], at: start - 3) }
    }
  }

  @Test("an append doesn't hide what was damaged before")
  func append() throws {
    for offset in 64..<70 {
      var file = try file()
      try #require(file.disk.bytes.count == 70, "70 bytes were written")
      file.disk.bytes[offset] ^= 1
      try? file.write([1, 2, 3], at: 70)
      #expect(throws: DamagedBlock(number: 4), "byte \(offset) is damaged") {
        try file.read(68..<70)
      }
    }
  }
}
#sourceLocation()
