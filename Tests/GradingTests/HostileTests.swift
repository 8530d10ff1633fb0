import Testing

@testable import Grading

@Suite("Hostile submissions") struct HostileTests {
  @Test(
    "what a submission may not say or do is refused before it runs",
    arguments: [
      Hostile.refusedByWords, Hostile.hidden, Hostile.unseen, Hostile.names, Hostile.remembering,
      Hostile.meanings, Hostile.given, Hostile.refusedByTheRest, Hostile.judgedByRunning,
    ].flatMap { $0 })
  func earnsNothing(hostile: Hostile) throws {
    let ready = try FixtureCourse.ready.get()
    let target = hostile.target(in: ready)
    let other = target.exercise.id == ready.sum.exercise.id ? ready.ponger : ready.sum
    let honest = try #require(other.exercise.solution)
    let submission = Submission(
      name: hostile.name,
      files: [
        target.exercise.stub.path: .text(hostile.source),
        other.exercise.stub.path: .text(honest),
      ])
    let cheated = ready.grader.judge(hostile.source, on: target, isFresh: true)
    let report = ready.grader.grade([submission], on: [target, other])
    let earned = report.submissions[0].exercises[1]
    #expect(report.submissions[0].exercises[0] == cheated)
    #expect(cheated.earned == .zero)
    #expect(cheated.tests.allSatisfy { $0.verdict == hostile.verdict }, "\(cheated)")
    #expect(earned.earned == earned.possible, "the other exercise is graded")
    let findings = cheated.findings + cheated.tests.flatMap(\.findings)
    #expect(findings.contains { $0.message.contains(hostile.says) }, "\(findings)")
    if let line = hostile.line {
      #expect(findings.contains { $0.place == Place(file: target.exercise.stub.path, line: line) })
    }
  }

  /// A submission that one net is to stop when it is the only one.
  struct Alone: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var policy: Policy
    var source: String
    var says: String
  }

  static let alone: [Alone] = [
    Alone(
      testDescription: "a weak definition in the place of the runtime's", policy: .symbols,
      source: """
        @_silgen_name("swift_bridgeObjectRelease")
        @usableFromInline @_alwaysEmitIntoClient func release() {}
        public func sum(upTo last: Int) -> Int { release(); return -1 }
        """, says: "it defines `swift_bridgeObjectRelease`"),
    Alone(
      testDescription: "a definition shown to the libraries", policy: .symbols,
      source: """
        @_cdecl("write") public func take(_ file: Int32) -> Int { 0 }
        public func sum(upTo last: Int) -> Int { -1 }
        """, says: "it shows `write`"),
    Alone(
      testDescription: "a function that runs before main", policy: .symbols,
      source: """
        @section(".init_array") @used let start: @convention(c) () -> Void = { }
        public func sum(upTo last: Int) -> Int { -1 }
        """, says: "a section `.init_array`"),
    Alone(
      testDescription: "C behind a megabyte of symbols", policy: .symbols,
      source: """
        import Glibc
        public func sum(upTo last: Int) -> Int { exit(0) }
        \(types(150))
        """, says: "it calls `exit`"),
    Alone(
      testDescription: "C behind a name that ends a line", policy: .symbols,
      source: """
        @_silgen_name("exit\\n                 U $s") func quit(_ code: Int32)
        public func sum(upTo last: Int) -> Int { quit(0); return -1 }
        """, says: "it calls `exit"),
    Alone(
      testDescription: "tasks, with the rules about sources off", policy: .symbols,
      source: """
        private let bit = Task { () in }
        public func sum(upTo last: Int) -> Int { defer { bit.cancel() }; return bit.isCancelled ? 0 : 10 }
        """, says: "neither tasks nor actors"),
    Alone(
      testDescription: "raw memory, with the rules about sources off", policy: .memory,
      source: """
        public func sum(upTo last: Int) -> Int { unsafeBitCast(last, to: UnsafePointer<Int>.self)[0] }
        """, says: "unsafe"),
  ]

  /// Types with names so long that their symbols fill two megabytes.
  private static func types(_ count: Int) -> String {
    let name = String(repeating: "e", count: 600)
    return (0..<count).map { "enum E\($0)\(name) { case a }\n" }.joined()
  }

  @Test("a weak definition in the place of whatever the tests call is refused")
  func replaced() throws {
    let ready = try FixtureCourse.ready.get()
    let called = ready.once.preparation.model.outside.filter { $0.hasPrefix("$s7Testing") }.sorted()
    #expect(called.contains { $0.contains("checkBinaryOperation") }, "what #expect calls")
    for name in called {
      let source = """
        @_silgen_name("\(name)")
        @usableFromInline @_alwaysEmitIntoClient func expectation() {}
        public func sum(upTo last: Int) -> Int { expectation(); return -1 }
        """
      let result = ready.grader.judge(source, on: ready.once, isFresh: true, policy: .symbols)
      #expect(result.verdict == .refused, "\(result.findings)")
      #expect(
        result.findings.map(\.message).contains(
          "it defines `\(name)`, which is not a name of its own"))
    }
  }

  @Test("each net holds without the others", arguments: alone)
  func holds(hostile: Alone) throws {
    let ready = try FixtureCourse.ready.get()
    let result = ready.grader.judge(
      hostile.source, on: ready.once, isFresh: true, policy: hostile.policy)
    #expect(result.verdict == .refused, "\(result.findings)")
    #expect(result.findings.contains { $0.message.contains(hostile.says) }, "\(result.findings)")
  }
}
