#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A folder that the grader owns: the few things it does with files, in one place.
struct Folder: Hashable, Sendable {
  /// Absolute, without links on the way.
  let path: String

  init(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    self.path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  func folder(_ name: String) throws -> Folder { try Folder(path + "/" + name) }

  func path(_ name: String) -> String { path + "/" + name }

  /// A new folder in it, which nobody else has.
  func unique() throws -> Folder {
    let number = UInt64.random(in: .min ... .max)  // a folder's name reaches no report
    return try folder(String(number, radix: 16))
  }

  /// Gives a file elsewhere a name in it as well.
  func link(to target: String, as name: String) throws -> String {
    try FileManager.default.createSymbolicLink(
      atPath: path(name), withDestinationPath: target)
    return path(name)
  }

  /// Moves it as a whole, unless something stands there already.
  func move(to path: String) { try? FileManager.default.moveItem(atPath: self.path, toPath: path) }

  /// Writes a file whole or not at all.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let target = path(name)
    let parent = String(target[..<(target.lastIndex(of: "/") ?? target.endIndex)])
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: target), options: .atomic)
    return target
  }

  func read(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path(name)).map { [UInt8]($0) }
  }

  /// Bytes of a file; none if it isn't there.
  func size(of name: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path(name))
    return attributes?[.size] as? Int ?? 0
  }

  /// The files in it, in the order of their names; none if it doesn't exist.
  func files() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  func remove(_ name: String) { try? FileManager.default.removeItem(atPath: path(name)) }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// Makes everything in it readable for an account without rights.
  func open() {
    let rights: [FileAttributeKey: Any] = [.posixPermissions: 0o755]
    for name in files() { try? FileManager.default.setAttributes(rights, ofItemAtPath: path(name)) }
    try? FileManager.default.setAttributes(rights, ofItemAtPath: path)
  }
}
