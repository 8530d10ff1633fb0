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
  init() {
    var settings = termios()
    guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &settings) == 0 else { return }
    let original = settings
    Interruption.restoring {
      var saved = original
      tcsetattr(STDIN_FILENO, TCSANOW, &saved)
    }
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &settings)
  }

  deinit { Interruption.restore() }

  /// The next key, or nothing after `milliseconds`. The end of the input counts as `q`.
  func key(within milliseconds: Int32) -> Character? {
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return nil }
    var byte: UInt8 = 0
    guard read(STDIN_FILENO, &byte, 1) == 1 else { return "q" }
    return Character(UnicodeScalar(byte))
  }
}
