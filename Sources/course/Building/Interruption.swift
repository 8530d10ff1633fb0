internal import Foundation
internal import Grading
internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// What has to go when somebody interrupts the tool: the processes that it started, the folders that
/// it made for a while, and the terminal's settings that it changed.
///
/// A process that Foundation starts leads a group of its own, so the terminal's Ctrl-C reaches the
/// tool alone. The tool passes it on, waits a moment for a build to end what it has running, and then
/// ends by the same signal, as a shell expects.
enum Interruption {
  private struct Duties {
    var groups: Set<pid_t> = []
    var folders: Set<String> = []
    var restore: (@Sendable () -> Void)?
    var isLeaving = false
  }

  private static let duties = Mutex(Duties())

  /// Starts the process and ends it, with everything below it, if the tool is interrupted while `body`
  /// waits for it.
  static func run<Result>(_ process: Process, _ body: () throws -> Result) throws -> Result {
    let started = try duties.withLock { duties -> pid_t? in
      guard !duties.isLeaving else { return nil }
      try process.run()
      duties.groups.insert(process.processIdentifier)
      return process.processIdentifier
    }
    guard let group = started else { waitForTheEnd() }
    defer {
      // What an interrupted process leaves is nobody's result.
      if duties.withLock({ $0.isLeaving }) { waitForTheEnd() }
      duties.withLock { _ = $0.groups.remove(group) }
    }
    return try body()
  }

  private static func waitForTheEnd() -> Never { while true { pause() } }

  /// A new folder that an interruption removes, too.
  static func temporaryFolder(_ name: String) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "\(name)-\(ProcessInfo.processInfo.processIdentifier)")
    try duties.withLock { duties in
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      duties.folders.insert(folder.path)
    }
    return folder
  }

  static func remove(_ folder: URL) {
    try? FileManager.default.removeItem(at: folder)
    duties.withLock { _ = $0.folders.remove(folder.path) }
  }

  /// What puts the terminal right again, at the latest when the tool is interrupted.
  static func restoring(_ restore: @escaping @Sendable () -> Void) {
    duties.withLock { $0.restore = restore }
  }

  /// Puts the terminal right now.
  static func restore() {
    let restore = duties.withLock { duties in
      defer { duties.restore = nil }
      return duties.restore
    }
    restore?()
  }

  // MARK: The signal

  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  /// Where a signal's handler, which may do next to nothing, leaves its number.
  private nonisolated(unsafe) static var wire: Int32 = -1

  /// From here on an interruption does its duties.
  static func listen() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    wire = ends[1]
    for number in signals {
      // A handler, and not SIG_IGN: a program started from here must not inherit deafness.
      signal(number) { number in
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(Interruption.wire, &byte, 1)
      }
    }
    let reading = ends[0]
    Thread.detachNewThread {
      hear()
      var byte: UInt8 = 0
      while read(reading, &byte, 1) != 1 {}
      leave(Int32(byte))
    }
  }

  /// Whoever started the tool may have blocked the signals, as Dispatch does in its threads.
  private static func hear() {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  private static func leave(_ number: Int32) -> Never {
    let (groups, folders, restore) = duties.withLock { duties in
      duties.isLeaving = true
      return (duties.groups, duties.folders, duties.restore)
    }
    // Some of these lead groups of their own, and outlive whoever started them.
    let below = Descendants.of(getpid())
    for group in groups { killpg(group, number) }
    Grader.endAll()
    for _ in 0..<100 where groups.contains(where: isRunning) { usleep(50_000) }
    for group in groups { killpg(group, SIGKILL) }
    for id in below { kill(id, SIGKILL) }
    for folder in folders { try? FileManager.default.removeItem(atPath: folder) }
    restore?()
    Terminal.clearStatus()
    signal(number, SIG_DFL)
    kill(getpid(), number)
    waitForTheEnd()
  }

  /// Looks without taking note of an end: that is Foundation's part.
  private static func isRunning(_ id: pid_t) -> Bool {
    var state = siginfo_t()
    return waitid(P_PID, id_t(id), &state, WEXITED | WNOHANG | WNOWAIT) == 0 && state.si_signo == 0
  }
}
