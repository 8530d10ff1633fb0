import Testing

@testable import Grading

@Suite("Rules about sources") struct PolicyTests {
  private static let stub = "import Chapter1\n"

  private func refusals(_ source: String, stub: String = Self.stub) throws -> [String] {
    let rules = SourceRules(stub: .init(try Parsed.syntax(of: stub)))
    return rules.refusals(in: try Parsed.syntax(of: source), file: "F.swift").map {
      "\($0.place?.line ?? 0) \($0.message)"
    }
  }

  @Test(
    "ordinary code is left alone",
    arguments: [
      "import Chapter1\nlet ratio = a / b + c/d - (e)/2 // exit(0), @main",
      "let text = \"@_silgen_name /* import Glibc */ CommandLine\" /* unsafe /* twice */ */",
      "let text = #\"a \"quoted\" \\(unsafe) text\"#",
      "let text = \"\"\"\n  @main \" unsafe\n  \"\"\"",
      "func f() { total /= count\nlet half = total/2 }",
      "@discardableResult func f() -> Int { _ = #line; return 1 }",
      "@propertyWrapper struct Clamped { var wrappedValue: Int }\nstruct S { @Clamped var x = 1 }",
      "@resultBuilder enum Rows { }\nfunc rows(@Rows _ body: () -> Int) {}",
      "struct macro { var macro: Int }",
      "func f(_ unsafe: Int) { let unsafe = unsafe + unsafeStates; g(unsafe) }",
      "struct _Node { var _next: Int; func _walk() { _ = _next; _walk() } }\nlet n = _Node(_next: 1)",
      "struct W { @Clamped var x = 1; init() { _x = Clamped(2) } }\n@propertyWrapper struct Clamped {}",
      "func random() -> Int { 4 }\nfunc shuffle(_ a: [Int]) {}\nlet n = random()",
      "let all = a.reduce(1, /) + a[1]!/2 - b.map(/)[0]/c",
      "let pattern = /[a-z]\"+/\nlet other = #/x\"/#",
      "typealias Step = @Sendable (_ f: @escaping () -> Void) -> Int\nlet last = 1",
      "var computed: Int { 1 }\nstruct S { static var zero: S { S() }; static let one = S() }",
      "struct V { static func == (a: V, b: V) -> Bool { true }; static func + (a: V, b: V) -> V { a } }",
      "enum Outer { struct Inner {} }\nextension Outer.Inner { static func < (a: Self, b: Self) -> Bool { true } }",
      "infix operator <+>\nfunc <+> (a: Int, b: Int) -> Int { a }\nextension Int { static prefix func - (a: Int) -> Int { a } }",
      "struct Grid { subscript(row: Int, column column: Int) -> Int { get { 1 } set {} } }",
      "final class Box { private(set) lazy var x = 1; weak var other: Box?; unowned let o: Box }",
      "struct N { nonisolated func f() {}; @available(*, deprecated) @inline(never) mutating func g() {} }",
    ])
  func innocent(source: String) throws {
    #expect(try refusals(source) == [])
  }

