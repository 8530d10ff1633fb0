#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// How this test process was started.
enum Invocation {
  /// Whether somebody asked for these tests by name, or a grader did.
  ///
  /// SwiftPM hands its `--filter` on to the test process. `COURSE_ATTEMPT=1` says the same where a
  /// tool starts the tests without one.
  static let namesTests: Bool = {
    CommandLine.arguments.contains("--filter") || getenv("COURSE_ATTEMPT") != nil
  }()
}
