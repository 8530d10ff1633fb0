#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A call to the operating system that failed, with the file that it was about.
public struct FileError: Error, CustomStringConvertible {
  public let action: String
  public let path: String
  public let reason: String

  /// With the reason that the system has just given, unless there is another.
  init(_ action: String, _ path: String, because number: Int32 = errno) {
    self.action = action
    self.path = path
    reason = String(cString: strerror(number))
  }

  public var description: String { "can't \(action) \(path): \(reason)" }
}

/// A file that holds what no crash leaves behind.
public enum StableFileError: Error, Equatable, CustomStringConvertible {
  /// Bytes that are no record, at a place after which whole records follow: a crash tears only the end.
  case damaged(String, at: Int, wholeAgainAt: Int)
  /// A record that is as it was written, but isn't one of this program's.
  case unreadable(String, at: Int, because: String)

  public var description: String {
    switch self {
    case .damaged(let path, let place, let next):
      "\(path) is damaged from byte \(place) to \(next), and what follows is whole: no crash does this, "
        + "so the disk or a hand did; without these records the node may break a promise, "
        + "so start it without its file only if its protocol allows that"
    case .unreadable(let path, let place, let reason):
      "\(path) has a record at byte \(place) that this program can't read (\(reason)): "
        + "another version of it, or another kind of node, wrote it"
    }
  }
}
