/// Reads tar archives: POSIX ustar, with the longer names of pax and GNU.
enum Tar {
  private static let block = 512

  static func entries(of bytes: [UInt8]) throws(Inflate.Damage) -> [ArchiveEntry] {
    var entries: [ArchiveEntry] = []
    var offset = 0
    var longName: String?
    while offset + block <= bytes.count, bytes[offset] != 0 {
      let header = Header(bytes[offset..<(offset + block)])
      guard header.isValid, let length = header.length, offset + block + length <= bytes.count
      else { throw Inflate.Damage("it is neither a zip nor a tar, or it is damaged") }
      let content = bytes[(offset + block)..<(offset + block + length)]
      offset += block + (length + block - 1) / block * block
      switch header.type {
      case UInt8(ascii: "L"): longName = String(entryName: content.prefix { $0 != 0 })
      case UInt8(ascii: "x"): longName = paxPath(content) ?? longName
      case UInt8(ascii: "g"): continue
      default:
        entries.append(
          ArchiveEntry(path: longName ?? header.path, kind: header.kind, bytes: content))
        longName = nil
      }
      guard entries.count <= Archive.mostEntries else {
        throw Inflate.Damage("the tar has too many entries")
      }
    }
    guard !entries.isEmpty else { throw Inflate.Damage("it is neither a zip nor a tar") }
    return entries
  }

  private struct Header {
    private let bytes: [UInt8]

    init(_ block: ArraySlice<UInt8>) { bytes = Array(block) }

    var type: UInt8 { bytes[156] }

    var kind: ArchiveEntry.Kind {
      switch type {
      case UInt8(ascii: "0"), 0: .file
      case UInt8(ascii: "5"): .folder
      default: .other
      }
    }

    /// In octal; who writes a size in another way has files of more than eight gigabytes.
    var length: Int? { octal(124..<136).flatMap { $0 < 0 ? nil : $0 } }

    var path: String {
      let name = String(entryName: bytes[0..<100].prefix { $0 != 0 })
      let prefix = String(entryName: bytes[345..<500].prefix { $0 != 0 })
      return prefix.isEmpty ? name : prefix + "/" + name
    }

    /// The header's sum, its own field counted as blanks.
    var isValid: Bool {
      let sum = bytes.indices.reduce(0) { $0 + ((148..<156).contains($1) ? 32 : Int(bytes[$1])) }
      return octal(148..<156) == sum
    }

    private func octal(_ range: Range<Int>) -> Int? {
      let digits = bytes[range].drop { $0 == 32 }.prefix { $0 != 0 && $0 != 32 }
      let text = String(decoding: digits, as: UTF8.self)
      return text.isEmpty ? 0 : Int(text, radix: 8)
    }
  }

  /// The path in a pax header: lines of a length, a blank, `key=value`.
  private static func paxPath(_ content: ArraySlice<UInt8>) -> String? {
    for record in content.split(separator: UInt8(ascii: "\n")) {
      let field = record.drop { $0 != UInt8(ascii: " ") }.dropFirst()
      if field.starts(with: "path=".utf8) { return String(entryName: field.dropFirst(5)) }
    }
    return nil
  }
}

/// Unpacks gzip (RFC 1952).
enum Gzip {
  static func unpacked(_ bytes: [UInt8], limit: Int) throws(Inflate.Damage) -> [UInt8] {
    guard bytes.count > 18, bytes[2] == 8 else { throw Inflate.Damage("the gzip is damaged") }
    let flags = bytes[3]
    var start = 10
    if flags & 4 != 0 { start += 2 + littleEndian(bytes, at: start, count: 2) }
    for flag: UInt8 in [8, 16] where flags & flag != 0 { start = endOfText(bytes, from: start) }
    if flags & 2 != 0 { start += 2 }
    guard start < bytes.count else { throw Inflate.Damage("the gzip is damaged") }
    return try Inflate.inflate(bytes[start...], limit: limit)
  }

  private static func endOfText(_ bytes: [UInt8], from start: Int) -> Int {
    guard start < bytes.count else { return bytes.count }
    return (bytes[start...].firstIndex(of: 0) ?? bytes.count - 1) + 1
  }
}
