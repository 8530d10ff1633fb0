#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A file that could not be read or written, with the system's reason.
public struct FileError: Error, CustomStringConvertible {
  public var path: String
  public var reason: String

  fileprivate init(_ path: String, _ action: String) {
    let number = errno
    self.path = path
    self.reason = "cannot \(action): \(String(cString: strerror(number)))\(Self.advice(number))"
  }

  /// What to do about it, where that is plain.
  private static func advice(_ number: Int32) -> String {
    switch number {
    case EROFS, EACCES, EPERM: "; work in a copy of the course that you may write to"
    case ENOSPC, EDQUOT: "; free some space and try again"
    default: ""
    }
  }

  public var description: String { "\(path): \(reason)" }
}

/// The few file operations that the tool needs, on bytes, without Foundation's start-up time.
public struct PackageFiles: Sendable {
  /// The package's folder. Every path below is relative to it.
  public var root: String
  /// Called before each change of the disk: where a test pulls the plug.
  var beforeChange: (@Sendable () -> Void)?

  public init(root: String) { self.root = root }

  func absolute(_ path: String) -> String { root + "/" + path }

  /// The nearest folder at or above `path` that holds a manifest and chapters.
  public static func enclosing(_ path: String) -> PackageFiles? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    var parts = String(cString: resolved).split(separator: "/")[...]
    while true {
      let files = PackageFiles(root: "/" + parts.joined(separator: "/"))
      if files.exists("Package.swift") && files.exists("Chapters") { return files }
      if parts.popLast() == nil { return nil }
    }
  }

  public func exists(_ path: String) -> Bool { access(absolute(path), F_OK) == 0 }

  /// The file's bytes, or nothing if there is no such file.
  ///
  /// - Throws: `FileError` if it is there and can't be read.
  public func read(_ path: String) throws(FileError) -> [UInt8]? {
    try Self.read(absolute(path), shownAs: path)
  }

  /// Reads any file: absolute, or relative to the current folder.
  ///
  /// - Throws: `FileError` if it is there and can't be read.
  public static func read(anywhere path: String) throws(FileError) -> [UInt8]? {
    try read(path, shownAs: path)
  }

  /// Writes any file as a whole: absolute, or relative to the current folder.
  ///
  /// - Throws: `FileError` if it can't be written.
  public static func write(_ bytes: [UInt8], anywhere path: String) throws(FileError) {
    let isAbsolute = path.hasPrefix("/")
    try PackageFiles(root: isAbsolute ? "" : ".").write(
      bytes, to: isAbsolute ? String(path.dropFirst()) : path)
  }

  private static func read(_ file: String, shownAs path: String) throws(FileError) -> [UInt8]? {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileError(path, "read")
    }
    defer { close(descriptor) }
    var status = stat()
    let size = fstat(descriptor, &status) == 0 ? max(4096, Int(status.st_size)) : 4096
    var bytes: [UInt8] = []
    while true {
      var result = 0
      // Memory that nobody clears first: most files come in one piece.
      let piece = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        result = readSome(descriptor, buffer.baseAddress, size)
        count = max(0, result)
      }
      guard result >= 0 else { throw FileError(path, "read") }
      guard result > 0 else { return bytes }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
    }
  }

  /// Replaces the file as a whole: whoever looks sees the old bytes or the new ones, never a part.
  ///
  /// - Throws: `FileError` if it can't be written; then the old file is as it was.
  public func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try write([(path, bytes)])
  }

  /// Replaces several files, each as a whole. All are prepared before the first one is replaced, so
  /// that a full disk, a folder that refuses or a file in a folder's place changes nothing.
  ///
  /// - Throws: `FileError` with the first that can't be written.
  public func write(_ files: [(path: String, bytes: [UInt8])]) throws(FileError) {
    var prepared: [(path: String, temporary: String)] = []
    defer {
      for file in prepared {
        unlink(file.temporary)
        Leftovers.release(file.temporary)
      }
    }
    for file in files {
      try makeFolder(Self.folder(of: file.path))
      let temporary = absolute(Leftovers.temporary(for: file.path))
      Leftovers.take(temporary)
      prepared.append((file.path, temporary))
      try prepare(file.bytes, for: file.path, at: temporary)
    }
    for file in prepared {
      beforeChange?()
      if rename(file.temporary, absolute(file.path)) != 0 { throw FileError(file.path, "write") }
    }
  }

  private static func folder(of path: String) -> String {
    path.split(separator: "/").dropLast().joined(separator: "/")
  }

  private func prepare(
    _ bytes: [UInt8], for path: String, at temporary: String
  ) throws(FileError) {
    guard kind(path) != .folder else {
      errno = EISDIR
      throw FileError(path, "write")
    }
    beforeChange?()
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(path, "write") }
    keepMode(of: absolute(path), on: descriptor)
    beforeChange?()
    let isWritten = Self.writeAll(bytes, to: descriptor)
    let isClosed = close(descriptor) == 0
    guard isWritten, isClosed else { throw FileError(path, "write") }
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = writeSome(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        guard count >= 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }

  private func keepMode(of target: String, on descriptor: Int32) {
    var status = stat()
    if stat(target, &status) == 0 { fchmod(descriptor, status.st_mode & 0o777) }
  }

  /// Removes a file; one that is gone already is no error.
  ///
  /// - Throws: `FileError` if it is there and can't be removed.
  public func remove(_ path: String) throws(FileError) {
    beforeChange?()
    guard unlink(absolute(path)) == 0 || errno == ENOENT else { throw FileError(path, "remove") }
  }

  private func makeFolder(_ path: String) throws(FileError) {
    var prefix = ""
    for part in path.split(separator: "/") {
      prefix += prefix.isEmpty ? String(part) : "/" + part
      if kind(prefix) == .folder { continue }
      beforeChange?()
      if mkdir(absolute(prefix), 0o755) == 0 { continue }
      guard errno == EEXIST else { throw FileError(prefix, "create") }
      if kind(prefix) == .file {
        errno = ENOTDIR
        throw FileError(prefix, "create")
      }
    }
  }

  /// The names in a folder, sorted by their bytes; none if there is no such folder.
  public func list(_ path: String) -> [String] {
    guard let folder = opendir(absolute(path)) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The paths of all files below a folder, not following links.
  func listTree(_ path: String) -> [String] {
    guard kind(path) == .folder else { return [] }
    return list(path).flatMap { name -> [String] in
      let child = path + "/" + name
      switch kind(child) {
      case .folder: return listTree(child)
      case .file, .link: return [child]
      case nil: return []
      }
    }
  }

  enum FileKind {
    case file
    case folder
    case link
  }

  func kind(_ path: String) -> FileKind? {
    var status = stat()
    guard lstat(absolute(path), &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .file
    }
  }
}

// The methods above have these functions' names, and so hide them.

private func readSome(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, start, count)
}

private func writeSome(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, start, count)
}
