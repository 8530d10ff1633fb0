// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest cf0efd85109176ef

#sourceLocation(file: "Chapters/12-gfs.md", line: 1899)
/// Names a record: who wrote it, and how many that writer had written.
public struct RecordID: Hashable, Sendable {
  public var writer: UInt8
  public var number: UInt8

  public init(writer: UInt8, number: UInt8) {
    self.writer = writer
    self.number = number
  }
}

/// A record that a reader can find among padding and rubbish.
public struct FramedRecord: Hashable, Sendable {
  public var id: RecordID
  public var payload: [UInt8]

  public init(_ id: RecordID, _ payload: [UInt8]) {
    self.id = id
    self.payload = payload
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1929)
extension FramedRecord {
  static let marker: UInt8 = 0xA7
  static let headerSize = 8

  /// A marker, the length, the name, the checksum of all else, the payload.
  public var frame: [UInt8] {
    precondition(payload.count <= UInt8.max, "a payload has up to 255 bytes")
    let head = [Self.marker, UInt8(payload.count), id.writer, id.number]
    let sum = crc32c(head + payload)
    let sumBytes = (0..<4).map { UInt8(truncatingIfNeeded: sum >> ($0 * 8)) }
    return head + sumBytes + payload
  }

  /// The record that begins here; nil if none does.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count >= Self.headerSize, bytes.first == Self.marker else {
      return nil
    }
    let head = Array(bytes.prefix(Self.headerSize))
    let payload = Array(bytes.dropFirst(Self.headerSize).prefix(Int(head[1])))
    let record = FramedRecord(
      RecordID(writer: head[2], number: head[3]), payload)
    guard payload.count == Int(head[1]), record.frame.prefix(8) == head[...]
    else { return nil }
    self = record
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 1962)
/// Sixteen tables of 256 numbers, one after the other.
private let crcTables: [UInt32] = {
  var tables: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0x82F6_3B78 : value >> 1
    }
  }
  for index in 256..<4096 {
    let before = tables[index - 256]
    tables.append(before >> 8 ^ tables[Int(before & 0xFF)])
  }
  return tables
}()
#sourceLocation(file: "Chapters/12-gfs.md", line: 1981)
/// CRC-32C (Castagnoli) of the bytes, or of these after others.
func crc32c(_ bytes: some Collection<UInt8>, after sum: UInt32 = 0) -> UInt32 {
  let fast = bytes.withContiguousStorageIfAvailable { bytes in
    crcTables.withUnsafeBufferPointer { tables in
      crc32c(UnsafeRawBufferPointer(bytes), after: sum, tables)
    }
  }
  return fast ?? crc32c(Array(bytes), after: sum)
}

private func crc32c(
  _ bytes: UnsafeRawBufferPointer, after sum: UInt32,
  _ tables: UnsafeBufferPointer<UInt32>
) -> UInt32 {
  var sum = ~sum
  var offset = 0
  func word(at offset: Int) -> UInt64 {
    UInt64(
      littleEndian: bytes.loadUnaligned(
        fromByteOffset: offset, as: UInt64.self))
  }
  while offset + 16 <= bytes.count {
    let first = word(at: offset) ^ UInt64(sum)
    let second = word(at: offset + 8)
    sum = 0
    for index in 0..<8 {
      let shift = UInt64(8 * index)
      let (left, right) = (first >> shift & 0xFF, second >> shift & 0xFF)
      sum ^= tables[(15 - index) << 8 | Int(truncatingIfNeeded: left)]
      sum ^= tables[(7 - index) << 8 | Int(truncatingIfNeeded: right)]
    }
    offset += 16
  }
  for byte in bytes[offset...] {
    sum = sum >> 8 ^ tables[Int(UInt8(truncatingIfNeeded: sum) ^ byte)]
  }
  return ~sum
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 2028)
/// The whole records in these bytes, with their offsets.
public func wholeRecords(
  in bytes: [UInt8]
) -> [(offset: Int, record: FramedRecord)] {
  var found: [(offset: Int, record: FramedRecord)] = []
  var offset = 0
  while offset < bytes.count {
    if let record = FramedRecord(bytes[offset...]) {
      found.append((offset, record))
      offset += record.frame.count
    } else {
      offset += 1
    }
  }
  return found
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 2055)
/// Returns each record once, however often it is in the file.
public struct RecordReader: Sendable {
  private var seen: Set<RecordID> = []

  public init() {}

  public mutating func read(_ bytes: [UInt8]) -> [FramedRecord] {
    wholeRecords(in: bytes).map(\.record).filter {
      seen.insert($0.id).inserted
    }
  }
}
#sourceLocation()
