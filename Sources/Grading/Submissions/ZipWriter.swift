/// Writes ZIP archives, uncompressed: small, and the same bytes for the same files.
public struct ZipWriter {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  public init() {}

  /// - Parameter isExecutable: whether the file gets the right to run.
  public mutating func add(_ path: String, _ bytes: [UInt8], isExecutable: Bool = false) {
    let offset = body.count
    let name = Array(path.utf8)
    // Flag 11 says that names are UTF-8; the date is the format's first, 1980-01-01.
    let common: [UInt8] =
      Self.field(20, 2) + Self.field(1 << 11, 2) + Self.field(0, 2) + Self.field(0, 2)
      + Self.field(0x21, 2)
      + Self.field(Self.checksum(bytes), 4) + Self.field(bytes.count, 4)
      + Self.field(bytes.count, 4) + Self.field(name.count, 2) + Self.field(0, 2)
    body += Self.field(0x0403_4B50, 4) + common + name + bytes
    let mode = (isExecutable ? 0o100755 : 0o100644) << 16
    // Made by Unix (3), so that the mode in the upper half of the attributes counts.
    directory += Self.field(0x0201_4B50, 4) + Self.field(3 << 8 | 20, 2) + common
    directory += Self.field(0, 2) + Self.field(0, 2) + Self.field(0, 2) + Self.field(mode, 4)
    directory += Self.field(offset, 4) + name
    count += 1
  }

  /// The whole archive.
  public var bytes: [UInt8] {
    body + directory + Self.field(0x0605_4B50, 4) + Self.field(0, 4) + Self.field(count, 2)
      + Self.field(count, 2) + Self.field(directory.count, 4) + Self.field(body.count, 4)
      + Self.field(0, 2)
  }

  private static func field(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// CRC-32 as in ISO 3309, the polynomial reversed.
  private static func checksum(_ bytes: [UInt8]) -> Int {
    let sum = bytes.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in
        sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1
      }
    }
    return Int(~sum)
  }
}
