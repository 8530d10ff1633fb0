#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file to append to, as the operating system has it. Closed with the last reference.
final class DiskFile {
  private(set) var path: String
  private let descriptor: Int32
  private let fuse: Fuse?
  /// How many bytes the file may have; nil: what the system gives.
  private let space: Int?

  /// Opens a file for reading and appending; creates it if it isn't there.
  ///
  /// - Parameter space: how many bytes it may have, as if the disk were full then.
  init(
    _ path: String, isEmptied: Bool = false, fuse: Fuse?, space: Int? = nil
  ) throws(FileError) {
    self.path = path
    self.fuse = fuse
    self.space = space
    let flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | (isEmptied ? O_TRUNC : 0)
    descriptor = open(path, flags, 0o644)
    guard descriptor >= 0 else { throw FileError("open", path) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  func append(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let wanted = fuse?.allowance(rest.count) ?? rest.count
      let fitting = min(wanted, try freeBytes)
      if fitting == 0, wanted > 0 { throw FileError("write", path, because: ENOSPC) }
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, fitting) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError("write", path) }
      rest = rest.dropFirst(count)
      try fuse?.burn(count)
    }
  }

  /// As on a real disk, what still fits is written, and what doesn't is refused.
  private var freeBytes: Int {
    get throws(FileError) {
      guard let space else { return .max }
      let end = lseek(descriptor, 0, SEEK_END)
      guard end >= 0 else { throw FileError("measure", path) }
      return max(0, space - Int(end))
    }
  }

  func sync() throws {
    guard fsync(descriptor) == 0 else { throw FileError("sync", path) }
    try fuse?.burn(1)
  }

  func cut(to length: Int) throws {
    guard ftruncate(descriptor, off_t(length)) == 0 else { throw FileError("shorten", path) }
    try fuse?.burn(1)
  }

  /// Takes another file's name, and its place. Durable only when the folder is synced.
  func rename(to other: String) throws {
    guard renameFile(path, other) == 0 else { throw FileError("rename", path) }
    path = other
    try fuse?.burn(1)
  }

  /// A new name is durable only when the folder is.
  func syncFolder() throws {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let descriptor = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("open", folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileError("sync", folder) }
    try fuse?.burn(1)
  }

  func contents() throws(FileError) -> [UInt8] { try Self.contents(of: descriptor, path) }

  /// All of a file, which is left as it is.
  static func contents(of path: String) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("open", path) }
    defer { close(descriptor) }
    return try contents(of: descriptor, path)
  }

  private static func contents(
    of descriptor: Int32, _ path: String
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = pread(descriptor, &chunk, chunk.count, off_t(bytes.count))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError("read", path) }
      guard count > 0 else { return bytes }
      bytes += chunk.prefix(count)
    }
  }
}

/// The system's `rename`, under a name that a method of that name doesn't hide.
private func renameFile(_ old: String, _ new: String) -> Int32 { rename(old, new) }
