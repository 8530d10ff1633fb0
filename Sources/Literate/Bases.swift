/// The generated files as they were last written: the common ancestor that a three-way merge needs.
///
/// One file below `.course/`, which is never committed. It can be lost without harm: then a file that
/// was edited on both sides is shown as a conflict instead of being merged.
struct Bases {
  static let path = ".course/bases"

  private(set) var contents: [String: [UInt8]] = [:]

  static func read(from files: PackageFiles) throws(FileError) -> Bases {
    guard let bytes = try files.read(path) else { return Bases() }
    return Bases(decoding: bytes) ?? Bases()
  }

  init() {}

  subscript(path: String) -> [UInt8]? {
    get { contents[path] }
    set { contents[path] = newValue }
  }

  /// Entries of `path LF count LF bytes`, sorted by path.
  func encoded() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(contents.reduce(0) { $0 + $1.value.count + $1.key.utf8.count + 24 })
    for (path, content) in contents.sorted(by: { $0.key < $1.key }) {
      bytes += "\(path)\n\(content.count)\n".utf8
      bytes += content
    }
    return bytes
  }

  init?(decoding bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let path = Self.line(&rest), let count = Self.line(&rest).flatMap({ Int($0) }),
        count >= 0, count <= rest.count
      else { return nil }
      contents[path] = Array(rest.prefix(count))
      rest = rest.dropFirst(count)
    }
  }

  private static func line(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard let end = rest.firstIndex(of: Ascii.newline) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return rest[..<end].text
  }
}
