internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The files that a write prepares beside those it will replace, and what a killed one left of them.
///
/// They stand beside the file, since only there a rename is sure to replace it at once, and they are
/// hidden, since neither a build nor a reader must take one for a file of the course.
enum Leftovers {
  private static let mark = ".course-"
  /// Those that this very process has in hand.
  private static let inHand = Mutex<Set<String>>([])

  /// The name beside `path` that this process prepares it under.
  static func temporary(for path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return "\(path.dropLast(name.count)).\(name)\(mark)\(getpid())"
  }

  static func take(_ file: String) { inHand.withLock { _ = $0.insert(file) } }
  static func release(_ file: String) { inHand.withLock { _ = $0.remove(file) } }

  /// Whether nobody will come back for this file: its process is gone, or is this one, and this one
  /// has it not in hand (a number may come again, in a container soon).
  static func isAbandoned(_ file: String) -> Bool {
    let name = file.split(separator: "/").last ?? ""
    guard name.hasPrefix("."), let mark = name.firstRange(of: mark),
      let process = pid_t(name[mark.upperBound...])
    else { return false }
    if process == getpid() { return inHand.withLock { !$0.contains(file) } }
    return kill(process, 0) != 0 && errno == ESRCH
  }
}

extension PackageFiles {
  /// The folders in which a command of the course writes, each with all below it.
  private static let writtenFolders = ["Chapters", "Exercises", "Solutions", ".course"]

  /// Removes what killed processes left behind, wherever they may have been writing: in the prose, in
  /// the generated files and the folders of those that are gone, in a reader's work and notes, and
  /// beside the manifest. What can't be removed stays and does no harm.
  public func sweep() {
    let generated = ["Sources", "Tests"].flatMap { folder in
      list(folder).filter { $0.hasPrefix("Chapter") || $0.hasPrefix("Exercise") }
        .map { "\(folder)/\($0)" }
    }
    let files = list(".") + (Self.writtenFolders + generated).flatMap(listTree)
    for file in files where Leftovers.isAbandoned(absolute(file)) { unlink(absolute(file)) }
  }
}
