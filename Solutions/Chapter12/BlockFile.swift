// Generated from Solutions/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 307f32bfc03fc0fb

#sourceLocation(file: "Solutions/12-gfs.md", line: 13)
public import Chapter12

/// CRC-32C of the bytes, or of these after others with that checksum.
///
/// Our solution has 43 lines, the file included.
public func crc32c(_ bytes: [UInt8], after checksum: UInt32 = 0) -> UInt32 {
  var sum = ~checksum
  for byte in bytes {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0x82F6_3B78 : sum >> 1 }
  }
  return ~sum
}

/// A file that never returns a damaged byte.
public struct BlockFile: Sendable {
  /// The disk, which others may damage.
  public var disk: BlockDisk

  public init(on disk: BlockDisk) { self.disk = disk }

  /// Writes the bytes at an offset. Beyond the end, zeros fill the gap.
  ///
  /// - Throws: `DamagedBlock` if a block is damaged of which the write would
  ///   keep some old bytes and overwrite others. Then nothing has changed.
  public mutating func write(
    _ bytes: [UInt8], at offset: Int
  ) throws(DamagedBlock) {
    guard !bytes.isEmpty else { return }
    let end = disk.bytes.count
    let over = offset..<max(offset, min(end, offset + bytes.count))
    if !over.isEmpty {
      let edges = [over.lowerBound, over.upperBound - 1]
      for block in edges.map({ $0 / disk.blockSize }) {
        let old = range(of: block)
        if over.clamped(to: old) != old { try verify(block) }
      }
      disk.bytes.replaceSubrange(over, with: bytes.prefix(over.count))
      for block in edges[0] / disk.blockSize...edges[1] / disk.blockSize {
        disk.checksums[block] = crc32c(Array(disk.bytes[range(of: block)]))
      }
    }
    append(Array(repeating: 0, count: max(0, offset - end)))
    append(Array(bytes.dropFirst(over.count)))
  }

  private mutating func append(_ bytes: [UInt8]) {
    for byte in bytes {
      let block = disk.bytes.count / disk.blockSize
      if block == disk.checksums.count { disk.checksums.append(0) }
      disk.checksums[block] = crc32c([byte], after: disk.checksums[block])
      disk.bytes.append(byte)
    }
  }

  private func range(of block: Int) -> Range<Int> {
    let start = block * disk.blockSize
    return start..<min(start + disk.blockSize, disk.bytes.count)
  }

  private func verify(_ block: Int) throws(DamagedBlock) {
    let sum = crc32c(Array(disk.bytes[range(of: block)]))
    if sum != disk.checksums[block] { throw DamagedBlock(number: block) }
  }

  /// The bytes in that range, as far as the file goes.
  ///
  /// - Throws: `DamagedBlock` for the first block of the range that is
  ///   damaged, wherever in the block the damage is.
  public func read(_ range: Range<Int>) throws(DamagedBlock) -> [UInt8] {
    let range = range.clamped(to: 0..<disk.bytes.count)
    guard !range.isEmpty else { return [] }
    let last = (range.upperBound - 1) / disk.blockSize
    for block in range.lowerBound / disk.blockSize...last { try verify(block) }
    return Array(disk.bytes[range])
  }
}
#sourceLocation()
