internal import Hashing

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

/// The folder in which one grader builds what it throws away again.
///
/// Beside it stands a lock, held for as long as the grader lives: whoever finds one that nobody
/// holds knows that its grader was killed, and sweeps up after it.
final class Attempts: Sendable {
  let folder: Folder
  private let home: Folder
  private let lock: Int32

  /// - Throws: `GradingError.environment` if nothing can be written there.
  init(for work: Folder) throws {
    home = try Self.home(for: work)
    Self.sweep(home)
    // One that sweeps at this moment may take a lock away before it is held: then another one.
    for _ in 0..<10 {
      let name = String(UInt64.random(in: .min ... .max), radix: 16)  // it reaches no report
      let lock = Self.open(home.path(name + Self.ending))
      if Self.holds(lock) {
        self.lock = lock
        folder = try home.folder(name)
        Running.made(folder.path)
        return
      }
      if lock >= 0 { close(lock) }
    }
    throw GradingError.environment("nothing can be written to \(home.path)")
  }

  /// Whether no other grader is at work there.
  var isAlone: Bool { home.files().count { $0.hasSuffix(Self.ending) } == 1 }

  private static func holds(_ lock: Int32) -> Bool {
    var status = stat()
    return lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0 && fstat(lock, &status) == 0
      && status.st_nlink > 0
  }

  deinit {
    folder.remove()
    Running.removed(folder.path)
    unlink(folder.path + Self.ending)
    close(lock)
  }

  private static let ending = ".lock"

  private static func open(_ path: String) -> Int32 {
    #if canImport(Glibc)
      Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    #else
      Darwin.open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    #endif
  }

  /// The compiler's driver crashes where the path of its folder for temporary files has letters
  /// beyond ASCII: then the system's own is taken, and a folder in it that is ours alone.
  private static func home(for work: Folder) throws -> Folder {
    guard !work.path.utf8.allSatisfy({ $0 < 0x80 }) else { return try work.folder("attempts") }
    let name = "course-grading-\(geteuid())-" + String(StableHash(of: work.path).value, radix: 16)
    mkdir("/tmp/" + name, 0o755)
    var status = stat()
    guard lstat("/tmp/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      status.st_uid == geteuid(), status.st_mode & 0o022 == 0
    else { throw GradingError.environment("/tmp/\(name) is not a folder of yours: remove it") }
    return try Folder("/tmp/" + name)
  }

  private static func sweep(_ home: Folder) {
    let names = home.files()
    let locks = names.filter { $0.hasSuffix(ending) }
    for name in names where !locks.contains(name) && !locks.contains(name + ending) {
      home.remove(name)
    }
    for name in locks {
      let lock = open(home.path(name))
      if holds(lock) {
        home.remove(String(name.dropLast(ending.count)))
        home.remove(name)
      }
      if lock >= 0 { close(lock) }
    }
  }
}
