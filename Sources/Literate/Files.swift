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
    self.path = path
    self.reason = "cannot \(action): \(String(cString: strerror(errno)))"
  }

  public var description: String { "\(path): \(reason)" }
}

/// The few file operations that the tool needs, on bytes, without Foundation's start-up time.
public struct PackageFiles: Sendable {
  /// The package's folder. Every path below is relative to it.
  public var root: String

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
  public func read(_ path: String) throws(FileError) -> [UInt8]? {
    try Self.read(absolute(path), shownAs: path)
  }

  /// Reads any file: absolute, or relative to the current folder.
  public static func read(anywhere path: String) throws(FileError) -> [UInt8]? {
    try read(path, shownAs: path)
  }

  private static func read(_ file: String, shownAs path: String) throws(FileError) -> [UInt8]? {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileError(path, "read")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var status = stat()
    if fstat(descriptor, &status) == 0 { bytes.reserveCapacity(Int(status.st_size) + 1) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      #if canImport(Darwin)
        let count = Darwin.read(descriptor, &buffer, buffer.count)
      #elseif canImport(Glibc)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
      #else
        let count = Musl.read(descriptor, &buffer, buffer.count)
      #endif
      guard count >= 0 else { throw FileError(path, "read") }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// Replaces the file as a whole: whoever looks sees the old bytes or the new ones, never a part.
  public func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try makeFolder(path.split(separator: "/").dropLast().joined(separator: "/"))
    let target = absolute(path)
    let temporary = target + ".course-\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(path, "write") }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        #if canImport(Darwin)
          Darwin.write(descriptor, buffer.baseAddress?.advanced(by: written), bytes.count - written)
        #elseif canImport(Glibc)
          Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), bytes.count - written)
        #else
          Musl.write(descriptor, buffer.baseAddress?.advanced(by: written), bytes.count - written)
        #endif
      }
      guard count >= 0 else {
        let error = FileError(path, "write")
        close(descriptor)
        unlink(temporary)
        throw error
      }
      written += count
    }
    keepMode(of: target, on: descriptor)
    guard close(descriptor) == 0, rename(temporary, target) == 0 else {
      let error = FileError(path, "write")
      unlink(temporary)
      throw error
    }
  }

  private func keepMode(of target: String, on descriptor: Int32) {
    var status = stat()
    if stat(target, &status) == 0 { fchmod(descriptor, status.st_mode & 0o777) }
  }

  /// Removes a file; one that is gone already is no error.
  public func remove(_ path: String) throws(FileError) {
    guard unlink(absolute(path)) == 0 || errno == ENOENT else { throw FileError(path, "remove") }
  }

  private func makeFolder(_ path: String) throws(FileError) {
    var prefix = ""
    for part in path.split(separator: "/") {
      prefix += prefix.isEmpty ? String(part) : "/" + part
      if mkdir(absolute(prefix), 0o755) != 0 && errno != EEXIST { throw FileError(prefix, "create") }
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
    list(path).flatMap { name -> [String] in
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

  /// The first part of a path that is a symbolic link: writing through it could leave the package.
  func firstLink(in path: String) -> String? {
    var prefix = ""
    for part in path.split(separator: "/") {
      prefix += prefix.isEmpty ? String(part) : "/" + part
      if kind(prefix) == .link { return prefix }
    }
    return nil
  }
}
