// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest ee2008b81b3b3f4a

#sourceLocation(file: "Chapters/12-gfs.md", line: 3134)
public import Foundation

/// A replica on a real disk, with a checksum for each block.
public struct ChunkFile: Sendable {
  public static let blockSize = 64 << 10
  let data: URL
  let sums: URL

  /// The bytes of this block aren't those that were written.
  public struct Damaged: Error, Hashable { public var block: Int }

  /// A new, empty file.
  public init(at data: URL) throws {
    self.data = data
    sums = data.appendingPathExtension("sums")
    try Data().write(to: data)
    try Data().write(to: sums)
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 3159)
extension ChunkFile {
  public func append(_ bytes: [UInt8]) throws {
    var checksums = try checksums()
    let file = try FileHandle(forWritingTo: data)
    defer { try? file.close() }
    var end = Int(try file.seekToEnd())
    try file.write(contentsOf: bytes)
    let first = end / Self.blockSize
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = rest.prefix(Self.blockSize - end % Self.blockSize)
      let block = end / Self.blockSize
      if block == checksums.count { checksums.append(0) }
      checksums[block] = crc32c(part, after: checksums[block])
      rest = rest.dropFirst(part.count)
      end += part.count
    }
    try store(checksums[first...], from: first)
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 3188)
extension ChunkFile {
  public func read(_ range: Range<Int>) throws -> [UInt8] {
    let checksums = try checksums()
    let size = Self.blockSize
    let start = range.lowerBound / size * size
    let end = (range.upperBound + size - 1) / size * size
    var bytes = try stored(from: start, upTo: end)
    for first in stride(from: 0, to: bytes.count, by: size) {
      let block = (start + first) / size
      let part = bytes[first..<min(first + size, bytes.count)]
      guard block < checksums.count, crc32c(part) == checksums[block] else {
        throw Damaged(block: block)
      }
    }
    bytes.removeLast(max(0, start + bytes.count - range.upperBound))
    bytes.removeFirst(min(bytes.count, range.lowerBound - start))
    return bytes
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 3212)
extension ChunkFile {
  /// The file's bytes in that range, as far as it goes, right or wrong.
  private func stored(from start: Int, upTo end: Int) throws -> [UInt8] {
    let file = try FileHandle(forReadingFrom: data)
    defer { try? file.close() }
    return try [UInt8](unsafeUninitializedCapacity: end - start) {
      buffer, done in
      while done < end - start {
        let count = pread(
          file.fileDescriptor, buffer.baseAddress.map { $0 + done },
          end - start - done, off_t(start + done))
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw CocoaError(.fileReadUnknown) }
        guard count > 0 else { return }
        done += count
      }
    }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 3236)
extension ChunkFile {
  private func checksums() throws -> [UInt32] {
    let bytes = [UInt8](try Data(contentsOf: sums))
    return stride(from: 0, to: bytes.count, by: 4).map { start in
      bytes[start..<min(start + 4, bytes.count)].reversed().reduce(0) {
        $0 << 8 | UInt32($1)
      }
    }
  }

  private func store(_ checksums: ArraySlice<UInt32>, from block: Int) throws {
    let bytes = checksums.flatMap { sum in
      (0..<4).map { UInt8(truncatingIfNeeded: sum >> ($0 * 8)) }
    }
    let file = try FileHandle(forWritingTo: sums)
    defer { try? file.close() }
    try file.seek(toOffset: UInt64(4 * block))
    try file.write(contentsOf: bytes)
  }

  /// Makes what was appended survive a loss of power.
  public func sync() throws {
    for url in [data, sums] {
      let file = try FileHandle(forWritingTo: url)
      defer { try? file.close() }
      try file.synchronize()
    }
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 3270)
extension ChunkFile {
  /// Changes a byte on the disk and tells nobody.
  func flipByte(at offset: Int) throws {
    let file = try FileHandle(forUpdating: data)
    defer { try? file.close() }
    try file.seek(toOffset: UInt64(offset))
    let byte = try file.read(upToCount: 1)?.first ?? 0
    try file.seek(toOffset: UInt64(offset))
    try file.write(contentsOf: [byte ^ 0x10])
  }

  public func remove() {
    try? FileManager.default.removeItem(at: data)
    try? FileManager.default.removeItem(at: sums)
  }
}
#sourceLocation()
