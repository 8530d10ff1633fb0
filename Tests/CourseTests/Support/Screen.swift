import Foundation

@testable import course

/// A program in a terminal, as a person has it: what appears there, and keys for it.
final class Screen {
  private let process = Process()
  private let terminal: PseudoTerminal
  private(set) var text = ""

  struct None: Error {}

  init(
    _ program: String, _ arguments: [String], in folder: URL, columns: Int = 80,
    _ variables: [String: String] = [:]
  ) throws {
    guard let terminal = PseudoTerminal(columns: columns) else { throw None() }
    self.terminal = terminal
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment.merging(["TERM": "xterm"]) { $1 }
    environment["NO_COLOR"] = nil
    process.environment = environment.merging(variables) { $1 }
    process.standardInput = terminal.screen
    process.standardOutput = terminal.screen
    process.standardError = terminal.screen
    try process.run()
  }

  var id: pid_t { process.processIdentifier }

  /// Waits until the program has ended, or `isEnough` says so of what is on the screen, which then
  /// may press keys or send signals.
  func watch(_ look: (Screen) -> Void = { _ in }) {
    terminal.watch(process) { bytes in
      text += String(decoding: bytes, as: UTF8.self)
      look(self)
    }
    process.waitUntilExit()
  }

  func press(_ keys: String) { terminal.press(keys) }

  var status: Int32 { process.terminationStatus }
  var reason: Process.TerminationReason { process.terminationReason }

  /// The lines without sequences that colour them or move a cursor.
  var lines: [String] {
    let plain = text.components(separatedBy: "\u{1B}[").enumerated().map { index, piece in
      index == 0 ? piece[...] : piece.drop { !$0.isLetter }.dropFirst()
    }
    return plain.joined().split(omittingEmptySubsequences: false) {
      $0 == "\r\n" || $0 == "\n" || $0 == "\r"
    }
    .map(String.init)
  }
}
