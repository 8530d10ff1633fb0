import Testing

@testable import Grading

@Suite("Rules about sources") struct PolicyTests {
  private func refusals(_ source: String, stub: String = "import Chapter1\n") -> [String] {
    SourceRules(stub: stub).refusals(in: source, file: "F.swift").map {
      "\($0.place?.line ?? 0) \($0.message.prefix { $0 != ":" })"
    }
  }

  @Test(
    "ordinary code is left alone",
    arguments: [
      "import Chapter1\nlet ratio = a / b + c/d - (e)/2 // exit(0), @main",
      "let text = \"@_silgen_name /* import Glibc */ CommandLine\" /* unsafe /* twice */ */",
      "let text = #\"a \"quoted\" \\(unsafe) text\"#",
      "let text = \"\"\"\n  @main \" unsafe\n  \"\"\"",
      "total /= count\nlet half = total/2",
      "@discardableResult func f() -> Int { _ = #line; return 1 }",
      "@propertyWrapper struct Clamped { var wrappedValue: Int }\nstruct S { @Clamped var x = 1 }",
      "var generator = SplitMix64(seed: 1)\nlet n = Int.random(in: 0...9, using: &generator)",
      "struct macro { var macro: Int }",
    ])
  func innocent(source: String) {
    #expect(refusals(source) == [])
  }

  @Test(
    "what is refused is named with its line",
    arguments: [
      ("\n\n@_cdecl(\"x\") func f() {}", "3 `@_cdecl` is not allowed in an exercise"),
      ("let a = \"\\(CommandLine.arguments)\"", "1 `CommandLine`"),
      ("let a = #\"\\#(CommandLine.arguments)\"#", "1 `CommandLine`"),
      ("@\n/**/\n`_cdecl`(\"x\")", "3 `@_cdecl` is not allowed in an exercise"),
      ("import struct Foundation.Date", "1 `import Foundation`"),
      ("@testable\nimport Chapter1", "1 `@testable` is not allowed in an exercise"),
      ("import Chapter2", "1 `import Chapter2`"),
      (
        "let r = #/x/#",
        "1 a regular expression between slashes is not allowed in an exercise (a "
          + "division has spaces on both sides or on none)"
      ),
      ("f(nonisolated(unsafe) x)", "1 `unsafe`"),
      ("withUnsafePointer(to: x) {}", "1 `withUnsafePointer`"),
      ("list.shuffled()", "1 `shuffled`"),
      ("#if DEBUG\n#endif", "1 `#if` is not allowed in an exercise"),
    ])
  func refused(source: String, message: String) {
    #expect(refusals(source).first == message)
  }

  @Test("what the stub uses, the answer may use")
  func stub() {
    let stub = "import Synchronization\n@frozen public enum E {}\nlet c = ContinuousClock()"
    #expect(refusals(stub, stub: stub) == [])
    #expect(refusals(stub, stub: "") != [])
  }

  @Test(
    "symbols from elsewhere are refused, whether used or defined",
    arguments: [
      ("                 U exit", "it calls `exit`, which is not for exercises"),
      (
        "                 U $s10Foundation4DateV",
        "it uses the module Foundation, which the stub doesn't import"
      ),
      (
        "                 U $sSS10FoundationE4dataV",
        "it uses the module Foundation, which the stub doesn't import"
      ),
      (
        "                 U $ss15ContinuousClockVABycfC",
        "it uses the machine's clock, which is not for exercises"
      ),
      (
        "                 U swift_stdlib_random",
        "it calls `swift_stdlib_random`, which is not for exercises"
      ),
      (
        "0000000000000000 T swift_retain",
        "it defines `swift_retain`, which is not a name of its own"
      ),
      (
        "0000000000000010 T $s7Testing5IssueV",
        "it defines `$s7Testing5IssueV`, which is not a name of its own"
      ),
    ])
  func symbols(line: String, message: String) {
    let rules = ObjectRules(
      module: "Exercise1", courseModules: ["Chapter1", "ExerciseSupport"], stubDerived: [])
    #expect(rules.refusals(in: line, file: "F.swift").map(\.message) == [message])
  }

  @Test("symbols of one's own, the course's and the language's are fine")
  func ownSymbols() {
    let listing = """
      0000000000000000 T $s9Exercise13sum4upToS2i_tF
      0000000000000000 T $sSi9Exercise1E5twiceSivg
      0000000000000000 W $sS2iSLsWl
                       U $s8Chapter17MessageOMn
                       U $sSa6appendyyxnF
                       U swift_release
                       U memcpy
      """
    let rules = ObjectRules(module: "Exercise1", courseModules: ["Chapter1"], stubDerived: [])
    #expect(rules.refusals(in: listing, file: "F.swift") == [])
  }
}
