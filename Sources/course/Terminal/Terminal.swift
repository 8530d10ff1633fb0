#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// What the tool prints, and where.
enum Terminal {
  enum Stream {
    case output
    case errors

    fileprivate var descriptor: Int32 { self == .output ? STDOUT_FILENO : STDERR_FILENO }
  }

  /// Whether a stream is a terminal.
  static func isShown(on stream: Stream) -> Bool { isatty(stream.descriptor) == 1 }

  /// Whether standard output is a terminal that wants colour. `NO_COLOR` is respected.
  static let hasColour =
    isShown(on: .output) && getenv("NO_COLOR").map { $0.pointee == 0 } ?? true

  /// How many columns there are; what is no terminal has 80.
  static var columns: Int {
    for stream in [Stream.output, .errors] {
      var size = winsize()
      if ioctl(stream.descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
        return Int(size.ws_col)
      }
    }
    return 80
  }

  enum Style: String {
    case bold = "1"
    case dim = "2"
    case green = "32"
    case yellow = "33"
    case red = "31"
  }

  static func styled(_ text: String, _ style: Style) -> String {
    hasColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Replaces the last line by `text`, on standard error so that a report stays clean; nothing where
  /// that is no terminal.
  static func status(_ text: String) {
    guard isShown(on: .errors) else { return }
    write("\r\u{1B}[K\(text.prefix(columns - 1))")
  }

  static func clearStatus() { status("") }

  /// A sentence is broken at the terminal's width; a place with its message stays on one line, for an
  /// editor that reads it.
  static func error(_ text: String) {
    fflush(nil)
    let isSentence = text.hasPrefix("course: ") && isShown(on: .errors)
    write((isSentence ? text.wrapped() : text) + "\n")
  }

  private static func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { writeSome(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  static func exit(_ status: Status) -> Never {
    fflush(nil)
    #if canImport(Darwin)
      Darwin.exit(status.rawValue)
    #elseif canImport(Glibc)
      Glibc.exit(status.rawValue)
    #else
      Musl.exit(status.rawValue)
    #endif
  }

  /// `one block`, `12 blocks`.
  static func count(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
  }
}

/// The system's `write`, which a method of that name hides.
private func writeSome(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, bytes, count)
}

extension String {
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
