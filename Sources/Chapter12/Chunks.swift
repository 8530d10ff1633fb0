// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 186cd98bc6c2830a

#sourceLocation(file: "Chapters/12-gfs.md", line: 104)
public typealias Path = String

/// Names a chunk, forever.
public struct ChunkHandle: Hashable, Comparable, Codable, Sendable {
  public let number: Int

  public init(_ number: Int) { self.number = number }

  public static func < (left: Self, right: Self) -> Bool {
    left.number < right.number
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 121)
/// Counts the tries to give a chunk's lease to a replica.
public struct Version: Hashable, Comparable, Codable, Sendable {
  public let number: Int

  public init(_ number: Int) { self.number = number }

  public var next: Version { Version(number + 1) }

  public static func < (left: Self, right: Self) -> Bool {
    left.number < right.number
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 139)
/// One copy of a chunk.
public struct ChunkCopy: Hashable, Codable, Sendable {
  public var version: Version
  public var bytes: [UInt8]

  public init(version: Version = Version(0), bytes: [UInt8] = []) {
    self.version = version
    self.bytes = bytes
  }

  public mutating func write(_ data: [UInt8], at offset: Int) {
    let end = offset + data.count
    if bytes.count < end {
      bytes += Array(repeating: 0, count: end - bytes.count)
    }
    bytes.replaceSubrange(offset..<end, with: data)
  }
}
#sourceLocation()
