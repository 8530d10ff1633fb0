internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A terminal that the tool itself looks at: what runs in it behaves as in a reader's own.
struct PseudoTerminal {
  private let looking: Int32
  /// For the program's outputs; to be closed once it has them.
  let screen: FileHandle

  /// nil where the system has none to give.
  init?(columns: Int = 80) {
    var (outer, inner): (Int32, Int32) = (-1, -1)
    var size = winsize()
    size.ws_col = UInt16(clamping: columns)
    size.ws_row = 24
    guard openpty(&outer, &inner, nil, nil, &size) == 0 else { return nil }
    _ = fcntl(outer, F_SETFD, FD_CLOEXEC)
    looking = outer
    screen = FileHandle(fileDescriptor: inner, closeOnDealloc: false)
  }

  /// Hands out what appears on it, as it does, until the program has ended; then closes it.
  ///
  /// A helper that outlives the program may keep the screen: nobody waits for that.
  func watch(_ program: Process, _ show: ([UInt8]) throws -> Void) rethrows {
    close(screen.fileDescriptor)
    defer { close(looking) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    while true {
      let isOver = !program.isRunning
      var request = pollfd(fd: looking, events: Int16(POLLIN), revents: 0)
      let count = poll(&request, 1, isOver ? 0 : 50) > 0 ? read(looking, &bytes, bytes.count) : 0
      if count > 0 { try show(Array(bytes[..<count])) } else if isOver { return }
      // Once the program has closed it there is nothing to poll for.
      if count < 0 && !isOver { usleep(20_000) }
    }
  }

  /// Types, for the program that reads from it.
  func press(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = bytes.withUnsafeBytes { write(looking, $0.baseAddress, $0.count) }
  }
}
