/// How a test, or an exercise as a whole, ended. Only `passed` earns points.
public enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
  case passed
  /// An expectation didn't hold.
  case failed
  /// The test ran into a stub that nobody has filled in.
  case notAttempted = "not attempted"
  /// The process was ended by a trap or a signal.
  case crashed
  /// The limit on time was used up.
  case timedOut = "timed out"
  /// The process went away before its test had ended, without a crash.
  case exitedEarly = "exited early"
  /// The limit on memory was used up.
  case outOfMemory = "out of memory"
  /// The file isn't there, or can't be read.
  case missing
  /// The compiler rejects the file.
  case didNotCompile = "didn't compile"
  /// The file does what a submission may not do; none of it was run.
  case refused
  /// The grader could not do its work, whatever the file: this is nobody's zero, and is to be graded
  /// again.
  case graderFailed = "the grader failed"

  /// One word for the sort of answer that a reader needs next.
  public var sign: String {
    switch self {
    case .passed: "✓"
    case .notAttempted: "·"
    case .graderFailed: "!"
    default: "✗"
    }
  }
}
