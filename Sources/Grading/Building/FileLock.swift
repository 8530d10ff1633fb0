#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Keeps other graders out of a folder for as long as it lives; the system lets go of it even if
/// the grader is killed.
final class FileLock {
  private let descriptor: Int32

  /// Waits until the lock is free.
  ///
  /// - Throws: `SystemError` if the file can't be made.
  init(_ path: String) throws(SystemError) {
    descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw SystemError(number: errno, doing: "lock \(path)") }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        let error = SystemError(number: errno, doing: "lock \(path)")
        close(descriptor)
        throw error
      }
    }
  }

  deinit { close(descriptor) }
}
