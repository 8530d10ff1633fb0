internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What is wrong with what was asked of a fleet, or with one of its servers.
public enum FleetError: Error, Equatable, CustomStringConvertible {
  case noLoopback(String)
  case didNotStart(String)
  case ended(String, during: String)
  case runsAlready(String)
  case isNotRunning(String)
  case isPaused(String)

  public var description: String {
    switch self {
    case .noLoopback(let host):
      "nothing can be reached at \(host), where the nodes would listen: turn the loopback interface on"
    case .didNotStart(let name): "server \(name) didn't start; what it says stands above"
    case .ended(let name, let action): "server \(name) ended when told to \(action)"
    case .runsAlready(let name): "\(name) runs already: end it before you start it again"
    case .isNotRunning(let name): "\(name) is not running"
    case .isPaused(let name): "server \(name) is paused, so it can't be told anything: resume it"
    }
  }
}

/// A server as a process, from the side of who started it.
final class ServerProcess {
  private let name: String
  private let process = Process()
  /// The server lives as long as somebody holds this, and hears through it what it is to do.
  private let input = Pipe()
  private var lines: AsyncStream<String>.Iterator
  private(set) var isPaused = false
  /// Where it listens.
  private(set) var port = 0

  var identifier: Int32 { process.processIdentifier }
  var isRunning: Bool { process.isRunning }

  /// Starts a program.
  init(_ name: String, _ program: URL, _ arguments: [String]) throws {
    self.name = name
    let output = Pipe()
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    lines = LineStream(output.fileHandleForReading).lines.makeAsyncIterator()
  }

  /// Returns when it says on which port it listens.
  func listen() async throws(FleetError) {
    guard let port = await lines.next().flatMap({ Int($0) }) else {
      kill()
      throw .didNotStart(name)
    }
    self.port = port
  }

  /// Tells it to do something, and returns when it has.
  func tell(_ command: Command) async throws(FleetError) {
    guard !isPaused else { throw .isPaused(name) }
    guard isRunning else { throw .isNotRunning(name) }
    try? input.fileHandleForWriting.write(contentsOf: Data((command.line + "\n").utf8))
    guard await lines.next() == command.line else {
      throw .ended(name, during: command.line)
    }
  }

  /// SIGKILL: the process has no say in it.
  func kill() {
    guard process.isRunning else { return }
    send(SIGKILL)
    process.waitUntilExit()
  }

  /// SIGSTOP; returns when every thread of it stands still.
  func pause() throws(FleetError) {
    guard isRunning else { throw .isNotRunning(name) }
    send(SIGSTOP)
    // Tells that it has stopped and leaves the news of its end to whoever waits for that.
    var info = siginfo_t()
    while waitid(P_PID, id_t(identifier), &info, WSTOPPED | WNOWAIT) != 0 && errno == EINTR {}
    isPaused = true
  }

  /// SIGCONT: it goes on where it stood, and knows nothing of the time that has passed.
  func resume() throws(FleetError) {
    guard isRunning else { throw .isNotRunning(name) }
    send(SIGCONT)
    isPaused = false
  }

  /// Waits until it ends by itself, and returns its status; for a signal, its number.
  func end() async -> Int32 {
    while await lines.next() != nil {}
    process.waitUntilExit()
    return process.terminationStatus
  }

  private func send(_ signal: Int32) { _ = sendSignal(identifier, signal) }
}

/// The system's `kill`, under a name that a method of that name doesn't hide.
private func sendSignal(_ process: Int32, _ signal: Int32) -> Int32 { kill(process, signal) }
