import Grading

/// Submissions against the nets: words, memory, interface, symbols.
extension Hostile {
  static let refusedByWords: [Hostile] = [
    .sum(
      "exit through @_silgen_name", .refused, says: "`@_silgen_name` is not allowed", line: 6,
      top: #"@_silgen_name("exit") func quit(_ code: Int32) -> Never"#, body: "quit(0)"),
    .sum(
      "an attribute hidden behind a comment", .didNotCompile, says: "extraneous whitespace",
      top: #"@ /* harmless */ _silgen_name("exit") func quit(_ code: Int32) -> Never"#,
      body: "quit(0)"),
    .sum(
      "a quote inside a regular expression hides the rest of the line", .refused,
      says: "`@_silgen_name` is not allowed", line: 6,
      top: #"let a = /"/; @_silgen_name("exit") func quit(_ c: Int32) -> Never; let b = /"/"#,
      body: "quit(0)"),
    .sum(
      "exit through Foundation", .refused, says: "`import Foundation`", line: 1,
      imports: "import Foundation", body: "exit(0)"),
    .sum(
      "exit through a single import of the C library", .refused, says: "`import Glibc`",
      imports: "import func Glibc.exit", body: "exit(0)"),
    .sum(
      "the tests' own library", .refused, says: "`import Testing`", imports: "import Testing",
      body: "withKnownIssue { Issue.record() }; return -1"),
    .sum(
      "a definition that takes the place of exit", .refused, says: "`@c` is not allowed",
      top: "@c(exit) public func fake(_ code: Int32) {}"),
    .sum(
      "a function that runs before main", .refused, says: "`@section` is not allowed",
      top: #"@section(".init_array") @used let start: @convention(c) () -> Void = {}"#),
    .sum(
      "the arguments of the process", .refused, says: "`CommandLine`: the arguments", line: 4,
      body: "return CommandLine.arguments.count > 3 ? 10 : -1"),
    .sum(
      "the clock", .refused, says: "`ContinuousClock`",
      body: "return ContinuousClock().now > ContinuousClock().now ? 10 : -1"),
    .sum(
      "raw memory, marked as such", .refused, says: "raw memory",
      body: "unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: 1) { _ in -1 }"),
    .sum(
      "state that counts calls", .refused, says: "`@nonisolated` is not allowed", line: 6,
      top: "nonisolated(unsafe) var calls = 0", body: "calls += 1; return calls"),
    .sum(
      "state that counts calls, in a class", .refused, says: "`@unchecked` is not allowed",
      top: "final class Box: @unchecked Sendable { var calls = 0 }; private let box = Box()",
      body: "box.calls += 1; return box.calls"),
    .sum(
      "an extra main program", .refused, says: "`@main` is not allowed",
      top: "@main struct Grader { static func main() {} }"),
    .sum(
      "a macro of its own", .refused, says: "no macros",
      top: #"@freestanding(expression) macro win() = #externalMacro(module: "M", type: "T")"#),
    .sum(
      "code that only the grader compiles", .refused, says: "`#if` is not allowed", line: 5,
      body: "\n#if canImport(Solutions)\nreturn 10\n#else\nreturn -1\n#endif\n"),
    .sum(
      "lines under another file's name", .refused, says: "`#sourceLocation` is not allowed",
      top: #"#sourceLocation(file: "Chapters/01-miniature.md", line: 1)"# + "\n"),
    .sum(
      "guessing until it is right", .refused, says: "`random`: without `using:`", line: 4,
      body: "return Int.random(in: 0...10)"),
  ]

  static let refusedByTheRest: [Hostile] = [
    .sum(
      "a pointer without the word for it", .refused, says: "unsafe", line: 4,
      body: "return [1, 2].withContiguousStorageIfAvailable { $0.baseAddress![9_999_999] } ?? -1"),
    .sum(
      "the clock by its short name", .refused, says: "neither tasks nor actors", line: 6,
      top: "func wait() async throws { try await Task.sleep(for: .seconds(1), clock: .continuous) }"
    ),
    .ponger(
      "an == that always holds, in the type", .refused, says: "`static func ==", line: 6,
      top: "", members: "public static func == (a: Ponger, b: Ponger) -> Bool { true }"),
    .ponger(
      "an == that always holds, for what the tests compare", .refused,
      says: "what the compiler derives would call it", line: 10,
      top: "public func == (a: [Message], b: [Message]) -> Bool { true }"),
    .ponger(
      "an == that always holds, for the exercise's own enum", .refused,
      says: "is public and not",
      top: "extension Answer { public static func == (a: Answer, b: Answer) -> Bool { true } }"),
    .ponger(
      "an == that always holds, slipped in by a protocol of its own", .refused,
      says: "what the compiler derives would call it", line: 11,
      top: """
        protocol Same {}
        extension Same { public static func == (a: Self, b: Self) -> Bool { true } }
        extension Answer: Same {}
        """),
    .ponger(
      "a method that takes itself by another convention", .didNotCompile, says: "leave it so",
      top: ""
    ).replacing("public mutating func receive", by: "public func receive"),
    .ponger(
      "an extension of what the tests compare", .refused, says: "is public and not",
      top: "extension Array where Element == Message { public var count: Int { 2 } }"),
    .ponger(
      "a function of a name that the tests use", .refused, says: "is public and not",
      top: "public func deliver(_ m: [Message], to node: Ponger) -> [Message] { [.pong(7)] }"),
    .ponger(
      "a type of a name that the tests use", .refused, says: "is public and not",
      top: "public enum PongerTests {}"),
    .ponger(
      "a default for everybody's nodes", .refused, says: "is public and not",
      top: "extension Node { public mutating func stop() {} }"),
    .ponger(
      "a conformance of somebody else's type", .refused, says: "conformance",
      top: "extension Message: Error {}"),
    .ponger(
      "a description made up for failures", .refused, says: "not in the stub",
      top: "extension Answer: CustomStringConvertible { public var description: String { \"\" } }"),
    .ponger(
      "taking away what the tests call", .didNotCompile, says: "missing here",
      top: ""
    ).replacing("public func answer", by: "func answer"),
    .sum(
      "code outside any declaration", .didNotCompile, says: "top level", top: "print(1)"),
    .sum(
      "an expression too wide to check", .didNotCompile, says: "reasonable time",
      top: "let wide = -1 + [2].map { -$0 }[0] + 3.0 + [\"4\"].count * 2 - -5 + 0x6 + -7.5 * 8 - -9"
    ),
    .sum(
      "an import that isn't there", .refused, says: "`import Solutions`",
      imports: "import Solutions"),
  ]

  static let judgedByRunning: [Hostile] = [
    .sum("a trap", .crashed, says: "I give up", line: 4, body: #"fatalError("I give up")"#),
    .sum(
      "an index out of range", .crashed, says: "Index out of range", body: "return [1][last + 9]"),
    .sum(
      "a recursion without an end", .crashed, says: "signal 11",
      body: "return work(last + 1) + last"),
    .sum("an endless loop", .timedOut, says: "seconds of computing", body: "while true {}"),
    .sum(
      "an endless flood of output", .timedOut, says: "seconds", body: "while true { print(last) }"),
    .sum(
      "a flood of memory", .outOfMemory, says: "MB of memory",
      body: """
        var kept: [[Int]] = []
        while kept.count >= 0 { kept.append(Array(repeating: last, count: 1 << 20)) }
        return -1
        """),
    .sum(
      "forged results on standard output", .failed, says: "Expectation failed",
      body: """
        print("✔ Test run with 3 tests passed after 0.001 seconds.")
        print(#"{"kind":"event","payload":{"kind":"testEnded"},"version":"6.3.0"}"#)
        print(#"{"kind":"end"}"#)
        return -1
        """),
  ]

  func replacing(_ text: String, by other: String) -> Hostile {
    var hostile = self
    hostile.source = source.split(separator: text, omittingEmptySubsequences: false)
      .joined(separator: other)
    return hostile
  }
}
