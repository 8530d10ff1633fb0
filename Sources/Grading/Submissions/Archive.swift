/// A file inside an archive, not unpacked: only what is asked for is ever unpacked, in memory.
struct ArchiveEntry {
  enum Kind: Hashable {
    case file
    case folder
    /// A link, a device, or anything else that is no text of anybody's.
    case other
  }

  var path: String
  var kind: Kind
  var bytes: ArraySlice<UInt8>
  var isCompressed = false

  func unpacked(limit: Int) throws(Inflate.Damage) -> [UInt8] {
    if isCompressed { return try Inflate.inflate(bytes, limit: limit) }
    guard bytes.count <= limit else { throw Inflate.Damage("it has more than \(limit) bytes") }
    return Array(bytes)
  }
}

/// The archives that a submission may come in.
enum Archive {
  /// No submission has more entries; who has is up to something.
  static let mostEntries = 20_000
  /// Bytes of an unpacked tar.
  static let longest = 64 << 20

  /// What is in an archive, by what its bytes say and not by its name.
  static func entries(of bytes: [UInt8]) throws(Inflate.Damage) -> [ArchiveEntry] {
    let entries: [ArchiveEntry]
    if bytes.starts(with: [0x50, 0x4B]) {
      entries = try Zip.entries(of: bytes)
    } else if bytes.starts(with: [0x1F, 0x8B]) {
      entries = try Tar.entries(of: try Gzip.unpacked(bytes, limit: longest))
    } else {
      entries = try Tar.entries(of: bytes)
    }
    for entry in entries { try check(entry.path) }
    return entries
  }

  /// - Throws: if the path leads out of the folder that the archive would be unpacked into.
  private static func check(_ path: String) throws(Inflate.Damage) {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"))
    let leaves =
      path.utf8.first == UInt8(ascii: "/") || parts.contains { $0.elementsEqual("..".utf8) }
    if leaves { throw Inflate.Damage("the path \(JSON.quoted(path)) leads out of the archive") }
  }
}

extension String {
  /// The name of an entry. Old programs write it in an encoding of their own and Windows' separate
  /// its parts by backslashes; the names that are asked for have neither.
  init(entryName bytes: ArraySlice<UInt8>) {
    let text = String(validating: bytes, as: UTF8.self)
    let scalars = text.map { Array($0.unicodeScalars) } ?? bytes.map { Unicode.Scalar($0) }
    self.init(String.UnicodeScalarView(scalars.map { $0 == "\\" ? "/" : $0 }))
  }
}

/// A number of several bytes, lowest first.
func littleEndian(_ bytes: [UInt8], at offset: Int, count: Int) -> Int {
  (0..<count).reversed().reduce(0) { sum, index in
    offset + index < bytes.count ? sum << 8 | Int(bytes[offset + index]) : 0
  }
}
