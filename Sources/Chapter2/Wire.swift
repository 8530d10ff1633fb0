// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 1a7faa6428c08d62

#sourceLocation(file: "Chapters/02-rpc.md", line: 366)
/// Collects the bytes of a message.
public struct WireWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// One to ten bytes: seven bits in each, the least significant first.
  public mutating func write(_ number: UInt64) {
    var rest = number
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 387)
extension WireWriter {
  /// The length, then the bytes themselves.
  public mutating func write(raw: some Collection<UInt8>) {
    write(UInt64(raw.count))
    bytes += raw
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 399)
/// What is wrong with bytes that should have been a value.
public enum WireError: Error, Hashable, Sendable {
  case truncated
  /// A number that doesn't fit, or takes more bytes than it needs.
  case malformedNumber
  case malformedText
  case unknownCase(UInt64, of: String)
  /// Keys of a table that are not in strictly ascending order.
  case unorderedKeys
  case trailingBytes(Int)
  case frameTooLong(UInt64, limit: Int)
  case unknownVersion(UInt64)
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 417)
/// Takes values from the front of some bytes.
public struct WireReader: Sendable {
  var rest: ArraySlice<UInt8>

  public init(_ bytes: some Sequence<UInt8>) { rest = Array(bytes)[...] }

  public var remaining: Int { rest.count }

  public mutating func readByte() throws(WireError) -> UInt8 {
    guard let byte = rest.popFirst() else { throw .truncated }
    return byte
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 437)
extension WireReader {
  public mutating func readNumber() throws(WireError) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: 0, through: 63, by: 7) {
      let byte = try readByte()
      let group = UInt64(byte & 0x7F)
      guard group <= UInt64.max >> shift else { throw .malformedNumber }
      number |= group << shift
      guard byte < 0x80 else { continue }
      guard byte != 0 || shift == 0 else { throw .malformedNumber }
      return number
    }
    throw .malformedNumber
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 458)
extension WireReader {
  public mutating func readRaw() throws(WireError) -> ArraySlice<UInt8> {
    let count = try readNumber()
    guard count <= UInt64(rest.count) else { throw .truncated }
    defer { rest = rest.dropFirst(Int(count)) }
    return rest.prefix(Int(count))
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 471)
/// A value with a byte form, the same on every machine.
///
/// Equal values have equal bytes if their texts do. Swift also calls U+00E9 and
/// U+0065 U+0301 equal, whose bytes differ.
public protocol WireValue {
  func write(to writer: inout WireWriter)
  init(from reader: inout WireReader) throws(WireError)
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 485)
extension WireValue {
  public func encoded() -> [UInt8] {
    var writer = WireWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// Reads a value that must take up all of the bytes.
  public init(decoding bytes: some Sequence<UInt8>) throws(WireError) {
    var reader = WireReader(bytes)
    self = try Self(from: &reader)
    guard reader.remaining == 0 else {
      throw .trailingBytes(reader.remaining)
    }
  }
}
#sourceLocation()
