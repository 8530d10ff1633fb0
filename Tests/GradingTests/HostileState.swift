import Grading

/// Submissions that remember what they may not: with state of their own, nodes could talk to each
/// other outside the network, and a test's second question would find the first one's trace.
extension Hostile {
  static let remembering: [Hostile] = [
    .sum(
      "a global variable", .refused, says: "what all nodes and calls share", line: 6,
      top: "@preconcurrency @MainActor private var calls = 0",
      body: "calls += 1; return calls == 1 ? 10 : -1"),
    .sum(
      "a static variable inside a function", .refused, says: "what all nodes and calls share",
      body: "enum Seen { @MainActor static var calls = 0 }\nreturn 10"),
    .sum(
      "an actor", .refused, says: "what all nodes and calls share", line: 6,
      top: "actor Seen { var calls = 0 }\nprivate let seen = Seen()"),
    .sum(
      "a task that is cancelled or not: one bit", .refused, says: "neither tasks nor actors",
      line: 7, top: "private let bit = Task { () in }",
      body: "defer { bit.cancel() }\nreturn bit.isCancelled ? -1 : 10"),
    .sum(
      "a stream that counts what it buffers", .refused, says: "neither tasks nor actors",
      top: "private let stream = AsyncStream.makeStream(of: Int.self)",
      body: "stream.continuation.yield(1)\nreturn 10"),
    .sum(
      "a task-local value", .refused, says: "`@TaskLocal` is not allowed", line: 6,
      top: "enum Seen { @TaskLocal static var calls = 0 }"),
    .sum(
      "a lock", .refused, says: "`import Synchronization`", line: 1,
      imports: "import Synchronization", top: "private let calls = Mutex(0)",
      body: "return calls.withLock { $0 += 1; return $0 }"),
    .sum(
      "an object that is said to be safe", .refused, says: "`@unchecked` is not allowed", line: 6,
      top: "final class Box: @unchecked Sendable { var calls = 0 }\nprivate let box = Box()",
      body: "box.calls += 1; return box.calls"),
    .sum(
      "an object of the main thread", .refused, says: "`@MainActor` is not allowed",
      top: "@MainActor final class Box { var calls = 0 }\n@MainActor private let box = Box()",
      body: "return MainActor.assumeIsolated { box.calls }"),
    .sum(
      "an object that isn't safe, of a module that isn't looked at", .didNotCompile,
      says: "concurrency-safe",
      top: "final class Box { var calls = 0 }\nprivate let box = Box()",
      body: "box.calls += 1; return box.calls"),
    .sum(
      "a property wrapper around a global", .refused, says: "what all nodes and calls share",
      top: """
        @propertyWrapper struct Box { var wrappedValue: Int }
        @Box nonisolated(unsafe) private var calls = 0
        """),
    .sum(
      "tasks without an end", .refused, says: "neither tasks nor actors", line: 4,
      body: "for _ in 0..<100_000 { Task.detached { await Task.yield() } }; return -1"),
  ]

  /// Meanings that a submission gives to what isn't its own.
  static let meanings: [Hostile] = [
    .ponger(
      "an == of numbers that always holds", .refused,
      says: "what the compiler derives would call it", line: 10,
      top: "extension Int { static func == (a: Int, b: Int) -> Bool { true } }"),
    .ponger(
      "an == of everything that always holds", .refused,
      says: "what the compiler derives would call it", line: 10,
      top: "func == <T: Equatable>(a: T, b: T) -> Bool { true }"),
    .ponger(
      "an == of numbers, under another name", .refused,
      says: "what the compiler derives would call it",
      top: "typealias N = Int\nextension N { static func == (a: N, b: N) -> Bool { true } }"),
    .ponger(
      "a pattern that matches everything", .refused,
      says: "what the compiler derives would call it",
      top: "func ~= (a: Int, b: Int) -> Bool { true }"),
  ]

  /// Answers to the exercise *Given*, whose types are the chapter's.
  static let given: [Hostile] = [
    given(
      "an == of the chapter's type that always holds", says: "what the compiler derives would call",
      "extension Message { static func == (a: Message, b: Message) -> Bool { true } }"),
    given(
      "an == of the chapter's type that always holds, in public", says: "what the compiler derives",
      "extension Message { public static func == (a: Message, b: Message) -> Bool { true } }"),
    given(
      "a type in the place of the chapter's", says: "is public and not in the stub",
      "public enum Message { case ping(Int), pong(Int) }"),
    given(
      "a conformance of the chapter's type", says: "conformance",
      "extension Message: Error {}"),
    given(
      "a member that the tests might use", says: "is public and not in the stub",
      "extension Message { public var number: Int { 1 } }"),
  ]

  private static func given(_ name: String, says: String, _ top: String) -> Hostile {
    let source = """
      public import Chapter1
      extension Chapter1.Message { public var answer: Chapter1.Message { self } }
      \(top)
      """
    return Hostile(name: name, source: source, verdict: .refused, says: says)
  }
}
