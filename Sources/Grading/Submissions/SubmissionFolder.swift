#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension Submission {
  /// No archive of a few source files is longer, in bytes.
  static let longestArchive = 64 << 20

  /// Reads a folder of submissions: for each student a folder, or a zip or tar of one.
  ///
  /// - Parameter wanted: the paths to look for, as in `Exercises/Chapter7/Proposer.swift`.
  /// - Throws: the system's error if the folder itself can't be read. What is wrong with one
  ///   submission is that submission's problem.
  public static func all(in folder: String, wanted: [String]) throws -> [Submission] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { !$0.hasPrefix(".") }
      .map { read(folder + "/" + $0, name: $0, wanted: wanted) }
  }

  /// Reads one student's tree or archive.
  public static func read(_ path: String, name: String, wanted: [String]) -> Submission {
    switch FileKind(path) {
    case .folder: tree(path, name: name, wanted: wanted)
    case .file:
      switch SafeFile.read(path, limit: longestArchive) {
      case .success(let bytes):
        SubmissionTree.submission(named: name, archive: bytes, wanted: wanted)
      case .failure(let damage): Submission(name: name, problem: "\(damage)")
      }
    case .other, nil: Submission(name: name, problem: "it is neither a folder nor an archive")
    }
  }

  private static func tree(_ path: String, name: String, wanted: [String]) -> Submission {
    // Two levels are enough for `name/` and `name/repository/`.
    let children: [String] = folders(in: path).map { $0 + "/" }
    let grandchildren: [String] = children.flatMap { child in
      folders(in: path + "/" + child).map { child + $0 + "/" }
    }
    let trees: [String] = ([""] + children + grandchildren)
      .filter { FileKind(path + "/" + $0 + "Exercises") == .folder }
      .map { $0 + SubmissionTree.folder }
    do {
      let root = try SubmissionTree.root(of: trees)
      let files = wanted.compactMap { wanted in
        content(path, root + wanted).map { (wanted, $0) }
      }
      return Submission(name: name, files: Dictionary(uniqueKeysWithValues: files))
    } catch {
      return Submission(name: name, problem: "\(error)")
    }
  }

  private static func folders(in path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
      .filter { FileKind(path + "/" + $0) == .folder }
  }

  /// The file, if no part of the way to it is a link.
  private static func content(_ base: String, _ path: String) -> Content? {
    var way = base
    let parts = path.split(separator: "/")
    for part in parts {
      way += "/" + part
      guard let kind = FileKind(way) else { return nil }
      let isLast = part.endIndex == parts.last?.endIndex
      guard kind == (isLast ? .file : .folder) else {
        return .unreadable("`\(part)` is a link or no file, and links are not followed")
      }
    }
    switch SafeFile.read(way, limit: longestSource) {
    case .success(let bytes): return .init(bytes: bytes)
    case .failure(let damage): return .unreadable("\(damage)")
    }
  }
}

/// What stands under a path, links not followed.
private enum FileKind {
  case file
  case folder
  case other

  init?(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    default: self = .other
    }
  }
}

/// Reads a plain file and nothing else: no link, no pipe that never ends, no device.
private enum SafeFile {
  static func read(_ path: String, limit: Int) -> Result<[UInt8], Inflate.Damage> {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return .failure(Inflate.Damage("it can't be opened")) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return .failure(Inflate.Damage("it is no plain file"))
    }
    guard status.st_size <= limit else {
      return .failure(Inflate.Damage("it has more than \(limit) bytes"))
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = Self.read(file, into: &buffer)
      if count <= 0 { break }
      bytes += buffer.prefix(count)
    }
    return .success(bytes)
  }

  private static func read(_ file: Int32, into buffer: inout [UInt8]) -> Int {
    buffer.withUnsafeMutableBytes { systemRead(file, $0.baseAddress, $0.count) }
  }
}

/// The system's `read`, under a name that a method of that name doesn't hide.
private func systemRead(_ file: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(file, bytes, count)
}
