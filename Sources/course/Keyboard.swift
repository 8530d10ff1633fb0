internal import Dispatch
internal import Foundation
internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Single keys from the terminal, without waiting for Enter where the terminal allows it.
///
/// The terminal's settings are put back when the keyboard goes away, and on an interrupt, too.
final class Keyboard {
  private static let original = Mutex<termios?>(nil)
  private var interrupts: (any DispatchSourceSignal)?

  init() {
    var settings = termios()
    guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &settings) == 0 else { return }
    Self.original.withLock { $0 = settings }
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
      Self.restore()
      Terminal.exit(.fine)
    }
    source.resume()
    interrupts = source
  }

  deinit { Self.restore() }

  private static func restore() {
    original.withLock { settings in
      if var saved = settings { tcsetattr(STDIN_FILENO, TCSANOW, &saved) }
      settings = nil
    }
  }

  /// The next key, or nothing after `milliseconds`. The end of the input counts as `q`.
  func key(within milliseconds: Int32) -> Character? {
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return nil }
    var byte: UInt8 = 0
    guard read(STDIN_FILENO, &byte, 1) == 1 else { return "q" }
    return Character(UnicodeScalar(byte))
  }
}
