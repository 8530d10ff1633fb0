internal import Chapter2
internal import Hashing
internal import Simulation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A call to the operating system that failed, with the file that it was about.
struct FileError: Error, CustomStringConvertible {
  var action: String
  var path: String
  var reason: String

  init(_ action: String, _ path: String) {
    self.action = action
    self.path = path
    reason = String(cString: strerror(errno))
  }

  var description: String { "can't \(action) \(path): \(reason)" }
}

/// A node's log on a real disk: what `StableStorage` is in the simulated world.
///
/// A record is a frame of a checksum and the record's bytes. A crash can leave a half-written record
/// at the end; its length or its checksum gives it away.
final class StableFile<Record: Hashable & Sendable & WireValue> {
  private let path: String
  private var descriptor: Int32

  /// Opens the file, or creates it empty.
  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND, 0o644)
    guard descriptor >= 0 else { throw FileError("open", path) }
  }

  deinit { close(descriptor) }

  /// All that is in the file; a slot is torn if the bytes from there on are no record.
  func load() throws -> StableLog<Record> {
    var reader = WireReader(try contents())
    var log = StableLog<Record>()
    while reader.remaining > 0 {
      guard let record = try? Self.record(&reader) else {
        log.slots.append(.torn)
        return log
      }
      log.slots.append(.whole(record))
    }
    return log
  }

  func append(_ record: Record) throws { try write(Self.bytes(of: record), to: descriptor, path) }

  func sync() throws {
    guard fsync(descriptor) == 0 else { throw FileError("sync", path) }
  }

  /// Replaces the log in one step: a new file, synced, takes the old one's name.
  func rewrite(_ records: [Record]) throws {
    let draft = path + ".new"
    let new = open(draft, O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0o644)
    guard new >= 0 else { throw FileError("open", draft) }
    try write(records.flatMap(Self.bytes), to: new, draft)
    guard fsync(new) == 0 else { throw FileError("sync", draft) }
    guard rename(draft, path) == 0 else { throw FileError("rename", draft) }
    close(descriptor)
    descriptor = new
    try syncFolder()
  }

  /// The new name is durable only when the folder is.
  private func syncFolder() throws {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let descriptor = open(folder.isEmpty ? "/" : folder, O_RDONLY)
    guard descriptor >= 0 else { throw FileError("open", folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileError("sync", folder) }
  }

  private func contents() throws -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw FileError("read", path) }
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      guard count >= 0 else { throw FileError("read", path) }
      guard count > 0 else { return bytes }
      bytes += chunk.prefix(count)
    }
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw FileError("write", path) }
      rest = rest.dropFirst(count)
    }
  }

  // MARK: Records

  private static func bytes(of record: Record) -> [UInt8] {
    let body = record.encoded()
    var writer = WireWriter()
    writer.write(checksum(body))
    writer.write(raw: body)
    return writer.bytes
  }

  private static func record(_ reader: inout WireReader) throws(WireError) -> Record {
    let sum = try reader.readNumber()
    let body = try reader.readRaw()
    guard sum == checksum(body) else { throw .truncated }
    return try Record(decoding: body)
  }

  /// Enough against torn writes, not against malice.
  private static func checksum(_ bytes: some Sequence<UInt8>) -> UInt64 {
    StableHash(of: bytes).value
  }
}

/// The system's `write`, under a name that a method of that name doesn't hide.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, bytes, count)
}
