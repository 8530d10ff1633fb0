/// Reads ZIP archives (PKWARE's APPNOTE, §4.3), by their central directory.
enum Zip {
  private static let endSignature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
  private static let entrySignature = 0x0201_4B50
  private static let localSignature = 0x0403_4B50

  static func entries(of bytes: [UInt8]) throws(Inflate.Damage) -> [ArchiveEntry] {
    guard let end = lastEnd(in: bytes) else {
      throw Inflate.Damage("the zip has no directory: it is cut short")
    }
    let count = littleEndian(bytes, at: end + 10, count: 2)
    var offset = littleEndian(bytes, at: end + 16, count: 4)
    guard count <= Archive.mostEntries, count < 0xFFFF, offset < 0xFFFF_FFFF else {
      throw Inflate.Damage("the zip has too many entries")
    }
    var entries: [ArchiveEntry] = []
    for _ in 0..<count { entries.append(try entry(in: bytes, at: &offset)) }
    return entries
  }

  /// The end record stands last, followed by a comment of at most 65,535 bytes.
  private static func lastEnd(in bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    let first = max(0, bytes.count - 22 - 0xFFFF)
    return (first...(bytes.count - 22)).last { bytes[$0...].starts(with: endSignature) }
  }

  private static func entry(
    in bytes: [UInt8], at offset: inout Int
  ) throws(Inflate.Damage) -> ArchiveEntry {
    let start = offset
    func field(_ position: Int, _ count: Int) -> Int {
      littleEndian(bytes, at: start + position, count: count)
    }
    let (nameLength, after) = (field(28, 2), field(30, 2) + field(32, 2))
    guard start + 46 + nameLength <= bytes.count, field(0, 4) == entrySignature else {
      throw Inflate.Damage("the zip is damaged: a broken directory")
    }
    offset += 46 + nameLength + after
    let path = String(entryName: bytes[(start + 46)..<(start + 46 + nameLength)])
    let (flags, method) = (field(8, 2), field(10, 2))
    guard flags & 1 == 0, method == 0 || method == 8 else {
      throw Inflate.Damage("the zip is encrypted or packed in an unknown way: pack it again")
    }
    let content = try content(in: bytes, at: field(42, 4), length: field(20, 4))
    return ArchiveEntry(
      path: path, kind: kind(path, mode: field(38, 4) >> 16), bytes: content,
      isCompressed: method == 8)
  }

  private static func content(
    in bytes: [UInt8], at local: Int, length: Int
  ) throws(Inflate.Damage) -> ArraySlice<UInt8> {
    let names = littleEndian(bytes, at: local + 26, count: 2)
    let extra = littleEndian(bytes, at: local + 28, count: 2)
    let start = local + 30 + names + extra
    guard littleEndian(bytes, at: local, count: 4) == localSignature, start + length <= bytes.count
    else { throw Inflate.Damage("the zip is damaged: an entry without content") }
    return bytes[start..<(start + length)]
  }

  /// The upper half of the attributes is the mode where Unix made the archive, and 0 elsewhere.
  private static func kind(_ path: String, mode: Int) -> ArchiveEntry.Kind {
    if path.hasSuffix("/") { return .folder }
    let type = mode & 0o170000
    return type == 0 || type == 0o100000 ? .file : .other
  }
}
