internal import ExerciseSupport
internal import Synchronization
internal import Testing

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The main program of a test process under a grader: runs the tests it is told to and reports
/// what happens on a channel of its own.
///
/// It reads two lines from standard input, a nonce and a configuration for Swift Testing, and
/// closes it before any code of a submission runs. Each line on the channel starts with the nonce:
/// what doesn't was not written here. The last line says that the run came to its end, so a
/// process that exits early is told apart whatever its exit code.
public enum GradedRun {
  /// The file descriptor that the grader listens to.
  public static let channel: Int32 = 3

  public static func main() async -> Never {
    var lines = readInput().split(separator: "\n", maxSplits: 1).map(String.init)[...]
    guard let nonce = lines.popFirst(), let configuration = lines.popFirst() else { _exit(64) }
    let report = Report(nonce: nonce)
    Attempt.observe { report.write(Array($0.record.utf8)) }
    let watchdog = Watchdog.start {
      report.write(Array(#"{"kind":"stuck"}"#.utf8))
      _exit(67)
    }
    do {
      try await run(configuration) { report.write($0) }
    } catch {
      _exit(65)
    }
    withExtendedLifetime(watchdog) {}
    report.write(
      Array(#"{"kind":"end","payload":{"milliseconds":\#(processorMilliseconds)}}"#.utf8))
    _exit(0)  // what a submission still has running ends here
  }

  /// What this process has used of the processor, over all threads. A sandbox may hide it from those
  /// outside.
  private static var processorMilliseconds: Int {
    Int(clock()) / (Int(CLOCKS_PER_SEC) / 1000)
  }

  private static func readInput() -> String {
    var input: [UInt8] = []
    while let byte = readByte() { input.append(byte) }
    close(STDIN_FILENO)
    return String(decoding: input, as: UTF8.self)
  }

  private static func readByte() -> UInt8? {
    var byte: UInt8 = 0
    return read(STDIN_FILENO, &byte, 1) == 1 ? byte : nil
  }

  private static func run(
    _ configuration: String, report: @escaping @Sendable ([UInt8]) -> Void
  ) async throws {
    let bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: configuration.utf8.count, alignment: 1)
    defer { bytes.deallocate() }
    bytes.copyBytes(from: configuration.utf8)
    let entryPoint = unsafeBitCast(swiftTestingEntryPoint(), to: EntryPoint.self)
    _ = try await entryPoint(UnsafeRawBufferPointer(bytes)) { report(Array($0)) }
  }
}

/// Swift Testing's stable entry point (its `ABI/TestContent.md` and `ABI/JSON.md`): a JSON
/// configuration in, one JSON record an event out.
private typealias EntryPoint =
  @convention(thin) @Sendable (
    UnsafeRawBufferPointer?, @escaping @Sendable (UnsafeRawBufferPointer) -> Void
  ) async throws -> Bool

@_silgen_name("swt_abiv0_getEntryPoint")
private func swiftTestingEntryPoint() -> UnsafeRawPointer

/// The writing end of the channel; one line at a time, whichever thread writes.
private final class Report: Sendable {
  private let nonce: [UInt8]
  private let turn = Mutex(())

  init(nonce: String) { self.nonce = Array(nonce.utf8) }

  func write(_ record: [UInt8]) {
    let line = nonce + [UInt8(ascii: " ")] + record + [UInt8(ascii: "\n")]
    turn.withLock { _ in Self.writeAll(line) }
  }

  private static func writeAll(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { unistd_write(GradedRun.channel, $0.baseAddress, $0.count) }
      guard count > 0 else { _exit(66) }
      rest = rest.dropFirst(count)
    }
  }
}

/// The system's `write`, under a name that a method of that name doesn't hide.
private func unistd_write(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, bytes, count)
}

extension Gap {
  fileprivate var record: String {
    #"{"kind":"gap","payload":{"what":"\#(quoted(what))","file":"\#(quoted(file))","line":\#(line)}}"#
  }

  /// The text as it stands inside a JSON string.
  private func quoted(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case "\u{0}"..<" ": "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }.joined()
  }
}