  @Test(
    "what is refused is named with its line",
    arguments: [
      ("\n\n@_cdecl(\"x\") func f() {}", "3 `@_cdecl` is not allowed in an exercise"),
      ("let a = \"\\(unsafe b)\"", "1 `unsafe`: an exercise has no business with raw memory"),
      ("let a = #\"\\#(unsafe b)\"#", "1 `unsafe`: an exercise has no business with raw memory"),
      (
        "import struct Foundation.Date",
        "1 `import Foundation`: only what the stub imports may be imported"
      ),
      (
        "\u{FEFF}import Foundation",
        "1 `import Foundation`: only what the stub imports may be imported"
      ),
      ("import Chapter2", "1 `import Chapter2`: only what the stub imports may be imported"),
      ("\nnonisolated(unsafe) let x = 1", "2 `@nonisolated` is not allowed in an exercise"),
      ("struct S { unowned(unsafe) var x: C }", "1 `@unowned` is not allowed in an exercise"),
      ("struct S: @unchecked Sendable {}", "1 `@unchecked` is not allowed in an exercise"),
      ("typealias F = @convention(c) () -> Void", "1 `@convention` is not allowed in an exercise"),
      ("@MainActor func f() {}", "1 `@MainActor` is not allowed in an exercise"),
      ("@preconcurrency struct S {}", "1 `@preconcurrency` is not allowed in an exercise"),
      ("@Swift.Foo struct S {}", "1 `@Swift` is not allowed in an exercise"),
      ("// not code\n// #if DEBUG", "2 `#if` is not allowed in an exercise, not even in a comment"),
      (
        "#sourceLocation(file: \"x\", line: 1)\n",
        "1 `#sourceLocation` is not allowed in an exercise, not even in a comment"
      ),
      ("func f() { #expect(true) }", "1 `#expect`: no macros in an exercise"),
      ("#Decl(1)", "1 `#Decl`: no macros in an exercise"),
      (
        "macro m() = #externalMacro(module: \"M\", type: \"T\")",
        "1 `#externalMacro`: no macros in an exercise"
      ),
      ("let h = #dsohandle", "1 `#dsohandle`: not in an exercise"),
      (
        "let n = _typeName(Int.self)",
        "1 `_typeName`: names that start like this belong to Swift itself"
      ),
      (
        "struct S {\n  subscript(a: Int = 1) -> Int { 1 } }",
        "2 a subscript's parameters have neither defaults nor attributes in an exercise"
      ),
    ])
  func refused(source: String, message: String) throws {
    #expect(try refusals(source).first == message)
  }

  @Test("what the stub uses, the answer may use")
  func stub() throws {
    let stub = "import Synchronization\n@frozen public enum E {}\nlet n = _typeName(E.self)"
    #expect(try refusals(stub, stub: stub) == [])
    #expect(try refusals(stub, stub: "").count == 3)
  }

  @Test(
    "state that all calls share is refused, however it is spelt",
    arguments: [
      "var calls = 0", "private var (a, b) = (1, 2)", "var x = 1 { didSet {} }",
      "struct S { static var x = 1 }", "class C { static var x: Int? }",
      "func f() { struct S { static var x = 1 } }",
      "let f = { enum E { static var x: Int = 2 } }",
      "extension Int { static var x = 1 }", "@Box static var x = 1", "actor A {}",
      "@Box private var x = 1", "unowned var x: C", "weak var x: C?",
    ])
  func state(source: String) throws {
    let source = source.hasPrefix("@Box static") ? "struct S { \(source) }" : source
    let refused = try refusals(source)
    #expect(refused.contains { $0.contains("what all nodes and calls share") }, "\(refused)")
  }

  @Test(
    "operators that the compiler would call for somebody else's types are refused",
    arguments: [
      "extension Int { static func == (a: Int, b: Int) -> Bool { true } }",
      "func == (a: Int, b: Int) -> Bool { true }",
      "func ~= (a: Int, b: Int) -> Bool { true }",
      "func == <T>(a: T, b: T) -> Bool { true }",
      "extension Equatable { static func == (a: Self, b: Self) -> Bool { true } }",
      "protocol Same {}\nextension Same { static func == (a: Self, b: Self) -> Bool { true } }",
      "typealias Own = Int\nextension Own { static func < (a: Int, b: Int) -> Bool { true } }",
      "enum Own { struct Int {} }\nextension Int { static func == (a: Int, b: Int) -> Bool { true } }",
      "func f() { struct Int {} }\nextension Int { static func == (a: Int, b: Int) -> Bool { true } }",
      "extension Array where Element == Int { static func == (a: Self, b: Self) -> Bool { true } }",
      "extension Swift.Int? { static func == (a: Int?, b: Int?) -> Bool { true } }",
    ])
  func operators(source: String) throws {
    #expect(
      try refusals(source).contains { $0.contains("what the compiler derives would call it") })
  }
}
