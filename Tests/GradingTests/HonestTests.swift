import Foundation
import Testing

@testable import Grading

@Suite("Honest work") struct HonestTests {
  @Test("a solution gets full marks under the isolation that hostile work runs in")
  func solution() throws {
    let ready = try FixtureCourse.ready.get()
    let result = ready.grader.judge(
      try FixtureCourse.text("Ponger.solution.swift"), on: ready.ponger, isFresh: true)
    #expect(result.findings == [])
    #expect(result.tests.map(\.verdict) == [.passed, .passed, .passed, .passed])
    #expect(result.tests.flatMap(\.findings) == [])
    #expect(result.earned == result.possible)
  }

  @Test("a stub earns nothing and names the line to fill in")
  func stub() throws {
    let ready = try FixtureCourse.ready.get()
    let result = ready.grader.judge(
      ready.ponger.exercise.stub.text, on: ready.ponger, isFresh: true)
    #expect(result.tests.map(\.verdict) == Array(repeating: .notAttempted, count: 4))
    #expect(
      result.tests[0].findings.first?.place?.description == "Exercises/Chapter1/Ponger.swift:10")
    #expect(result.earned == .zero)
  }

  /// A right answer to the exercise *Sum*, written in some way of one's own.
  struct Style: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var source: String

    init(_ name: String, top: String = "", _ body: String) {
      testDescription = name
      source = """
        \(top)
        public func sum(upTo last: Int) -> Int {
          \(body)
        }
        """
    }
  }

  static let styles: [Style] = [
    Style("a name that is a word elsewhere", "let unsafe = last * (last + 1)\nreturn unsafe / 2"),
    Style(
      "names that begin like such a word", top: "struct Walk { var unsafeStates = 0 }",
      "var walk = Walk()\nfor n in 0...last { walk.unsafeStates += n }\nreturn walk.unsafeStates"),
    Style(
      "names that begin with an underscore",
      top: "struct _Node { var _next: Int; func _walk() -> Int { _next * (_next + 1) / 2 } }",
      "return _Node(_next: last)._walk()"),
    Style(
      "functions called random and shuffle",
      top: """
        func random(_ seed: Int) -> Int { seed }
        extension Array { func shuffle() -> Int { count } }
        """, "return (0..<random(last)).reduce(last) { $0 + $1 } + [].shuffle()"),
    Style(
      "a generator with a seed",
      top: """
        struct Seeded: RandomNumberGenerator { var state: UInt64; mutating func next() -> UInt64 { state &+= 1; return state } }
        """,
      """
      var generator = Seeded(state: 7)
      return Array(0...last).shuffled(using: &generator).reduce(0, +) + Int.random(in: 0...0, using: &generator)
      """),
    Style("an operator as a function", "return [2].reduce(last * (last + 1), /)"),
    Style(
      "a division behind an exclamation mark",
      "let a: [Int?] = [0, last * (last + 1)]\nreturn a[1]!/2"),
    Style(
      "a regular expression",
      ##"let found = "0 \(last)".matches(of: /\d+/).count; return found / 2 * last * (last + 1) / 2"##
    ),
    Style(
      "strings of all kinds",
      ##"""
      let text = #"a "quoted" /* unsafe @main"# + """
        #else \(last) CommandLine
        """
      return text.isEmpty ? 0 : last * (last + 1) / 2 // import Glibc
      """##),
    Style(
      "a property wrapper",
      top: """
        @propertyWrapper struct Clamped { private var value = 0; init(wrappedValue: Int) { value = wrappedValue }
          var wrappedValue: Int { get { value } set { value = max(0, newValue) } } }
        struct Total { @Clamped var all = 0; init() { _all = Clamped(wrappedValue: 0) } }
        """, "var total = Total()\nfor n in 0...last { total.all += n }\nreturn total.all"),
    Style(
      "a result builder",
      top: """
        @resultBuilder enum Adding { static func buildBlock(_ parts: Int...) -> Int { parts.reduce(0, +) } }
        func adding(@Adding _ body: () -> Int) -> Int { body() }
        """, "return adding { last * last / 2; (last + last % 2) / 2 }"),
    Style(
      "a type with operators of its own",
      top: """
        struct Count: Hashable, Comparable { var n = 0
          static func == (a: Count, b: Count) -> Bool { a.n == b.n }
          static func < (a: Count, b: Count) -> Bool { a.n < b.n }
          static func + (a: Count, b: Int) -> Count { Count(n: a.n + b) } }
        infix operator <+>: AdditionPrecedence
        func <+> (a: Count, b: Int) -> Count { a + b }
        """, "return (0...last).reduce(Count()) { max($0, Count(n: -1)) <+> $1 }.n"),
    Style(
      "generics, existentials and extensions of others' types",
      top: """
        protocol Adder { mutating func add(_ n: Int); var total: Int { get } }
        struct Plain: Adder { var total = 0; mutating func add(_ n: Int) { total += n } }
        extension Sequence<Int> { func summed(by adder: any Adder) -> Int { var a = adder; for n in self { a.add(n) }; return a.total } }
        extension Optional where Wrapped == Int { var orZero: Int { self ?? 0 } }
        """, "return (0...last).summed(by: Plain()) + Int?.none.orZero"),
    Style(
      "classes, closures and lazy properties",
      top: """
        final class Box { var total = 0; lazy var twice: Int = total * 2; weak var other: Box?; deinit {} }
        typealias Step = @Sendable (_ n: Int) -> Int
        """,
      """
      let box = Box(); let step: Step = { $0 }
      for n in 0...last { box.total += step(n) }
      return box.twice / 2
      """),
    Style(
      "tables that are made once",
      top: """
        private let table = (0...200).map { $0 * ($0 + 1) / 2 }
        enum Tables { static let sums: [Int: Int] = Dictionary(uniqueKeysWithValues: table.enumerated().map { ($0, $1) }) }
        """, "return Tables.sums[last] ?? table[last]"),
    Style(
      "errors that are thrown and caught",
      top:
        "enum Wrong: Error { case negative(Int) }\nfunc check(_ n: Int) throws(Wrong) -> Int { if n < 0 { throw .negative(n) }; return n }",
      "do { return try (0...last).reduce(0) { try $0 + check($1) } } catch { return -1 }"),
    Style(
      "arithmetic of floating point",
      "return Int((Double(last) * (Double(last) + 1) / 2).rounded().squareRoot().magnitude.rounded() * 0) + last * (last + 1) / 2"
    ),
    Style(
      "strings that are formatted and read",
      "return Int(String(last * (last + 1) / 2, radix: 16), radix: 16) ?? -1"),
    Style("a recursion", "return last == 0 ? 0 : last + sum(upTo: last - 1)"),
    Style("an empty line and a byte-order mark", "return last * (last + 1) / 2").beginning(
      "\u{FEFF}\r\n"),
  ]

  @Test("a right answer in another style gets full marks", arguments: styles)
  func style(style: Style) throws {
    let ready = try FixtureCourse.ready.get()
    let result = ready.grader.judge(style.source, on: ready.sum, isFresh: true)
    #expect(result.findings == [])
    #expect(result.tests.flatMap(\.findings) == [])
    #expect(result.earned == result.possible)
  }

  /// Right answers to the exercise *Ponger*, whose types the tests compare and copy.
  static let pongers: [String] = [
    "private var seen: [Message] = []\npublic init() {}",
    "private var state: State = .init(); struct State: Hashable { var seen: Set<Int> = []; var more: [String: Int]? }\npublic init() {}",
    "private let first: Int; private var box: Box\nfinal class Box: Sendable, Hashable { let n: Int; init(n: Int) { self.n = n }; static func == (a: Box, b: Box) -> Bool { a.n == b.n }; func hash(into h: inout Hasher) { h.combine(n) } }\npublic init() { first = 1; box = Box(n: first) }",
  ]

  @Test("state of whatever shape gets full marks", arguments: pongers)
  func ponger(members: String) throws {
    let ready = try FixtureCourse.ready.get()
    let source = """
      public import Chapter1
      public import Simulation
      public struct Ponger: Node {
        \(members)
        public mutating func receive(_ message: Message, _ sent: inout [Message]) {
          if case .ping(let n) = message { sent += [Message.pong(n)] }
        }
      }
      public enum Answer: Equatable, Sendable { case yes(Int), no }
      public func answer(to message: Message) -> Answer {
        guard case let .ping(n) = message else { return .no }
        return .yes(n)
      }
      """
    let result = ready.grader.judge(source, on: ready.ponger, isFresh: true)
    #expect(result.findings == [])
    #expect(result.earned == result.possible, "\(result.tests.flatMap(\.findings))")
  }

  @Test("an answer that extends a type of the chapter's gets full marks")
  func given() throws {
    let ready = try FixtureCourse.ready.get()
    let own = ready.given.exercise
    let result = ready.grader.judge(try #require(own.solution), on: ready.given, isFresh: true)
    #expect(result.findings == [])
    #expect(result.earned == result.possible)
    #expect(ready.grader.judge(own.stub.text, on: ready.given).verdict == .notAttempted)
  }
}

extension HonestTests.Style {
  fileprivate func beginning(_ text: String) -> Self {
    var style = self
    style.source = text + source
    return style
  }
}
