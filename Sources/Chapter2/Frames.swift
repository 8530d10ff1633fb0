// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 7d25b19db48a088c

#sourceLocation(file: "Chapters/02-rpc.md", line: 658)
/// Cuts a stream of bytes into messages: length, version, body.
public struct FrameDecoder: Sendable {
  public static let version: UInt64 = 1
  /// How long a frame may be, in bytes: what a stranger may make us hold.
  public let limit: Int
  private var buffer: [UInt8] = []

  public init(limit: Int = 1 << 20) { self.limit = limit }

  /// Bytes as they come, cut anywhere.
  public mutating func feed(_ bytes: some Sequence<UInt8>) { buffer += bytes }

  /// Whether the stream, if it ended here, would break off inside a frame.
  public var isInsideFrame: Bool { !buffer.isEmpty }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 678)
extension FrameDecoder {
  /// The frame around a body.
  public static func frame(_ body: [UInt8]) -> [UInt8] {
    var content = WireWriter()
    content.write(version)
    var writer = WireWriter()
    writer.write(raw: content.bytes + body)
    return writer.bytes
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 694)
extension FrameDecoder {
  /// Where the first frame's content lies; nil while its length is cut off.
  private func announced() throws(WireError) -> Range<Int>? {
    var reader = WireReader(buffer.prefix(10))
    let length: UInt64
    do {
      length = try reader.readNumber()
    } catch .truncated {
      return nil
    }
    guard length <= UInt64(limit) else {
      throw .frameTooLong(length, limit: limit)
    }
    let start = min(buffer.count, 10) - reader.remaining
    return start..<(start + Int(length))
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 716)
extension FrameDecoder {
  /// The next whole body; nil if more bytes are needed. After an error the
  /// stream has lost its place and must be closed.
  public mutating func next() throws(WireError) -> [UInt8]? {
    guard let place = try announced(), place.upperBound <= buffer.count else {
      return nil
    }
    var content = WireReader(buffer[place])
    buffer.removeFirst(place.upperBound)
    let version = try content.readNumber()
    guard version == Self.version else { throw .unknownVersion(version) }
    return Array(content.rest)
  }
}
#sourceLocation()
