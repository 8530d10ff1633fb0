#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A pipe whose ends no other child inherits, closed with its owner.
final class Pipe {
  private(set) var reading: Int32
  private(set) var writing: Int32

  /// - Throws: the system's error number if there are no more file descriptors.
  init() throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SystemError(number: errno, doing: "pipe") }
    // Above 9, so that handing an end on under a low number always makes a copy.
    reading = fcntl(ends[0], F_DUPFD_CLOEXEC, 10)
    writing = fcntl(ends[1], F_DUPFD_CLOEXEC, 10)
    close(ends[0])
    close(ends[1])
  }

  deinit {
    closeReading()
    closeWriting()
  }

  func closeReading() {
    if reading >= 0 { close(reading) }
    reading = -1
  }

  func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }

  /// Makes reads return at once; what a child's descendants still hold open can't block us.
  func makeReadingNonBlocking() {
    _ = fcntl(reading, F_SETFL, fcntl(reading, F_GETFL) | O_NONBLOCK)
  }

  /// Reads what is there, keeping at most `limit` bytes in all, and closes at the end.
  ///
  /// - Returns: whether all of it was kept.
  func readAvailable(into bytes: inout [UInt8], limit: Int) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var isWhole = true
    // A bounded number of turns, so that a flood can't keep us from looking at the clock.
    for _ in 0..<64 where reading >= 0 {
      let count = read(reading, &buffer, buffer.count)
      if count > 0 {
        let kept = min(count, max(0, limit - bytes.count))
        bytes += buffer.prefix(kept)
        isWhole = isWhole && kept == count
      } else {
        if count == 0 || (errno != EAGAIN && errno != EINTR) { closeReading() }
        break
      }
    }
    return isWhole
  }
}

/// A call of the operating system that failed.
struct SystemError: Error, CustomStringConvertible {
  var number: Int32
  var doing: String

  var description: String { "\(doing): \(String(cString: strerror(number)))" }
}
