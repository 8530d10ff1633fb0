#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Runs tests of a linked program, each in a process of its own, so that no test's crash, hang,
/// exit or leftover state decides another's verdict.
struct TestProcess: Sendable {
  var program: String
  var isolation: Isolation
  var limits: Limits
  var toolchain: Toolchain

  struct Run {
    var ending: Ending
    var channel: TestRecord.Channel

    /// What it used of the processor, if it came to its end.
    var milliseconds: Int? { channel.records.last { $0.kind == "end" }?.payload?.milliseconds }
  }

  /// Runs one test, by its full identifier, or none, which lists them all.
  func run(_ test: String?, arguments: [String] = []) -> Run {
    let nonce = Self.nonce()
    let folder = String(program[..<(program.lastIndex(of: "/") ?? program.endIndex)])
    let command = Command(
      arguments: [program] + arguments, directory: "/", environment: Self.environment,
      input: Array("\(nonce)\n\(Self.configuration(test))".utf8), limits: limits)
    let wrapped = isolation.wrap(command, readable: [toolchain.root, folder])
    let ending = Child.run(wrapped)
    return Run(ending: ending, channel: TestRecord.Channel(ending.channel, nonce: nonce))
  }

  /// The same hash order in every run, no symbols looked up after a crash, and stubs that fail.
  private static let environment = [
    "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "TZ=UTC", "COURSE_ATTEMPT=1",
    "SWIFT_DETERMINISTIC_HASHING=1", "SWIFT_BACKTRACE=enable=no",
  ]

  /// Different in every run: a submission must not be able to know it. It reaches no report.
  private static func nonce() -> String {
    (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }.joined()
  }

  /// Swift Testing's command line as its entry point takes it: no console output, one test, its
  /// cases in order.
  private static func configuration(_ test: String?) -> String {
    let selection: JSON.Member =
      test.map { .init("filter", .array([.string("^" + escaped($0) + "$")])) }
      ?? .init("listTests", .bool(true))
    let configuration = JSON.object([
      .init("verbosity", .integer(.min)), .init("parallel", .bool(false)), selection,
    ])
    return configuration.text.split(separator: "\n").joined()
  }

  /// The identifier as a regular expression that matches it alone.
  private static func escaped(_ identifier: String) -> String {
    identifier.map { character in
      character.isLetter || character.isNumber ? "\(character)" : "\\\(character)"
    }.joined()
  }
}
