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
  /// - Throws: `SubmissionError` if there is no such folder or nothing in it. What is wrong with one
  ///   submission is that submission's problem.
  public static func all(in folder: String, wanted: [String]) throws(SubmissionError)
    -> [Submission]
  {
    guard FileKind(folder + "/") == .folder,
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    else { throw .noFolder(folder) }
    let shown = names.filter { !$0.hasPrefix(".") }.sorted()
    guard !shown.isEmpty else { throw .empty(folder) }
    return shown.map { read(folder + "/" + $0, name: $0, wanted: wanted) }
  }

  /// Reads one student's tree, archive or file.
  public static func read(_ path: String, name: String, wanted: [String]) -> Submission {
    switch FileKind(path) {
    case .folder: return tree(path, name: name, wanted: wanted)
    case .file where wanted.contains { $0.hasSuffix("/" + name) }:
      let files = wanted.filter { $0.hasSuffix("/" + name) }.map { ($0, content(path)) }
      return Submission(name: name, files: Dictionary(uniqueKeysWithValues: files))
    case .file:
      switch SafeFile.read(path, limit: longestArchive) {
      case .success(let bytes): return Submission(named: name, archive: bytes, wanted: wanted)
      case .failure(let damage): return Submission(name: name, problem: "\(damage)")
      }
    case .other, nil:
      return Submission(name: name, problem: "it is neither a folder nor an archive")
    }
  }

  private static func tree(_ path: String, name: String, wanted: [String]) -> Submission {
    do {
      // A course tree at the top is all that counts: what stands beside it may be a whole course.
      let isTree = FileKind(path + "/Exercises") == .folder
      let files = files(in: path, below: isTree ? "Exercises/" : "")
      let tree = try SubmissionTree(of: files, wanted: wanted)
      return Submission(name: name, files: tree.places.mapValues { content(path, $0) })
    } catch {
      return Submission(name: name, problem: "\(error)")
    }
  }

  /// Everything below a folder that is no folder, links not followed, down to where the deepest
  /// course tree would end.
  private static func files(in path: String, below prefix: String = "", depth: Int = 6) -> [String]
  {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path + "/" + prefix)) ?? []
    return names.sorted().flatMap { name -> [String] in
      let here = prefix + name
      guard FileKind(path + "/" + here) == .folder else { return [here] }
      // What tools keep there is large and holds no work.
      guard depth > 0, !name.hasPrefix(".") else { return [] }
      return files(in: path, below: here + "/", depth: depth - 1)
    }
  }

  private static func content(_ base: String, _ place: String) -> Content {
    // The way to it may have changed since it was listed: each part is looked at once more.
    var way = base
    for part in place.split(separator: "/").dropLast() {
      way += "/" + part
      guard FileKind(way) == .folder else { return .unreadable("`\(part)` is a link") }
    }
    return content(base + "/" + place)
  }

  private static func content(_ path: String) -> Content {
    guard FileKind(path) == .file else {
      return .unreadable("it is a link or no file, and links are not followed")
    }
    switch SafeFile.read(path, limit: longestSource) {
    case .success(let bytes): return .init(bytes: bytes)
    case .failure(let damage): return .unreadable("\(damage)")
    }
  }
}

/// Why there is nothing to grade.
public enum SubmissionError: Error, Hashable, CustomStringConvertible {
  case noFolder(String)
  case empty(String)

  public var description: String {
    switch self {
    case .noFolder(let path): "there is no folder \(path) with submissions"
    case .empty(let path): "there are no submissions in \(path)"
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
