internal import Hashing

/// What is wrong with bytes that should have been a frame.
public enum FrameError: Error, Hashable, Sendable {
  case unknownVersion(UInt8)
  /// A header whose checksum doesn't match: where the frame ends can't be told.
  case damagedHeader
  case damagedBody
  case tooLong(Int, limit: Int)
}

extension FrameError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownVersion(let version):
      "a frame is of version \(version), and this program knows only \(Frame.version)"
    case .damagedHeader: "the checksum of a frame's header doesn't match"
    case .damagedBody: "the checksum of a frame's body doesn't match"
    case .tooLong(let length, let limit):
      "a frame says that it is \(length) bytes long; the limit is \(limit)"
    }
  }
}

/// The envelope around bytes, on a connection and in a file: version, length, a checksum of the body
/// and one of the header, then the body.
///
/// The header has a checksum of its own, so that a damaged length is found at once instead of being
/// waited for. Checksums are against accidents, not against malice.
enum Frame {
  static let version: UInt8 = 1
  static let headerLength = 13

  static func bytes(around body: [UInt8]) -> [UInt8] {
    var header = [version]
    header += bytes(of: UInt32(body.count))
    header += bytes(of: checksum(body))
    return header + bytes(of: checksum(header)) + body
  }

  /// The body of the frame that begins at a place, and where it ends; nil while part of it is missing.
  static func read(
    _ bytes: some RandomAccessCollection<UInt8>, limit: Int = .max
  ) throws(FrameError) -> (body: [UInt8], length: Int)? {
    guard let first = bytes.first else { return nil }
    guard first == version else { throw .unknownVersion(first) }
    guard bytes.count >= headerLength else { return nil }
    let header = Array(bytes.prefix(headerLength))
    guard checksum(header[..<9]) == number(header[9...]) else { throw .damagedHeader }
    let length = Int(number(header[1..<5]))
    guard length <= limit else { throw .tooLong(length, limit: limit) }
    guard bytes.count - headerLength >= length else { return nil }
    let body = Array(bytes.dropFirst(headerLength).prefix(length))
    guard checksum(body) == number(header[5..<9]) else { throw .damagedBody }
    return (body, headerLength + length)
  }

  /// Half of a stable hash. No change of a single byte escapes it: each step maps the half so far, for a
  /// given byte, one to one.
  private static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    UInt32(truncatingIfNeeded: StableHash(of: bytes).value)
  }

  private static func bytes(of number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }
}

/// Cuts a stream of bytes into the bodies of its frames.
struct FrameReader {
  /// How long a body may be, in bytes: what a stranger may make us hold.
  let limit: Int
  private var buffer: [UInt8] = []

  init(limit: Int) { self.limit = limit }

  /// Bytes as they come, cut anywhere.
  mutating func feed(_ bytes: some Sequence<UInt8>) { buffer += bytes }

  /// The next whole body; nil if more bytes are needed. After an error the stream has lost its place
  /// and must be closed.
  mutating func next() throws(FrameError) -> [UInt8]? {
    guard let (body, length) = try Frame.read(buffer, limit: limit) else { return nil }
    buffer.removeFirst(length)
    return body
  }

  /// Whether the stream, if it ended here, would break off inside a frame.
  var isInsideFrame: Bool { !buffer.isEmpty }
}
