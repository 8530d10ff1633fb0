/// A program to run and what it is given.
struct Command: Sendable {
  var arguments: [String]
  var directory: String
  var environment: [String]
  /// Written to its standard input, which is then closed. Has to fit into a pipe.
  var input: [UInt8] = []
  var limits: Limits
  /// Whether its output is worth nothing unless it is whole, so that it is stopped once it isn't.
  var needsWholeOutput = false
}

/// How a process ended and what it left.
struct Ending: Sendable {
  enum Cause: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// It was stopped because its time on the wall was up.
    case stopped
    case notStarted(String)
  }

  var cause: Cause
  var output: [UInt8] = []
  var errors: [UInt8] = []
  /// What it wrote to file descriptor 3.
  var channel: [UInt8] = []

  /// Whether any of them is not whole: more came than the limit lets through.
  var isCut = false

  var isSuccess: Bool { cause == .exited(0) }

  /// The signal that ended it, also where a shell or a sandbox passes one on as an exit code.
  var signal: Int32? {
    switch cause {
    case .signalled(let signal): signal
    case .exited(let code) where code > 128 && code <= 128 + 64: code - 128
    default: nil
    }
  }
}
